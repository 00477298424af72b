import type { Linearization } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { add } from '../ops/arithmetic.ts';
import { Active, type Numeric, type Partials, type Scalar } from '../scalar.ts';
import { times } from './dual.ts';
import type { LaneArithmetic } from './lane-arithmetic.ts';

/** The level of a pass with several lanes. */
export type LaneLevel = Level<LaneArithmetic>;

/**
 * A number and its derivatives in several directions at once, one lane each. In a derivative inside another value and
 * tangents are Scalars of the levels further out.
 *
 * A lane that this number does not depend on holds 0 and is not in the mask. That matters only where a partial is not
 * finite: 0 · ∞ would be NaN in a lane that has nothing to do with it.
 */
export class AnyLanes extends Active {
  declare readonly level: LaneLevel;
  declare readonly tangents: readonly Scalar[];
  /** Bit k is set where lane k is active. */
  declare readonly mask: number;

  scale(v: Scalar, p: Scalar): AnyLanes {
    return new NestedLanesOf(this.level, v, scaleEach(p, this), this.mask);
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): AnyLanes {
    const { mask } = y as AnyLanes;
    return new NestedLanesOf(this.level, v, combineEach(p, this, q, y as AnyLanes), this.mask | mask);
  }

  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    return this.gatherNumbers(v, partials, arrays) ?? this.gatherEach(v, partials, arrays);
  }

  /** The sum in one array of lanes where every number is plain and finite; otherwise undefined. */
  private gatherNumbers(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar | undefined {
    if (typeof v !== 'number') return undefined;
    const { length } = this.tangents;
    const sum = seed(length, length).slice();
    let mask = 0;
    for (let k = 0; k < arrays.length; k++) {
      const xs = arrays[k] as Numeric;
      const ps = partials[k] as Partials[number];
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i]!;
        const p = ps[i];
        if (p === undefined || typeof x === 'number' || x.level !== this.level) continue;
        if (typeof p !== 'number' || p - p !== 0 || !(x instanceof Lanes)) return undefined;
        const t = x.tangents;
        for (let lane = 0; lane < sum.length; lane++) sum[lane] = sum[lane]! + p * t[lane]!;
        mask |= x.mask;
      }
    }
    return mask === 0 ? v : new LanesOf(this.level, v, sum, mask);
  }

  /** The same, one operand after the other. */
  private gatherEach(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    let sum: AnyLanes | undefined;
    for (let k = 0; k < arrays.length; k++) {
      const xs = arrays[k] as Numeric;
      const ps = partials[k] as Partials[number];
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i]!;
        const p = ps[i];
        if (p === undefined || typeof x === 'number' || x.level !== this.level) continue;
        sum = (sum === undefined ? x.scale(v, p) : sum.combine(v, 1, x, p)) as AnyLanes;
      }
    }
    return sum ?? v;
  }

  override propagate({ active, values, pushforward }: Linearization<Scalar>): readonly Scalar[] {
    const lanes = this.tangents.map((_, k) =>
      pushforward((active as (AnyLanes | undefined)[]).map((x) => (x && isOn(x, k) ? x.tangents[k] : undefined))),
    );
    return values.map((y, i) => {
      const tangents: Scalar[] = seed(lanes.length, lanes.length).slice();
      let mask = 0;
      lanes.forEach((lane, k) => {
        if (lane[i] === undefined) return;
        tangents[k] = lane[i];
        mask |= 1 << k;
      });
      if (mask === 0) return y;
      const Kind = [y, ...tangents].every((t) => typeof t === 'number') ? LanesOf : NestedLanesOf;
      return new Kind(this.level, y, tangents, mask);
    });
  }

  override toString(): string {
    return `Lanes(${this.value.toString()} + [${this.tangents.map((t) => t.toString()).join(', ')}]ε)`;
  }
}

/** Lanes whose value and tangents are plain numbers. */
export class Lanes extends AnyLanes {
  declare readonly tangents: readonly number[];

  override scale(v: Scalar, p: Scalar): AnyLanes {
    if (typeof v !== 'number' || typeof p !== 'number') return super.scale(v, p);
    if (p === 1) return new LanesOf(this.level, v, this.tangents, this.mask);
    const tangents = p - p === 0 ? this.level.means.scale(p, this.tangents) : (scaleEach(p, this) as number[]);
    return new LanesOf(this.level, v, tangents, this.mask);
  }

  override combine(v: Scalar, p: Scalar, y: Active, q: Scalar): AnyLanes {
    if (typeof v !== 'number' || typeof p !== 'number' || typeof q !== 'number' || !(y instanceof Lanes)) {
      return super.combine(v, p, y, q);
    }
    const finite = p - p === 0 && q - q === 0;
    const tangents = finite
      ? this.level.means.combine(p, this.tangents, q, y.tangents)
      : (combineEach(p, this, q, y) as number[]);
    return new LanesOf(this.level, v, tangents, this.mask | y.mask);
  }
}

type Made<T> = new (level: LaneLevel, value: Scalar, tangents: readonly Scalar[], mask: number) => T;

// Plain functions, as for Duals. One for each kind, so that V8 knows the elements of its tangents.
const LanesOf: Made<Lanes> = function (
  this: Fields,
  level: LaneLevel,
  value: Scalar,
  tangents: Scalar[],
  mask: number,
) {
  this.level = level;
  this.value = value;
  this.tangents = tangents;
  this.mask = mask;
} as never;
LanesOf.prototype = Lanes.prototype;

const NestedLanesOf: Made<AnyLanes> = function (
  this: Fields,
  level: LaneLevel,
  value: Scalar,
  tangents: Scalar[],
  mask: number,
) {
  this.level = level;
  this.value = value;
  this.tangents = tangents;
  this.mask = mask;
} as never;
NestedLanesOf.prototype = AnyLanes.prototype;

type Fields = { -readonly [K in 'level' | 'value' | 'tangents' | 'mask']: AnyLanes[K] };

/** p ẋ, where a partial is not finite or nested: lanes that x does not depend on stay 0. */
function scaleEach(p: Scalar, x: AnyLanes): Scalar[] {
  return x.tangents.map((t, k) => (isOn(x, k) ? times(p, t) : 0));
}

/** p ẋ + q ẏ, as {@link scaleEach}. */
function combineEach(p: Scalar, x: AnyLanes, q: Scalar, y: AnyLanes): Scalar[] {
  return x.tangents.map((t, k) => {
    const u = y.tangents[k]!;
    if (!isOn(x, k)) return isOn(y, k) ? times(q, u) : 0;
    return isOn(y, k) ? add(times(p, t), times(q, u)) : times(p, t);
  });
}

function isOn(x: AnyLanes, lane: number): boolean {
  return (x.mask & (1 << lane)) !== 0;
}

/** The number `value` as an input of a pass, seeded in lane `lane`. */
export function seedLane(level: LaneLevel, value: Scalar, lane: number): Active {
  return seedAlong(level, value, seed(lane, level.means.width), 1 << lane);
}

/** The number `value` as an input of a pass, seeded in the lanes of a mask by these tangents. */
export function seedAlong(level: LaneLevel, value: Scalar, tangents: readonly number[], mask: number): Active {
  return typeof value === 'number'
    ? new LanesOf(level, value, tangents, mask)
    : new NestedLanesOf(level, value, tangents, mask);
}

const seeds: number[][][] = [];

/**
 * The unit vector of a lane; zero for the lane after the last. They are shared, because tangents are never written to. V8
 * knows them to hold doubles without holes: they start with a fraction.
 */
function seed(lane: number, width: number): readonly number[] {
  seeds[width] ??= Array.from({ length: width + 1 }, (_, i) => {
    const unit = [0.5];
    for (let k = 0; k < width; k++) unit[k] = Number(k === i);
    return unit;
  });
  return seeds[width][lane] as number[];
}
