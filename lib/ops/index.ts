// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { add, sub, mul, div, neg, inv, square, cube } from './arithmetic.ts';
export { sqrt, rsqrt, cbrt, pow, hypot } from './powers.ts';
export { exp, exp2, expm1, log, log2, log10, log1p, xlogy } from './exponential.ts';
export { sin, cos, tan, asin, acos, atan, atan2, sinc } from './trigonometric.ts';
export { sinh, cosh, tanh, sech, asinh, acosh, atanh } from './hyperbolic.ts';
export { sign, floor, ceil, round, trunc, abs, copysign, max, min, clamp, mod } from './piecewise.ts';
export { sigmoid, logSigmoid, softplus, logaddexp, relu, leakyRelu, elu, silu } from './activations.ts';
export { sum, mean, prod, dot, norm, logsumexp, variance, maximum, minimum } from './arrays.ts';
