import { sumOverSeeds } from '../forward/seeds.ts';
import { asInput, asTape } from '../instrument.ts';
import { enter, leave } from '../level.ts';
import { derived, numberWithin, type Scalar } from '../scalar.ts';
import { Tape } from './tape.ts';
import { type TapeLevel, type Var, VarOf } from './var.ts';

/** One run of f on a tape, its level open: inputs are the first slots. */
export class Recording {
  readonly tape: Tape;
  private readonly level: TapeLevel;
  private readonly inputs: number;

  constructor(level: TapeLevel, inputs: number) {
    this.tape = level.means;
    this.level = level;
    this.inputs = inputs;
  }

  /** The value of an output, one level out. */
  primal(y: Scalar): Scalar {
    return this.owns(y) ? y.value : y;
  }

  /** The slot of an output; undefined where it does not depend on the inputs. */
  slot(y: Scalar): number | undefined {
    return this.owns(y) ? y.slot : undefined;
  }

  /** The derivatives of an output by the inputs. */
  gradient(y: Scalar): Scalar[] {
    const gradient = this.owns(y) ? this.tape.gradient(y.slot, this.inputs) : new Array<Scalar>(this.inputs).fill(0);
    // The zeros of a sweep over plain numbers are positive.
    return this.tape.isPlain && typeof numberWithin(y) === 'number' ? gradient : gradient.map((t) => derived(y, t));
  }

  private owns(y: Scalar): y is Var {
    return typeof y !== 'number' && y.level === this.level;
  }
}

/** Runs f once on variables of `tape` and hands the result to `read` while its level is open. */
export function recordOnTape<T>(
  tape: Tape,
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  read: (y: unknown, recording: Recording) => T,
): T {
  const level = enter(asTape(tape));
  try {
    const variables: Scalar[] = [];
    for (let i = 0; i < xs.length; i++) variables.push(asInput(new VarOf(level, xs[i]!, level.means.input())));
    return read(f(variables), new Recording(level, xs.length));
  } finally {
    leave(level);
  }
}

const idle: Tape[] = [];

// About 100 MB; a larger tape is not kept for a next call that may never come.
const KEPT_BYTES = 1e8;

/** As {@link recordOnTape}, on a tape that is reused from call to call. A nested call takes another tape. */
export function recordOnKeptTape<T>(
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  read: (y: unknown, recording: Recording) => T,
): T {
  const tape = idle.pop() ?? new Tape();
  try {
    return recordOnTape(tape, f, xs, read);
  } finally {
    tape.clear();
    if (tape.bytes <= KEPT_BYTES) idle.push(tape);
  }
}

/** The adjoints of the inputs for Σ wᵢ yᵢ, the outputs yᵢ at `slots`; 0 for an input that no output depends on. */
export function pull(
  tape: Tape,
  inputs: number,
  slots: readonly (number | undefined)[],
  weights: readonly Scalar[],
): readonly Scalar[] {
  const sweep = (seeds: readonly Scalar[]): Scalar[] => {
    // A plain 0 seeds nothing, as in jvp.
    const places = Array.from(slots.keys()).filter((i) => slots[i] !== undefined && seeds[i] !== 0);
    return tape.pullback(
      places.map((i) => slots[i]!),
      places.map((i) => seeds[i]!),
      inputs,
    );
  };
  return sumOverSeeds(weights, sweep(weights), sweep);
}
