import { describe } from '../describe.ts';
import type { Linearization } from '../interpreter.ts';
import { handMadeLevel, handMadeNesting, type Level } from '../level.ts';
import { add, mul } from '../ops/arithmetic.ts';
import { Active, checkLive, type Numeric, type Partials, type Scalar } from '../scalar.ts';

/**
 * A number and its derivative in one direction: `value + tangent ε`, ε² = 0.
 * Both parts are Scalars, so duals nest: a dual of duals carries second derivatives.
 */
export class Dual extends Active {
  /** The derivative of this number along the seeded direction. */
  declare readonly tangent: Scalar;

  /** As {@link dual}. */
  constructor(value?: Scalar, tangent?: Scalar) {
    super();
    // Without parts it stays empty, and ops refuse it by name.
    if (value !== undefined) Object.assign(this, dual(value, tangent as Scalar));
  }

  /** @internal */
  scale(v: Scalar, p: Scalar): Dual {
    const t = this.tangent;
    if (typeof p === 'number' && typeof t === 'number') return new DualOf(this.level, v, p * t);
    return new DualOf(this.level, v, times(p, t));
  }

  /** @internal */
  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Dual {
    const t = this.tangent;
    const u = (y as Dual).tangent;
    if (typeof p === 'number' && typeof t === 'number' && typeof q === 'number' && typeof u === 'number') {
      return new DualOf(this.level, v, p * t + q * u);
    }
    return new DualOf(this.level, v, add(times(p, t), times(q, u)));
  }

  /** @internal */
  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    let tangent: Scalar | undefined;
    for (let k = 0; k < arrays.length; k++) {
      const xs = arrays[k] as Numeric;
      const ps = partials[k] as Partials[number];
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i]!;
        const p = ps[i];
        if (p === undefined || typeof x === 'number' || x.level !== this.level) continue;
        const term = times(p, (x as Dual).tangent);
        tangent = tangent === undefined ? term : add(tangent, term);
      }
    }
    return tangent === undefined ? v : new DualOf(this.level, v, tangent);
  }

  /** @internal */
  override propagate({ active, values, pushforward }: Linearization<Scalar>): readonly Scalar[] {
    const tangents = pushforward(active.map((x) => (x as Dual | undefined)?.tangent));
    return values.map((y, i) => (tangents[i] === undefined ? y : new DualOf(this.level, y, tangents[i])));
  }

  /** The text console.log prints: `Dual(3 + 1ε)`. */
  override toString(): string {
    return text(this);
  }
}

/** The text of x; where duals nest, each ε tells its level. */
function text(x: Scalar, within = false): string {
  if (!(x instanceof Dual)) return `${x?.toString()}`;
  const { value: v, tangent: t, level } = x;
  const isNested = within || v instanceof Dual || t instanceof Dual;
  const own = isNested ? String.fromCharCode(0x2080 + (handMadeNesting(level) || level.depth)) : '';
  const sum = typeof t === 'number' && t < 0 ? `- ${-t}` : `+ ${text(t, isNested)}`;
  return `Dual(${text(v, isNested)} ${sum}ε${own})`;
}

/**
 * The tangent of a number that ops computed from hand-made duals; 0 of a plain number.
 * @throws {@link TypeError} when y is neither a Dual nor a plain number.
 * @example tangent(mul(dual(3, 1), dual(3, 1))) // 6
 */
export function tangent(y: Scalar): Scalar {
  if (typeof y === 'number') return 0;
  checkLive(y, 'tangent');
  if (y instanceof Dual) return y.tangent;
  throw new TypeError(`tangent: expected a Dual, got ${y.toString()}`);
}

/** Makes a Dual. A plain function: V8 takes a third longer over the constructor of a derived class. */
export const DualOf: new (level: Level, value: Scalar, tangent: Scalar) => Dual = function (
  this: { -readonly [K in 'level' | 'value' | 'tangent']: Dual[K] },
  level: Level,
  value: Scalar,
  tangent: Scalar,
): void {
  this.level = level;
  this.value = value;
  this.tangent = tangent;
} as never;
DualOf.prototype = Dual.prototype;

/** p ẋ. A factor 1 is common, and in nested derivatives would cost as much as any other. */
export function times(p: Scalar, t: Scalar): Scalar {
  if (typeof p === 'number' && typeof t === 'number') return p * t;
  if (p === 1) return t;
  return t === 1 ? p : mul(p, t);
}

/**
 * The dual number value + tangent ε, made by hand.
 * Parts may be duals themselves; duals of the same nesting depth belong together, deeper ones are further in.
 * Inside a derivative call hand-made duals are constants.
 * @throws {@link TypeError} when a part is not a Scalar, or belongs to a running derivative call.
 * @example mul(dual(3, 1), dual(3, 1)) // Dual(9 + 6ε)
 */
export function dual(value: Scalar, tangent: Scalar): Dual {
  return new DualOf(handMadeLevel(1 + Math.max(nesting(value), nesting(tangent))), value, tangent);
}

/** How many hand-made levels a part of a hand-made dual has. */
function nesting(x: Scalar): number {
  if (typeof x === 'number') return 0;
  checkLive(x, 'dual');
  const depth = handMadeNesting(x.level);
  if (depth === 0) {
    throw new TypeError(
      `dual: expected numbers or hand-made duals as parts, got ${describe(x)} of a running derivative; pass its seed to jvp instead`,
    );
  }
  return depth;
}
