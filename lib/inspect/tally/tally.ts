import type { Level } from '../../level.ts';
import { OPERATIONS, opcodeOf } from '../../program/opcodes.ts';
import { arrayCounts } from '../../program/operators.ts';
import type { ArrayRule } from '../../rules/array-rule.ts';
import type { Counted } from '../ledger.ts';

type Loop = Readonly<Record<string, number>>;

/** The counts of a run: operations, passes and sweeps. */
export class Tally {
  readonly counts: Map<Counted, number> = new Map();
  passes = 0;
  /** Of the widest pass. */
  lanes = 0;
  sweeps = 0;
  private readonly levels: WeakSet<Level> = new WeakSet();
  private readonly called: Map<unknown, Counted> = new Map();
  private readonly loops: Map<ArrayRule, Map<number, Loop>> = new Map();

  add(operation: Counted, times = 1): void {
    this.counts.set(operation, (this.counts.get(operation) ?? 0) + times);
  }

  /** An operation that the table does not know; `op` is its function. */
  call(op: unknown, name: string, arity: number): void {
    let operation = this.called.get(op);
    if (operation === undefined) {
      operation = { name, arity, cost: 'elementary' };
      this.called.set(op, operation);
    }
    this.add(operation);
  }

  /** The loop of an array operation over n entries. */
  loop(rule: ArrayRule, n: number): void {
    const known = this.loops.get(rule) ?? new Map<number, Loop>();
    const counts = known.get(n) ?? arrayCounts(rule, n);
    this.loops.set(rule, known.set(n, counts));
    for (const [name, times] of Object.entries(counts)) this.add(operationOfRow(name), times);
  }

  /** A pass of this level, unless it is known. */
  pass(level: Level, lanes: number): void {
    if (this.levels.has(level)) return;
    this.levels.add(level);
    this.passes++;
    this.lanes = Math.max(this.lanes, lanes);
  }
}

/** The operation of a row of the table. */
export function operationOfRow(name: string): Counted {
  return OPERATIONS[opcodeOf.get(name)!]!;
}
