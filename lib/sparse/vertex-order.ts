import { PriorityQueue } from '../elimination/priority-queue.ts';
import { type Adjacency, degree } from './adjacency.ts';

/**
 * Orders in which a greedy colouring takes the vertices. None is best on every graph, so all are tried.
 * @see Gebremedhin, Manne & Pothen, What color is your Jacobian? (2005), section 6
 */
export const VERTEX_ORDERS: readonly ((graph: Adjacency) => readonly number[])[] = [
  natural,
  largestFirst,
  smallestLast,
  incidenceDegree,
];

function natural({ starts }: Adjacency): number[] {
  return Array.from({ length: starts.length - 1 }, (_, v) => v);
}

function largestFirst(graph: Adjacency): number[] {
  return natural(graph).sort((v, w) => degree(graph, w) - degree(graph, v));
}

/** Backwards: the vertex with the fewest neighbours among those that are left comes last. */
function smallestLast(graph: Adjacency): number[] {
  const left = Int32Array.from(natural(graph), (v) => degree(graph, v));
  return taken(
    graph,
    (v) => left[v]!,
    (v) => --left[v]!,
  ).reverse();
}

/** The vertex with the most neighbours among those taken so far comes next. */
function incidenceDegree(graph: Adjacency): number[] {
  const incidences = new Int32Array(graph.starts.length - 1);
  return taken(
    graph,
    () => 0,
    (v) => -++incidences[v]!,
  );
}

/** Vertices by rank, the least first; `next` is the rank of a vertex once a neighbour is taken. */
function taken({ starts, neighbours }: Adjacency, first: (v: number) => number, next: (v: number) => number): number[] {
  const count = starts.length - 1;
  const queue = new PriorityQueue(count);
  for (let v = 0; v < count; v++) queue.set(v, first(v));
  const isTaken = new Uint8Array(count);
  const order: number[] = [];
  for (let v = queue.take(); v !== undefined; v = queue.take()) {
    isTaken[v] = 1;
    order.push(v);
    for (let e = starts[v]!; e < starts[v + 1]!; e++) {
      const w = neighbours[e]!;
      if (!isTaken[w]) queue.set(w, next(w));
    }
  }
  return order;
}
