/** What a node does with its operands. */
export interface Operation {
  /** 'input', 'constant', 'select', or the name of an operation. */
  readonly name: string;
  readonly arity: number;
  /** Of 'select', whose operands are x, y, then, otherwise: `then` where x compares so with y, else `otherwise`. */
  readonly compare?: Comparing;
  /** The row's JavaScript over its `args`; undefined for the user's own operations, which are called. */
  readonly js?: string;
  readonly args?: readonly string[];
  /** The one WebAssembly operation that gives the same bits, where there is one. */
  readonly wasm?: string;
  /** Its value on numbers; of 'input' and 'constant' never called. */
  readonly value: (...operands: number[]) => number;
}

/** A comparison, by the name of the function that users call. */
export type Comparing = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne';

/**
 * What must come out as in the trace for the program to be f. 'is' is what value(x) saw: the same number, NaN being the
 * same as NaN. 'finite' has no y: x must be neither NaN nor infinite.
 */
export interface Guard {
  readonly compare: Comparing | 'is' | 'finite';
  readonly x: number;
  readonly y: number;
  readonly outcome: boolean;
  /** Of 'finite', where x is a sum, which may overflow: the numbers summed, none of which may be NaN or infinite. */
  readonly each?: readonly number[];
}

/** A straight-line program over doubles: numbered nodes in the order of execution, each after its operands. */
export interface Program {
  /** How many numbers go in. */
  readonly inputs: number;
  /** How many nodes there are. */
  readonly length: number;
  readonly operations: readonly Operation[];
  /** Node i is `operations[opcodes[i]]` … */
  readonly opcodes: Uint16Array;
  /** … of the nodes `operands[starts[i]]` to `operands[starts[i + 1] − 1]`. */
  readonly starts: Int32Array;
  readonly operands: Int32Array;
  /** Of a constant its value, of an input its place among the inputs. */
  readonly values: Float64Array;
  /** The nodes whose values go out, in order; they may repeat, and be inputs or constants. */
  readonly outputs: Int32Array;
  /** In the order in which the trace came to them. */
  readonly guards: readonly Guard[];
}

/** A program ready to run: writes the outputs and gives −1, or gives the place of a check that fails. */
export type Run = (inputs: Float64Array, outputs: Float64Array) => number;
