import type { LinearizedGraph } from './linearized-graph.ts';

/** What the partials are multiplied and added in. */
export interface Weights<W> {
  mul(p: W, q: W): W;
  add(p: W, q: W): W;
}

/**
 * A linearised graph from which vertices are eliminated, one after another, by the chain rule: every path i → j → k
 * becomes an edge i → k, with the product of the partials, added to that of an edge already there. When only inputs and
 * outputs are left, the edges are the Jacobian.
 *
 * @see Griewank & Walther, Evaluating Derivatives, section 9.2
 */
export class Elimination<W> {
  /** The vertices to be eliminated, in the order of execution. */
  readonly between: readonly number[];
  private readonly weights: Weights<W>;
  private readonly linear: LinearizedGraph;
  private readonly into: (Map<number, W> | undefined)[] = [];
  private readonly from: (Set<number> | undefined)[] = [];

  constructor(linear: LinearizedGraph, partials: readonly W[], weights: Weights<W>) {
    this.linear = linear;
    this.weights = weights;
    for (let v = 0; v < linear.vertices; v++) {
      this.into.push(undefined);
      this.from.push(undefined);
    }
    partials.forEach((partial, e) => {
      this.edge(linear.from[e]!, linear.to[e]!, partial);
    });
    const isBetween = (v: number): boolean => v >= linear.inputs && v < linear.vertices - linear.outputs;
    this.between = Array.from(this.into.keys()).filter((v) => isBetween(v) && this.into[v] !== undefined);
  }

  predecessors(v: number): ReadonlyMap<number, W> {
    return this.into[v] ?? new Map();
  }

  successors(v: number): ReadonlySet<number> {
    return this.from[v] ?? new Set();
  }

  /** How many paths lead through v: its Markowitz degree. */
  paths(v: number): number {
    return this.predecessors(v).size * this.successors(v).size;
  }

  partial(v: number, predecessor: number): W | undefined {
    return this.into[v]?.get(predecessor);
  }

  eliminate(v: number): void {
    const before = this.predecessors(v);
    for (const k of this.successors(v)) {
      const into = this.into[k] as Map<number, W>;
      const outer = into.get(v) as W;
      into.delete(v);
      for (const [i, inner] of before) this.edge(i, k, this.weights.mul(outer, inner));
    }
    for (const i of before.keys()) this.from[i]?.delete(v);
    this.into[v] = undefined;
    this.from[v] = undefined;
  }

  /** The entries of the Jacobian once every vertex between is gone: a row for each output, undefined where structurally 0. */
  rows(): (W | undefined)[][] {
    const { inputs, outputs, vertices } = this.linear;
    return Array.from({ length: outputs }, (_, i) =>
      Array.from({ length: inputs }, (_, j) => this.partial(vertices - outputs + i, j)),
    );
  }

  private edge(from: number, to: number, partial: W): void {
    this.into[to] ??= new Map();
    this.from[from] ??= new Set();
    const into = this.into[to] as Map<number, W>;
    const old = into.get(from);
    into.set(from, old === undefined ? partial : this.weights.add(old, partial));
    this.from[from].add(to);
  }
}
