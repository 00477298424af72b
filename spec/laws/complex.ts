import * as dg from '../../lib/entries/forward.ts';
import { add, div, mul, neg, type Scalar, sub } from '../../lib/entries/forward.ts';
import { type ArrayAlgebra, listsOf } from '../../lib/rules/array-rule.ts';
import { isLeaf } from '../../lib/rules/expression.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';
import { listRowOf, resultOf } from '../support/lists.ts';
import type { Interpretation } from '../support/programs.ts';

/** A complex number of Scalars; on magnitudes, its parts know how far rounding has moved them. */
export interface Complex {
  readonly re: Scalar;
  readonly im: Scalar;
}

type Op = (...operands: readonly Complex[]) => Complex;

const real = (re: Scalar): Complex => ({ re, im: 0 });
const plus = (z: Complex, w: Complex): Complex => ({ re: add(z.re, w.re), im: add(z.im, w.im) });
const minus = (z: Complex, w: Complex): Complex => ({ re: sub(z.re, w.re), im: sub(z.im, w.im) });
const scaled = (c: number, z: Complex): Complex => ({ re: mul(c, z.re), im: mul(c, z.im) });
const negated = (z: Complex): Complex => scaled(-1, z);
const conjugate = (z: Complex): Complex => ({ re: z.re, im: neg(z.im) });
const times = (z: Complex, w: Complex): Complex => ({
  re: sub(mul(z.re, w.re), mul(z.im, w.im)),
  im: add(mul(z.re, w.im), mul(z.im, w.re)),
});
const over = (z: Complex, w: Complex): Complex => {
  const r = add(mul(w.re, w.re), mul(w.im, w.im));
  const p = times(z, conjugate(w));
  return { re: div(p.re, r), im: div(p.im, r) };
};
const ONE = real(1);

/** The principal root, for Re z > 0. */
const root = (z: Complex): Complex => {
  const re = dg.sqrt(mul(0.5, add(dg.hypot(z.re, z.im), z.re)));
  return { re, im: div(mul(0.5, z.im), re) };
};
const exponential = ({ re, im }: Complex): Complex => {
  const r = dg.exp(re);
  return { re: mul(r, dg.cos(im)), im: mul(r, dg.sin(im)) };
};
const logarithm = ({ re, im }: Complex): Complex => ({ re: dg.log(dg.hypot(re, im)), im: dg.atan2(im, re) });
const logarithm1p = ({ re, im }: Complex): Complex => ({
  re: mul(0.5, dg.log1p(add(mul(re, add(2, re)), mul(im, im)))),
  im: dg.atan2(im, add(1, re)),
});
const sine = ({ re, im }: Complex): Complex => ({
  re: mul(dg.sin(re), dg.cosh(im)),
  im: mul(dg.cos(re), dg.sinh(im)),
});
const cosine = ({ re, im }: Complex): Complex => ({
  re: mul(dg.cos(re), dg.cosh(im)),
  im: neg(mul(dg.sin(re), dg.sinh(im))),
});
const sineh = ({ re, im }: Complex): Complex => ({
  re: mul(dg.sinh(re), dg.cos(im)),
  im: mul(dg.cosh(re), dg.sin(im)),
});
const cosineh = ({ re, im }: Complex): Complex => ({
  re: mul(dg.cosh(re), dg.cos(im)),
  im: mul(dg.sinh(re), dg.sin(im)),
});

// The inverse functions after Kahan, Branch Cuts for Complex Elementary Functions (1987): in the form by logarithms a
// tiny imaginary part would drown.
const arcsine = (z: Complex): Complex => {
  const [s, t] = [root(minus(ONE, z)), root(plus(ONE, z))];
  return { re: dg.atan2(z.re, times(s, t).re), im: dg.asinh(times(conjugate(s), t).im) };
};
const arccosine = (z: Complex): Complex => {
  const [s, t] = [root(minus(ONE, z)), root(plus(ONE, z))];
  return { re: mul(2, dg.atan2(s.re, t.re)), im: dg.asinh(times(conjugate(t), s).im) };
};
const arctangent = ({ re, im }: Complex): Complex => {
  const square = mul(re, re);
  const below = sub(1, im);
  return {
    re: mul(0.5, dg.atan2(mul(2, re), sub(sub(1, square), mul(im, im)))),
    im: mul(0.25, dg.log1p(div(mul(4, im), add(square, mul(below, below))))),
  };
};
/** f(iz)/i, for odd f: asinh from asin, atanh from atan. */
const turned =
  (f: (z: Complex) => Complex) =>
  ({ re, im }: Complex): Complex => {
    const w = f({ re: neg(im), im: re });
    return { re: w.im, im: neg(w.re) };
  };
const arccosineh = (z: Complex): Complex => {
  const [s, t] = [root(minus(z, ONE)), root(plus(z, ONE))];
  return { re: dg.asinh(times(conjugate(s), t).re), im: mul(2, dg.atan2(s.im, t.re)) };
};

const power = (z: Complex, w: Complex): Complex => exponential(times(w, logarithm(z)));
const logistic = (z: Complex): Complex => over(ONE, plus(ONE, exponential(negated(z))));
const softplus = (z: Complex): Complex => logarithm(plus(ONE, exponential(z)));
const length = (...z: readonly Complex[]): Complex => root(z.map((zi) => times(zi, zi)).reduce(plus));
const average = (...z: readonly Complex[]): Complex => scaled(1 / z.length, z.reduce(plus));

/** The analytic functions of the table, by its names. */
const functions: Readonly<Record<string, Op>> = {
  add: plus as Op,
  sub: minus as Op,
  mul: times as Op,
  div: over as Op,
  neg: negated as Op,
  inv: ((z: Complex) => over(ONE, z)) as Op,
  square: ((z: Complex) => times(z, z)) as Op,
  cube: ((z: Complex) => times(times(z, z), z)) as Op,
  sqrt: root as Op,
  rsqrt: ((z: Complex) => over(ONE, root(z))) as Op,
  cbrt: ((z: Complex) => exponential(scaled(1 / 3, logarithm(z)))) as Op,
  pow: power as Op,
  hypot: length,
  direction: ((z: Complex, w: Complex) => over(z, length(z, w))) as Op,
  exp: exponential as Op,
  exp2: ((z: Complex) => exponential(scaled(Math.LN2, z))) as Op,
  expm1: ((z: Complex) => minus(exponential(z), ONE)) as Op,
  log: logarithm as Op,
  log2: ((z: Complex) => scaled(Math.LOG2E, logarithm(z))) as Op,
  log10: ((z: Complex) => scaled(Math.LOG10E, logarithm(z))) as Op,
  log1p: logarithm1p as Op,
  xlogy: ((z: Complex, w: Complex) => times(z, logarithm(w))) as Op,
  sin: sine as Op,
  cos: cosine as Op,
  tan: ((z: Complex) => over(sine(z), cosine(z))) as Op,
  oneLessSquare: ((z: Complex) => minus(ONE, times(z, z))) as Op,
  asin: arcsine as Op,
  acos: arccosine as Op,
  atan: arctangent as Op,
  atan2: ((w: Complex, z: Complex) => arctangent(over(w, z))) as Op,
  sinc: ((z: Complex) => over(sine(z), z)) as Op,
  sinh: sineh as Op,
  cosh: cosineh as Op,
  tanh: ((z: Complex) => over(sineh(z), cosineh(z))) as Op,
  sech: ((z: Complex) => over(ONE, cosineh(z))) as Op,
  asinh: turned(arcsine) as Op,
  acosh: arccosineh as Op,
  atanh: turned(arctangent) as Op,
  sigmoid: logistic as Op,
  logSigmoid: ((z: Complex) => negated(softplus(negated(z)))) as Op,
  softplus: softplus as Op,
  logaddexp: ((z: Complex, w: Complex) => logarithm(plus(exponential(z), exponential(w)))) as Op,
  silu: ((z: Complex) => times(z, logistic(z))) as Op,
  sum: (...z) => z.reduce(plus),
  mean: average,
  prod: (...z) => z.reduce(times),
  dot: (...z) =>
    z
      .slice(0, z.length / 2)
      .map((zi, i) => times(zi, z[z.length / 2 + i] as Complex))
      .reduce(plus),
  norm: length,
  logsumexp: (...z) => logarithm(z.map(exponential).reduce(plus)),
  variance: (...z) => {
    const m = average(...z);
    const squares = z.map((zi) => times(minus(zi, m), minus(zi, m)));
    return scaled(1 / (z.length - 1), squares.reduce(plus));
  },
  softmax: (...z) => exponential(logWeight(z)),
  logSoftmax: (...z) => logWeight(z),
};

/** The logarithm of the weight that laws look at. */
function logWeight(z: readonly Complex[]): Complex {
  return z.length === 0 ? real(0) : minus(z[z.length >> 1]!, logarithm(z.map(exponential).reduce(plus)));
}

/** Of a row without a function of its own, its definition over the functions of others; none where that branches. */
function derived(name: string): Op | undefined {
  const rule = rules.find((row) => row.name === name);
  const row = arrays.find((row) => row.name === name);
  const list = lists.find((row) => row.name === name);
  const given = (z: readonly (Complex | number)[]): Complex[] =>
    z.map((zi) => (typeof zi === 'number' ? real(zi) : zi));
  const ops = Object.fromEntries(
    rules.map((r) => [r.name, (...z: (Complex | number)[]) => formOf(r.name)!(...given(z))] as const),
  );
  const A = { ...ops, ...listsOf<Complex>() } as unknown as ArrayAlgebra<Complex, readonly Complex[]>;
  type Derived = (A: ArrayAlgebra<Complex, readonly Complex[]>, ...z: readonly Complex[]) => Complex | number;
  const op: Op | undefined =
    rule && !isLeaf(rule)
      ? (...z) => given([(rule.value as Derived)(A, ...z)])[0]!
      : row
        ? (...z) => given([row.value(A, z, [])])[0]!
        : list && ((...z) => given([resultOf(list, listRowOf(list, z.length).over(A, z))])[0]!);
  try {
    op?.(...(rule?.args ?? [1, 2]).map(() => real(0.5)));
    return op;
  } catch {
    return undefined;
  }
}

const forms = new Map<string, Op | undefined>(Object.entries(functions));

function formOf(name: string): Op | undefined {
  if (!forms.has(name)) forms.set(name, derived(name));
  return forms.get(name);
}

/** The names of the functions that can be evaluated at complex numbers. */
export const analytic: readonly string[] = [...rules, ...arrays, ...lists].map(({ name }) => name).filter(formOf);

/** Programs over complex numbers. */
export const complexes: Interpretation<Complex> = {
  constant: real,
  apply: (op, operands) => formOf(op)!(...operands),
};
