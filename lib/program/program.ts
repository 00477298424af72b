import type { Comparing, Cost, Rule } from '../rules/rule.ts';
import type { Scalar } from '../scalar.ts';

/** What an opcode of a program stands for. */
export interface Operation {
  /** 'input', 'constant', 'where', or the name of an op. */
  readonly name: string;
  readonly arity: number;
  /** Of 'where', whose operands are x, y, then, otherwise: `then` where x compares so with y, else `otherwise`. */
  readonly compare: Comparing | undefined;
  /** Its row in the table; undefined for what is called: operations of the user's, and array operations kept whole. */
  readonly row: Rule | undefined;
  /** What one evaluation counts; of the user's operations 'elementary'. */
  readonly cost: Cost;
  /** Of an array operation of the table: how many of which rows its loop carries out. */
  readonly counts: Readonly<Record<string, number>> | undefined;
  /** Its value on numbers; of 'input' and 'constant' never called. */
  readonly value: (...operands: number[]) => number;
  /** Of what is called: the op again, on numbers of any kind. */
  readonly apply: ((operands: readonly Scalar[]) => Scalar) | undefined;
}

/**
 * What must come out as it did where the program was captured, for the program to be f: a comparison of two nodes, or what
 * a node is. 'is' is what value(x) saw: the same number, NaN being the same as NaN. 'NaN' and 'finite' have no y: whether
 * x is NaN, and whether it is neither NaN nor infinite.
 */
export interface Guard {
  readonly compare: Comparing | 'is' | 'NaN' | 'finite';
  readonly x: number;
  readonly y: number;
  readonly outcome: boolean;
  /** Of 'finite', where x is a sum, which may overflow: the numbers summed, none of which may be NaN or infinite; else empty. */
  readonly each: readonly number[];
}

/**
 * A straight-line program over doubles: numbered nodes in the order of execution, each after its operands. It holds for
 * all inputs for which its guards come out as they did at the point where it was captured.
 */
export interface Program {
  /** The node of each input, −1 of one that the program does not use. */
  readonly inputs: Int32Array | readonly number[];
  /** How many nodes there are; the arrays may be longer. */
  readonly length: number;
  readonly operations: readonly Operation[];
  /** Node i does `operations[opcodes[i]]` … */
  readonly opcodes: Uint16Array;
  /** … to the nodes `operands[starts[i]]` to `operands[starts[i + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly operands: Int32Array;
  /** The value of each node at the captured point; of a constant, its value. */
  readonly values: Float64Array;
  /** The nodes whose values go out, in order; they may repeat, and be inputs or constants. */
  readonly outputs: Int32Array | readonly number[];
  /** In the order in which the program came to them. */
  readonly guards: readonly Guard[];
}

/** What node i does. */
export function operationOf({ operations, opcodes }: Program, node: number): Operation {
  return operations[opcodes[node]!]!;
}

/** The nodes that node i works on. */
export function operandsOf({ starts, operands }: Program, node: number): number[] {
  const list: number[] = [];
  for (let i = starts[node]!; i < starts[node + 1]!; i++) list.push(operands[i]!);
  return list;
}
