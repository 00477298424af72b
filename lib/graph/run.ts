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

// Deeper than this arrays are taken to contain themselves, and nothing is compared.
const DEEPEST = 100;

/** What an argument holds beside inputs, in order, as it is now: what is in arrays and fields, the rest by itself. */
export function constants(x: unknown, depth = 0): unknown[] {
  if (typeof x === 'number' || x instanceof Float64Array) return [];
  if (!Array.isArray(x)) return contents(x, 0);
  if (depth > DEEPEST) {
    throw new RangeError(
      `trace: expected arrays nested at most ${DEEPEST} deep, got one that is deeper, or contains itself; have f capture what is no input`,
    );
  }
  return x.flatMap((xi) => constants(xi, depth + 1));
}

function contents(x: unknown, depth: number): unknown[] {
  if (typeof x !== 'object' || x === null || depth > DEEPEST) return [x];
  const inner = (xi: unknown): unknown[] => contents(xi, depth + 1);
  if (Array.isArray(x)) return [x.length, ...x.flatMap(inner)];
  if (ArrayBuffer.isView(x) && !(x instanceof DataView)) return Array.from(x as Float32Array);
  if (Object.prototype.toString.call(x) !== '[object Object]') return [x];
  return Object.entries(x).flatMap(([key, entry]) => [key, ...inner(entry)]);
}

/** Whether what was an argument's is still the same; of what can change unseen, like a Map, nobody knows. */
export function isSame(x: unknown, y: unknown): boolean {
  return Object.is(x, y) && (typeof x !== 'object' || x === null);
}
