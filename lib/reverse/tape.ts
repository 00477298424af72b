import { add, mul } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';

const FIRST_CAPACITY = 256;

/**
 * The record of a computation: for every number computed, the numbers it came from and its partials by them.
 * Node i has the edges from `ends[i - 1]` to `ends[i]`; a node without edges is an input.
 *
 * Growing arrays of plain numbers, walked by index: 10⁷ nodes deep is as good as 10.
 */
export class Tape {
  nodes = 0;
  edges = 0;
  /** What the last backward of a user's tape found, by node. */
  gradients: (number | undefined)[] | undefined;
  private ends: Int32Array = new Int32Array(FIRST_CAPACITY);
  private parents: Int32Array = new Int32Array(FIRST_CAPACITY);
  private weights: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** The weights that are Scalars of levels further out, by edge, with gaps for numbers; undefined where all are numbers. */
  private scalars: (Scalar | undefined)[] | undefined;
  private adjoints: Float64Array = new Float64Array(0);
  private reached: Uint8Array = new Uint8Array(0);

  /** A node with the edges pushed since the last one; its index. */
  node(): number {
    const i = this.nodes;
    if (i === this.ends.length) this.ends = grown(Int32Array, this.ends);
    this.ends[i] = this.edges;
    this.nodes = i + 1;
    return i;
  }

  /** The partial of the node to come by node `parent`. */
  edge(parent: number, weight: Scalar): void {
    const e = this.edges;
    if (e === this.parents.length) {
      this.parents = grown(Int32Array, this.parents);
      this.weights = grown(Float64Array, this.weights);
    }
    this.parents[e] = parent;
    if (typeof weight === 'number') this.weights[e] = weight;
    else this.scalar(e, weight);
    this.edges = e + 1;
  }

  private scalar(edge: number, weight: Scalar): void {
    this.scalars ??= [];
    while (this.scalars.length < edge) this.scalars.push(undefined);
    this.scalars.push(weight);
  }

  /** Forgets everything; what was grown stays for the next record. */
  clear(): void {
    this.nodes = 0;
    this.edges = 0;
    this.scalars = undefined;
    this.gradients = undefined;
  }

  /** Gives back what was grown and is not used. */
  trim(): void {
    this.ends = this.ends.slice(0, this.nodes);
    this.parents = this.parents.slice(0, this.edges);
    this.weights = this.weights.slice(0, this.edges);
  }

  /** Every edge, from the last one recorded to the first. */
  eachEdgeBackwards(visit: (node: number, parent: number, weight: Scalar) => void): void {
    for (let node = this.nodes - 1; node > 0; node--) {
      for (let e = (this.ends[node] as number) - 1; e >= (this.ends[node - 1] as number); e--) {
        visit(node, this.parents[e] as number, this.scalars?.[e] ?? (this.weights[e] as number));
      }
    }
  }

  /** How many edges there is room for. */
  get capacity(): number {
    return this.parents.length;
  }

  /** Bytes held by the record and the adjoints. */
  get bytes(): number {
    const arrays = [this.ends, this.parents, this.weights, this.adjoints, this.reached];
    return arrays.reduce((sum, array) => sum + array.byteLength, 0);
  }

  /**
   * The adjoints of nodes 0 to `count - 1`, of the sum of `seeds` times the nodes `outputs`; undefined for a node that
   * no output depends on.
   */
  sweep(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    return this.scalars === undefined && seeds.every((seed) => typeof seed === 'number')
      ? this.sweepNumbers(outputs, seeds as readonly number[], count)
      : this.sweepScalars(outputs, seeds, count);
  }

  private sweepNumbers(outputs: readonly number[], seeds: readonly number[], count: number): (number | undefined)[] {
    if (this.adjoints.length < this.nodes) {
      this.adjoints = new Float64Array(this.ends.length);
      this.reached = new Uint8Array(this.ends.length);
    }
    const { ends, parents, weights, adjoints, reached } = this;
    let last = -1;
    for (const node of outputs) last = Math.max(last, node);
    adjoints.fill(0, 0, last + 1);
    reached.fill(0, 0, last + 1);
    for (let k = 0; k < outputs.length; k++) {
      const node = outputs[k] as number;
      adjoints[node] = (adjoints[node] as number) + (seeds[k] as number);
      reached[node] = 1;
    }
    for (let i = last; i > 0; i--) {
      // Skipped for never having been reached, not for an adjoint of 0: 0 times an infinite partial is NaN.
      if (reached[i] === 0) continue;
      const adjoint = adjoints[i] as number;
      const end = ends[i] as number;
      for (let e = ends[i - 1] as number; e < end; e++) {
        const parent = parents[e] as number;
        adjoints[parent] = (adjoints[parent] as number) + (weights[e] as number) * adjoint;
        reached[parent] = 1;
      }
    }
    const result: (number | undefined)[] = [];
    for (let i = 0; i < count; i++) result.push(i <= last && reached[i] === 1 ? adjoints[i] : undefined);
    return result;
  }

  private sweepScalars(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    const { ends, parents, weights, scalars } = this;
    const adjoints: (Scalar | undefined)[] = [];
    const accumulate = (node: number, term: Scalar): void => {
      const sum = adjoints[node];
      adjoints[node] = sum === undefined ? term : add(sum, term);
    };
    for (let i = 0; i < this.nodes; i++) adjoints.push(undefined);
    outputs.forEach((node, k) => {
      accumulate(node, seeds[k] as Scalar);
    });
    for (let i = this.nodes - 1; i > 0; i--) {
      const adjoint = adjoints[i];
      if (adjoint === undefined) continue;
      for (let e = ends[i - 1] as number; e < (ends[i] as number); e++) {
        const weight = scalars?.[e] ?? (weights[e] as number);
        accumulate(parents[e] as number, mul(weight, adjoint));
      }
    }
    return adjoints.slice(0, count);
  }
}

function grown<T extends Int32Array | Float64Array>(type: new (length: number) => T, old: T): T {
  const array = new type(2 * old.length);
  array.set(old);
  return array;
}
