// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted

/**
 * The algebra of values and partials: the ops of the table over some T, and one selection.
 * On numbers they give slopes, on duals derivatives of derivatives, on program text the library's own source.
 */
export interface Algebra<T> {
  add(x: T | number, y: T | number): T;
  sub(x: T | number, y: T | number): T;
  mul(x: T | number, y: T | number): T;
  div(x: T | number, y: T | number): T;
  neg(x: T | number): T;
  inv(x: T | number): T;
  square(x: T | number): T;
  cube(x: T | number): T;
  sqrt(x: T | number): T;
  rsqrt(x: T | number): T;
  cbrt(x: T | number): T;
  pow(x: T | number, y: T | number): T;
  hypot(x: T | number, y: T | number): T;
  direction(x: T | number, y: T | number): T;
  exp(x: T | number): T;
  exp2(x: T | number): T;
  expm1(x: T | number): T;
  log(x: T | number): T;
  log2(x: T | number): T;
  log10(x: T | number): T;
  log1p(x: T | number): T;
  xlogy(x: T | number, y: T | number): T;
  sin(x: T | number): T;
  cos(x: T | number): T;
  tan(x: T | number): T;
  oneLessSquare(x: T | number): T;
  asin(x: T | number): T;
  acos(x: T | number): T;
  atan(x: T | number): T;
  atan2(y: T | number, x: T | number): T;
  sinc(x: T | number): T;
  sinh(x: T | number): T;
  cosh(x: T | number): T;
  tanh(x: T | number): T;
  sech(x: T | number): T;
  asinh(x: T | number): T;
  acosh(x: T | number): T;
  atanh(x: T | number): T;
  convention(c: T | number, x: T | number): T;
  sign(x: T | number): T;
  floor(x: T | number): T;
  ceil(x: T | number): T;
  round(x: T | number): T;
  trunc(x: T | number): T;
  abs(x: T | number): T;
  copysign(x: T | number, s: T | number): T;
  max(x: T | number, y: T | number): T;
  min(x: T | number, y: T | number): T;
  clamp(x: T | number, lo: T | number, hi: T | number): T;
  mod(x: T | number, y: T | number): T;
  sigmoid(x: T | number): T;
  logSigmoid(x: T | number): T;
  softplus(x: T | number): T;
  logaddexp(x: T | number, y: T | number): T;
  relu(x: T | number): T;
  leakyRelu(x: T | number, a: T | number): T;
  elu(x: T | number, a: T | number): T;
  portion(a: T | number, b: T | number): T;
  silu(x: T | number): T;
  /** The only branch of rules: `then` where the comparison holds, else `otherwise`. */
  where(
    compare: 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne',
    x: T | number,
    y: T | number,
    then: T | number,
    otherwise: T | number,
  ): T;
  /** The partial of an operand that contributes nothing: not the number 0, which times ∞ is NaN. */
  readonly none: T;
}
