import { PriorityQueue } from '../elimination/priority-queue.ts';
import { type Adjacency, degree } from './adjacency.ts';

// Steps beyond one for each vertex. Stencils, bands and circulants of 10 to 100 columns take less than 100 to their least
// number of colors; the bound is for graphs where the search would go on for ever.
const PATIENCE = 20_000;

/**
 * A proper coloring with at most so many colors: the vertex whose neighbours have the most different colors comes next and
 * takes the least color; where it finds none, the step before takes another. Undefined where there is none, or the
 * search takes too long.
 * @see Brélaz, New methods to color the vertices of a graph (1979)
 */
export function coloringWithin(graph: Adjacency, most: number): Int32Array | undefined {
  return new Search(graph, most).run();
}

class Search {
  private readonly graph: Adjacency;
  private readonly most: number;
  private readonly colors: Int32Array;
  private readonly queue: PriorityQueue;
  /** Of each vertex, how many neighbours have each color, and how many colors they have. */
  private readonly neighboursOf: Map<number, number>[];
  /** The colored vertices in order, and how many colors were in use before each. */
  private readonly path: number[] = [];
  private readonly used: number[] = [];

  constructor(graph: Adjacency, most: number) {
    const count = graph.starts.length - 1;
    this.graph = graph;
    this.most = most;
    this.colors = new Int32Array(count).fill(-1);
    this.queue = new PriorityQueue(count);
    this.neighboursOf = Array.from({ length: count }, () => new Map<number, number>());
    for (let v = 0; v < count; v++) this.rank(v);
  }

  run(): Int32Array | undefined {
    const { colors, queue } = this;
    let steps = colors.length + PATIENCE;
    let inUse = 0;
    for (let v = queue.take(); v !== undefined; v = queue.take()) {
      let vertex = v;
      let color = this.leastFrom(vertex, 0, inUse);
      while (color === undefined) {
        this.rank(vertex);
        const before = this.path.pop();
        if (before === undefined || --steps < 0) return undefined;
        inUse = this.used.pop()!;
        const tried = colors[before]!;
        this.uncolor(before);
        vertex = before;
        color = this.leastFrom(vertex, tried + 1, inUse);
      }
      this.path.push(vertex);
      this.used.push(inUse);
      this.color(vertex, color);
      inUse = Math.max(inUse, color + 1);
    }
    return colors;
  }

  /** The least color that v may have, from one on; a color that is not in use yet is as good as any other. */
  private leastFrom(v: number, from: number, inUse: number): number | undefined {
    const end = Math.min(inUse + 1, this.most);
    for (let color = from; color < end; color++) if (!this.neighboursOf[v]!.has(color)) return color;
    return undefined;
  }

  private color(v: number, color: number): void {
    this.colors[v] = color;
    this.eachNeighbour(v, (w, counts) => {
      counts.set(color, (counts.get(color) ?? 0) + 1);
      if (this.colors[w] === -1) this.rank(w);
    });
  }

  private uncolor(v: number): void {
    const color = this.colors[v]!;
    this.colors[v] = -1;
    this.eachNeighbour(v, (w, counts) => {
      const left = counts.get(color)! - 1;
      if (left === 0) counts.delete(color);
      else counts.set(color, left);
      if (this.colors[w] === -1) this.rank(w);
    });
  }

  private eachNeighbour(v: number, visit: (w: number, counts: Map<number, number>) => void): void {
    const { starts, neighbours } = this.graph;
    for (let e = starts[v]!; e < starts[v + 1]!; e++) visit(neighbours[e]!, this.neighboursOf[neighbours[e]!]!);
  }

  /** Of equals the one with the most neighbours is taken first. */
  private rank(v: number): void {
    const count = this.colors.length;
    this.queue.set(v, -(this.neighboursOf[v]!.size * count + degree(this.graph, v)));
  }
}
