import { describe } from '../describe.ts';
import { endLevel, Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { Graph } from './graph.ts';
import { nodeOf, Traced, TracedOf } from './traced.ts';

// Below everything else: a trace writes down what derivatives, of any kind and depth, do on top of it.
const DEPTH: number = -(2 ** 22);

/** A result with its numbers replaced by nodes. */
export type Shape = number | readonly Shape[] | { readonly [key: string]: Shape };

/** Runs f on traced numbers; the graph, and the nodes of f's result in its shape. */
export function run(
  f: (...args: never[]) => unknown,
  args: readonly unknown[],
): { readonly graph: Graph; readonly result: Shape } {
  const graph = new Graph(false);
  const level = new Level(DEPTH, graph);
  const traced = (x: unknown): unknown => {
    if (typeof x === 'number') return new TracedOf(level, graph.input(x));
    if (x instanceof Float64Array) return Array.from(x, traced);
    return Array.isArray(x) ? x.map(traced) : x;
  };
  try {
    return { graph, result: shape(graph, f(...(args.map(traced) as never[]))) };
  } finally {
    endLevel(level);
  }
}

function shape(graph: Graph, y: unknown): Shape {
  if (typeof y === 'number' || y instanceof Traced) return nodeOf(graph, y as Scalar);
  if (Array.isArray(y)) return y.map((yi) => shape(graph, yi));
  if (typeof y === 'object' && y !== null && Object.getPrototypeOf(y) === Object.prototype) {
    return Object.fromEntries(Object.entries(y).map(([key, entry]) => [key, shape(graph, entry)]));
  }
  throw new TypeError(`trace: expected f to return numbers, arrays or records of them, got ${describe(y)}`);
}

/** The numbers of an argument, in order. */
export function flatten(x: unknown): number[] {
  if (typeof x === 'number') return [x];
  if (x instanceof Float64Array) return Array.from(x);
  return Array.isArray(x) ? x.flatMap(flatten) : [];
}
