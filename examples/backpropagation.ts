/**
 * The four equations of backpropagation, written by hand in four-equations.ts, next to the gradient that the library
 * computes for the same network without knowing any of them.
 */
import { type Scalar, tape, type Var } from '../lib/entries/index.ts';
import { cost, feedforward, fourEquations, type Layer } from './four-equations.ts';
import { printTable } from './print-table.ts';

// Two inputs, a hidden layer of three neurons, one output.
const layers: readonly Layer<number>[] = [
  {
    W: [
      [0.5, -1],
      [1.5, 0.25],
      [-0.75, 2],
    ],
    b: [0.1, -0.2, 0.3],
  },
  { W: [[1, -2, 0.5]], b: [0.4] },
];
const x = [1, 0.5];
const y = [1];

// The library: parameters as variables on a tape, the cost, and one sweep back.
const t = tape();
const variables = layers.map(({ W, b }) => ({
  W: W.map((row) => row.map((w) => t.variable(w))),
  b: b.map((bi) => t.variable(bi)),
}));
t.backward(cost(variables, x, y));

const byHand = fourEquations(layers, x, y);
const { a } = feedforward(layers, x) as { a: number[][] };

console.log(`A 2–3–1 network at x = (1, 0.5): output ${a[1]?.[0]?.toFixed(6)}, wanted ${y}\n`);
const rows: (string | number)[][] = [];
const compare = (name: string, hand: Scalar, variable: Var): void => {
  rows.push([name, hand as number, variable.grad, Math.abs((hand as number) - variable.grad).toExponential(0)]);
};
variables.forEach(({ W, b }, l) => {
  const hand = byHand[l] as Layer<number>;
  b.forEach((bi, i) => {
    compare(`∂C/∂b${l + 1}[${i}] = δ`, hand.b[i] as number, bi);
  });
  W.forEach((row, i) => {
    row.forEach((w, j) => {
      compare(`∂C/∂W${l + 1}[${i}][${j}] = δ a`, hand.W[i]?.[j] as number, w);
    });
  });
});
printTable(['', 'by hand', 'dualgrad', 'difference'], rows);
