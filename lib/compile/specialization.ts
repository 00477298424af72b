import { type Backend, chosen, type Made, make } from '../backends/backend.ts';
import { type Direct, direct, FAILED } from '../backends/js/call.ts';
import { wasmAsync } from '../backends/wasm/backend.ts';
import type { Program, Run } from '../program/program.ts';
import { flattenInto } from '../tree/flatten.ts';
import { type ListTree, leafCount, type Tree } from '../tree/tree.ts';
import { unflatten } from '../tree/unflatten.ts';
import type { Candidate } from './candidates.ts';
import { Path, type Taken } from './paths.ts';

// Each way is code and a program; a function that takes more ways than this at random is better off evaluated as it is.
const PATHS = 64;
// And so is one whose ways together are as large as this, in nodes: about 300 MB.
const NODES: number = 2 ** 22;

/** What is compiled for arguments of one shape. */
export class Entry {
  readonly arguments: ListTree;
  /** The numbers of the arguments at hand. */
  readonly numbers: Float64Array;
  /** Of a function that writes its gradient: how long that is. */
  readonly into: number | undefined;
  readonly paths: Path[] = [];
  /** The way that was taken last. */
  last: Path | undefined;
  /** What is traced for this shape, once that is decided. */
  traced: Candidate | undefined;
  /** Done when all WebAssembly that is made beside the thread is ready. */
  made: Promise<unknown> | undefined;
  /** How many traces came to nothing. */
  refused = 0;
  private nodes = 0;
  private isRunning = false;

  constructor(args: ListTree, into: number | undefined) {
    this.arguments = args;
    this.into = into;
    this.numbers = new Float64Array(leafCount(args));
  }

  /** Takes in the numbers of arguments of this tree; false where they have another. */
  takes(args: readonly unknown[]): boolean {
    return args.length === this.arguments.entries.length && (args.length === 0 || this.takesEach(args[0], args, 1));
  }

  /** As {@link takes}, of x and of the others from place `from` on: without a list of them all. */
  private takesEach(x: unknown, others: readonly unknown[], from = 0): boolean {
    const { entries } = this.arguments;
    if (others.length - from !== entries.length - 1) return false;
    let place = flattenInto(entries[0]!, x, this.numbers, 0);
    for (let i = 1; i < entries.length && place >= 0; i++) {
      place = flattenInto(entries[i]!, others[from + i - 1], this.numbers, place);
    }
    return place >= 0;
  }

  /** Whether there may be another way. */
  isOpen(): boolean {
    return this.paths.length + this.refused < PATHS && this.nodes < NODES;
  }

  /** Another way; `isAsync` has WebAssembly made beside the thread, the interpreter standing in for it. */
  add(
    recording: Taken,
    result: Tree,
    asked: Backend | 'auto',
    parent: Path | undefined,
    at: number,
    isAsync: boolean,
  ): Path {
    const { program } = recording;
    const backend = chosen(program, asked);
    const whole = backend === 'js' ? direct(program, this.arguments, result, this.into) : undefined;
    const path = whole
      ? new Path(recording, whole.call, { ...whole, backend }, parent, at)
      : this.inParts(
          recording,
          result,
          isAsync && backend === 'wasm' ? this.beside(program) : make(program, backend),
          parent,
          at,
        );
    this.paths.push(path);
    this.nodes += program.length;
    this.last = path;
    return path;
  }

  /** As a function of f's arguments, around one of flat numbers. */
  private inParts(recording: Taken, result: Tree, made: Made, parent: Path | undefined, at: number): Path {
    const { program } = recording;
    const outputs = new Float64Array(program.outputs.length);
    const gradient = outputs.subarray(1);
    const evaluated = (isTaken: boolean): boolean => {
      const k = this.isRunning || !isTaken ? -1 : this.running(made.run, outputs);
      if (k !== DONE) FAILED[0] = k;
      return k === DONE;
    };
    const computes: Direct = (...args) => {
      return evaluated(this.takes(args)) ? unflatten(result, outputs) : undefined;
    };
    const writes = (x: unknown, out: unknown, ...rest: unknown[]): unknown => {
      const fits = (out instanceof Float64Array || Array.isArray(out)) && out.length === this.into;
      if (!evaluated(fits && this.takesEach(x, rest))) return undefined;
      if (out instanceof Float64Array) out.set(gradient);
      else for (let i = 0; i < gradient.length; i++) (out as number[])[i] = gradient[i]!;
      return outputs[0];
    };
    const call = this.into === undefined ? computes : (writes as Direct);
    return new Path(recording, call, made, parent, at);
  }

  /** The interpreter, until WebAssembly is ready. */
  private beside(program: Program): Made {
    const made = { ...make(program, 'interpreter') };
    const ready = wasmAsync(program).then((wasm) => wasm && Object.assign(made, wasm, { backend: 'wasm' }));
    this.made = Promise.all([this.made, ready]);
    return made;
  }

  /** What a run gives, −2 where all is well; an operation of the user's may call the function again, which then is −1. */
  private running(run: Run, outputs: Float64Array): number {
    this.isRunning = true;
    try {
      const k = run(this.numbers, outputs);
      return k < 0 ? DONE : k;
    } finally {
      this.isRunning = false;
    }
  }
}

const DONE = -2;
