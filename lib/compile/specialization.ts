import { readEach } from '../backends/flat-call.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import type { Path } from './paths.ts';

// Each path is code and a program. A function that takes more paths than this is better left uncompiled.
const PATHS = 64;
// So is one whose paths have more nodes than this together: about 300 MB.
const NODES: number = 2 ** 22;

/** The compiled paths for arguments of one signature. */
export class Specialization {
  readonly signature: ListTree;
  /** The numbers of the current arguments. */
  readonly numbers: Float64Array;
  /** For a function that writes its gradient: the tree of the gradient. */
  readonly into: Tree | undefined;
  readonly paths: Path[] = [];
  /** The path that was taken last. */
  last: Path | undefined;
  /** How many captures failed. */
  refused = 0;
  private nodes = 0;

  constructor(signature: ListTree, into: Tree | undefined, numbers: Float64Array) {
    this.signature = signature;
    this.into = into;
    this.numbers = numbers;
  }

  /** Reads the numbers of the arguments; false where they have another signature. */
  accepts(args: readonly unknown[]): boolean {
    if (args.length === 0) return this.signature.entries.length === 0;
    return readEach(this.signature, args[0], args, 1, this.numbers);
  }

  /** Whether there may be another path. */
  isOpen(): boolean {
    return this.paths.length + this.refused < PATHS && this.nodes < NODES;
  }

  add(path: Path): void {
    this.paths.push(path);
    this.nodes += path.program.length;
    this.last = path;
  }
}
