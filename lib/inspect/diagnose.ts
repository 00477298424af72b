import { describe } from '../describe.ts';
import { endLevel, INTERPRETING, Level, runningDepth, TRACE_DEPTH } from '../level.ts';
import { peek, type Scalar, type Vector } from '../scalar.ts';
import type { Traceable } from '../transforms/examples.ts';
import { checkFunction } from '../transforms/options.ts';
import type { ArrayUnlessDeclared, Differentiable, Point } from '../transforms/tree-types.ts';
import type { Data } from '../transforms/types.ts';
import { argumentTree, hasActive } from '../tree/arguments.ts';
import { flatten, numbersOf } from '../tree/flatten.ts';
import { inputPaths } from '../tree/paths.ts';
import { tracedTree } from '../tree/results.ts';
import type { Tree } from '../tree/tree.ts';
import { map, unflatten } from '../tree/unflatten.ts';
import type { TypedArray } from '../typed-array.ts';
import { collected } from './collection.ts';
import { type Finding, reportOf } from './finding.ts';
import { Observation } from './observation.ts';
import { ObservedNumber } from './observed-number.ts';
import { noteInput } from './singularities.ts';

/** What f(x) and its derivative rest on; prints as a report. */
export interface Diagnosis {
  /** The gravest first; none where the derivative rests on no convention and no close comparison. */
  readonly findings: readonly Finding[];
  /** f(x). */
  readonly value: unknown;
  /** The derivatives by the numbers of x, in the shape of x; of a result in an array or a record, of each of its numbers. */
  readonly derivative: unknown;
  /** The report: each finding with its place, what it means and what to write instead. */
  toString(): string;
}

/**
 * What the derivative of f at x rests on: kinks, comparisons that hold at this point only, numbers that lost their derivative,
 * the first NaN. Each finding says where in f, which convention was used, what it means and what to write instead; where none
 * of this was met, there are no findings. f(x) is a number, or an array or a record of numbers; further arguments are data.
 * Of a derivative, as in `diagnose(grad(f), x)`, it tells what second derivatives rest on, and so what the first do.
 *
 * It can't see comparisons of plain numbers (`value(x) === 0` is told as the number's loss of its derivative).
 * Cost: one run of f, 10 to 30 µs an operation, and a sweep for each number of f(x).
 * @throws {@link TypeError} when x holds no numbers, or f returns anything but numbers, arrays or records of them; and what f
 * throws. Never for what it finds.
 * @example diagnose((x: Scalar) => (eq(x, 0) ? 1 : div(sin(x), x)), 0).findings[0]?.kind // 'equality'
 * @see Griewank & Walther, Evaluating Derivatives, chapter 14
 */
export function diagnose<R extends Data>(f: (x: Scalar, ...rest: R) => unknown, x: number, ...rest: R): Diagnosis;
export function diagnose<R extends Data, X extends Vector = ArrayUnlessDeclared>(
  f: ((x: X, ...rest: R) => unknown) & Differentiable<X>,
  x: readonly number[] | TypedArray,
  ...rest: R
): Diagnosis;
/** Of nested arrays and records. */
export function diagnose<X extends object, R extends Data>(
  f: ((x: X, ...rest: R) => unknown) & Traceable<(x: X) => unknown>,
  x: Point<number, X>,
  ...rest: R
): Diagnosis;
export function diagnose(f: (x: never, ...rest: never) => unknown, x: unknown, ...rest: unknown[]): Diagnosis {
  checkFunction('diagnose', f, ' to diagnose');
  const tree = argumentTree('diagnose', [x]);
  const [at] = tree.entries as [Tree];
  checkNumbers(at, x);
  const numbers = numbersOf(at, x);
  const observation = new Observation(runningDepth());
  const level = new Level(TRACE_DEPTH, observation, INTERPRETING);
  try {
    const names = inputPaths(tree);
    const inputs = Array.from(numbers, (xi) => new ObservedNumber(level, observation.add(xi, Math.abs(xi), [], [])));
    names.forEach((name, node) => {
      noteInput(observation, node, name);
    });
    let place = 0;
    const y = (f as (...args: unknown[]) => unknown)(
      map(at, x, () => inputs[place++]),
      ...rest,
    );
    const result = tracedTree(y, 'diagnose', (part) => part instanceof ObservedNumber);
    const outputs = flatten(result, y) as Scalar[];
    const nodes = outputs.map((output) => (output instanceof ObservedNumber ? output.node : undefined));
    const values = Float64Array.from(outputs, peek);
    const gradients = nodes.map((node) => observation.gradient(node, numbers.length));
    const allFinite = [values, ...gradients].every((list) => list.every(Number.isFinite));
    let row = 0;
    return new Report(
      collected(observation, nodes, names, allFinite),
      unflatten(result, values),
      map(result, y, () => unflatten(at, gradients[row++]!)),
    );
  } finally {
    endLevel(level);
  }
}

function checkNumbers(tree: Tree, x: unknown): void {
  if (hasActive(x, 'diagnose', false)) {
    throw new TypeError(
      `diagnose: expected x to be plain numbers, got ${describe(x)} of a running derivative; call diagnose outside of it`,
    );
  }
  if (tree.kind !== 'constant') return;
  throw new TypeError(`diagnose: expected x to be a number, or an array or a record of numbers, got ${describe(x)}`);
}

class Report implements Diagnosis {
  readonly findings: readonly Finding[];
  readonly value: unknown;
  readonly derivative: unknown;

  constructor(findings: readonly Finding[], value: unknown, derivative: unknown) {
    this.findings = findings;
    this.value = value;
    this.derivative = derivative;
    // What console.log prints; not a field of the result.
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => this.toString() });
  }

  toString(): string {
    return reportOf(this.findings);
  }
}
