import { pull, recordOnTape } from '../reverse/recording.ts';
import { Tape } from '../reverse/tape.ts';
import { printAsText, type Scalar, type Vector } from '../scalar.ts';
import type { Traceable } from '../transforms/examples.ts';
import { jvp } from '../transforms/jvp.ts';
import type { ArrayUnlessDeclared, Point } from '../transforms/tree-types.ts';
import type { Fn } from '../transforms/types.ts';
import { argumentTree } from '../tree/arguments.ts';
import { numbersOf } from '../tree/flatten.ts';
import { withIntegers } from '../tree/integer-lists.ts';
import type { TypedArray } from '../typed-array.ts';
import { constantPlaces, type Trace, trace } from './trace.ts';
import type { Shape } from './trace-text.ts';

/** One step of a computation, with its derivatives in forward and reverse mode. */
export interface EvaluationStep {
  readonly name: string;
  /** How it is computed: `mul(x[0], v2)`, or empty for an input. */
  readonly formula: string;
  readonly value: number;
  /** Its derivative along the direction v. */
  readonly tangent: number;
  /** The derivative of the result by it; 0 where the result does not depend on it. */
  readonly adjoint: number;
}

/** The tables of the textbooks: forward, primal and tangent downwards; reverse, adjoints upwards. */
export interface EvaluationTrace {
  readonly steps: readonly EvaluationStep[];
  /** The table as aligned text. */
  toString(): string;
}

/**
 * The evaluation trace of f at x: every step with its value, its tangent along v and the adjoint of the result by it, as
 * data and, printed, as a table: the textbook's program, that of `trace(f, x)`. f(x) is a number; v is by default the first unit vector. Constants have no step.
 *
 * Cost: a trace, one forward pass and one run in reverse.
 * @throws {@link TypeError} when f(x) is not a number.
 * @throws {@link RangeError} when v has another length than x.
 * @example evaluationTrace(([x, y]) => mul(x, y), [2, 3]).steps.length // 3
 * @see Baydin et al., Automatic Differentiation in Machine Learning: a Survey, tables 2 and 3
 */
export function evaluationTrace(f: (x: Scalar) => Scalar, x: number, v?: number): EvaluationTrace;
export function evaluationTrace<X extends Vector = ArrayUnlessDeclared>(
  f: Fn<X, Scalar>,
  x: readonly number[] | TypedArray,
  v?: readonly number[] | TypedArray,
): EvaluationTrace;
/** Of nested arrays and records. */
export function evaluationTrace<X extends object>(
  f: ((x: X) => Scalar) & Traceable<(x: X) => Scalar>,
  x: Point<number, X>,
  v?: Point<number, X>,
): EvaluationTrace;
export function evaluationTrace(f: (x: never) => Scalar, x: unknown, v?: unknown): EvaluationTrace {
  const program = trace(f, x);
  if (typeof program.result !== 'number') {
    throw new TypeError(`evaluationTrace: expected f(x) to be a number, got ${kind(program.result)}`);
  }
  const direction = v === undefined ? program.inputs.map((_, i) => (i === 0 ? 1 : 0)) : numbersIn(v);
  if (direction.length !== program.inputs.length) {
    throw new RangeError(
      `evaluationTrace: expected v to have the length of x, ${program.inputs.length}, got ${direction.length}`,
    );
  }
  const { names } = program;
  const { tangents, adjoints } = sweeps(program, program.result, direction);
  const steps = program.nodes
    .filter(({ op }) => op !== 'constant')
    .map(({ id, op, operands, value }) => ({
      name: names[id]!,
      formula: op === 'input' ? '' : `${op}(${operands.map((o) => names[o]).join(', ')})`,
      value,
      tangent: tangents[id]!,
      adjoint: adjoints[id]!,
    }));
  return printAsText({ steps, toString: () => table(steps) });
}

/** The numbers of a direction, in x's shape. */
function numbersIn(v: unknown): number[] {
  const tree = argumentTree('trace', [v]);
  return [...withIntegers({ tree, numbers: numbersOf(tree, [v]) }, constantPlaces(tree)).numbers];
}

/** The tangent and the adjoint of every node of a program whose result is one number. */
export function sweeps(
  program: Trace,
  result: number,
  direction: readonly number[],
): { readonly tangents: number[]; readonly adjoints: number[] } {
  const at = program.inputs.map((node) => (node < 0 ? 0 : program.node(node).value));
  const { tangent } = jvp((xs: Vector) => program.replay(xs), at, direction);
  const tape = new Tape();
  const adjoints = recordOnTape(
    tape,
    (xs) => program.replay(xs),
    at,
    (output, recording) => {
      const nodes = (output as Scalar[]).map((y) => recording.slot(y));
      const found = pull(tape, tape.slots, [nodes[result]], [1]);
      return nodes.map((node) => (node === undefined ? 0 : (found[node] as number)));
    },
  );
  // The result depends on itself, whether or not it depends on an input.
  adjoints[result] = 1;
  return { tangents: tangent as number[], adjoints };
}

function kind(result: Shape): string {
  return Array.isArray(result) ? `an array of length ${result.length}` : 'a record';
}

function table(steps: readonly EvaluationStep[]): string {
  const head = ['', 'formula', 'value', 'tangent', 'adjoint'];
  const rows = steps.map(({ name, formula, value, tangent, adjoint }) => [
    name,
    formula,
    ...[value, tangent, adjoint].map((x) => String(Number(x.toPrecision(8)))),
  ]);
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]!.length)));
  return [head, ...rows]
    .map((row) => row.map((cell, i) => (i < 2 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!))))
    .map((row) => row.join('  ').trimEnd())
    .join('\n');
}
