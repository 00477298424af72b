import { describe } from '../describe.ts';
import { endLevel, Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { type Shape as Arguments, isByContent, numbersOf, replaced } from '../tree/arguments.ts';
import { Graph } from './exact-builder.ts';
import { nodeOf, Traced, TracedOf } from './exact-number.ts';
import { explained } from './trace-errors.ts';

// Below everything else: a trace writes down what derivatives, of any kind and depth, do on top of it.
const DEPTH: number = -(2 ** 22);

/** A result with its numbers replaced by nodes. */
export type Shape = number | readonly Shape[] | { readonly [key: string]: Shape };

/** Runs f on traced numbers; the graph, and the nodes of f's result in its shape. */
export function run(
  f: (...args: never[]) => unknown,
  args: readonly unknown[],
  shapes: readonly Arguments[],
): { readonly graph: Graph; readonly result: Shape } {
  const graph = new Graph(false);
  const level = new Level(DEPTH, graph);
  try {
    const inputs = Array.from(numbersOf(shapes, args), (x) => new TracedOf(level, graph.input(x)));
    let place = 0;
    const given = shapes.map((shape, i) => replaced(shape, args[i], () => inputs[place++]));
    return { graph, result: shape(graph, f(...(given as never[]))) };
  } catch (error) {
    throw explained(error, 'trace');
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

/** What arguments of a shape hold beside inputs, in order: keys, and what is no number. */
export function others(shape: Arguments): unknown[] {
  switch (shape.kind) {
    case 'array':
      return shape.entries.flatMap(others);
    case 'record':
      return [...shape.keys, ...shape.entries.flatMap(others)];
    case 'static':
      return isByContent(shape.value) ? Array.from(shape.value as readonly unknown[]) : [shape.value];
    default:
      return [];
  }
}

/** Whether what was an argument's is still the same; of what can change unseen, like a Map, nobody knows. */
export function isSame(x: unknown, y: unknown): boolean {
  return Object.is(x, y) && (typeof x !== 'object' || x === null);
}
