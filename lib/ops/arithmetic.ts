// Emitted from lib/rules/arithmetic.ts by `npm run emit`; edit the row, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { type Active, primal, type Scalar } from '../scalar.ts';
import { checkSurplus } from './arity.ts';
import { lift1, lift2 } from './lift.ts';
import { rowOp } from './row-op.ts';

/**
 * Sum of `x` and `y`.
 *
 *     d(x + y) = dx + dy
 *
 * Cost: 1 FLOP; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example add(dual(1, 2), 3) // Dual(4 + 2ε)
 */
export function add(x: Scalar, y: Scalar): Scalar;
export function add(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) addMore(next, after);
  if (typeof x === 'number' && typeof y === 'number') return x + y;
  return addActive(x, y);
}

function addMore(next: unknown, after: unknown): void {
  checkSurplus(addOp, next, after);
}

function addActive(x: Scalar, y: Scalar): Scalar {
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
  return lift2(addOp, x, y);
}

/**
 * Difference of `x` and `y`.
 *
 *     d(x − y) = dx − dy
 *
 * Cost: 1 FLOP; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example sub(5, dual(1, 2)) // Dual(4 - 2ε)
 */
export function sub(x: Scalar, y: Scalar): Scalar;
export function sub(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) subMore(next, after);
  if (typeof x === 'number' && typeof y === 'number') return x - y;
  return subActive(x, y);
}

function subMore(next: unknown, after: unknown): void {
  checkSurplus(subOp, next, after);
}

function subActive(x: Scalar, y: Scalar): Scalar {
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
  return lift2(subOp, x, y);
}

/**
 * Product of `x` and `y`.
 *
 *     d(xy) = y dx + x dy
 *
 * Cost: 1 FLOP; its partials, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example mul(dual(3, 1), 2) // Dual(6 + 2ε)
 */
export function mul(x: Scalar, y: Scalar): Scalar;
export function mul(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) mulMore(next, after);
  if (typeof x === 'number' && typeof y === 'number') return x * y;
  return mulActive(x, y);
}

function mulMore(next: unknown, after: unknown): void {
  checkSurplus(mulOp, next, after);
}

function mulActive(x: Scalar, y: Scalar): Scalar {
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
  return lift2(mulOp, x, y);
}

/**
 * Quotient of `x` and `y`.
 *
 *     d(x/y) = (dx − (x/y) dy) / y
 *
 * Cost: 1 FLOP; its partials, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example div(1, dual(2, 1)) // Dual(0.5 - 0.25ε)
 */
export function div(x: Scalar, y: Scalar): Scalar;
export function div(x: Scalar, y: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) divMore(next, after);
  if (typeof x === 'number' && typeof y === 'number') return x / y;
  return divActive(x, y);
}

function divMore(next: unknown, after: unknown): void {
  checkSurplus(divOp, next, after);
}

function divActive(x: Scalar, y: Scalar): Scalar {
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
  return lift2(divOp, x, y);
}

/**
 * `x` with its sign changed.
 *
 *     d(−x) = −dx
 *
 * Cost: no FLOPs; its partial, nothing more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example neg(dual(3, 1)) // Dual(-3 - 1ε)
 */
export function neg(x: Scalar): Scalar;
export function neg(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(negOp, next, after);
  if (typeof x === 'number') return -x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = -xv;
    if (v === v) {
      return x.scale(v, -1);
    }
  }
  return lift1(negOp, x);
}

/**
 * Reciprocal of `x`.
 *
 *     d(1/x) = −(1/x)/x dx
 *
 * Cost: 1 FLOP; its partial, 1 FLOP more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example inv(dual(2, 1)) // Dual(0.5 - 0.25ε)
 */
export function inv(x: Scalar): Scalar;
export function inv(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(invOp, next, after);
  if (typeof x === 'number') return 1 / x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = 1 / xv;
    if (v === v) {
      return x.scale(v, -(v / xv));
    }
  }
  return lift1(invOp, x);
}

/**
 * `x` times itself.
 *
 *     d(x²) = 2x dx
 *
 * Cost: 1 FLOP; its partial, 1 FLOP more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example square(dual(3, 1)) // Dual(9 + 6ε)
 */
export function square(x: Scalar): Scalar;
export function square(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(squareOp, next, after);
  if (typeof x === 'number') return x * x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = xv * xv;
    if (v === v) {
      return x.scale(v, 2 * xv);
    }
  }
  return lift1(squareOp, x);
}

/**
 * `x` to the third power.
 *
 *     d(x³) = 3x² dx
 *
 * Cost: 1 FLOP; its partial, 2 FLOPs more.
 * @throws {@link TypeError} when an argument is not a Scalar, or its derivative call has ended.
 * @example cube(dual(2, 1)) // Dual(8 + 12ε)
 */
export function cube(x: Scalar): Scalar;
export function cube(x: Scalar, next?: unknown, after?: unknown): Scalar {
  if (next !== undefined) checkSurplus(cubeOp, next, after);
  if (typeof x === 'number') return x * x * x;
  const xv = primal(x);
  if (typeof xv === 'number') {
    const v = xv * xv * xv;
    if (v === v) {
      return x.scale(v, (3 * xv) * xv);
    }
  }
  return lift1(cubeOp, x);
}

/** @internal */
export const addOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('add', add, () => 1, () => 1);
/** @internal */
export const subOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('sub', sub, () => 1, () => -1);
/** @internal */
export const mulOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('mul', mul, (_v, _x, y) => y, (_v, x) => x);
/** @internal */
export const divOp: BinaryOp<Scalar> = /* @__PURE__ */ rowOp('div', div, (_v, _x, y) => div(1, y), (v, _x, y) => neg(div(v, y)));
/** @internal */
export const negOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('neg', neg, () => -1);
/** @internal */
export const invOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('inv', inv, (v, x) => neg(div(v, x)));
/** @internal */
export const squareOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('square', square, (_v, x) => mul(2, x));
/** @internal */
export const cubeOp: UnaryOp<Scalar> = /* @__PURE__ */ rowOp('cube', cube, (_v, x) => mul(mul(3, x), x));
