import { add, mul } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';
import { Edges } from './edges.ts';

/** In place of a parent that a row does not have. */
const NONE = -1;
/** In place of the first parent: the row's edges are a span, and the second says which. */
const SPAN = -2;
/** In place of the first parent: the row is a result of a call, and the second says of which. */
const CALL = -3;
/** In place of the first parent: the row stands for one of two others, and the second says by which choice. */
const CHOICE = -4;

/** A piece of program whose record is made only when the sweep comes to it. */
export interface Call {
  /** The rows that it came from. */
  readonly parents: readonly number[];
  /** Its results are the rows from here on, one after the other. */
  readonly first: number;
  /** The adjoints of its parents from those of its results; undefined for what is not reached. */
  readonly pullback: (adjoints: readonly (Scalar | undefined)[]) => readonly (Scalar | undefined)[];
}

/** A number that is one of two, which of them only a later run of recorded code tells. */
export interface Choice {
  /** Their rows; undefined for one that depends on no input. */
  readonly rows: readonly [number | undefined, number | undefined];
  /** The part of an adjoint that goes to the first, or to the second. */
  readonly part: (adjoint: Scalar, isFirst: boolean) => Scalar;
}

/**
 * The record of a computation, a row for every number computed: up to two numbers it came from, by their rows, and its
 * partials by them. A row without parents is an input; a result of many operands has its edges in a list beside.
 *
 * Growing arrays of plain numbers, 24 bytes a row, walked by index: 10⁷ rows deep is as good as 10.
 */
export class Tape {
  /** What the last backward of a user's tape found, by row. */
  gradients: number[] | undefined;
  /** Two places a row. */
  private readonly pairs: Edges = new Edges();
  private readonly spans: Edges = new Edges();
  /** Where in `spans` each span ends. */
  private ends: number[] = [];
  private calls: Call[] = [];
  private choices: Choice[] = [];
  /** Whether all adjoints that calls give are plain numbers. */
  private callsArePlain = true;
  private adjoints: Float64Array = new Float64Array(0);

  /** The row of an input. */
  input(): number {
    return this.row2(NONE, 0, NONE, 0);
  }

  /** The row of a number with one parent. */
  row1(parent: number, weight: Scalar): number {
    return this.row2(parent, weight, NONE, 0);
  }

  /** The row of a number with two parents. */
  row2(x: number, p: Scalar, y: number, q: Scalar): number {
    const { pairs } = this;
    const slot = pairs.length;
    if (typeof p === 'number' && typeof q === 'number') {
      pairs.pair(x, p, y, q);
    } else {
      pairs.push(x, p);
      pairs.push(y, q);
    }
    return slot >> 1;
  }

  /** How many numbers are recorded. */
  get rows(): number {
    return this.pairs.length / 2;
  }

  /** A parent of the row of many that {@link span} will make. */
  edge(parent: number, weight: Scalar): void {
    this.spans.push(parent, weight);
  }

  /** The row of a number with the parents pushed by {@link edge}; undefined if there are none. */
  span(): number | undefined {
    const { length } = this.ends;
    if (this.spans.length === (this.ends[length - 1] ?? 0)) return undefined;
    this.ends.push(this.spans.length);
    return this.row2(SPAN, 0, length, 0);
  }

  /**
   * The first of the rows of `count` numbers that a call computes from rows `parents`; `isPlain` says that its pullback
   * turns plain numbers into plain numbers.
   */
  call(parents: readonly number[], count: number, isPlain: boolean, pullback: Call['pullback']): number {
    const { length } = this.calls;
    const first = this.rows;
    this.calls.push({ parents, first, pullback });
    this.callsArePlain &&= isPlain;
    for (let i = 0; i < count; i++) this.row2(CALL, 0, length, 0);
    return first;
  }

  /** The row of a number that is another name for one of two: what goes to it goes to them, at once and in parts. */
  choice(choice: Choice): number {
    return this.row2(CHOICE, 0, this.choices.push(choice) - 1, 0);
  }

  /** Every local partial, from the last row to the first: a call's as its pullback gives them, a choice's as its parts. */
  eachEdgeBackwards(visit: (row: number, parent: number, partial: Scalar) => void): void {
    const list = (edges: Edges, row: number, from: number, to: number): void => {
      for (let e = to - 1; e >= from; e--) {
        const parent = edges.parents[e]!;
        if (parent >= 0) visit(row, parent, edges.weight(e));
      }
    };
    for (let row = this.rows - 1; row >= 0; row--) {
      const slot = 2 * row;
      const kind = this.pairs.parents[slot];
      const which = this.pairs.parents[slot + 1]!;
      if (kind === CALL) {
        const { parents, first, pullback } = this.calls[which] as Call;
        const unit: (Scalar | undefined)[] = [];
        unit[row - first] = 1;
        pullback(Array.from(unit)).forEach((partial, i) => {
          if (partial !== undefined) visit(row, parents[i]!, partial);
        });
      } else if (kind === CHOICE) {
        const { rows, part } = this.choices[which] as Choice;
        rows.forEach((of, i) => {
          if (of !== undefined) visit(row, of, part(1, i === 0));
        });
      } else if (kind === SPAN) list(this.spans, row, this.ends[which - 1] ?? 0, this.ends[which]!);
      else list(this.pairs, row, slot, slot + 2);
    }
  }

  /** Forgets everything; what was grown stays for the next record. */
  clear(): void {
    this.pairs.clear();
    this.spans.clear();
    if (this.ends.length > 0) this.ends = [];
    if (this.calls.length > 0) this.calls = [];
    if (this.choices.length > 0) this.choices = [];
    this.callsArePlain = true;
    this.gradients = undefined;
  }

  /** Gives back what was grown and is not used. */
  trim(): void {
    this.pairs.trim();
    this.spans.trim();
  }

  /** Bytes held by the record and the adjoints. */
  get bytes(): number {
    return this.pairs.bytes + this.spans.bytes + 4 * this.ends.length + this.adjoints.byteLength;
  }

  /** The adjoints of rows 0 to `count - 1`, of the row `output`; 0 for a row that it does not depend on. */
  gradient(output: number, count: number): Scalar[] {
    if (!this.isPlain) return this.sweepScalars([output], [1], count).map((adjoint) => adjoint ?? 0);
    const adjoints = this.unreached(Math.max(output + 1, count));
    adjoints[output] = 1;
    this.sweepNumbers(output);
    const result: number[] = [];
    for (let row = 0; row < count; row++) result.push(adjoints[row]! + 0);
    return result;
  }

  /** As {@link gradient}, of the sum of `seeds` times the rows `outputs`. */
  pullback(outputs: readonly number[], seeds: readonly Scalar[], count: number): Scalar[] {
    return this.reach(outputs, seeds, count).map((adjoint) => adjoint ?? 0);
  }

  /** As {@link pullback}, but undefined for a row that no output depends on. */
  reach(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    if (!this.isPlain || !seeds.every((seed) => typeof seed === 'number')) {
      return this.sweepScalars(outputs, seeds, count);
    }
    let last = -1;
    for (const row of outputs) last = Math.max(last, row);
    const adjoints = this.unreached(Math.max(last + 1, count));
    for (let k = 0; k < outputs.length; k++) {
      const row = outputs[k]!;
      adjoints[row] = adjoints[row]! + 0 + seeds[k]!;
    }
    this.sweepNumbers(last);
    const result: (number | undefined)[] = [];
    for (let row = 0; row < count; row++) result.push(this.number(row));
    return result;
  }

  /** Whether all partials are plain numbers. */
  private get isPlain(): boolean {
    return (
      this.pairs.scalars === undefined &&
      this.spans.scalars === undefined &&
      this.callsArePlain &&
      this.choices.length === 0
    );
  }

  /** Room for adjoints, the first so many of them −0. */
  private unreached(count: number): Float64Array {
    if (this.adjoints.length < count) this.adjoints = new Float64Array(Math.max(count, this.pairs.parents.length / 2));
    const { adjoints } = this;
    // A loop, because for the few rows of a small function fill() costs more than everything else here.
    for (let row = 0; row < count; row++) adjoints[row] = -0;
    return adjoints;
  }

  // An adjoint of −0 says that the row was not reached: then it is passed by, for 0 times an infinite partial is NaN.
  // No sum with one that was made +0 before is −0. (Adding 0 to the term instead takes longer: it waits for the term.)
  private sweepNumbers(last: number): void {
    const { parents, weights } = this.pairs;
    const { adjoints } = this;
    for (let row = last, slot = 2 * last; row >= 0; row--, slot -= 2) {
      const adjoint = adjoints[row]!;
      if (Object.is(adjoint, -0)) continue;
      const x = parents[slot]!;
      const y = parents[slot + 1]!;
      if (x < 0) {
        if (x === SPAN) this.sweepSpan(y, adjoint);
        else if (x === CALL) {
          row = this.sweepCall(y, row);
          slot = 2 * row;
        }
        continue;
      }
      adjoints[x] = adjoints[x]! + 0 + weights[slot]! * adjoint;
      if (y >= 0) adjoints[y] = adjoints[y]! + 0 + weights[slot + 1]! * adjoint;
    }
  }

  /** What a sweep over numbers found for a row; undefined where it was not reached. */
  private number(row: number): number | undefined {
    const adjoint = this.adjoints[row]!;
    return Object.is(adjoint, -0) ? undefined : adjoint;
  }

  /** Goes back through a whole call from the last of its rows that was reached; gives the first, where to go on. */
  private sweepCall(call: number, last: number): number {
    const { adjoints } = this;
    const { parents, first, pullback } = this.calls[call] as Call;
    const given: (number | undefined)[] = [];
    for (let row = first; row <= last; row++) given.push(this.number(row));
    const terms = pullback(given) as readonly (number | undefined)[];
    for (let i = 0; i < parents.length; i++) {
      const term = terms[i];
      const parent = parents[i]!;
      if (term !== undefined) adjoints[parent] = adjoints[parent]! + 0 + term;
    }
    return first;
  }

  private sweepSpan(span: number, adjoint: number): void {
    const { parents, weights } = this.spans;
    const { adjoints } = this;
    const end = this.ends[span]!;
    for (let e = this.ends[span - 1] ?? 0; e < end; e++) {
      const parent = parents[e]!;
      adjoints[parent] = adjoints[parent]! + 0 + weights[e]! * adjoint;
    }
  }

  private sweepScalars(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    const adjoints: (Scalar | undefined)[] = [];
    for (let row = 0; row < this.rows; row++) adjoints.push(undefined);
    const accumulate = (row: number, term: Scalar): void => {
      if (this.pairs.parents[2 * row] === CHOICE) {
        const { rows, part } = this.choices[this.pairs.parents[2 * row + 1]!] as Choice;
        for (const [i, of] of rows.entries()) if (of !== undefined) accumulate(of, part(term, i === 0));
        return;
      }
      const sum = adjoints[row];
      adjoints[row] = sum === undefined ? term : add(sum, term);
    };
    const spread = (edges: Edges, from: number, to: number, adjoint: Scalar): void => {
      for (let e = from; e < to; e++) {
        const parent = edges.parents[e]!;
        if (parent >= 0) accumulate(parent, mul(edges.weight(e), adjoint));
      }
    };
    outputs.forEach((row, k) => {
      accumulate(row, seeds[k]!);
    });
    for (let row = this.rows - 1; row >= 0; row--) {
      const adjoint = adjoints[row];
      if (adjoint === undefined) continue;
      const slot = 2 * row;
      const kind = this.pairs.parents[slot];
      const which = this.pairs.parents[slot + 1]!;
      if (kind === CALL) {
        const { parents, first, pullback } = this.calls[which] as Call;
        const terms = pullback(adjoints.slice(first, row + 1));
        for (const [i, term] of terms.entries()) if (term !== undefined) accumulate(parents[i]!, term);
        row = first;
      } else if (kind === SPAN) spread(this.spans, this.ends[which - 1] ?? 0, this.ends[which]!, adjoint);
      else spread(this.pairs, slot, slot + 2, adjoint);
    }
    return adjoints.slice(0, count);
  }
}
