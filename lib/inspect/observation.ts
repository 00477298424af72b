import type { Finding } from './finding.ts';

/**
 * Something met while f ran: a finding if the result depends on the number at `node`, or that is undefined, and, where it is
 * `harmless` unless it spreads, if the result or a derivative is not finite.
 */
export interface Note extends Omit<Finding, 'count' | 'last'> {
  readonly node: number | undefined;
  readonly harmless?: boolean;
}

/** A comparison of f: the nodes it looked at, and where it stands in f. */
export interface Compared extends Pick<Finding, 'op' | 'place'> {
  readonly nodes: readonly number[];
  /** Whether the two numbers were nearly equal. */
  readonly isClose: boolean;
}

/** What f did with observed numbers: a node for each, with its parents and the partials by them, and what was met. */
export class Observation {
  /** How many derivatives were being computed when f was called. */
  readonly depth: number;
  readonly values: number[] = [];
  /** The size of what a number was computed from, each part times its partial: rounding errors are ε times this. */
  readonly scales: number[] = [];
  readonly notes: Note[] = [];
  readonly compared: Compared[] = [];
  private readonly parents: (readonly number[])[] = [];
  private readonly partials: (readonly number[])[] = [];

  constructor(depth: number) {
    this.depth = depth;
  }

  /** The node of a number computed from `parents`; without any, of an input. */
  add(value: number, scale: number, parents: readonly number[], partials: readonly number[]): number {
    this.values.push(value);
    this.scales.push(scale - scale === 0 ? scale : Math.abs(value));
    this.parents.push(parents);
    return this.partials.push(partials) - 1;
  }

  /** Which nodes any of `nodes` depends on, themselves included. */
  reach(nodes: readonly number[]): Uint8Array {
    const reached = new Uint8Array(this.values.length);
    for (const node of nodes) reached[node] = 1;
    for (let node = reached.length - 1; node >= 0; node--) {
      if (reached[node]) for (const parent of this.parents[node]!) reached[parent] = 1;
    }
    return reached;
  }

  /** Which nodes depend on any of those marked, themselves included. */
  spread(marked: Uint8Array): Uint8Array {
    for (let node = 0; node < marked.length; node++) {
      if (this.parents[node]!.some((parent) => marked[parent])) marked[node] = 1;
    }
    return marked;
  }

  /** The derivatives of the number at `node` by the first `count` nodes, the inputs; all 0 of a plain number. */
  gradient(node: number | undefined, count: number): Float64Array {
    const adjoints = new Float64Array(Math.max(count, (node ?? -1) + 1));
    if (node === undefined) return adjoints;
    const reached = this.reach([node]);
    adjoints[node] = 1;
    for (let at = node; at >= 0; at--) {
      if (!reached[at]) continue;
      const partials = this.partials[at]!;
      this.parents[at]!.forEach((parent, i) => {
        adjoints[parent]! += partials[i]! * adjoints[at]!;
      });
    }
    return adjoints.slice(0, count);
  }
}
