/**
 * One neuron, a = σ(xw + b), and its cost C = ½(a − y)²: the gradient by hand, by the library, and gradient descent along
 * it. (The example of Nielsen, Neural Networks and Deep Learning, chapter 3: input 1 should become output 0.)
 */
import { add, grad, mul, type Scalar, sigmoid, square, sub, value, valueAndGrad } from '../lib/entries/index.ts';
import { printTable } from './print-table.ts';

const x = 1;
const y = 0;

const activation = (w: Scalar, b: Scalar): Scalar => sigmoid(add(mul(x, w), b));
const cost = ([w, b]: readonly [Scalar, Scalar]): Scalar => mul(0.5, square(sub(activation(w, b), y)));

// By hand: δ = (a − y) σ′(z), ∂C/∂w = δ x, ∂C/∂b = δ.
function byHand([w, b]: readonly [number, number]): [number, number] {
  const a = value(activation(w, b));
  const delta = (a - y) * a * (1 - a);
  return [delta * x, delta];
}

let parameters: [number, number] = [0.6, 0.9];
const forward = grad(cost, { mode: 'forward' })(parameters);
const reverse = grad(cost, { mode: 'reverse' })(parameters);
const hand = byHand(parameters);

console.log('a = σ(xw + b), C = ½(a − y)², x = 1, y = 0, at w = 0.6, b = 0.9\n');
printTable(
  ['', 'by hand', 'forward', 'reverse'],
  [
    ['∂C/∂w = δx', hand[0], forward[0], reverse[0]],
    ['∂C/∂b = δ', hand[1], forward[1], reverse[1]],
  ],
);

console.log('\nGradient descent, learning rate 0.15\n');
const rows: number[][] = [];
const slope = valueAndGrad(cost);
for (let step = 0; step <= 300; step++) {
  const { value: C, gradient } = slope(parameters);
  const [w, b] = parameters;
  if (step % 50 === 0) rows.push([step, w, b, value(activation(w, b)), C]);
  parameters = [w - 0.15 * gradient[0], b - 0.15 * gradient[1]];
}
printTable(['step', 'w', 'b', 'a', 'C'], rows);
