import { count, read, type Shape } from './arguments.ts';
import { type Backend, bestFor, make } from './backend.ts';
import { type Direct, direct, FAILED } from './direct.ts';
import { Path } from './paths.ts';
import type { Recording } from './record.ts';
import { build, type Result } from './results.ts';

// Each way is code and a program; a function that takes more ways than this at random is better off evaluated as it is.
const PATHS = 64;

/** A function to trace. */
export interface Traced {
  readonly f: (...args: unknown[]) => unknown;
  /** Whether it gives what the function compiled gives, to the bit. */
  readonly isExact: boolean;
}

/** What is compiled for arguments of one shape. */
export class Entry {
  readonly shapes: readonly Shape[];
  /** The numbers of the arguments at hand. */
  readonly numbers: Float64Array;
  /** Of a function that writes its gradient: how long that is. */
  readonly into: number | undefined;
  readonly paths: Path[] = [];
  /** The way that was taken last. */
  last: Path | undefined;
  /** What is traced for this shape, once that is decided. */
  traced: Traced | undefined;
  /** How many traces came to nothing. */
  refused = 0;
  private isRunning = false;

  constructor(shapes: readonly Shape[], into: number | undefined) {
    this.shapes = shapes;
    this.into = into;
    this.numbers = new Float64Array(shapes.reduce((n, shape) => n + count(shape), 0));
  }

  /** Takes in the numbers of arguments of these shapes; false where they have others. */
  takes(args: readonly unknown[]): boolean {
    if (args.length !== this.shapes.length) return false;
    let place = 0;
    for (let i = 0; i < args.length && place >= 0; i++)
      place = read(this.shapes[i] as Shape, args[i], this.numbers, place);
    return place >= 0;
  }

  /** Whether there may be another way. */
  isOpen(): boolean {
    return this.paths.length + this.refused < PATHS;
  }

  add(recording: Recording, result: Result, asked: Backend | 'auto', parent: Path | undefined, at: number): Path {
    const { program } = recording;
    const backend = asked === 'auto' ? bestFor(program) : asked;
    const whole = backend === 'js' ? direct(program, this.shapes, result, this.into) : undefined;
    const path = whole
      ? new Path(recording, whole.call, whole.bytes, parent, at)
      : this.inParts(recording, result, backend, parent, at);
    this.paths.push(path);
    this.last = path;
    return path;
  }

  /** As a function of f's arguments, around one of flat numbers. */
  private inParts(recording: Recording, result: Result, backend: Backend, parent: Path | undefined, at: number): Path {
    const { program } = recording;
    const { run, bytes } = make(program, backend);
    const outputs = new Float64Array(program.outputs.length);
    const evaluate = (args: readonly unknown[], out: Float64Array | number[] | undefined): unknown => {
      const k = this.isRunning || !this.takes(args) ? -1 : this.running(() => run(this.numbers, outputs));
      if (k !== DONE) {
        FAILED[0] = k;
        return undefined;
      }
      if (out === undefined) return build(result, outputs, { place: 0 });
      for (let i = 0; i < out.length; i++) out[i] = outputs[i + 1] as number;
      return outputs[0];
    };
    const call: Direct = (...args) => {
      if (this.into === undefined) return evaluate(args, undefined);
      const [out] = args.splice(1, 1);
      if ((out instanceof Float64Array || Array.isArray(out)) && out.length === this.into) return evaluate(args, out);
      FAILED[0] = -1;
      return undefined;
    };
    return new Path(recording, call, bytes, parent, at);
  }

  /** What a run gives, −2 where all is well; an operation of the user's may call the function again, which then is −1. */
  private running(run: () => number): number {
    this.isRunning = true;
    try {
      const k = run();
      return k < 0 ? DONE : k;
    } finally {
      this.isRunning = false;
    }
  }
}

const DONE = -2;
