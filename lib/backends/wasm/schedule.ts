import type { Guard, Operation, Program } from '../../program/program.ts';

/**
 * What a program does, step by step: a step computes a node, stores an output, or tests a guard. An output is stored right
 * after its node is computed, or first of all where that is an input or a constant. A guard is tested as soon as it and
 * those before it can be, so that the first to fail is found.
 */
export interface Schedule {
  /** How many steps there are. Inputs and constants take none. */
  readonly length: number;
  /** What step i does. Equal actions have equal numbers: the opcode, `output`, or above it one for each kind of guard. */
  readonly actions: Int32Array;
  readonly output: number;
  /** The node, output or guard. */
  readonly ids: Int32Array;
  /** Step i works on the nodes from `operands[firsts[i]]` on, `arities[actions[i]]` of them. */
  readonly firsts: Int32Array;
  readonly operands: Int32Array;
  readonly arities: readonly number[];
  /** The step that computes a node; `IS_INPUT` of inputs, `IS_CONSTANT` of constants. */
  readonly steps: Int32Array;
}

export const IS_INPUT = -1;
export const IS_CONSTANT = -2;

const COMPARES: readonly Guard['compare'][] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne', 'is', 'NaN', 'finite'];

export function scheduleOf({ length, operations, opcodes, starts, operands, outputs, guards }: Program): Schedule {
  const output = operations.length;
  const arities = [
    ...operations.map(({ arity }) => arity),
    1,
    ...COMPARES.flatMap((c) => (c === 'finite' || c === 'NaN' ? [1, 1] : [2, 2])),
  ];
  const unlike = operations.map((operation) =>
    isConstant(operation) ? IS_CONSTANT : isInput(operation) ? IS_INPUT : 0,
  );
  const all = new Int32Array(operands.length + outputs.length + 2 * guards.length);
  all.set(operands);
  all.set(outputs, operands.length);
  const actions = new Int32Array(length + outputs.length + guards.length);
  const ids = new Int32Array(actions.length);
  const firsts = new Int32Array(actions.length);
  const steps = new Int32Array(length);
  let count = 0;
  const add = (action: number, id: number, first: number): void => {
    actions[count] = action;
    ids[count] = id;
    firsts[count++] = first;
  };
  const { first, next } = lists(length, outputs);
  for (let j = 0; j < outputs.length; j++) {
    if (unlike[opcodes[outputs[j]!]!] !== 0) add(output, j, operands.length + j);
  }
  let guard = 0;
  let place = lastNodeOf(guards[0]);
  for (let node = 0; node < length; node++) {
    const opcode = opcodes[node]!;
    steps[node] = unlike[opcode]! || count;
    if (unlike[opcode] === 0) {
      add(opcode, node, starts[node]!);
      for (let j = first[node]!; j >= 0; j = next[j]!) add(output, j, operands.length + j);
    }
    while (place <= node) {
      const { compare, x, y, outcome } = guards[guard]!;
      const at = operands.length + outputs.length + 2 * guard;
      all[at] = x;
      all[at + 1] = y;
      add(output + 1 + 2 * COMPARES.indexOf(compare) + Number(outcome), guard, at);
      place = lastNodeOf(guards[++guard]);
    }
  }
  return { length: count, actions, output, ids, firsts, operands: all, arities, steps };
}

/** The last node that a guard compares. */
function lastNodeOf(guard: Guard | undefined): number {
  if (guard === undefined) return Number.POSITIVE_INFINITY;
  return guard.compare === 'finite' || guard.compare === 'NaN' ? guard.x : Math.max(guard.x, guard.y);
}

/** The first output that each node is, and for each output the next of the same node; −1 ends the list. */
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
