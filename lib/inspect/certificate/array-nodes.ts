import { type ArrayRule, listsOf } from '../../rules/array-rule.ts';
import type { ErrorGraph, ErrorNode } from './error-graph.ts';

type Nodes = readonly ErrorNode[];

/** An op over arrays as rows of numbers: by its definition, or by one without kinks that is equal in exact arithmetic. */
export function arrayNode(graph: ErrorGraph, rule: ArrayRule, xs: Nodes, ys: Nodes): ErrorNode {
  const smooth = SMOOTH[rule.name];
  if (smooth !== undefined) return smooth(graph, xs);
  return graph.literal(rule.value({ ...graph.algebra, ...listsOf<ErrorNode>() }, xs, ys));
}

/** √Σx², scaled by a power of two, which is exact. */
export function lengthNode(graph: ErrorGraph, xs: Nodes): ErrorNode {
  const { algebra: A } = graph;
  const largest = Math.max(...xs.map(({ value }) => Math.abs(value)));
  const isModerate = largest === 0 || (largest > 1e-120 && largest < 1e120);
  const exponent = isModerate ? 0 : Math.round(Math.log2(largest));
  const shift = (x: ErrorNode, by: number): ErrorNode =>
    by === 0
      ? x
      : A.mul(A.mul(x, graph.constant(2 ** Math.trunc(by / 2))), graph.constant(2 ** (by - Math.trunc(by / 2))));
  const squares = xs.map((x) => A.square(shift(x, -exponent)));
  return shift(A.sqrt(total(graph, squares)), exponent);
}

const SMOOTH: Readonly<Record<string, (graph: ErrorGraph, xs: Nodes) => ErrorNode>> = {
  norm: lengthNode,
  // c + log Σ exp(xᵢ − c) for any constant c.
  logsumexp(graph, xs) {
    const { algebra: A } = graph;
    const finite = xs.filter((x) => x.isActive || x.value !== -Infinity);
    const shift = graph.constant(Math.max(...finite.map(({ value }) => value)));
    const weights = finite.map((x) => A.exp(A.sub(x, shift)));
    return A.add(shift, A.log(total(graph, weights)));
  },
};

function total(graph: ErrorGraph, xs: Nodes): ErrorNode {
  const [first, ...rest] = xs;
  return rest.reduce((sum: ErrorNode, x) => graph.algebra.add(sum, x), first ?? graph.constant(0));
}
