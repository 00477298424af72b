import type { Comparing, Cost, Rule } from '../rules/rule.ts';
import type { Scalar } from '../scalar.ts';

/** The meaning of an opcode. */
export interface Operation {
  /** 'input', 'constant', 'where', or the name of an op. */
  readonly name: string;
  readonly arity: number;
  /** For 'where', whose operands are x, y, then, otherwise: `then` where x compares so with y, else `otherwise`. */
  readonly compare: Comparing | undefined;
  /** Its row in the table; undefined for called operations: the user's, and array operations kept whole. */
  readonly row: Rule | undefined;
  /** What one evaluation counts; 'elementary' for the user's operations. */
  readonly cost: Cost;
  /** For an operation that is not one row: how often it executes each row. An array operation of the table has a loop. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  /** Its value on numbers; never called for 'input' and 'constant'. */
  readonly value: (...operands: number[]) => number;
  /** For called operations: the op on numbers of any kind. */
  readonly apply: ((operands: readonly Scalar[]) => Scalar) | undefined;
  /** For called operations of the library: the module that exports them. */
  readonly from: string | undefined;
}

/**
 * A test that must come out as at the captured point for the program to compute f: a comparison of two nodes, or a property
 * of one. 'is' tests for the number that value(x) returned; NaN is the same as NaN. 'NaN' and 'finite' have no y: whether x
 * is NaN, and whether it is neither NaN nor infinite.
 */
export interface Guard {
  readonly compare: Comparing | 'is' | 'NaN' | 'finite';
  readonly x: number;
  readonly y: number;
  readonly outcome: boolean;
  /** For 'finite' on a sum, which may overflow: its terms, none of which may be NaN or infinite; else empty. */
  readonly each: readonly number[];
}

/**
 * A straight-line program over doubles: numbered nodes in the order of execution, each after its operands. It holds for
 * all inputs for which its guards come out as they did at the point where it was captured.
 */
export interface Program {
  /** The node of each input; −1 where the program does not use it. */
  readonly inputs: Int32Array | readonly number[];
  /** How many nodes there are; the arrays may be longer. */
  readonly length: number;
  readonly operations: readonly Operation[];
  /** Node i does `operations[opcodes[i]]` … */
  readonly opcodes: Uint16Array;
  /** … to the nodes `operands[starts[i]]` to `operands[starts[i + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly operands: Int32Array;
  /** The value of each node at the captured point. */
  readonly values: Float64Array;
  /** The nodes whose values are returned, in order. They may repeat, and be inputs or constants. */
  readonly outputs: Int32Array | readonly number[];
  /** The names that f gave to nodes. */
  readonly labels?: ReadonlyMap<number, string>;
  /** In the order in which f came to them. */
  readonly guards: readonly Guard[];
}

/** The operation of node i. */
export function operationOf({ operations, opcodes }: Program, node: number): Operation {
  return operations[opcodes[node]!]!;
}

/** The operands of node i. */
export function operandsOf({ starts, operands }: Program, node: number): number[] {
  const list: number[] = [];
  for (let i = starts[node]!; i < starts[node + 1]!; i++) list.push(operands[i]!);
  return list;
}
