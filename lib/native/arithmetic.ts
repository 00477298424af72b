// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import { div, mul, neg, sub } from '../ops/arithmetic.ts';
import { xlogy } from '../ops/exponential.ts';
import { mod } from '../ops/piecewise.ts';
import { pow } from '../ops/powers.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { binaryOperator, addition, unaryOperator } from './operands.ts';

/** `x + y` of any kinds of values. */
export function $add(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x + y;
  return $addActive(x, y);
}

function $addActive(x: Scalar, y: Scalar): Scalar {
  if (typeof y === 'number') {
    const xv = primal(x);
    if (typeof xv === 'number') {
      const v = xv + y;
      if (v === v) return (x as Active).scale(v, 1);
    }
  } else if (typeof x === 'number') {
    const yv = primal(y);
    if (typeof yv === 'number') {
      const v = x + yv;
      if (v === v) return y.scale(v, 1);
    }
  } else {
    const xv = primal(x);
    const yv = primal(y);
    if (typeof xv === 'number' && typeof yv === 'number' && x.level === y.level) {
      const v = xv + yv;
      if (v === v) return x.combine(v, 1, y, 1);
    }
  }
  return addition(x, y);
}

/** `x - y` of any kinds of values. */
export function $sub(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return $subActive(x, y);
}

function $subActive(x: Scalar, y: Scalar): Scalar {
  if (typeof y === 'number') {
    const xv = primal(x);
    if (typeof xv === 'number') {
      const v = xv - y;
      if (v === v) return (x as Active).scale(v, 1);
    }
  } else if (typeof x === 'number') {
    const yv = primal(y);
    if (typeof yv === 'number') {
      const v = x - yv;
      if (v === v) return y.scale(v, -1);
    }
  } else {
    const xv = primal(x);
    const yv = primal(y);
    if (typeof xv === 'number' && typeof yv === 'number' && x.level === y.level) {
      const v = xv - yv;
      if (v === v) return x.combine(v, 1, y, -1);
    }
  }
  return binaryOperator(sub, (x, y) => x - y, x, y);
}

/** `x * y` of any kinds of values. */
export function $mul(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x * y;
  return $mulActive(x, y);
}

function $mulActive(x: Scalar, y: Scalar): Scalar {
  if (typeof y === 'number') {
    const xv = primal(x);
    if (typeof xv === 'number') {
      const v = xv * y;
      if (v === v) return (x as Active).scale(v, y);
    }
  } else if (typeof x === 'number') {
    const yv = primal(y);
    if (typeof yv === 'number') {
      const v = x * yv;
      if (v === v) return y.scale(v, x);
    }
  } else {
    const xv = primal(x);
    const yv = primal(y);
    if (typeof xv === 'number' && typeof yv === 'number' && x.level === y.level) {
      const v = xv * yv;
      if (v === v) return x.combine(v, yv, y, xv);
    }
  }
  return binaryOperator(mul, (x, y) => x * y, x, y);
}

/** `x / y` of any kinds of values. */
export function $div(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x / y;
  return $divActive(x, y);
}

function $divActive(x: Scalar, y: Scalar): Scalar {
  if (typeof y === 'number') {
    const xv = primal(x);
    if (typeof xv === 'number') {
      const v = xv / y;
      if (v === v) return (x as Active).scale(v, 1 / y);
    }
  } else if (typeof x === 'number') {
    const yv = primal(y);
    if (typeof yv === 'number') {
      const v = x / yv;
      if (v === v) return y.scale(v, -(v / yv));
    }
  } else {
    const xv = primal(x);
    const yv = primal(y);
    if (typeof xv === 'number' && typeof yv === 'number' && x.level === y.level) {
      const v = xv / yv;
      if (v === v) return x.combine(v, 1 / yv, y, -(v / yv));
    }
  }
  return binaryOperator(div, (x, y) => x / y, x, y);
}

/** `-x` of any kinds of values. */
export function $neg(x: Scalar): Scalar {
  if (typeof x === 'number') return -x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = -xv;
    if (v === v) {
      return x.scale(v, -1);
    }
  }
  return unaryOperator(neg, (x) => -x, x);
}

/** `x % y` of any kinds of values. */
export function $rem(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x % y;
  const xv = primal(x);
  const yv = primal(y);
  if (typeof xv === 'number' && typeof yv === 'number') {
    const v = xv % yv;
    if (v === v) {
      if (typeof y === 'number') return (x as Active).scale(v, 1);
      if (typeof x === 'number') {
        const t1 = (xv - v) / yv;
        return y.scale(v, t1 < 0 ? Math.round((-t1)) : (-Math.round(t1)));
      }
      if (x.level === y.level) {
        const t1 = (xv - v) / yv;
        return x.combine(v, 1, y, t1 < 0 ? Math.round((-t1)) : (-Math.round(t1)));
      }
    }
  }
  return binaryOperator(mod, (x, y) => x % y, x, y);
}

/** `x ** y` of any kinds of values. */
export function $pow(x: Scalar, y: Scalar): Scalar {
  if (typeof x === 'number' && typeof y === 'number') return x ** y;
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
  return binaryOperator(pow, (x, y) => x ** y, x, y);
}
