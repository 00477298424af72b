import type { Scalar } from '../scalar.ts';

const FIRST_CAPACITY = 512;

/** Growing lists of parents and of the partials by them, 12 bytes an edge. */
export class Edges {
  length = 0;
  parents: Int32Array = new Int32Array(FIRST_CAPACITY);
  weights: Float64Array = new Float64Array(FIRST_CAPACITY);
  /** The weights that are Scalars of levels further out, by their place, with gaps for numbers; undefined where all are numbers. */
  scalars: (Scalar | undefined)[] | undefined;

  push(parent: number, weight: Scalar): void {
    const e = this.length;
    if (e === this.parents.length) this.grow();
    this.parents[e] = parent;
    if (typeof weight === 'number') this.weights[e] = weight;
    else this.scalar(e, weight);
    this.length = e + 1;
  }

  /** Two pushes in one, because most of a tape is written here. */
  pair(x: number, p: number, y: number, q: number): void {
    const e = this.length;
    if (e === this.parents.length) this.grow();
    const { parents, weights } = this;
    parents[e] = x;
    parents[e + 1] = y;
    weights[e] = p;
    weights[e + 1] = q;
    this.length = e + 2;
  }

  weight(e: number): Scalar {
    return this.scalars?.[e] ?? this.weights[e]!;
  }

  clear(): void {
    this.length = 0;
    this.scalars = undefined;
  }

  /** Frees the room that is not used. */
  trim(): void {
    this.parents = this.parents.slice(0, this.length);
    this.weights = this.weights.slice(0, this.length);
  }

  get bytes(): number {
    return this.parents.byteLength + this.weights.byteLength;
  }

  private scalar(e: number, weight: Scalar): void {
    this.scalars ??= [];
    while (this.scalars.length < e) this.scalars.push(undefined);
    this.scalars.push(weight);
  }

  private grow(): void {
    const { parents, weights } = this;
    const length = Math.max(2 * parents.length, FIRST_CAPACITY);
    this.parents = new Int32Array(length);
    this.weights = new Float64Array(length);
    this.parents.set(parents);
    this.weights.set(weights);
  }
}
