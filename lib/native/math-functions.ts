// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import { exp, expm1, log, log10, log1p, log2, xlogy } from '../ops/exponential.ts';
import { acosh, asinh, atanh, cosh, sech, sinh, tanh } from '../ops/hyperbolic.ts';
import { abs, ceil, floor, max, min, round, sign, trunc } from '../ops/piecewise.ts';
import { cbrt, direction, hypot, pow, sqrt } from '../ops/powers.ts';
import { acos, asin, atan, atan2, cos, oneLessSquare, sin, tan } from '../ops/trigonometric.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { mathOf1, mathOf2, mathOfMany } from './operands.ts';

/** `Math.sqrt(x)` of any kinds of values. */
export function $Math_sqrt(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.sqrt(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sqrt(xv);
    if (v === v) {
      return x.scale(v, 0.5 / (v + 0));
    }
  }
  return mathOf1(sqrt, Math.sqrt, x);
}

/** `Math.cbrt(x)` of any kinds of values. */
export function $Math_cbrt(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.cbrt(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cbrt(xv);
    if (v === v) {
      return x.scale(v, 1 / ((3 * v) * v));
    }
  }
  return mathOf1(cbrt, Math.cbrt, x);
}

/** `Math.pow(x, y)` of any kinds of values. */
export function $Math_pow(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return Math.pow(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.pow(xv, yv);
    if (v === v && xv === xv && yv === yv) {
      if (typeof y === 'number') {
        const t1 = yv * Math.pow(xv, (yv - 1));
        return (x as Active).scale(v, yv >= 0.5 ? t1 : (v === (v + v) ? t1 : (xv === 0 ? 0 : ((yv * v) / xv))));
      }
      if (typeof x === 'number') return y.scale(v, xv > 0 ? (xlogy(v, xv) as number) : (xv === 0 ? (yv > 1 ? (-Math.pow(xv, (Math.ceil(yv) - 0.5))) : (yv > 0 ? 0 : NaN)) : (v * Math.log(xv))));
      if (x.level === y.level) {
        const t1 = yv * Math.pow(xv, (yv - 1));
        return x.combine(v, yv >= 0.5 ? t1 : (v === (v + v) ? t1 : (xv === 0 ? 0 : ((yv * v) / xv))), y, xv > 0 ? (xlogy(v, xv) as number) : (xv === 0 ? (yv > 1 ? (-Math.pow(xv, (Math.ceil(yv) - 0.5))) : (yv > 0 ? 0 : NaN)) : (v * Math.log(xv))));
      }
    }
  }
  return mathOf2(pow, Math.pow, x, y);
}

/** `Math.hypot(x, y, …)` of any kinds of values. */
export function $Math_hypot(x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return mathOfMany(hypot, Math.hypot, arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.hypot(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.hypot(xv, yv);
    if (v === v && xv === xv && yv === yv) {
      if (typeof y === 'number') return (x as Active).scale(v, (direction(xv, yv) as number));
      if (typeof x === 'number') return y.scale(v, (direction(yv, xv) as number));
      if (x.level === y.level) return x.combine(v, (direction(xv, yv) as number), y, (direction(yv, xv) as number));
    }
  }
  return mathOf2(hypot, Math.hypot, x, y);
}

/** `Math.exp(x)` of any kinds of values. */
export function $Math_exp(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.exp(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.exp(xv);
    if (v === v) {
      return x.scale(v, v);
    }
  }
  return mathOf1(exp, Math.exp, x);
}

/** `Math.expm1(x)` of any kinds of values. */
export function $Math_expm1(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.expm1(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.expm1(xv);
    if (v === v) {
      return x.scale(v, Math.exp(xv));
    }
  }
  return mathOf1(expm1, Math.expm1, x);
}

/** `Math.log(x)` of any kinds of values. */
export function $Math_log(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.log(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log(xv);
    if (v === v) {
      return x.scale(v, 1 / (xv + 0));
    }
  }
  return mathOf1(log, Math.log, x);
}

/** `Math.log2(x)` of any kinds of values. */
export function $Math_log2(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.log2(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log2(xv);
    if (v === v) {
      return x.scale(v, Math.LOG2E / (xv + 0));
    }
  }
  return mathOf1(log2, Math.log2, x);
}

/** `Math.log10(x)` of any kinds of values. */
export function $Math_log10(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.log10(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log10(xv);
    if (v === v) {
      return x.scale(v, Math.LOG10E / (xv + 0));
    }
  }
  return mathOf1(log10, Math.log10, x);
}

/** `Math.log1p(x)` of any kinds of values. */
export function $Math_log1p(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.log1p(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.log1p(xv);
    if (v === v) {
      return x.scale(v, 1 / (1 + xv));
    }
  }
  return mathOf1(log1p, Math.log1p, x);
}

/** `Math.sin(x)` of any kinds of values. */
export function $Math_sin(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.sin(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sin(xv);
    if (v === v) {
      return x.scale(v, Math.cos(xv));
    }
  }
  return mathOf1(sin, Math.sin, x);
}

/** `Math.cos(x)` of any kinds of values. */
export function $Math_cos(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.cos(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cos(xv);
    if (v === v) {
      return x.scale(v, -Math.sin(xv));
    }
  }
  return mathOf1(cos, Math.cos, x);
}

/** `Math.tan(x)` of any kinds of values. */
export function $Math_tan(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.tan(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.tan(xv);
    if (v === v) {
      return x.scale(v, 1 + (v * v));
    }
  }
  return mathOf1(tan, Math.tan, x);
}

/** `Math.asin(x)` of any kinds of values. */
export function $Math_asin(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.asin(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.asin(xv);
    if (v === v) {
      return x.scale(v, 1 / Math.sqrt((oneLessSquare(xv) as number)));
    }
  }
  return mathOf1(asin, Math.asin, x);
}

/** `Math.acos(x)` of any kinds of values. */
export function $Math_acos(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.acos(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.acos(xv);
    if (v === v) {
      return x.scale(v, (-1) / Math.sqrt((oneLessSquare(xv) as number)));
    }
  }
  return mathOf1(acos, Math.acos, x);
}

/** `Math.atan(x)` of any kinds of values. */
export function $Math_atan(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.atan(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.atan(xv);
    if (v === v) {
      const t1 = xv * xv;
      return x.scale(v, t1 < (1e+100) ? (1 / (1 + t1)) : ((1 / xv) / xv));
    }
  }
  return mathOf1(atan, Math.atan, x);
}

/** `Math.atan2(y, x)` of any kinds of values. */
export function $Math_atan2(y: Scalar, x: Scalar): Scalar {
  if (typeof y === 'number' && typeof x === 'number') return Math.atan2(y, x);
  const yv = primal(y);
  const xv = primal(x);
  if (typeof yv === 'number' && typeof xv === 'number') {
    const v = Math.atan2(yv, xv);
    if (v === v) {
      if (typeof x === 'number') return (y as Active).scale(v, (direction(xv, yv) as number) / Math.hypot(xv, yv));
      if (typeof y === 'number') return x.scale(v, -((direction(yv, xv) as number) / Math.hypot(xv, yv)));
      if (y.level === x.level) {
        const t1 = Math.hypot(xv, yv);
        return y.combine(v, (direction(xv, yv) as number) / t1, x, -((direction(yv, xv) as number) / t1));
      }
    }
  }
  return mathOf2(atan2, Math.atan2, y, x);
}

/** `Math.sinh(x)` of any kinds of values. */
export function $Math_sinh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.sinh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sinh(xv);
    if (v === v) {
      return x.scale(v, Math.cosh(xv));
    }
  }
  return mathOf1(sinh, Math.sinh, x);
}

/** `Math.cosh(x)` of any kinds of values. */
export function $Math_cosh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.cosh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.cosh(xv);
    if (v === v) {
      return x.scale(v, Math.sinh(xv));
    }
  }
  return mathOf1(cosh, Math.cosh, x);
}

/** `Math.tanh(x)` of any kinds of values. */
export function $Math_tanh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.tanh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.tanh(xv);
    if (v === v) {
      const t1 = (sech(xv) as number);
      return x.scale(v, t1 * t1);
    }
  }
  return mathOf1(tanh, Math.tanh, x);
}

/** `Math.asinh(x)` of any kinds of values. */
export function $Math_asinh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.asinh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.asinh(xv);
    if (v === v) {
      return x.scale(v, 1 / Math.hypot(xv, 1));
    }
  }
  return mathOf1(asinh, Math.asinh, x);
}

/** `Math.acosh(x)` of any kinds of values. */
export function $Math_acosh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.acosh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.acosh(xv);
    if (v === v) {
      return x.scale(v, (1 / Math.sqrt((xv - 1))) / Math.sqrt((xv + 1)));
    }
  }
  return mathOf1(acosh, Math.acosh, x);
}

/** `Math.atanh(x)` of any kinds of values. */
export function $Math_atanh(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.atanh(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.atanh(xv);
    if (v === v) {
      return x.scale(v, 1 / (oneLessSquare(xv) as number));
    }
  }
  return mathOf1(atanh, Math.atanh, x);
}

/** `Math.sign(x)` of any kinds of values. */
export function $Math_sign(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.sign(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.sign(xv);
    if (v === v) {
      return v;
    }
  }
  return mathOf1(sign, Math.sign, x);
}

/** `Math.floor(x)` of any kinds of values. */
export function $Math_floor(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.floor(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.floor(xv);
    if (v === v) {
      return v;
    }
  }
  return mathOf1(floor, Math.floor, x);
}

/** `Math.ceil(x)` of any kinds of values. */
export function $Math_ceil(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.ceil(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.ceil(xv);
    if (v === v) {
      return v;
    }
  }
  return mathOf1(ceil, Math.ceil, x);
}

/** `Math.round(x)` of any kinds of values. */
export function $Math_round(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.round(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.round(xv);
    if (v === v) {
      return v;
    }
  }
  return mathOf1(round, Math.round, x);
}

/** `Math.trunc(x)` of any kinds of values. */
export function $Math_trunc(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.trunc(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.trunc(xv);
    if (v === v) {
      return v;
    }
  }
  return mathOf1(trunc, Math.trunc, x);
}

/** `Math.abs(x)` of any kinds of values. */
export function $Math_abs(x: Scalar): Scalar {
  if (typeof x === 'number') return Math.abs(x);
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = Math.abs(xv);
    if (v === v) {
      return x.scale(v, xv < 0 ? (-1) : (xv > 0 ? 1 : 0));
    }
  }
  return mathOf1(abs, Math.abs, x);
}

/** `Math.max(x, y, …)` of any kinds of values. */
export function $Math_max(x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return mathOfMany(max, Math.max, arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.max(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.max(xv, yv);
    if (v === v) {
      if (typeof y === 'number') {
        if (xv > yv) return (x as Active).scale(v, 1);
        if (yv > xv) return v;
        return (x as Active).scale(v, 0.5);
      }
      if (typeof x === 'number') {
        if (xv > yv) return v;
        return y.scale(v, yv > xv ? 1 : 0.5);
      }
      if (x.level === y.level) {
        if (xv > yv) return x.scale(v, 1);
        const q = yv > xv ? 1 : 0.5;
        if (yv > xv) return y.scale(v, q);
        return x.combine(v, 0.5, y, q);
      }
    }
  }
  return mathOf2(max, Math.max, x, y);
}

/** `Math.min(x, y, …)` of any kinds of values. */
export function $Math_min(x: Scalar, y: Scalar): Scalar {
  if (arguments.length !== 2) return mathOfMany(min, Math.min, arguments);
  if (typeof x === 'number' && typeof y === 'number') return Math.min(x, y);
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = Math.min(xv, yv);
    if (v === v) {
      if (typeof y === 'number') {
        if (xv < yv) return (x as Active).scale(v, 1);
        if (yv < xv) return v;
        return (x as Active).scale(v, 0.5);
      }
      if (typeof x === 'number') {
        if (xv < yv) return v;
        return y.scale(v, yv < xv ? 1 : 0.5);
      }
      if (x.level === y.level) {
        if (xv < yv) return x.scale(v, 1);
        const q = yv < xv ? 1 : 0.5;
        if (yv < xv) return y.scale(v, q);
        return x.combine(v, 0.5, y, q);
      }
    }
  }
  return mathOf2(min, Math.min, x, y);
}
