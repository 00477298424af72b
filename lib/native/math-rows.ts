// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import { $Math_sqrt, $Math_cbrt, $Math_pow, $Math_hypot, $Math_exp, $Math_expm1, $Math_log, $Math_log2, $Math_log10, $Math_log1p, $Math_sin, $Math_cos, $Math_tan, $Math_asin, $Math_acos, $Math_atan, $Math_atan2, $Math_sinh, $Math_cosh, $Math_tanh, $Math_asinh, $Math_acosh, $Math_atanh, $Math_sign, $Math_floor, $Math_ceil, $Math_round, $Math_trunc, $Math_abs, $Math_max, $Math_min } from './math-functions.ts';

/** The functions of Math that are rows, by their names there. */
export const mathRows: Readonly<Record<string, (...xs: never[]) => unknown>> = {
  sqrt: $Math_sqrt,
  cbrt: $Math_cbrt,
  pow: $Math_pow,
  hypot: $Math_hypot,
  exp: $Math_exp,
  expm1: $Math_expm1,
  log: $Math_log,
  log2: $Math_log2,
  log10: $Math_log10,
  log1p: $Math_log1p,
  sin: $Math_sin,
  cos: $Math_cos,
  tan: $Math_tan,
  asin: $Math_asin,
  acos: $Math_acos,
  atan: $Math_atan,
  atan2: $Math_atan2,
  sinh: $Math_sinh,
  cosh: $Math_cosh,
  tanh: $Math_tanh,
  asinh: $Math_asinh,
  acosh: $Math_acosh,
  atanh: $Math_atanh,
  sign: $Math_sign,
  floor: $Math_floor,
  ceil: $Math_ceil,
  round: $Math_round,
  trunc: $Math_trunc,
  abs: $Math_abs,
  max: $Math_max,
  min: $Math_min,
};
