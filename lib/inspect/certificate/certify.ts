import { endLevel, INTERPRETING, Level, TRACE_DEPTH } from '../../level.ts';
import type { Scalar } from '../../scalar.ts';
import type { Engine } from '../../transforms/engine.ts';
import { checkFunction } from '../../transforms/options.ts';
import { checkPlainRun } from '../../transforms/plain-value.ts';
import { ANY_ARGUMENT, type CallPoint, pointAt } from '../../transforms/point.ts';
import type { ArrayUnlessDeclared, Of, OfTree, Point, Result, Typed } from '../../transforms/tree-types.ts';
import type { Data, Fn, Further, Rest } from '../../transforms/types.ts';
import { arrange } from '../../tree/arrangement.ts';
import { derivativeLike } from '../../tree/container.ts';
import { ANY_RESULT } from '../../tree/output.ts';
import { pathsOf } from '../../tree/paths.ts';
import { type Certificate, type CertifiedNumber, certified, NumbersCertificate } from './certificate.ts';
import { ErrorGraph, type ErrorNode } from './error-graph.ts';
import { ErrorNumber, errorNodeOf } from './error-number.ts';
import { sweptError } from './error-sweep.ts';
import { gradientNodes } from './gradient.ts';
import type { Ball } from './rounding.ts';

/** A function certified: from x, and further arguments of f, to a certificate. */
export interface Certifier<X, Y, R extends Rest = []> {
  (x: Typed<X>, ...rest: R): Certificate<Float64Array, Y>;
  (x: Point<number, X>, ...rest: R): Certificate<Of<number, X>, Y>;
}

/** The verb {@link certify}. */
export interface Certify {
  /** Of a function of an array, a record, or any tree of both. */
  <F, X = ArrayUnlessDeclared, Y = Scalar>(f: F & Fn<X, Y> & OfTree<X>): Certifier<X, Y, Further<F>>;
  /** Of a function of one number, declared so: `(x: Scalar) => …`. */
  <R extends Data, Y = Scalar>(
    f: ((x: Scalar, ...rest: R) => Y) & Result<Y>,
  ): (x: number, ...rest: R) => Certificate<number, Y>;
}

/** What the sweeps of all numbers may go through; beyond, the running bounds stand. */
const MOST_STEPS = 3e8;

/** `certify`, of the derivatives that an engine computes. */
export function makeCertify(engine: Engine): Certify {
  const certifier = (f: (...args: never[]) => unknown) => {
    checkFunction('certify', f, ' to certify');
    return (x: unknown, ...rest: unknown[]): Certificate => {
      const point = pointAt('certify', f as never, x, rest, {}, ANY_ARGUMENT, ANY_RESULT);
      checkNumbers(point.numbers);
      const call = (xs: Scalar[]): readonly Scalar[] => point.call(xs) as readonly Scalar[];
      const { value, rows } = engine.rows('certify', call, point.numbers, undefined) as {
        value: number[];
        rows: number[][];
      };
      checkPlainRun('certify', call as never, point.numbers, value);
      return certificateAt(point, call, value, rows);
    };
  };
  return certifier as never;
}

/** The certificate of the numbers of f at a point, and of their derivatives, as they were computed. */
function certificateAt(
  point: CallPoint,
  call: (xs: Scalar[]) => readonly Scalar[],
  values: readonly number[],
  rows: readonly number[][],
): Certificate {
  const graph = new ErrorGraph();
  const level = new Level(TRACE_DEPTH, graph, INTERPRETING);
  try {
    const inputs = (point.numbers as number[]).map((xi) => graph.input(xi));
    const outputs = call(inputs.map((node) => new ErrorNumber(level, node))).map((y) => errorNodeOf(graph, y));
    const outputNames = pathsOf(point.of, 'f');
    const inputNames = pathsOf(point.tree, 'x');
    const gradientsOf = outputs.map((y) => gradientNodes(graph, y, inputs));
    const isSwept = outputs.length * (inputs.length + 1) * graph.nodes.length <= MOST_STEPS;
    const errorAt = (node: ErrorNode): Ball => (isSwept ? sweptError(graph, node) : node.error);
    const entries = outputs.flatMap((y, i) => [
      numberOf(outputNames[i]!, values[i]!, y, errorAt(y), graph.doubt),
      ...gradientsOf[i]!.map((node, j) =>
        numberOf(`∂${outputNames[i]}/∂${inputNames[j]}`, rows[i]![j]!, node, errorAt(node), graph.doubt ?? graph.tie),
      ),
    ]);
    const gradients = rows.map((row) => derivativeLike('certify', point.tree, [...row]));
    return new NumbersCertificate(arrange(point.of, [...values]), arrange(point.of, gradients), entries);
  } finally {
    endLevel(level);
  }
}

/** `got`, which stands for the number of the node: that may have been computed in another order. */
function numberOf(
  name: string,
  got: number,
  node: ErrorNode,
  { center, radius }: Ball,
  doubt: string | undefined,
): CertifiedNumber {
  if (!Number.isFinite(got)) return certified(name, got, Infinity, doubt ?? `the result is ${got}`);
  const difference = node.value - got;
  const bound = Math.abs(center + difference) + radius + 2 ** -52 * (Math.abs(center) + Math.abs(difference));
  const isWide = !(bound <= 2 ** -20 * Math.abs(got));
  const unbounded = bound < Infinity ? undefined : 'its error has no bound';
  return certified(name, got, bound, doubt ?? (isWide ? (node.doubt ?? unbounded) : undefined));
}

function checkNumbers(numbers: readonly Scalar[]): void {
  if (numbers.every((x) => typeof x === 'number')) return;
  throw new TypeError(
    'certify: expected x to be plain numbers, got numbers of a running derivative; call certify outside of it',
  );
}
