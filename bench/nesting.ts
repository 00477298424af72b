// Question: what do the first, second and third derivative of a function of one variable cost, in multiples of it?
import { add, derivative, exp, mul, type Scalar, sin } from '../lib/entries/index.ts';
import type { Case } from './measure.ts';

/** f(x) = p(x) + exp(sin x), p of degree 20 by Horner's rule: 20 mul and 20 add, then 3. */
const DEGREE = 20;
const OPERATIONS = 2 * DEGREE + 3;
const coefficients = Array.from({ length: DEGREE + 1 }, (_, k) => 1 / (k + 1));

function f(x: Scalar): Scalar {
  let p: Scalar = coefficients[DEGREE] as number;
  for (let k = DEGREE - 1; k >= 0; k--) p = add(mul(p, x), coefficients[k] as number);
  return add(p, exp(sin(x)));
}

/** The coefficients of p and of its derivatives. */
const polynomials = [coefficients];
for (let order = 1; order <= 3; order++) {
  polynomials.push((polynomials[order - 1] as number[]).map((c, k) => c * k).slice(1));
}

function byHand(order: number): (x: readonly number[]) => number {
  const polynomial = polynomials[order] as number[];
  return (x) => {
    const at = x[0] as number;
    let p = 0;
    for (let k = polynomial.length - 1; k >= 0; k--) p = p * at + (polynomial[k] as number);
    const s = Math.sin(at);
    const c = Math.cos(at);
    // exp(sin x) times 1, c, c² − s, c (c² − 3s − 1)
    const factor = order === 0 ? 1 : order === 1 ? c : order === 2 ? c * c - s : c * (c * c - 3 * s - 1);
    return p + Math.exp(s) * factor;
  };
}

const first = derivative(f);
const second = derivative(first);
const third = derivative(second);

const cases: Case[] = [
  {
    title: `a polynomial of degree ${DEGREE} and exp(sin x): ${OPERATIONS} operations`,
    sample: (random) => [2 * random() - 1],
    smoke: true,
    baselines: ['plain function', 'hand-written 3rd'],
    variants: [
      { name: 'plain function', prepare: () => byHand(0), order: 0 },
      { name: 'hand-written 1st', prepare: () => byHand(1), order: 1 },
      { name: 'hand-written 2nd', prepare: () => byHand(2), order: 2 },
      { name: 'hand-written 3rd', prepare: () => byHand(3), order: 3 },
      { name: 'ours on plain numbers', prepare: () => (x: number[]) => f(x[0] as number) as number, order: 0 },
      { name: 'ours, 1st derivative', prepare: () => (x: number[]) => first(x[0] as number), order: 1 },
      { name: 'ours, 2nd derivative', prepare: () => (x: number[]) => second(x[0] as number), order: 2 },
      { name: 'ours, 3rd derivative', prepare: () => (x: number[]) => third(x[0] as number), order: 3 },
    ].map(({ order, ...variant }) => ({ ...variant, work: OPERATIONS, expected: byHand(order) })),
  },
];
export default cases;
