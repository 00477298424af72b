// TensorFlow.js on its CPU back end, with a scalar tensor for every number: 32 bits each.
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients.js';
import '@tensorflow/tfjs-backend-cpu';

tf.enableProdMode();
await tf.setBackend('cpu');
const { add, sub, mul, div, sqrt, exp, log, sin, cos } = tf;
const constant = (c) => tf.keep(tf.scalar(c));
const algebra = { constant, value: (x) => x.dataSync()[0], add, sub, mul, div, sqrt, exp, log, sin, cos };

/** Value and gradient, or a pass an output. */
export function reverse(program) {
  const f = program.write(algebra);
  const outputs = Array.from({ length: program.m }, (_, i) =>
    tf.valueAndGrads((...x) => (program.m === 1 ? f(x) : f(x)[i])),
  );
  return (x) =>
    tf.tidy(() => {
      const inputs = x.map((xi) => tf.scalar(xi));
      const passes = outputs.map((output) => output(inputs));
      const rows = passes.map(({ grads }) => grads.map((g) => g.dataSync()[0]));
      return [...rows, passes.map(({ value }) => value.dataSync()[0])];
    });
}
