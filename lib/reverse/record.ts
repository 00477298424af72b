import { enter, leave } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { Tape } from './tape.ts';
import { type TapeLevel, type Var, VarOf } from './var.ts';

/** One run of f on a tape: inputs are nodes 0 to n − 1. */
export class Recording {
  readonly level: TapeLevel;
  readonly inputs: number;

  constructor(level: TapeLevel, inputs: number) {
    this.level = level;
    this.inputs = inputs;
  }

  /** The value of an output, one level out. */
  primal(y: Scalar): Scalar {
    return this.owns(y) ? y.value : y;
  }

  /** The node of an output; undefined where it does not depend on the inputs. */
  node(y: Scalar): number | undefined {
    return this.owns(y) ? y.index : undefined;
  }

  private owns(y: Scalar): y is Var {
    return typeof y !== 'number' && y.level === this.level;
  }
}

/**
 * Runs f once on variables of `tape` and hands the result to `read` while its level is open.
 */
export function record<T>(
  tape: Tape,
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  read: (y: unknown, recording: Recording) => T,
): T {
  const level = enter(tape);
  try {
    const variables = xs.map((x) => new VarOf(level, x, tape.node()) as Scalar);
    return read(f(variables), new Recording(level, xs.length));
  } finally {
    leave(level);
  }
}

const idle: Tape[] = [];

// About 100 MB; a larger record is not kept for a next one that may never come.
const KEPT_EDGES: number = 2 ** 22;

/** As {@link record}, on a tape kept from call to call; a call inside another takes another tape. */
export function recordOnKeptTape<T>(
  f: (xs: Scalar[]) => unknown,
  xs: readonly Scalar[],
  read: (y: unknown, recording: Recording, tape: Tape) => T,
): T {
  const tape = idle.pop() ?? new Tape();
  try {
    return record(tape, f, xs, (y, recording) => read(y, recording, tape));
  } finally {
    tape.clear();
    if (tape.capacity <= KEPT_EDGES) idle.push(tape);
  }
}

/** The adjoints of the inputs, of Σ wᵢ yᵢ; what no output depends on is 0. */
export function pull(
  tape: Tape,
  inputs: number,
  nodes: readonly (number | undefined)[],
  weights: readonly Scalar[],
): Scalar[] {
  const outputs: number[] = [];
  const seeds: Scalar[] = [];
  nodes.forEach((node, i) => {
    const weight = weights[i] as Scalar;
    // A plain 0 seeds nothing, as in jvp.
    if (node === undefined || weight === 0) return;
    outputs.push(node);
    seeds.push(weight);
  });
  return tape.sweep(outputs, seeds, inputs).map((adjoint) => adjoint ?? 0);
}
