import { isComputed, OPERATIONS, opcodeOf } from '../program/opcodes.ts';
import type { Operation, Program } from '../program/program.ts';
import { expressionOf } from '../rules/expression.ts';

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

/** What the ledger needs to know of an operation. */
export type Counted = Pick<Operation, 'name' | 'arity' | 'cost'> & { readonly row?: Operation['row'] };

/** The ledger of primitive operations, each so many times. */
export function ledgerOf(counts: Iterable<readonly [Counted, number]>): Ledger {
  const ops: Record<string, number> = {};
  const totals = { flop: 0, elementary: 0, free: 0 };
  let moves = 0;
  for (const [{ name, cost, arity, row }, count] of counts) {
    // The value of `convention` is its first operand: it does nothing.
    if (count === 0 || (row !== undefined && expressionOf(row).kind === 'name')) continue;
    ops[name] = (ops[name] ?? 0) + count;
    totals[cost] += count;
    moves += count * (1 + arity);
  }
  const textbook = totals.flop + totals.elementary;
  const full = textbook + totals.free;
  return { ops, textbook, full, elementary: totals.elementary, withMoves: full + moves };
}

/** The ledger of all that a program carries out. */
export function ledger({ length, operations, opcodes }: Program): Ledger {
  const times = new Float64Array(operations.length);
  for (let node = 0; node < length; node++) times[opcodes[node]!]!++;
  return ledgerOf(
    operations.flatMap((operation, opcode) =>
      times[opcode] === 0 || !isComputed(opcode)
        ? []
        : primitives(operation).map(([primitive, each]): [Counted, number] => [primitive, times[opcode]! * each]),
    ),
  );
}

/** The primitive operations that an operation is carried out with, and how many of each: of an array operation those of its loop. */
export function primitives(operation: Operation): readonly (readonly [Operation, number])[] {
  const { counts } = operation;
  if (counts === undefined) return [[operation, 1]];
  return Object.entries(counts).map(([name, count]) => [OPERATIONS[opcodeOf.get(name)!]!, count]);
}
