import type { BlockEvaluator } from './block-rows.ts';
import type { Engine } from './engine.ts';

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
  /** What the engine computes, as a function of the entries of x and f's further arguments. */
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

/** The property of a derivative that holds its derivation. With it grad(f)(x) takes 430 ns for two inputs; with a WeakMap 1,130. */
export const DERIVATION: unique symbol = /* @__PURE__ */ Symbol('derivation');

/** A function that may have a derivation. */
export interface Derived {
  // biome-ignore lint/suspicious/noExplicitAny: functions of every signature
  (...args: any[]): any;
  [DERIVATION]?: Derivation | BlockDerivation;
}

/** How `f` was made; undefined unless a verb made it. */
export function derivationOf(f: Derived): Derivation | BlockDerivation | undefined {
  return f[DERIVATION];
}
