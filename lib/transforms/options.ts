import { describe } from '../describe.ts';
import { LANES, type LaneArithmetic } from '../forward/lane-arithmetic.ts';

/** How a derivative is to be computed. */
export interface Options {
  /** The mode of differentiation; `'forward'` is the one there is. */
  readonly mode?: 'forward' | undefined;
  /**
   * How many inputs a pass differentiates by, 1 to 16. By itself the library takes the fewest passes, and among
   * widths with as many passes the narrowest. 1 is literally one pass per input.
   */
  readonly lanes?: number | undefined;
}

const WIDEST: number = (LANES.at(-1) as LaneArithmetic).width;

/** The options, checked; `lanes` is undefined where the library is to choose. */
export function checkOptions(name: string, options: Options): number | undefined {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`${name}: expected options to be an object like { lanes: 4 }, got ${describe(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (key !== 'mode' && key !== 'lanes') {
      throw new TypeError(`${name}: expected the options mode and lanes, got an unknown option '${key}'`);
    }
  }
  const { mode, lanes } = options;
  if (mode !== undefined && mode !== 'forward') {
    throw new RangeError(`${name}: expected mode to be 'forward', got ${describe(mode)}`);
  }
  if (lanes !== undefined && !(Number.isInteger(lanes) && lanes >= 1 && lanes <= WIDEST)) {
    throw new RangeError(`${name}: expected lanes to be a whole number from 1 to ${WIDEST}, got ${describe(lanes)}`);
  }
  return lanes;
}

/** Checks that `f` can be called. */
export function checkFunction(name: string, f: unknown): void {
  if (typeof f === 'function') return;
  throw new TypeError(`${name}: expected a function to differentiate, got ${describe(f)}`);
}

/** The lanes of each pass over n inputs: the fewest passes first, then the least waste. */
export function lanesFor(n: number): number {
  if (n <= 1) return 1;
  const passes = Math.ceil(n / WIDEST);
  return (LANES.find(({ width }) => Math.ceil(n / width) === passes) as LaneArithmetic).width;
}
