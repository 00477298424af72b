import type { Program } from '../program/program.ts';
import type { ListTree, Tree } from '../tree/tree.ts';

/** The name of a back end. */
export type BackendName = 'js' | 'wasm' | 'interpreter';

/** A method to run programs. */
export interface Backend {
  readonly name: BackendName;
  /** Whether its code is the best for this program on this platform. The others are tried where such code is refused. */
  fits(program: Program): boolean;
  /** The program as code; undefined where the platform refuses it. */
  generate(program: Program, convention: Convention): Code | undefined;
  /** The same off the main thread. */
  generateAsync?(program: Program, convention: Convention): Promise<Code | undefined>;
}

/** How code is called: it takes f's own arguments and returns f's own result. */
export interface Convention {
  readonly signature: ListTree;
  readonly result: Tree;
  /** The tree of the gradient that f writes into its second argument, if it does so. */
  readonly into: Tree | undefined;
}

/** A program made ready to be called. */
export interface Code {
  readonly backend: BackendName;
  readonly bytes: number;
  readonly call: CompiledCall;
  /** Why the last call that failed did not run. */
  readonly outcome: Outcome;
}

/** A program over flat numbers: writes the outputs and returns {@link OK}, or the index of the first guard that fails. */
export type Run = (inputs: Float64Array, outputs: Float64Array) => number;

/** Takes f's arguments and returns its result; or undefined, which means that it did not run: the outcome says why. */
export type CompiledCall = (...args: unknown[]) => unknown;

/** Why a call did not run: {@link MISS}, {@link BUSY}, or the index of the guard that failed. Code writes it only then. */
export interface Outcome {
  signal: number;
}

/** Of a run: all guards held, and the outputs are written. */
export const OK = -1;
/** The arguments are of another signature. */
export const MISS = -2;
/** The code is running already: an operation of the user's calls the function that it is part of. */
export const BUSY = -3;
