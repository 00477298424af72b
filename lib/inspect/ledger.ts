import { isComputed, OPERATIONS, opcodeOf } from '../program/opcodes.ts';
import type { Operation, Program } from '../program/program.ts';

/** What a computation counts. */
export interface Ledger {
  /** How often each primitive operation is carried out. */
  readonly ops: Readonly<Record<string, number>>;
  /** Arithmetic, square roots and elementary functions, each 1; signs and comparisons are free. */
  readonly textbook: number;
  /** As `textbook`, and signs and comparisons 1 each. */
  readonly full: number;
  /** How many of `full` are elementary functions. */
  readonly elementary: number;
  /**
   * As `full`, and 1 for each number fetched or stored, every operation by itself. The theorems, a tangent for 2.5 and an
   * adjoint for 4 times f, take an operation and its derivative together: see {@link sweepWork}.
   */
  readonly withMoves: number;
}

/** The ledger of all that a program carries out. */
export function ledger({ length, operations, opcodes }: Program): Ledger {
  const times = new Float64Array(operations.length);
  for (let node = 0; node < length; node++) times[opcodes[node]!]!++;
  const ops: Record<string, number> = {};
  const totals = { flop: 0, elementary: 0, free: 0 };
  let moves = 0;
  operations.forEach((operation, opcode) => {
    if (times[opcode] === 0 || !isComputed(opcode)) return;
    for (const [{ name, cost, arity }, each] of primitives(operation)) {
      const count = times[opcode]! * each;
      if (count === 0) continue;
      ops[name] = (ops[name] ?? 0) + count;
      totals[cost] += count;
      moves += count * (1 + arity);
    }
  });
  const textbook = totals.flop + totals.elementary;
  const full = textbook + totals.free;
  return { ops, textbook, full, elementary: totals.elementary, withMoves: full + moves };
}

/** The primitive operations that an operation is carried out with, and how many of each: of an array operation those of its loop. */
export function primitives(operation: Operation): readonly (readonly [Operation, number])[] {
  const { counts } = operation;
  if (counts === undefined) return [[operation, 1]];
  return Object.entries(counts).map(([name, count]) => [OPERATIONS[opcodeOf.get(name)!]!, count]);
}
