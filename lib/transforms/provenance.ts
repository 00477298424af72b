import type { BlockEvaluator } from './block-rows.ts';
import type { Engine } from './engine.ts';
import type { Places } from './options.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** How a verb made the derivative of a function. */
export interface Derivation {
  readonly verb: string;
  /** What the engine computes of f. */
  readonly kind: 'gradient' | 'rows';
  /** What the verb does with it: writes it into its second argument, or differentiates it once more. */
  readonly use: 'writes' | 'differentiates' | undefined;
  /** What was differentiated. */
  readonly f: AnyFn;
  /** 'auto' where the choice was left to the library. */
  readonly mode: string | undefined;
  /** The places of the arguments that f is differentiated by: of one, or of a list. */
  readonly wrt: Places;
  /** Whether f returns `[y, aux]`. */
  readonly aux: boolean;
  /** What the engine computes at f's arguments: derivatives by the list of their numbers. */
  readonly evaluate: AnyFn;
  /** The same derivative by another engine, of f or of a function that stands for f. */
  readonly again: (engine: Engine, f?: AnyFn) => AnyFn;
}

/** How {@link blockJacobian} made a Jacobian of many functions. */
export interface BlockDerivation {
  readonly kind: 'blocks';
  /** The same, with another evaluator of each family whose Jacobian it computes itself; `jacobian` is that of a block. */
  readonly again: (evaluator: (jacobian: AnyFn) => BlockEvaluator) => AnyFn;
}

/** How a verb of sparse derivatives made one. */
export interface SparseDerivation {
  readonly kind: 'sparse';
  /** The same, by `compiler` of the function from f's arguments to the numbers, which is compiled again where the pattern grows. */
  readonly again: (compiler: (numbers: AnyFn) => AnyFn) => AnyFn;
}

/** The property of a derivative that holds its derivation. With it grad(f)(x) takes 430 ns for two inputs; with a WeakMap 1,130. */
export const DERIVATION: unique symbol = /* @__PURE__ */ Symbol('derivation');

/** How a derivative was made that consists of other functions' results. */
export type Assembly = BlockDerivation | SparseDerivation;

/** A function that may have a derivation. */
export interface Derived {
  // biome-ignore lint/suspicious/noExplicitAny: functions of every signature
  (...args: any[]): any;
  [DERIVATION]?: Derivation | Assembly;
}

/** How `f` was made; undefined unless a verb made it by an engine. */
export function derivationOf(f: Derived): Derivation | undefined {
  const derivation = f[DERIVATION];
  return derivation && 'verb' in derivation ? derivation : undefined;
}

/** How `f` was assembled; undefined unless a verb did so. */
export function assemblyOf(f: Derived): Assembly | undefined {
  const derivation = f[DERIVATION];
  return derivation && 'verb' in derivation ? undefined : derivation;
}
