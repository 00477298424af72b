import type { Code } from '../backends/backend.ts';
import type { Direct } from '../backends/js/call.ts';
import type { Order } from './options.ts';
import type { Recording } from './recording.ts';

/** The FLOPs of a derivative in each order that was tried. */
export type Orders = Readonly<Partial<Record<Order, number>>>;

/** The recording that was chosen, and what there was to choose from. */
export interface Taken extends Recording {
  readonly orders: Orders;
}

/** One way that f may go: the program of it, ready to be called, and where it hangs in the tree of ways. */
export class Path {
  readonly recording: Taken;
  readonly call: Direct;
  /** May change: WebAssembly takes over from the interpreter when it is ready. */
  readonly code: Code;
  private readonly parent: Path | undefined;
  /** The guard at which this way leaves its parent's. */
  private readonly at: number;
  private readonly branches: Map<number, Path[]> = new Map();

  constructor(recording: Taken, call: Direct, code: Code, parent: Path | undefined, at: number) {
    this.recording = recording;
    this.call = call;
    this.code = code;
    this.parent = parent;
    this.at = at;
    parent?.alternatives(at).push(this);
  }

  /** The ways known that are as this one up to guard k, one for each way it may come out. */
  alternatives(k: number): Path[] {
    if (this.parent !== undefined && k <= this.at) return this.parent.alternatives(k);
    let branch = this.branches.get(k);
    if (branch === undefined) {
      branch = [this];
      this.branches.set(k, branch);
    }
    return branch;
  }

  /** Whether `recording` goes as this way up to guard k, and there another way. */
  isLeftBy(recording: Recording, k: number): boolean {
    const [ours, theirs] = [this.recording.guards, recording.guards];
    if (theirs.length <= k || ours.length <= k) return false;
    for (let i = 0; i <= k; i++) {
      const [a, b] = [ours[i], theirs[i]];
      if (a === undefined || b === undefined || a.compare !== b.compare || a.x !== b.x) return false;
      // What value() saw is a constant of the way it led to.
      const same = a.y === b.y && a.outcome === b.outcome;
      if (i < k ? !same : same && a.compare !== 'is') return false;
    }
    return true;
  }
}
