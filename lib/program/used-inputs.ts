import { INPUT } from './opcodes.ts';
import type { Program } from './program.ts';

/** The places of the inputs that a program has anything to do with. */
export function usedInputs({ opcodes, values, length }: Program): ReadonlySet<number> {
  const used = new Set<number>();
  for (let node = 0; node < length; node++) if (opcodes[node] === INPUT) used.add(values[node]!);
  return used;
}
