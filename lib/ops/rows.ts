// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { Algebra } from '../rules/algebra.ts';
import type { Scalar } from '../scalar.ts';
import { add, sub, mul, div, neg, inv, square, cube } from './arithmetic.ts';
import { sqrt, rsqrt, cbrt, pow, hypot, direction } from './powers.ts';
import { exp, exp2, expm1, log, log2, log10, log1p, xlogy } from './exponential.ts';
import { sin, cos, tan, oneLessSquare, asin, acos, atan, atan2, sinc } from './trigonometric.ts';
import { sinh, cosh, tanh, sech, asinh, acosh, atanh } from './hyperbolic.ts';
import { convention, sign, floor, ceil, round, trunc, abs, copysign, max, min, clamp, mod } from './piecewise.ts';
import { sigmoid, logSigmoid, softplus, logaddexp, relu, leakyRelu, elu, portion, silu } from './activations.ts';

/** The op of each row, by its name. */
export const rowOps: Omit<Algebra<Scalar>, 'where' | 'none'> = {
  add, sub, mul, div, neg, inv, square, cube,
  sqrt, rsqrt, cbrt, pow, hypot, direction,
  exp, exp2, expm1, log, log2, log10, log1p, xlogy,
  sin, cos, tan, oneLessSquare, asin, acos, atan, atan2, sinc,
  sinh, cosh, tanh, sech, asinh, acosh, atanh,
  convention, sign, floor, ceil, round, trunc, abs, copysign, max, min, clamp, mod,
  sigmoid, logSigmoid, softplus, logaddexp, relu, leakyRelu, elu, portion, silu,
};
