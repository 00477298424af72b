import { Elimination, type Weights } from './elimination.ts';
import type { LinearizedGraph } from './linearized-graph.ts';
import { PriorityQueue } from './priority-queue.ts';

/** An order in which to eliminate vertices. */
export type EliminationOrder = 'forward' | 'reverse' | 'markowitz' | 'ratio';

/** An order written out, and what it costs. */
export interface Plan {
  readonly vertices: readonly number[];
  /** Multiplications and additions; by 1 and −1 nothing is multiplied. */
  readonly flops: number;
}

/** A partial of which only this matters: whether it is 1 or −1, by which nothing has to be multiplied. */
type IsUnit = boolean;

/** Counts in place of computing. */
class Counting implements Weights<IsUnit> {
  flops = 0;

  mul(p: IsUnit, q: IsUnit): IsUnit {
    if (!p && !q) this.flops++;
    return p && q;
  }

  add(): IsUnit {
    this.flops++;
    return false;
  }
}

type Graph = Elimination<IsUnit>;

/** What is eliminated first: the vertex of the least degree; of equals the last, as in reverse mode. */
type Degree = (v: number, graph: Graph) => number;

const DEGREES: Readonly<Record<Exclude<EliminationOrder, 'forward' | 'reverse'>, (linear: LinearizedGraph) => Degree>> =
  {
    // The paths through a vertex (Griewank & Reese, On the calculation of Jacobian matrices by the Markowitz rule, 1991).
    markowitz: () => (v, graph) => graph.paths(v),
    // The same relative to what remains of them in any case: an edge from every input before to every output behind.
    ratio: (linear) => {
      const [inputs, outputs] = reach(linear);
      return (v, graph) => graph.paths(v) / (inputs[v]! * outputs[v]!);
    },
  };

/** Beyond so many vertices only the sweeps are tried: cross-country orders take 2 to 30 µs a vertex to find. */
const CROSS_COUNTRY = 2000;

/** The orders worth trying on a graph, the likeliest first. */
export function ordersFor({ inputs, outputs, vertices }: LinearizedGraph): readonly EliminationOrder[] {
  const sweeps: EliminationOrder[] = outputs <= inputs ? ['reverse', 'forward'] : ['forward', 'reverse'];
  return vertices <= CROSS_COUNTRY ? [...sweeps, 'markowitz', 'ratio'] : sweeps;
}

/**
 * The steps of an order for a graph; undefined once it costs more than `most`.
 * @see Griewank & Walther, Evaluating Derivatives, section 10.2
 */
export function plan(order: EliminationOrder, linear: LinearizedGraph, most: number = Infinity): Plan | undefined {
  const counting = new Counting();
  const units = linear.partials.map((p): IsUnit => p === 1 || p === -1);
  const graph: Graph = new Elimination(linear, units, counting);
  const vertices: number[] = [];
  const eliminate = (v: number): boolean => {
    vertices.push(v);
    graph.eliminate(v);
    return counting.flops <= most;
  };
  if (order === 'forward' || order === 'reverse') {
    const sequence = order === 'forward' ? graph.between : [...graph.between].reverse();
    if (!sequence.every(eliminate)) return undefined;
  } else {
    const degree = DEGREES[order](linear);
    const queue = new PriorityQueue(linear.vertices);
    const update = (v: number): void => queue.set(v, degree(v, graph));
    for (const v of graph.between) update(v);
    const isBetween = new Set(graph.between);
    for (let v = queue.take(); v !== undefined; v = queue.take()) {
      isBetween.delete(v);
      const around = [...graph.predecessors(v).keys(), ...graph.successors(v)];
      if (!eliminate(v)) return undefined;
      for (const u of around) if (isBetween.has(u)) update(u);
    }
  }
  return counting.flops <= most ? { vertices, flops: counting.flops } : undefined;
}

/** Of each vertex, how many inputs lead to it and how many outputs it leads to. */
function reach({ inputs, outputs, vertices, from, to }: LinearizedGraph): [Int32Array, Int32Array] {
  const before = new BitSets(vertices, inputs);
  for (let i = 0; i < inputs; i++) before.add(i, i);
  for (let e = 0; e < from.length; e++) before.include(to[e]!, from[e]!);
  const behind = new BitSets(vertices, outputs);
  for (let i = 0; i < outputs; i++) behind.add(vertices - outputs + i, i);
  for (let e = from.length - 1; e >= 0; e--) behind.include(from[e]!, to[e]!);
  return [before.sizes(), behind.sizes()];
}

/** Sets of whole numbers below `bound`. */
class BitSets {
  private readonly words: Int32Array;
  private readonly width: number;

  constructor(count: number, bound: number) {
    this.width = (bound + 31) >>> 5;
    this.words = new Int32Array(count * this.width);
  }

  add(set: number, member: number): void {
    const at = set * this.width + (member >>> 5);
    this.words[at] = this.words[at]! | (1 << (member & 31));
  }

  /** Adds to one set what is in another. */
  include(set: number, other: number): void {
    const [a, b] = [set * this.width, other * this.width];
    for (let k = 0; k < this.width; k++) {
      this.words[a + k] = this.words[a + k]! | this.words[b + k]!;
    }
  }

  sizes(): Int32Array {
    const sizes = new Int32Array(this.words.length / this.width);
    this.words.forEach((word, at) => {
      const set = Math.floor(at / this.width);
      for (let rest = word; rest !== 0; rest &= rest - 1) sizes[set] = sizes[set]! + 1;
    });
    return sizes;
  }
}
