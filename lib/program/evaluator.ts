import { CONSTANT, guardHolds, isComputed, opcodeOf } from './opcodes.ts';
import type { Guard, Operation, Program } from './program.ts';

const [ADD, SUB, MUL, DIV, NEG] = ['add', 'sub', 'mul', 'div', 'neg'].map((name) => opcodeOf.get(name)) as [
  number,
  number,
  number,
  number,
  number,
];

/** A program run node by node, about 10 ns a node, with the values of all nodes to look at. */
export interface Evaluator {
  /** The values of the nodes in the last run, up to the guard that failed. */
  readonly values: Float64Array;
  /** Runs the program; −1, or the index of the first guard that fails. */
  readonly run: (inputs: ArrayLike<number>) => number;
}

/** The interpreter of programs. */
export function evaluator(program: Program): Evaluator {
  const { inputs, length, operations, opcodes, starts, operands, guards } = program;
  const v = new Float64Array(length);
  const steps: number[] = [];
  for (let node = 0; node < length; node++) {
    if (opcodes[node] === CONSTANT) v[node] = program.values[node]!;
    else if (isComputed(opcodes[node]!)) steps.push(node);
  }
  const places = Array.from(inputs, (_, place) => place).filter((place) => inputs[place]! >= 0);
  const order = Int32Array.from(steps);
  const due = dueGuards(program);
  const run = (xs: ArrayLike<number>): number => {
    for (const place of places) v[inputs[place]!] = xs[place]!;
    let guard = 0;
    for (let k = 0; k < order.length; k++) {
      const node = order[k]!;
      while (guard < guards.length && due[guard]! < node) {
        if (!isPassed(guards[guard]!, v)) return guard;
        guard++;
      }
      const start = starts[node]!;
      const x = v[operands[start]!]!;
      switch (opcodes[node]) {
        case ADD:
          v[node] = x + v[operands[start + 1]!]!;
          break;
        case SUB:
          v[node] = x - v[operands[start + 1]!]!;
          break;
        case MUL:
          v[node] = x * v[operands[start + 1]!]!;
          break;
        case DIV:
          v[node] = x / v[operands[start + 1]!]!;
          break;
        case NEG:
          v[node] = -x;
          break;
        default:
          v[node] = general(operations[opcodes[node]!]!, v, operands, start);
      }
    }
    for (; guard < guards.length; guard++) if (!isPassed(guards[guard]!, v)) return guard;
    return -1;
  };
  return { values: v, run };
}

function general({ value, arity }: Operation, v: Float64Array, operands: Int32Array, start: number): number {
  const at = (i: number): number => v[operands[start + i]!]!;
  if (arity === 1) return value(at(0));
  if (arity === 2) return value(at(0), at(1));
  return value(...Array.from({ length: arity }, (_, i) => at(i)));
}

/** For each guard the node after which it can be judged; never before the one before it. */
export function dueGuards({ guards }: Program): number[] {
  let due = -1;
  return guards.map(({ x, y }) => {
    due = Math.max(due, x, y);
    return due;
  });
}

function isPassed(guard: Guard, v: Float64Array): boolean {
  return guardHolds(guard, v[guard.x]!, v[guard.y]!);
}
