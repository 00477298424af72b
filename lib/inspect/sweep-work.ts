import { CONSTANT, isComputed } from '../program/opcodes.ts';
import { applied } from '../program/operators.ts';
import { operandsOf, operationOf, type Program } from '../program/program.ts';
import type { Scalar } from '../scalar.ts';
import type { Examples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { jvp } from '../transforms/jvp.ts';
import { vjp } from '../transforms/vjp.ts';
import { primitives } from './ledger.ts';
import { trace } from './trace.ts';

/** The work of a function, of its tangent and of its adjoint, in the measure in which the theorems hold. */
export interface SweepWork {
  readonly value: number;
  /** Of f and one tangent together. */
  readonly tangent: number;
  /** Of f and one adjoint together. */
  readonly adjoint: number;
  /** 2.5 and 4 times `value`: what the theorems allow if every operation keeps to them. */
  readonly bounds: { readonly tangent: number; readonly adjoint: number };
}

/** An elementary function in units of an addition, a multiplication, a fetch or a store: the least the theorems ask for. */
const ELEMENTARY = 2;

/**
 * The work of f at these arguments, alone, with one tangent and with one adjoint, next to the theoretical bounds: the sum
 * over the operations of f, each by its traced program, not by what an eager call carries out. An operation with n operands
 * fetches n numbers and stores one. Its tangent moves as many again. Its adjoint fetches the adjoint of the result and the
 * operands of the partials, and adds to the adjoints of its n operands. Partials cost what their rows compute. So operations
 * with expensive accurate partials exceed the bounds: a division by a variable takes 3.25 and 4.75 times its value.
 *
 * Cost: three small traces for each operation of f.
 * @throws {@link TypeError} when f returns anything but numbers, arrays or records of them.
 * @example sweepWork((x: Scalar) => mul(x, x), 3) // { value: 4, tangent: 10, adjoint: 16, bounds: { tangent: 10, adjoint: 16 } }
 * @see Griewank & Walther, Evaluating Derivatives, chapter 4: ω between 2 and 5/2 for a tangent, 3 and 4 for an adjoint
 */
export function sweepWork<F, A extends readonly unknown[]>(f: UndeclaredFn<F, A>, ...args: A): SweepWork;
/** f with declared parameters. */
export function sweepWork<F extends (...args: never[]) => unknown>(
  f: F & Traceable<F>,
  ...args: Examples<F>
): SweepWork;
export function sweepWork(f: (...args: never[]) => unknown, ...args: readonly unknown[]): SweepWork {
  const { program } = trace(f, ...args);
  let [value, tangent, adjoint] = [0, 0, 0];
  for (let node = 0; node < program.length; node++) {
    if (!isComputed(program.opcodes[node]!)) continue;
    const work = ofOperation(program, node);
    value += work.value;
    tangent += work.value + work.tangent;
    adjoint += work.value + work.adjoint;
  }
  return { value, tangent, adjoint, bounds: { tangent: 2.5 * value, adjoint: 4 * value } };
}

type Work = Readonly<Record<'value' | 'tangent' | 'adjoint', number>>;

/** The work of one operation, and what its tangent and its adjoint add. A constant operand is part of the operation. */
function ofOperation(program: Program, node: number): Work {
  const operands = operandsOf(program, node);
  const isActive = (operand: number): boolean => program.opcodes[operand] !== CONSTANT;
  const x = operands.filter(isActive).map((operand) => program.values[operand]!);
  const alone = (xs: readonly Scalar[]): Scalar => {
    let next = 0;
    return applied(
      operationOf(program, node),
      operands.map((operand) => (isActive(operand) ? xs[next++]! : program.values[operand]!)),
    );
  };
  const n = x.length;
  const itself = weight(trace(alone, x).program);
  const pushed = trace(
    (xs: readonly Scalar[], v: readonly Scalar[]) => jvp(alone, xs, v).tangent,
    x,
    x.map(() => 1),
  );
  const pulled = trace((xs: readonly Scalar[], w: Scalar) => vjp(alone, xs).pullback(w), x, 1);
  return {
    value: n + 1 + itself,
    tangent: n + 1 + weight(pushed.program) - itself,
    adjoint: 2 + 2 * n + fetched(pulled.program, n) + n + weight(pulled.program) - itself,
  };
}

function weight({ length, operations, opcodes }: Program): number {
  let sum = 0;
  for (let node = 0; node < length; node++) {
    if (!isComputed(opcodes[node]!)) continue;
    for (const [{ cost }, count] of primitives(operations[opcodes[node]!]!)) {
      sum += count * (cost === 'elementary' ? ELEMENTARY : 1);
    }
  }
  return sum;
}

/** How many of the n operands and the value, which is the first operation, the pullback behind them looks at. */
function fetched(program: Program, n: number): number {
  let value = 0;
  while (value < program.length && !isComputed(program.opcodes[value]!)) value++;
  const used = new Set(
    program.guards.filter(({ compare }) => compare !== 'NaN' && compare !== 'finite').flatMap(({ x, y }) => [x, y]),
  );
  for (let node = value + 1; node < program.length; node++) {
    if (primitives(operationOf(program, node)).length === 0) continue;
    for (const operand of operandsOf(program, node)) used.add(operand);
  }
  return [...Array.from(program.inputs).slice(0, n), value].filter((node) => used.has(node)).length;
}
