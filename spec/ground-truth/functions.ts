import * as dg from '../../lib/entries/forward.ts';
import {
  abs,
  add,
  cos,
  div,
  exp,
  gt,
  hypot,
  inv,
  log,
  log1p,
  lt,
  mul,
  neg,
  type Scalar,
  sin,
  sinh,
  softplus,
  square,
  sub,
  tanh,
} from '../../lib/entries/forward.ts';
import * as special from '../../lib/entries/special.ts';

type Unary = (x: Scalar) => Scalar;
type Binary = (x: Scalar, y: Scalar) => Scalar;
type Reduction = (xs: readonly Scalar[]) => Scalar;

/** Rows of the table under the oracle's names. */
export const unaryOps: Readonly<Record<string, Unary>> = {
  exp: dg.exp,
  expm1: dg.expm1,
  exp2: dg.exp2,
  log: dg.log,
  log2: dg.log2,
  log10: dg.log10,
  log1p: dg.log1p,
  sqrt: dg.sqrt,
  cbrt: dg.cbrt,
  rsqrt: dg.rsqrt,
  reciprocal: dg.inv,
  square: dg.square,
  cube: dg.cube,
  sin: dg.sin,
  cos: dg.cos,
  tan: dg.tan,
  asin: dg.asin,
  acos: dg.acos,
  atan: dg.atan,
  sinh: dg.sinh,
  cosh: dg.cosh,
  tanh: dg.tanh,
  sech: dg.sech,
  asinh: dg.asinh,
  acosh: dg.acosh,
  atanh: dg.atanh,
  sigmoid: dg.sigmoid,
  logsigmoid: dg.logSigmoid,
  softplus: dg.softplus,
  silu: dg.silu,
  abs: dg.abs,
  relu: dg.relu,
  'leaky_relu_0.01': (x) => dg.leakyRelu(x, 0.01),
  elu_1: (x) => dg.elu(x, 1),
  sinc: dg.sinc,
  erf: special.erf,
  erfc: special.erfc,
  erfcx: special.erfcx,
  erfinv: special.erfinv,
  normcdf: special.normcdf,
  gelu: special.gelu,
  gamma: special.gamma,
  lgamma: special.lgamma,
  digamma: special.digamma,
  trigamma: special.trigamma,
  sinpi: special.sinpi,
  cospi: special.cospi,
  sincpi: special.sincpi,
  besselj0: special.besselj0,
  besselj1: special.besselj1,
  bessely0: special.bessely0,
  bessely1: special.bessely1,
  besseli0: special.besseli0,
  besseli1: special.besseli1,
  lambertw: special.lambertw,
};

/**
 * Rows that begin with a difference of their arguments, which is rounded: y − 1 in pow, x − y in logaddexp, x − max x in
 * logsumexp; and the value of logaddexp is a sum that goes through 0, as is that of lgamma below 0. What is
 * rounded, for each argument: a result is no better than its change when that changes by an ulp.
 */
export const rounded: Readonly<Record<string, (x: readonly number[], order: number) => readonly number[]>> = {
  pow: ([, y]) => [0, y as number],
  logaddexp: (x, order) => (order === 0 ? x : fromLargest(x)),
  logsumexp: fromLargest,
  lgamma: (x, order) => (order === 0 && x[0]! < 0 ? x : [0]),
};

function fromLargest(x: readonly number[]): number[] {
  const largest = Math.max(...x);
  return x.map((a) => a - largest);
}

/** Functions that a user would write with our ops, in a form that keeps its digits at every argument. */
export const unaryCompositions: Readonly<Record<string, Unary>> = {
  sec: (x) => inv(cos(x)),
  csc: (x) => inv(sin(x)),
  cot: (x) => div(cos(x), sin(x)),
  mish: (x) => mul(x, tanh(softplus(x))),
  normpdf: (x) => div(exp(mul(-0.5, square(x))), Math.sqrt(2 * Math.PI)),
  xlogx: (x) => dg.xlogy(x, x),
  // log cosh x, near 0 without the 1 that would swallow x², in the tails without overflow
  logcosh: (x) =>
    lt(abs(x), 1) ? log1p(mul(2, square(sinh(mul(0.5, x))))) : add(sub(abs(x), Math.LN2), log1p(exp(mul(-2, abs(x))))),
  // log(x/(1 − x)), in the middle with an exact 2x − 1
  logit: (x) => (lt(x, 0.25) ? sub(log(x), log1p(neg(x))) : mul(2, dg.atanh(sub(mul(2, x), 1)))),
  // x/(1 + |x|); far out as its distance from ±1
  softsign: (x) => (lt(abs(x), 1) ? div(x, add(1, abs(x))) : mul(dg.sign(x), sub(1, inv(add(1, abs(x)))))),
};

export const binaryOps: Readonly<Record<string, Binary>> = {
  pow: dg.pow,
  atan2: dg.atan2,
  hypot: dg.hypot,
  xlogy: dg.xlogy,
  logaddexp: dg.logaddexp,
  div: dg.div,
  mul: dg.mul,
  lbeta: special.lbeta,
};

export const binaryCompositions: Readonly<Record<string, Binary>> = {
  xlog1py: (x, y) => mul(x, log1p(y)),
  // √(1 + d²) − 1 for d = x − y, near 0 without the cancellation
  smooth_l1: (x, y) => {
    const d = sub(x, y);
    const root = hypot(1, d);
    return gt(abs(d), 1) ? sub(root, 1) : div(square(d), add(1, root));
  },
  // log(1 + eˣ) − xy; far out as a sum of what each target would cost
  binary_cross_entropy_logits: (x, y) =>
    lt(abs(x), 1) ? sub(softplus(x), mul(x, y)) : add(mul(y, softplus(neg(x))), mul(sub(1, y), softplus(x))),
};

export const reductions: Readonly<Record<string, Reduction>> = {
  logsumexp: dg.logsumexp,
  norm2: dg.norm,
  prod: dg.prod,
  variance: dg.variance,
};

export const maps: Readonly<Record<string, (xs: readonly Scalar[]) => Scalar[]>> = {
  softmax: dg.softmax,
  logsoftmax: (xs) => {
    const total = dg.logsumexp(xs);
    return xs.map((x) => sub(x, total));
  },
};
