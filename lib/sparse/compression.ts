import { type AnyLanes, seedAlong } from '../forward/lanes.ts';
import { arithmeticFor, primalBelow, tangentOf, WIDEST } from '../forward/passes.ts';
import { asInput } from '../instrument.ts';
import { enter, leave } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import type { Coloring } from './coloring.ts';
import type { Pattern } from './pattern.ts';
import { type ListAndValue, type ListFunction, outside } from './sparse-rows.ts';

// A row's entries are found together with their sum along a direction of all inputs. They agree up to rounding, unless
// another input has a part in the row.
const ROUNDING = 1e-12;

/** A pass of lanes, one for each color: every entry of the pattern stands alone in the lane of its column, or of its row. */
export class Compression {
  private readonly pattern: Pattern;
  private readonly coloring: Coloring;
  /** Where each entry is read: the row, and the lane. */
  private readonly rows: Int32Array;
  private readonly lanes: Int32Array;
  /** The lanes that a row may depend on. */
  private readonly masks: Int32Array;
  /** A direction of all inputs. */
  private readonly along: Float64Array;
  private readonly tangents: number[][];

  constructor(pattern: Pattern, coloring: Coloring) {
    const { starts, columns, height, width } = pattern;
    const { colors, count } = coloring;
    this.pattern = pattern;
    this.coloring = coloring;
    this.rows = new Int32Array(columns.length);
    this.lanes = new Int32Array(columns.length);
    this.masks = new Int32Array(height);
    for (let i = 0; i < height; i++) {
      const uses = new Map<number, number>();
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        const color = colors[columns[e]!]!;
        uses.set(color, (uses.get(color) ?? 0) + 1);
        this.masks[i] = this.masks[i]! | (1 << color);
      }
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        const j = columns[e]!;
        const isAlone = uses.get(colors[j]!) === 1;
        this.rows[e] = isAlone ? i : j;
        this.lanes[e] = colors[isAlone ? j : i]!;
      }
    }
    const { width: lanes } = arithmeticFor(count + 1);
    this.along = Float64Array.from({ length: width }, (_, j) => direction(j));
    this.tangents = Array.from(colors, (color, j) => {
      // A fraction first: V8 knows the list to hold doubles.
      const tangents = [0.5];
      for (let k = 0; k < lanes; k++) tangents[k] = k === color ? 1 : k === count ? this.along[j]! : 0;
      return tangents;
    });
  }

  /** The list of f, and the entries of the pattern; undefined where f has derivatives elsewhere, or some that are not finite. */
  entries(f: ListFunction, xs: readonly number[]): (ListAndValue & { readonly entries: Float64Array }) | undefined {
    const { count, colors } = this.coloring;
    const level = enter(arithmeticFor(count + 1));
    try {
      const seeded: Scalar[] = xs.map((x, j) => {
        const mask = (1 << colors[j]!) | (1 << count);
        return asInput(seedAlong(level, x, this.tangents[j]!, mask));
      });
      const found = f(seeded);
      const list = found.list as readonly AnyLanes[];
      if (list.length !== this.pattern.height) return undefined;
      const entries = this.read(list, (y, lane) => tangentOf(level, y, lane) as number, level);
      return entries && { ...outside(found, (y) => primalBelow(level, y)), entries };
    } finally {
      leave(level);
    }
  }

  private read(
    ys: readonly AnyLanes[],
    tangent: (y: Scalar, lane: number) => number,
    level: unknown,
  ): Float64Array | undefined {
    const { starts, columns } = this.pattern;
    const { rows, lanes, along, masks } = this;
    const { count } = this.coloring;
    const entries = new Float64Array(columns.length);
    for (let e = 0; e < entries.length; e++) entries[e] = tangent(ys[rows[e]!]!, lanes[e]!);
    for (let i = 0; i < ys.length; i++) {
      const y = ys[i]!;
      if (typeof y !== 'number' && y.level === level && (y.mask & ~masks[i]! & ((1 << count) - 1)) !== 0)
        return undefined;
      let sum = 0;
      let size = 0;
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        const term = entries[e]! * along[columns[e]!]!;
        sum += term;
        size += Math.abs(term);
      }
      // Also where one of them is NaN.
      if (!(Math.abs(sum - tangent(y, count)) <= ROUNDING * size)) return undefined;
    }
    return entries;
  }
}

/** Whether so many colors fit into one pass, with the lane that checks them. */
export function fitsOnePass(colors: number): boolean {
  return colors < WIDEST;
}

/** A number between 1 and 2 that no other input is likely to have: fractions of multiples of the golden ratio. */
function direction(j: number): number {
  return 1 + ((j * 0.6180339887498949) % 1);
}
