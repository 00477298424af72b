import type { Asked } from '../interpreter.ts';
import type { Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import type { Graph } from './exact-builder.ts';
import { known, userOperation } from './operators.ts';
import { maker, Written } from './written.ts';

/** A number whose operations are written down: its value at the traced point, and its node. */
export class Traced extends Written<Graph> {
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
}

/** Makes a Traced. */
export const TracedOf: new (level: Level<Graph>, node: number) => Traced = maker(Traced.prototype);

/** The node of a number in `graph`; a plain number is a constant of it. */
export function nodeOf(graph: Graph, x: Scalar): number {
  if (typeof x === 'number') return graph.constant(x);
  if (x instanceof Traced && x.level.means === graph) return x.node;
  throw new TypeError(`expected a number of this trace, got ${x.toString()}`);
}
