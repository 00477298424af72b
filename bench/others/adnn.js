// adnn: scalar nodes of a graph, walked back from the output with a stack of its own.
import ad from 'adnn/ad/index.js';

const { add, sub, mul, div, sqrt, exp, log, sin, cos } = ad.scalar;
const algebra = { constant: (c) => c, value: ad.value, add, sub, mul, div, sqrt, exp, log, sin, cos };

/** Value and gradient; the Jacobian by a pass an output, before which whatever the others have reached is forgotten. */
export function reverse(program) {
  const f = program.write(algebra);
  return (x) => {
    const inputs = x.map((xi) => ad.lift(xi));
    const y = f(inputs);
    const outputs = program.m === 1 ? [y] : y;
    const rows = outputs.map((output) => {
      if (outputs.length > 1) for (const each of outputs) each.zeroDerivatives();
      output.backprop();
      return inputs.map(ad.derivative);
    });
    return [...rows, outputs.map(ad.value)];
  };
}
