import { capture } from '../program/capture.ts';
import type { Scalar } from '../scalar.ts';
import type { Direction } from './accumulation.ts';
import { isColorable } from './coloring.ts';
import { Compression, fitsOnePass } from './compression.ts';
import { checkPattern, type Pattern, type PatternLike, union } from './pattern.ts';
import type { SparseRow } from './sparse-row.ts';
import { type ListAndValue, type ListFunction, sparseRows } from './sparse-rows.ts';

// Tracing takes 1 to 2 µs an operation: beyond so many edges the pattern is that of the points alone, and may grow.
const TRACED_EDGES = 2 ** 18;

/** The numbers of a list, f(x), and the entries in the places of the pattern. */
interface Placed extends ListAndValue {
  readonly entries: readonly Scalar[] | Float64Array;
}

/** What is kept from call to call: where the derivatives are, and the direction to accumulate them in. */
export class SparsePlan {
  pattern: Pattern | undefined;
  private direction: Direction | undefined;
  /** Undefined until it is wanted, null where lanes take more than one pass. */
  private compression: Compression | null | undefined;
  private calls = 0;
  private readonly verb: string;
  private readonly given: PatternLike | undefined;
  private readonly isSymmetric: boolean;
  private readonly tracesAlways: boolean;

  /** `tracesAlways` is for plain calls that are about to be traced. */
  constructor(verb: string, given: PatternLike | undefined, isSymmetric: boolean, tracesAlways: boolean) {
    this.verb = verb;
    this.given = given;
    this.isSymmetric = isSymmetric;
    this.tracesAlways = tracesAlways;
  }

  /** The same for another function, not yet used. */
  again(tracesAlways: boolean): SparsePlan {
    return new SparsePlan(this.verb, this.given, this.isSymmetric, tracesAlways);
  }

  /**
   * The value of f, a list of numbers, and its derivatives in the places of the pattern, which grows where it lacks one.
   * @throws {@link RangeError} where a pattern from the caller lacks one.
   */
  rows(f: ListFunction, xs: readonly Scalar[]): Placed {
    const isPlain = xs.every((x) => typeof x === 'number');
    const compressed = isPlain ? this.compressed(f, xs as readonly number[]) : undefined;
    if (compressed) return compressed;
    const { list, value, rows, direction, edges } = sparseRows(f, xs, this.direction);
    const isNew = this.pattern?.height !== rows.length || this.pattern.width !== xs.length;
    if (isNew) {
      this.pattern = this.given && checkPattern(this.verb, this.given, rows.length, xs.length, this.isSymmetric);
      this.compression = undefined;
    }
    this.include(rows, xs.length);
    if (isPlain) this.direction = direction;
    const isDue = this.tracesAlways || (isNew && !this.given && edges <= TRACED_EDGES);
    if (isPlain && isDue) this.include(tracedRows(f, xs as readonly number[], direction) ?? [], xs.length);
    return { list, value, entries: this.placed(rows) };
  }

  /**
   * The same by a pass of lanes, which takes a fraction of the time; undefined where it does not apply. A row that does not
   * add up is left to the local partials, as are calls 1, 2, 4, 8 …
   */
  private compressed(f: ListFunction, xs: readonly number[]): Placed | undefined {
    const { pattern } = this;
    const call = ++this.calls;
    if (this.tracesAlways || (call & (call - 1)) === 0 || pattern?.width !== xs.length) return undefined;
    if (this.compression === undefined) this.compression = compressionOf(pattern);
    return this.compression?.entries(f, xs);
  }

  private include(rows: readonly SparseRow[], width: number): void {
    const { pattern, given } = this;
    const outside = pattern?.firstOutside(rows);
    if (pattern && !outside) return;
    if (pattern && given) {
      throw new RangeError(
        `${this.verb}: expected the derivatives in the places of pattern, got one in row ${outside![0]}, column ${outside![1]}; add it, or leave pattern out`,
      );
    }
    this.pattern = union(rows, pattern, width, this.isSymmetric);
    this.compression = undefined;
  }

  /** The entries in the places of the pattern, 0 where there is none. */
  private placed(rows: readonly SparseRow[]): Scalar[] {
    const { starts, columns } = this.pattern!;
    const values: Scalar[] = [];
    rows.forEach((row, i) => {
      let k = 0;
      for (let e = starts[i]!; e < starts[i + 1]!; e++) {
        values.push(row.columns[k] === columns[e] ? row.entries[k++]! : 0);
      }
    });
    return values;
  }
}

/** The pass of lanes for a pattern; null where it takes more than one. */
function compressionOf(pattern: Pattern): Compression | null {
  if (!isColorable(pattern)) return null;
  const coloring = pattern.isSymmetric ? pattern.starColors : pattern.columnColors;
  return fitsOnePass(coloring.count) ? new Compression(pattern, coloring) : null;
}

/** The rows on traced numbers, where a select depends on both of its sides; undefined where f can't be traced. */
function tracedRows(f: ListFunction, xs: readonly number[], direction: Direction): readonly SparseRow[] | undefined {
  let rows: readonly SparseRow[] | undefined;
  const traced = (numbers: Scalar[]): void => {
    ({ rows } = sparseRows(f, numbers, direction));
  };
  const numbers = { kind: 'numbers', length: xs.length, list: 'Array' } as const;
  try {
    capture('trace', traced, { kind: 'list', entries: [numbers] }, [xs], Float64Array.from(xs), 'simplified', () => []);
  } catch {
    return undefined;
  }
  return rows;
}
