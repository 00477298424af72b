import type { Guard, Operation, Program } from '../../program/program.ts';

/**
 * What a program does, in order: it computes a node, stores an output, or makes a check. An output is stored right after
 * its node is computed, inputs and constants among them first of all; a check is made as soon as it and those before it can be judged, so that the first to fail is found.
 */
export interface Row {
  /** How many items there are; inputs and constants are none. */
  readonly length: number;
  /** What item i does; items that do the same have the same number: that of their operation, `output`, or beyond. */
  readonly deeds: Int32Array;
  readonly output: number;
  /** The node, output or check. */
  readonly ids: Int32Array;
  /** Item i works on the nodes from `operands[firsts[i]]` on, `arities[deeds[i]]` of them. */
  readonly firsts: Int32Array;
  readonly operands: Int32Array;
  readonly arities: readonly number[];
  /** The item that computes a node; `FROM_OUTSIDE` of inputs, `FIXED` of constants. */
  readonly items: Int32Array;
}

export const FROM_OUTSIDE = -1;
export const FIXED = -2;

const COMPARES: readonly Guard['compare'][] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'is', 'NaN', 'finite'];

export function rowOf({ length, operations, opcodes, starts, operands, outputs, guards }: Program): Row {
  const output = operations.length;
  const arities = [
    ...operations.map(({ arity }) => arity),
    1,
    ...COMPARES.flatMap((c) => (c === 'finite' || c === 'NaN' ? [1, 1] : [2, 2])),
  ];
  const unlike = operations.map((operation) => (isConstant(operation) ? FIXED : isInput(operation) ? FROM_OUTSIDE : 0));
  const all = new Int32Array(operands.length + outputs.length + 2 * guards.length);
  all.set(operands);
  all.set(outputs, operands.length);
  const deeds = new Int32Array(length + outputs.length + guards.length);
  const ids = new Int32Array(deeds.length);
  const firsts = new Int32Array(deeds.length);
  const items = new Int32Array(length);
  let count = 0;
  const add = (deed: number, id: number, first: number): void => {
    deeds[count] = deed;
    ids[count] = id;
    firsts[count++] = first;
  };
  const { first, next } = lists(length, outputs);
  for (let j = 0; j < outputs.length; j++) {
    if (unlike[opcodes[outputs[j]!]!] !== 0) add(output, j, operands.length + j);
  }
  let check = 0;
  let place = placeOf(guards[0]);
  for (let node = 0; node < length; node++) {
    const opcode = opcodes[node]!;
    items[node] = unlike[opcode]! || count;
    if (unlike[opcode] === 0) {
      add(opcode, node, starts[node]!);
      for (let j = first[node]!; j >= 0; j = next[j]!) add(output, j, operands.length + j);
    }
    while (place <= node) {
      const { compare, x, y, outcome } = guards[check]!;
      const at = operands.length + outputs.length + 2 * check;
      all[at] = x;
      all[at + 1] = y;
      add(output + 1 + 2 * COMPARES.indexOf(compare) + Number(outcome), check, at);
      place = placeOf(guards[++check]);
    }
  }
  return { length: count, deeds, output, ids, firsts, operands: all, arities, items };
}

/** The last node that a check looks at. */
function placeOf(check: Guard | undefined): number {
  if (check === undefined) return Number.POSITIVE_INFINITY;
  return check.compare === 'finite' || check.compare === 'NaN' ? check.x : Math.max(check.x, check.y);
}

/** Of each node the first output that it is, and of each output the next of the same node; −1 ends. */
function lists(length: number, outputs: Program['outputs']): { first: Int32Array; next: Int32Array } {
  const first = new Int32Array(length).fill(-1);
  const next = new Int32Array(outputs.length).fill(-1);
  for (let j = outputs.length - 1; j >= 0; j--) {
    const node = outputs[j]!;
    next[j] = first[node]!;
    first[node] = j;
  }
  return { first, next };
}

/** By the arity as well, for the user's own operations have any name. */
function isInput({ name, arity }: Operation): boolean {
  return arity === 0 && name === 'input';
}

function isConstant({ name, arity }: Operation): boolean {
  return arity === 0 && name === 'constant';
}
