import { type ListTree, leafCount } from '../tree/tree.ts';
import type { Program } from './program.ts';

/** The places of the inputs from which a node is computed. */
export function inputPlaces({ inputs, starts, operands }: Program, node: number): Set<number> {
  const reached = new Set([node]);
  // A set grows while it is gone through.
  for (const own of reached) for (let i = starts[own]!; i < starts[own + 1]!; i++) reached.add(operands[i]!);
  return new Set(Array.from(inputs.keys()).filter((place) => reached.has(inputs[place]!)));
}

/** The places of the arguments that hold the inputs at these places. */
export function argumentPlaces({ entries }: ListTree, places: ReadonlySet<number>): number[] {
  let next = 0;
  return entries.flatMap((entry, i) => {
    const first = next;
    next += leafCount(entry);
    return Array.from(places).some((place) => first <= place && place < next) ? [i] : [];
  });
}
