import { asInput } from '../instrument.ts';
import { enter, type Level, leave } from '../level.ts';
import { derived, peek, type Scalar } from '../scalar.ts';
import { isScalar } from '../tree/container.ts';
import { Dual, DualOf } from './dual.ts';
import { LANES, type LaneArithmetic } from './lane-arithmetic.ts';
import { type AnyLanes, seedLane } from './lanes.ts';

/**
 * Runs f once for every `lanes` inputs. Only those inputs are seeded. Each result is handed to `read` while its level is
 * open, with the number of inputs that are seeded. Without inputs f runs once.
 */
export function passes(
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  lanes: number,
  read: (y: unknown, level: Level, count: number) => void,
): void {
  const arithmetic = arithmeticFor(lanes);
  for (let first = 0; first === 0 || first < xs.length; first += lanes) {
    const count = Math.min(lanes, xs.length - first);
    const level = enter(arithmetic);
    try {
      const seeded = xs.slice();
      for (let j = 0; j < count; j++) {
        const x = xs[first + j]!;
        seeded[first + j] = asInput(lanes === 1 ? new DualOf(level, x, 1) : seedLane(level, x, j));
      }
      read(f(seeded), level, count);
    } finally {
      leave(level);
    }
  }
}

/** The greatest number of lanes. */
export const WIDEST: number = (LANES.at(-1) as LaneArithmetic).width;

const chosen: LaneArithmetic[] = [];

/** The arithmetic of each pass over n inputs: the fewest passes first, then the least waste. */
export function arithmeticFor(n: number): LaneArithmetic {
  if (n > 4 * WIDEST) return narrowest(n);
  chosen[n] ??= narrowest(n);
  return chosen[n];
}

function narrowest(n: number): LaneArithmetic {
  return LANES.find(({ width }) => Math.ceil(n / width) === Math.ceil(n / WIDEST)) as LaneArithmetic;
}

/** The value of `y` outside the level. */
export function primalBelow(level: Level, y: Scalar): Scalar {
  return typeof y !== 'number' && y.level === level ? y.value : y;
}

/** The derivative of y in a lane, or in the single direction of a pass; 0 where y does not depend on it. */
export function tangentOf(level: Level, y: Scalar, lane = 0): Scalar {
  if (typeof y === 'number') return 0;
  return derived(y, y.level !== level ? 0 : y instanceof Dual ? y.tangent : (y as AnyLanes).tangents[lane]!);
}

/**
 * Checks that passes over the same x came to the same value: otherwise f depends on which inputs are active.
 * ±0 count as equal, because the values may themselves be derivatives, whose zeros have no sign.
 */
export function sameValue(name: string, what: string, before: Scalar, now: Scalar): void {
  const [a, b] = [peek(before), peek(now)];
  if (Object.is(a + 0, b + 0)) return;
  throw new Error(
    `${name}: expected the same ${what} from every pass over one x, got ${a} and then ${b}; ${HIDDEN_BRANCHES}, nor use Math.random`,
  );
}

/** The usual causes of values that differ, and what to write. */
export const HIDDEN_BRANCHES = 'f must not branch on x === 0, truthiness or typeof (write eq(x, 0))';

/**
 * As {@link sameValue}, of all outputs and their number. Outputs are often a gradient, and at a singular point an entry of
 * it may be NaN where one input is active and a number where another is: NaN passes for anything here.
 */
export function sameValues(name: string, before: readonly Scalar[], now: readonly Scalar[]): void {
  sameValue(name, 'number of outputs', before.length, now.length);
  const i = firstDifference(before, now);
  if (i >= 0) sameValue(name, `f(x)[${i}]`, before[i]!, now[i]!);
}

/** The first place where numbers differ, NaN and what is no number left out; −1 where there is none. */
export function firstDifference(a: ArrayLike<unknown>, b: ArrayLike<unknown>): number {
  for (let i = 0; i < a.length || i < b.length; i++) {
    const [x, y] = [numberOf(a[i]), numberOf(b[i])];
    if (x !== y && !Number.isNaN(x) && !Number.isNaN(y)) return i;
  }
  return -1;
}

function numberOf(x: unknown): unknown {
  return isScalar(x) ? peek(x as Scalar) : x;
}
