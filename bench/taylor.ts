// Question: what do the Taylor coefficients up to the 8th cost, in multiples of a hand-written recurrence?
import { add, compile, derivative, div, exp, mul, type Scalar, sin, sqrt, sub, taylor } from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';

const ORDER = 8;

/** A function of one number, and its coefficients at x by recurrences written by hand. */
interface Expanded {
  readonly name: string;
  readonly operations: number;
  readonly f: (x: Scalar) => Scalar;
  readonly byHand: (x: number) => number[];
}

const DEGREE = 20;
const polynomial = Array.from({ length: DEGREE + 1 }, (_, k) => 1 / (k + 1));

const functions: readonly Expanded[] = [
  {
    name: `a polynomial of degree ${DEGREE} and exp(sin x)`,
    operations: 2 * DEGREE + 3,
    f: (x) => {
      let p: Scalar = polynomial[DEGREE]!;
      for (let k = DEGREE - 1; k >= 0; k--) p = add(mul(p, x), polynomial[k]!);
      return add(p, exp(sin(x)));
    },
    byHand: (x) => {
      const p = new Array<number>(ORDER + 1).fill(0);
      p[0] = polynomial[DEGREE]!;
      for (let i = DEGREE - 1; i >= 0; i--) {
        for (let k = ORDER; k > 0; k--) p[k] = p[k]! * x + p[k - 1]!;
        p[0] = p[0]! * x + polynomial[i]!;
      }
      const s = [Math.sin(x)];
      const c = [Math.cos(x)];
      const e = [Math.exp(s[0]!)];
      for (let k = 1; k <= ORDER; k++) {
        s[k] = c[k - 1]! / k;
        c[k] = -s[k - 1]! / k;
        e[k] = convolved(s, e, k);
      }
      return p.map((pk, k) => pk + e[k]!);
    },
  },
  {
    name: 'exp(x sin x) / √(1 + x²)',
    operations: 7,
    f: (x) => div(exp(mul(x, sin(x))), sqrt(add(1, mul(x, x)))),
    byHand: (x) => {
      const [s, c] = [[Math.sin(x)], [Math.cos(x)]];
      const u = [x * s[0]!];
      const e = [Math.exp(u[0]!)];
      const q = [1 + x * x, 2 * x, 1];
      const r = [Math.sqrt(q[0]!)];
      const y = [e[0]! / r[0]!];
      for (let k = 1; k <= ORDER; k++) {
        s[k] = c[k - 1]! / k;
        c[k] = -s[k - 1]! / k;
        u[k] = x * s[k]! + s[k - 1]!;
        e[k] = convolved(u, e, k);
        let [root, quotient] = [q[k] ?? 0, e[k]!];
        for (let j = 1; j < k; j++) root -= r[j]! * r[k - j]!;
        r[k] = root / (2 * r[0]!);
        for (let j = 0; j < k; j++) quotient -= y[j]! * r[k - j]!;
        y[k] = quotient / r[0]!;
      }
      return y;
    },
  },
  {
    name: '1 / (1 − x / 2)²',
    operations: 4,
    f: (x) => {
      const y = div(1, sub(1, mul(0.5, x)));
      return mul(y, y);
    },
    byHand: (x) => {
      const first = 1 / (1 - 0.5 * x);
      const y = [first];
      const z = [first * first];
      for (let k = 1; k <= ORDER; k++) {
        y[k] = 0.5 * y[k - 1]! * first;
        let sum = 0;
        for (let j = 0; j <= k; j++) sum += y[j]! * y[k - j]!;
        z[k] = sum;
      }
      return z;
    },
  },
];

/** The coefficient of tᵏ in exp u: Σ j uⱼ eₖ₋ⱼ / k. */
function convolved(u: readonly number[], e: readonly number[], k: number): number {
  let sum = 0;
  for (let j = 1; j <= k; j++) sum += j * u[j]! * e[k - j]!;
  return sum / k;
}

/** The same by one k-fold derivative for each k. */
function nested(f: (x: Scalar) => Scalar): Call {
  let g = f;
  let factorial = 1;
  const scaled: ((x: number) => number)[] = [];
  for (let k = 0; k <= ORDER; k++) {
    if (k > 0) {
      g = derivative(g);
      factorial *= k;
    }
    const [h, by] = [g, factorial];
    scaled.push((x) => (h(x) as number) / by);
  }
  return ([x]) => scaled.map((h) => h(x!));
}

const cases: Case[] = functions.map(({ name, operations, f, byHand }, i) => {
  const expected = ([x]: number[]): number[] => byHand(x!);
  const same = { work: operations * (ORDER + 1), expected, tolerance: 1e-11 };
  return {
    title: `${name}: ${operations} operations, ${ORDER + 1} coefficients`,
    sample: (random) => [2 * random() - 1],
    smoke: i > 0,
    baselines: ['hand-written'],
    variants: [
      { ...same, name: 'hand-written', prepare: () => expected },
      {
        ...same,
        name: 'ours',
        prepare:
          () =>
          ([x]) =>
            taylor(f, x!, ORDER),
      },
      {
        ...same,
        name: 'ours, compiled',
        prepare: () => {
          const compiled = compile((x: Scalar) => taylor(f, x, ORDER));
          return ([x]) => compiled(x!);
        },
      },
      { ...same, name: 'derivatives of derivatives', prepare: () => nested(f) },
    ],
  };
});
export default cases;
