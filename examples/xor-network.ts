/**
 * A network with one hidden layer learns XOR, which no single neuron can: gradient descent on all its parameters
 * at once, the gradient by one reverse sweep a step. Prints the loss curve, and writes it to out/xor-loss.svg.
 */
import {
  add,
  dot,
  logSigmoid,
  mul,
  neg,
  type Scalar,
  sigmoid,
  sum,
  value,
  valueAndGrad,
} from '../lib/entries/index.ts';
import { textChart, writeSvg } from './loss-curve.ts';
import { printTable } from './print-table.ts';

const HIDDEN = 3;
const RATE = 0.5;
const STEPS = 1500;

const data = [
  { x: [0, 0], y: 0 },
  { x: [0, 1], y: 1 },
  { x: [1, 0], y: 1 },
  { x: [1, 1], y: 0 },
];

/** The output for x: positive means 1. Parameters are, for each hidden neuron, two weights, a bias and an output weight. */
function network(p: readonly Scalar[], x: readonly number[]): Scalar {
  const says = Array.from({ length: HIDDEN }, (_, k) => {
    const [w1, w2, b, say] = p.slice(4 * k, 4 * k + 4) as [Scalar, Scalar, Scalar, Scalar];
    return mul(say, sigmoid(add(dot([w1, w2], x), b)));
  });
  return add(sum(says), p[4 * HIDDEN] as Scalar);
}

/** The negative log likelihood, −Σ log σ((2y − 1) f(x)). */
function loss(p: readonly Scalar[]): Scalar {
  return neg(sum(data.map(({ x, y }) => logSigmoid(mul(2 * y - 1, network(p, x))))));
}

// A fixed start in which no two neurons are alike.
let p = Array.from({ length: 4 * HIDDEN + 1 }, (_, i) => Math.sin(3 * i + 1));
const lossAndGradient = valueAndGrad(loss, { mode: 'reverse' });
const losses: number[] = [];
for (let step = 0; step < STEPS; step++) {
  const { value, gradient } = lossAndGradient(p);
  losses.push(value);
  p = p.map((pi, i) => pi - RATE * (gradient[i] as number));
}

console.log(`XOR by gradient descent: ${p.length} parameters, ${STEPS} steps, learning rate ${RATE}\n`);
console.log(textChart(losses));
console.log(`        loss over the steps, from ${losses[0]?.toFixed(3)} to ${losses.at(-1)?.toFixed(4)}\n`);
printTable(
  ['x', 'wanted', 'f(x)', 'probability of 1'],
  data.map(({ x, y }) => [x.join(' xor '), y, value(network(p, x)), value(sigmoid(network(p, x)))]),
);
console.log(`\nThe curve as a picture: ${await writeSvg('xor-loss.svg', 'XOR by gradient descent', losses)}`);
