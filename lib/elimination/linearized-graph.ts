import type { Tape } from '../reverse/tape.ts';
import type { Scalar } from '../scalar.ts';

/**
 * The linearised computational graph of f: vertices for inputs, operations and outputs, the local partials on its edges.
 * Vertices 0 to n − 1 are inputs, the last m outputs. A vertex that no output depends on has no edges.
 */
export interface LinearizedGraph {
  readonly inputs: number;
  readonly outputs: number;
  readonly vertices: number;
  /** Edge e goes from vertex `from[e]` to vertex `to[e]`; edges into one vertex stand together, in its order. */
  readonly from: Int32Array;
  readonly to: Int32Array;
  readonly partials: readonly Scalar[];
}

/** The graph that a tape has recorded, with a vertex of its own for each output, so that outputs lead nowhere. */
export function linearised(tape: Tape, inputs: number, outputs: readonly (number | undefined)[]): LinearizedGraph {
  const reached = new Uint8Array(tape.slots);
  for (const slot of outputs) if (slot !== undefined) reached[slot] = 1;
  const edges: { readonly from: number; readonly to: number; readonly partial: Scalar }[] = [];
  tape.eachEdgeBackwards((slot, parent, partial) => {
    if (reached[slot] === 0) return;
    reached[parent] = 1;
    edges.push({ from: parent, to: slot, partial });
  });
  edges.reverse();
  outputs.forEach((slot, i) => {
    if (slot !== undefined) edges.push({ from: slot, to: tape.slots + i, partial: 1 });
  });
  return {
    inputs,
    outputs: outputs.length,
    vertices: tape.slots + outputs.length,
    from: Int32Array.from(edges, ({ from }) => from),
    to: Int32Array.from(edges, ({ to }) => to),
    partials: edges.map(({ partial }) => partial),
  };
}
