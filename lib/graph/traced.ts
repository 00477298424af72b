import type { Level } from '../level.ts';
import { Active, type Asked, type Recorder, type Scalar } from '../scalar.ts';
import type { Graph } from './graph.ts';
import { known, userOperation } from './operations.ts';

/** A number whose operations are written down: its value at the traced point, and its node. */
export class Traced extends Active implements Recorder {
  declare readonly level: Level<Graph>;
  declare readonly recorder: Recorder;
  declare readonly node: number;

  get at(): number {
    return this.level.means.value(this.node);
  }

  record(
    key: { readonly name: string },
    operands: readonly Scalar[],
    apply: (operands: readonly Scalar[]) => Scalar,
  ): Scalar {
    const graph = this.level.means;
    const nodes = operands.map((x) => nodeOf(graph, x));
    return new TracedOf(this.level, graph.apply(key, known.get(key) ?? userOperation(key.name, apply), nodes));
  }

  watch(asked: Asked): number {
    this.level.means.watch(this.node, asked);
    return this.at;
  }

  guard(compare: string, x: Scalar, y: Scalar, outcome: boolean): void {
    const graph = this.level.means;
    graph.guards.push({ compare, x: nodeOf(graph, x), y: nodeOf(graph, y), outcome });
  }

  scale(): never {
    throw new Error('a traced number has no tangent');
  }

  combine(): never {
    throw new Error('a traced number has no tangent');
  }

  gather(): never {
    throw new Error('a traced number has no tangent');
  }

  override toString(): string {
    return `Traced(${this.at})`;
  }
}

/** Makes a Traced. It is its own value, so that no op takes it for a plain number, and its own recorder. */
export const TracedOf: new (level: Level<Graph>, node: number) => Traced = function (
  this: { -readonly [K in 'level' | 'value' | 'recorder' | 'node']: Traced[K] },
  level: Level<Graph>,
  node: number,
): void {
  this.level = level;
  this.value = this as Traced;
  this.recorder = this as unknown as Traced;
  this.node = node;
} as never;
TracedOf.prototype = Traced.prototype;

/** The node of a number in `graph`; a plain number is a constant of it. */
export function nodeOf(graph: Graph, x: Scalar): number {
  if (typeof x === 'number') return graph.constant(x);
  if (x instanceof Traced && x.level.means === graph) return x.node;
  throw new TypeError(`expected a number of this trace, got ${x.toString()}`);
}
