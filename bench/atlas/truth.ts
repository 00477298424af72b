import { leafValue } from '../../spec/support/big-algebra.ts';
import * as big from '../../spec/support/big-float.ts';
import { BigFloat } from '../../spec/support/big-float.ts';

/** The exact value of a row, its first partials, and its second ones: xx, xy, yy. */
export type Truth = readonly [value: BigFloat, first: readonly BigFloat[], second: readonly BigFloat[]];

const of = BigFloat.from;
const [zero, half, one, two] = [of(0), of(0.5), of(1), of(2)];
const ten = big.log(of(10));
/** Beyond every double, and beyond what doubles can be multiplied to. */
const HUGE = BigFloat.of(1n, 2 ** 40);

const isPositive = (x: BigFloat): boolean => x.sign > 0;
/** 86 digits hold no more of a sum; where doubles cancel, it is exact. */
const sub = (x: BigFloat, y: BigFloat): BigFloat => x.exactPlus(y.negative());
const inverse = (x: BigFloat): BigFloat => one.over(x);
const square = (x: BigFloat): BigFloat => x.times(x);
const exp = (x: BigFloat): BigFloat => {
  if (x.order <= 40) return big.exp(x);
  return isPositive(x) ? HUGE : inverse(HUGE);
};
const cosh = (x: BigFloat): BigFloat => exp(x).plus(exp(x.negative())).scaled(-1);
const sinh = (x: BigFloat): BigFloat => (x.order > 0 ? exp(x).minus(exp(x.negative())).scaled(-1) : big.sinh(x));
const sech = (x: BigFloat): BigFloat => inverse(cosh(x));
const expm1 = (x: BigFloat): BigFloat => (x.order > 10 ? exp(x).minus(one) : big.expm1(x));
const sigma = (x: BigFloat): BigFloat => inverse(one.plus(exp(x.negative())));
const softplus = (x: BigFloat): BigFloat => (isPositive(x) ? x : zero).plus(big.log1p(exp(x.size().negative())));
/** σ(x) σ(−x). */
const bell = (x: BigFloat): BigFloat => sigma(x).times(sigma(x.negative()));
const bellSlope = (x: BigFloat): BigFloat =>
  bell(x)
    .times(big.tanh(x.scaled(-1)))
    .negative();
/** 1 − x². */
const oneLessSquare = (x: BigFloat): BigFloat => one.minus(x).times(one.plus(x));
const oneAndSquare = (x: BigFloat): BigFloat => one.plus(square(x));

const unary = (v: BigFloat, d: BigFloat, dd: BigFloat): Truth => [v, [d], [dd]];
const logarithm = (v: BigFloat, x: BigFloat, base: BigFloat): Truth =>
  unary(v.over(base), inverse(x.times(base)), inverse(square(x).times(base)).negative());
const step =
  (name: string) =>
  (x: BigFloat): Truth =>
    unary(leafValue(name, x, zero)!, zero, zero);

/** A series in x² whose terms are more than enough where |x| < 2⁻²⁰. */
function even(x: BigFloat, divisors: readonly number[]): BigFloat {
  const s = square(x);
  return divisors.reduceRight((sum, divisor) => inverse(of(divisor)).plus(s.times(sum)), zero);
}

/** sin x / x and its derivatives. */
function sinc(x: BigFloat): Truth {
  if (x.sign === 0) return unary(one, zero, of(-1).over(of(3)));
  const v = big.sin(x).over(x);
  if (x.order < -20) return unary(v, x.times(even(x, [-3, 30, -840, 45360])), even(x, [-3, 10, -168, 6480]));
  const d = big.cos(x).minus(v).over(x);
  return unary(v, d, v.negative().minus(d.scaled(1).over(x)));
}

/** Of a function that is one of its arguments. */
const chosen = (at: number, ...xs: BigFloat[]): Truth => [
  xs[at]!,
  xs.map((_, i) => (i === at ? one : zero)),
  xs.flatMap((_, i) => xs.slice(i).map(() => zero)),
];

/** The closed forms of calculus, written apart from the rows, at 86 digits; arguments inside the domain, at no kink. */
export const truths: Readonly<Record<string, (...xs: BigFloat[]) => Truth>> = {
  add: (x, y) => [x!.exactPlus(y!), [one, one], [zero, zero, zero]],
  sub: (x, y) => [sub(x!, y!), [one, one.negative()], [zero, zero, zero]],
  mul: (x, y) => [x!.exactTimes(y!), [y!, x!], [zero, one, zero]],
  div: (x, y) => {
    const [r, v] = [inverse(y!), x!.over(y!)];
    return [v, [r, v.times(r).negative()], [zero, square(r).negative(), v.times(square(r)).scaled(1)]];
  },
  neg: (x) => unary(x!.negative(), one.negative(), zero),
  inv: (x) => unary(inverse(x!), inverse(square(x!)).negative(), two.over(square(x!).times(x!))),
  square: (x) => unary(square(x!), x!.scaled(1), two),
  cube: (x) => unary(square(x!).times(x!), square(x!).times(of(3)), x!.times(of(6))),
  sqrt: (x) => {
    const v = x!.root();
    return unary(v, half.over(v), of(-0.25).over(v.times(x!)));
  },
  rsqrt: (x) => {
    const v = inverse(x!.root());
    return unary(v, v.times(of(-0.5)).over(x!), v.times(of(0.75)).over(square(x!)));
  },
  cbrt: (x) => {
    const v = big.cbrt(x!);
    return unary(v, v.over(x!.times(of(3))), v.times(two).over(square(x!).times(of(-9))));
  },
  pow: (x, y) => {
    const l = big.log(x!);
    const v = exp(y!.times(l));
    const twice = v.over(square(x!)).times(y!).times(sub(y!, one));
    const mixed = v.over(x!).times(one.plus(y!.times(l)));
    return [v, [y!.times(v).over(x!), v.times(l)], [twice, mixed, v.times(square(l))]];
  },
  hypot: (x, y) => {
    const v = square(x!).plus(square(y!)).root();
    const [a, b] = [x!.over(v), y!.over(v)];
    return [v, [a, b], [square(b).over(v), a.times(b).over(v).negative(), square(a).over(v)]];
  },
  exp: (x) => unary(exp(x!), exp(x!), exp(x!)),
  exp2: (x) => {
    const v = exp(x!.times(big.LN2));
    return unary(v, v.times(big.LN2), v.times(square(big.LN2)));
  },
  expm1: (x) => unary(expm1(x!), exp(x!), exp(x!)),
  log: (x) => logarithm(big.log(x!), x!, one),
  log2: (x) => logarithm(big.log(x!), x!, big.LN2),
  log10: (x) => logarithm(big.log(x!), x!, ten),
  log1p: (x) => logarithm(big.log1p(x!), one.exactPlus(x!), one),
  xlogy: (x, y) => {
    const l = big.log(y!);
    return [x!.times(l), [l, x!.over(y!)], [zero, inverse(y!), x!.over(square(y!)).negative()]];
  },
  sin: (x) => unary(big.sin(x!), big.cos(x!), big.sin(x!).negative()),
  cos: (x) => unary(big.cos(x!), big.sin(x!).negative(), big.cos(x!).negative()),
  tan: (x) => {
    const [v, d] = [big.tan(x!), inverse(square(big.cos(x!)))];
    return unary(v, d, v.times(d).scaled(1));
  },
  asin: (x) => {
    const q = oneLessSquare(x!);
    return unary(big.asin(x!), inverse(q.root()), x!.over(q.times(q.root())));
  },
  acos: (x) => {
    const q = oneLessSquare(x!);
    return unary(big.acos(x!), inverse(q.root()).negative(), x!.over(q.times(q.root())).negative());
  },
  atan: (x) => {
    const q = oneAndSquare(x!);
    return unary(big.atan(x!), inverse(q), x!.scaled(1).over(square(q)).negative());
  },
  atan2: (y, x) => {
    const s = square(x!).plus(square(y!));
    const mixed = sub(y!, x!).times(y!.plus(x!)).over(square(s));
    const twice = x!.times(y!).scaled(1).over(square(s));
    return [big.atan2(y!, x!), [x!.over(s), y!.over(s).negative()], [twice.negative(), mixed, twice]];
  },
  sinc: (x) => sinc(x!),
  sinh: (x) => unary(sinh(x!), cosh(x!), sinh(x!)),
  cosh: (x) => unary(cosh(x!), sinh(x!), cosh(x!)),
  tanh: (x) => {
    const d = square(sech(x!));
    return unary(big.tanh(x!), d, d.times(big.tanh(x!)).scaled(1).negative());
  },
  sech: (x) => {
    const [v, t] = [sech(x!), big.tanh(x!)];
    return unary(v, v.times(t).negative(), v.times(square(t).minus(square(v))));
  },
  asinh: (x) => {
    const q = oneAndSquare(x!);
    return unary(big.asinh(x!), inverse(q.root()), x!.over(q.times(q.root())).negative());
  },
  acosh: (x) => {
    const q = oneLessSquare(x!).negative();
    return unary(big.acosh(x!), inverse(q.root()), x!.over(q.times(q.root())).negative());
  },
  atanh: (x) => {
    const q = oneLessSquare(x!);
    return unary(big.atanh(x!), inverse(q), x!.scaled(1).over(square(q)));
  },
  sign: step('sign'),
  floor: step('floor'),
  ceil: step('ceil'),
  round: step('round'),
  trunc: step('trunc'),
  abs: (x) => unary(x!.size(), of(x!.sign), zero),
  copysign: (x, s) => {
    const d = of(x!.sign * s!.sign);
    return [x!.times(d), [d, zero], [zero, zero, zero]];
  },
  max: (x, y) => chosen(sub(x!, y!).sign > 0 ? 0 : 1, x!, y!),
  min: (x, y) => chosen(sub(x!, y!).sign < 0 ? 0 : 1, x!, y!),
  clamp: (x, lo, hi) => {
    const at = sub(x!, lo!).sign > 0 ? 0 : 1;
    return chosen(sub([x!, lo!][at]!, hi!).sign < 0 ? at : 2, x!, lo!, hi!);
  },
  mod: (x, y) => {
    const v = leafValue('mod', x!, y!)!;
    return [v, [one, sub(v, x!).over(y!)], [zero, zero, zero]];
  },
  sigmoid: (x) => unary(sigma(x!), bell(x!), bellSlope(x!)),
  logSigmoid: (x) => unary(softplus(x!.negative()).negative(), sigma(x!.negative()), bell(x!).negative()),
  softplus: (x) => unary(softplus(x!), sigma(x!), bell(x!)),
  logaddexp: (x, y) => {
    const d = sub(x!, y!);
    const v = isPositive(d) ? x!.plus(softplus(d.negative())) : y!.plus(softplus(d));
    return [v, [sigma(d), sigma(d.negative())], [bell(d), bell(d).negative(), bell(d)]];
  },
  relu: (x) => (isPositive(x!) ? unary(x!, one, zero) : unary(zero, zero, zero)),
  leakyRelu: (x, a) =>
    isPositive(x!) ? [x!, [one, zero], [zero, zero, zero]] : [a!.times(x!), [a!, x!], [zero, one, zero]],
  elu: (x, a) => {
    if (isPositive(x!)) return [x!, [one, zero], [zero, zero, zero]];
    const [e, v] = [exp(x!), expm1(x!)];
    return [a!.times(v), [a!.times(e), v], [a!.times(e), e, zero]];
  },
  silu: (x) => {
    const [s, b] = [sigma(x!), bell(x!)];
    const slope = two.minus(x!.times(big.tanh(x!.scaled(-1))));
    return unary(x!.times(s), s.plus(x!.times(b)), b.times(slope));
  },
};
