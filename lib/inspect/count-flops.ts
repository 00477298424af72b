import type { Graph } from '../program/exact-builder.ts';
import { arities, costs } from '../program/operators.ts';
import { trace } from './trace.ts';

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

/** A ledger of all that was carried out, and of what is left if equal operations on equal operands are done once. */
export interface FlopCount extends Ledger {
  readonly shared: Ledger;
}

/**
 * Counts the operations of f, or of any transform of f, at these arguments: exactly those carried out, by name, and
 * their totals. An array operation counts as the loop that defines it.
 *
 * Cost: a trace of f, about 1 µs an operation.
 * @throws {@link TypeError} when f returns anything but numbers, arrays or records of them.
 * @example countFlops((x: Scalar) => sqrt(add(exp(square(x)), square(x))), 1).textbook // 5
 * @see Griewank & Walther, Evaluating Derivatives, chapter 3
 */
export function countFlops(f: (...args: never[]) => unknown, ...args: readonly unknown[]): FlopCount {
  const executed = trace(f, ...args);
  return { ...ledger(executed.graph), shared: ledger(executed.share().graph) };
}

function ledger(graph: Graph): Ledger {
  const ops: Record<string, number> = {};
  const totals = { flop: 0, elementary: 0, free: 0 };
  let moves = 0;
  for (let node = 0; node < graph.length; node++) {
    const operation = graph.operation(node);
    if (operation === undefined) continue;
    for (const [name, count] of Object.entries(operation.counts(graph.operands(node).length))) {
      if (count === 0) continue;
      ops[name] = (ops[name] ?? 0) + count;
      totals[(costs.get(name) ?? 'elementary') as keyof typeof totals] += count;
      moves += count * (1 + (arities.get(name) ?? graph.operands(node).length));
    }
  }
  const textbook = totals.flop + totals.elementary;
  const full = textbook + totals.free;
  return { ops, textbook, full, elementary: totals.elementary, withMoves: full + moves };
}
