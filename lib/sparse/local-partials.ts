import type { Tape } from '../reverse/tape.ts';
import type { Scalar } from '../scalar.ts';

/**
 * The local partials that outputs of a recorded computation depend on: for each slot its edges, from the last slot to the
 * first. Slots that no output depends on have none, so the value of a sum whose gradient is asked for costs nothing.
 */
export class LocalPartials {
  /** The slots that have edges, descending. */
  readonly slots: number[] = [];
  /** The edges of `slots[k]` are those from `starts[k]` to `starts[k + 1]`. */
  readonly starts: number[] = [0];
  /** Of each edge the parent, and the partial by it. */
  readonly parents: number[] = [];
  readonly partials: Scalar[] = [];
  /** One more than the place of a slot in `slots`; 0 for one that has no edges. */
  private readonly places: Int32Array;

  constructor(tape: Tape, outputs: readonly (number | undefined)[]) {
    const reached = new Uint8Array(tape.slots);
    for (const slot of outputs) if (slot !== undefined) reached[slot] = 1;
    const places = new Int32Array(tape.slots);
    const { slots, starts, parents, partials } = this;
    let last = -1;
    tape.eachEdgeBackwards((slot, parent, partial) => {
      if (reached[slot] === 0) return;
      reached[parent] = 1;
      if (slot !== last) {
        places[slot] = slots.push(slot);
        last = slot;
      }
      parents.push(parent);
      partials.push(partial);
      starts[slots.length] = parents.length;
    });
    this.places = places;
  }

  /** Where a slot is in `slots`; undefined for an input, and for a slot that no output depends on. */
  placeOf(slot: number): number | undefined {
    const place = this.places[slot]!;
    return place === 0 ? undefined : place - 1;
  }
}
