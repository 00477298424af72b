import { add, mul } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';
import { Edges } from './edges.ts';
import { CALL, type Call, CHOICE, type Choice, NONE, SPAN } from './slot-kinds.ts';

/**
 * A recorded computation, with a slot for every number: the slots of up to two parents, the numbers it was computed from,
 * and its partials by them. A slot without parents is an input. A result of many operands has its edges in a separate list.
 *
 * Growing arrays of plain numbers, 24 bytes a slot, read by index: nothing recurses, so depth costs nothing.
 */
export class Tape {
  /** What the last backward of a user's tape found, by slot. */
  gradients: number[] | undefined;
  /** Two parents a slot. */
  private readonly pairs: Edges = new Edges();
  private readonly spans: Edges = new Edges();
  /** Where in `spans` each span ends. */
  private ends: number[] = [];
  private calls: Call[] = [];
  private choices: Choice[] = [];
  /** Whether the pullbacks of all calls return plain numbers. */
  private callsArePlain = true;
  private adjoints: Float64Array = new Float64Array(0);

  /** The slot of an input. */
  input(): number {
    return this.slot2(NONE, 0, NONE, 0);
  }

  /** The slot of a number with one parent. */
  slot1(parent: number, weight: Scalar): number {
    return this.slot2(parent, weight, NONE, 0);
  }

  /** The slot of a number with two parents. */
  slot2(x: number, p: Scalar, y: number, q: Scalar): number {
    const { pairs } = this;
    const at = pairs.length;
    if (typeof p === 'number' && typeof q === 'number') {
      pairs.pair(x, p, y, q);
    } else {
      pairs.push(x, p);
      pairs.push(y, q);
    }
    return at >> 1;
  }

  /** How many numbers are recorded. */
  get slots(): number {
    return this.pairs.length / 2;
  }

  /** A parent of the slot of many that {@link span} will make. */
  edge(parent: number, weight: Scalar): void {
    this.spans.push(parent, weight);
  }

  /** The slot of a number with the parents pushed by {@link edge}; undefined if there are none. */
  span(): number | undefined {
    const { length } = this.ends;
    if (this.spans.length === (this.ends[length - 1] ?? 0)) return undefined;
    this.ends.push(this.spans.length);
    return this.slot2(SPAN, 0, length, 0);
  }

  /**
   * The first of the slots of `count` numbers that a call computes from slots `parents`; `isPlain` says that its pullback
   * turns plain numbers into plain numbers.
   */
  call(parents: readonly number[], count: number, isPlain: boolean, pullback: Call['pullback']): number {
    const { length } = this.calls;
    const first = this.slots;
    this.calls.push({ parents, first, pullback });
    this.callsArePlain &&= isPlain;
    for (let i = 0; i < count; i++) this.slot2(CALL, 0, length, 0);
    return first;
  }

  /** The slot of a number that is one of two others. Its adjoint is passed on to both, in parts. */
  choice(choice: Choice): number {
    return this.slot2(CHOICE, 0, this.choices.push(choice) - 1, 0);
  }

  /** Every local partial, from the last slot to the first: those of a call from its pullback, those of a choice as its parts. */
  eachEdgeBackwards(visit: (slot: number, parent: number, partial: Scalar) => void): void {
    const list = (edges: Edges, slot: number, from: number, to: number): void => {
      for (let e = to - 1; e >= from; e--) {
        const parent = edges.parents[e]!;
        if (parent >= 0) visit(slot, parent, edges.weight(e));
      }
    };
    for (let slot = this.slots - 1; slot >= 0; slot--) {
      const at = 2 * slot;
      const kind = this.pairs.parents[at];
      const which = this.pairs.parents[at + 1]!;
      if (kind === CALL) {
        const { parents, first, pullback } = this.calls[which] as Call;
        const unit: (Scalar | undefined)[] = [];
        unit[slot - first] = 1;
        pullback(Array.from(unit)).forEach((partial, i) => {
          if (partial !== undefined) visit(slot, parents[i]!, partial);
        });
      } else if (kind === CHOICE) {
        const { slots, part } = this.choices[which] as Choice;
        slots.forEach((of, i) => {
          if (of !== undefined) visit(slot, of, part(1, i === 0));
        });
      } else if (kind === SPAN) list(this.spans, slot, this.ends[which - 1] ?? 0, this.ends[which]!);
      else list(this.pairs, slot, at, at + 2);
    }
  }

  /** Empties the tape. Its arrays keep their size for the next run. */
  clear(): void {
    this.pairs.clear();
    this.spans.clear();
    if (this.ends.length > 0) this.ends = [];
    if (this.calls.length > 0) this.calls = [];
    if (this.choices.length > 0) this.choices = [];
    this.callsArePlain = true;
    this.gradients = undefined;
  }

  /** Frees the room that is not used. */
  trim(): void {
    this.pairs.trim();
    this.spans.trim();
  }

  /** Bytes held by the slots and the adjoints. */
  get bytes(): number {
    return this.pairs.bytes + this.spans.bytes + 4 * this.ends.length + this.adjoints.byteLength;
  }

  /** The adjoints of slots 0 to `count - 1`, of the slot `output`; 0 for a slot that it does not depend on. */
  gradient(output: number, count: number): Scalar[] {
    if (!this.isPlain) return this.sweepScalars([output], [1], count).map((adjoint) => adjoint ?? 0);
    const adjoints = this.unreached(Math.max(output + 1, count));
    adjoints[output] = 1;
    this.sweepNumbers(output);
    const result: number[] = [];
    for (let slot = 0; slot < count; slot++) result.push(adjoints[slot]! + 0);
    return result;
  }

  /** As {@link gradient}, of the sum of `seeds` times the slots `outputs`. */
  pullback(outputs: readonly number[], seeds: readonly Scalar[], count: number): Scalar[] {
    return this.reach(outputs, seeds, count).map((adjoint) => adjoint ?? 0);
  }

  /** As {@link pullback}, but undefined for a slot that no output depends on. */
  reach(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    if (!this.isPlain || !seeds.every((seed) => typeof seed === 'number')) {
      return this.sweepScalars(outputs, seeds, count);
    }
    let last = -1;
    for (const slot of outputs) last = Math.max(last, slot);
    const adjoints = this.unreached(Math.max(last + 1, count));
    for (let k = 0; k < outputs.length; k++) {
      const slot = outputs[k]!;
      adjoints[slot] = adjoints[slot]! + 0 + seeds[k]!;
    }
    this.sweepNumbers(last);
    const result: (number | undefined)[] = [];
    for (let slot = 0; slot < count; slot++) result.push(this.number(slot));
    return result;
  }

  /** Whether all partials are plain numbers. */
  get isPlain(): boolean {
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
    // A loop, because for the few slots of a small function fill() costs more than everything else here.
    for (let slot = 0; slot < count; slot++) adjoints[slot] = -0;
    return adjoints;
  }

  // An adjoint of −0 marks a slot that was not reached. It is skipped, because 0 times an infinite partial is NaN.
  // A sum that starts at +0 is never −0. (Adding 0 to the term instead takes longer: it waits for the term.)
  private sweepNumbers(last: number): void {
    const { parents, weights } = this.pairs;
    const { adjoints } = this;
    for (let slot = last, at = 2 * last; slot >= 0; slot--, at -= 2) {
      const adjoint = adjoints[slot]!;
      if (Object.is(adjoint, -0)) continue;
      const x = parents[at]!;
      const y = parents[at + 1]!;
      if (x < 0) {
        if (x === SPAN) this.sweepSpan(y, adjoint);
        else if (x === CALL) {
          slot = this.sweepCall(y, slot);
          at = 2 * slot;
        }
        continue;
      }
      adjoints[x] = adjoints[x]! + 0 + weights[at]! * adjoint;
      if (y >= 0) adjoints[y] = adjoints[y]! + 0 + weights[at + 1]! * adjoint;
    }
  }

  /** The adjoint of a slot after a sweep over numbers; undefined where it was not reached. */
  private number(slot: number): number | undefined {
    const adjoint = this.adjoints[slot]!;
    return Object.is(adjoint, -0) ? undefined : adjoint;
  }

  /** Sweeps through a whole call, from the last of its slots that was reached. Returns the first, where the sweep goes on. */
  private sweepCall(call: number, last: number): number {
    const { adjoints } = this;
    const { parents, first, pullback } = this.calls[call] as Call;
    const results: (number | undefined)[] = [];
    for (let slot = first; slot <= last; slot++) results.push(this.number(slot));
    const terms = pullback(results) as readonly (number | undefined)[];
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
    for (let slot = 0; slot < this.slots; slot++) adjoints.push(undefined);
    const accumulate = (slot: number, term: Scalar): void => {
      if (this.pairs.parents[2 * slot] === CHOICE) {
        const { slots, part } = this.choices[this.pairs.parents[2 * slot + 1]!] as Choice;
        for (const [i, of] of slots.entries()) if (of !== undefined) accumulate(of, part(term, i === 0));
        return;
      }
      const sum = adjoints[slot];
      adjoints[slot] = sum === undefined ? term : add(sum, term);
    };
    const spread = (edges: Edges, from: number, to: number, adjoint: Scalar): void => {
      for (let e = from; e < to; e++) {
        const parent = edges.parents[e]!;
        if (parent >= 0) accumulate(parent, mul(edges.weight(e), adjoint));
      }
    };
    outputs.forEach((slot, k) => {
      accumulate(slot, seeds[k]!);
    });
    for (let slot = this.slots - 1; slot >= 0; slot--) {
      const adjoint = adjoints[slot];
      if (adjoint === undefined) continue;
      const at = 2 * slot;
      const kind = this.pairs.parents[at];
      const which = this.pairs.parents[at + 1]!;
      if (kind === CALL) {
        const { parents, first, pullback } = this.calls[which] as Call;
        const terms = pullback(adjoints.slice(first, slot + 1));
        for (const [i, term] of terms.entries()) if (term !== undefined) accumulate(parents[i]!, term);
        slot = first;
      } else if (kind === SPAN) spread(this.spans, this.ends[which - 1] ?? 0, this.ends[which]!, adjoint);
      else spread(this.pairs, at, at + 2, adjoint);
    }
    return adjoints.slice(0, count);
  }
}
