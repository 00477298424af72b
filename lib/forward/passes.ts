import { asInput } from '../instrument.ts';
import { enter, type Level, leave } from '../level.ts';
import { derived, peek, type Scalar } from '../scalar.ts';
import { Dual, DualOf } from './dual.ts';
import { LANES, type LaneArithmetic } from './lane-arithmetic.ts';
import { laneTangent, seedLane } from './lanes.ts';

/** One run of f with some inputs seeded: reads values and derivatives of its outputs. */
export class Pass {
  readonly level: Level;
  /** How many inputs are seeded. */
  readonly count: number;

  constructor(level: Level, count: number) {
    this.level = level;
    this.count = count;
  }

  /** The value of an output, one level out. */
  primal(y: Scalar): Scalar {
    return primalBelow(this.level, y);
  }

  /** The derivative of an output by the j-th seeded input. */
  tangent(y: Scalar, j: number): Scalar {
    if (typeof y === 'number') return 0;
    return derived(y, y.level !== this.level ? 0 : y instanceof Dual ? y.tangent : laneTangent(y, j));
  }
}

/**
 * Runs f once for every `lanes` inputs. Only those inputs are seeded. Each result is handed to `read` while its level is
 * open. Without inputs f runs once.
 */
export function passes(
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  lanes: number,
  read: (y: unknown, pass: Pass) => void,
): void {
  const arithmetic = wideEnough(lanes);
  for (let first = 0; first === 0 || first < xs.length; first += lanes) {
    const count = Math.min(lanes, xs.length - first);
    const level = enter(arithmetic);
    try {
      const seeded = xs.slice();
      for (let j = 0; j < count; j++) {
        const x = xs[first + j]!;
        seeded[first + j] = asInput(lanes === 1 ? new DualOf(level, x, 1) : seedLane(level, x, j));
      }
      read(f(seeded), new Pass(level, count));
    } finally {
      leave(level);
    }
  }
}

const arithmetics: LaneArithmetic[] = [];

/** The narrowest arithmetic with at least so many lanes. */
function wideEnough(lanes: number): LaneArithmetic {
  arithmetics[lanes] ??= LANES.find(({ width }) => width >= lanes) as LaneArithmetic;
  return arithmetics[lanes];
}

/** The value of `y` outside the level. */
export function primalBelow(level: Level, y: Scalar): Scalar {
  return typeof y !== 'number' && y.level === level ? y.value : y;
}

/** The tangent of y in a pass with a single direction; 0 where y does not depend on it. */
export function dualTangent(level: Level, y: Scalar): Scalar {
  return typeof y === 'number' ? 0 : derived(y, y.level === level ? (y as Dual).tangent : 0);
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
  for (let i = 0; i < now.length; i++) {
    const [a, b] = [before[i]!, now[i]!];
    if (Number.isNaN(peek(a)) || Number.isNaN(peek(b))) continue;
    sameValue(name, `f(x)[${i}]`, a, b);
  }
}
