import { type BinaryRule, binary, type Interval, type UnaryRule, unary } from '../../rules/rule.ts';
import type { Term } from '../../rules/term.ts';
import type { SpecialAlgebra } from './algebra.ts';

/** What a row says of a special function besides its kernel and its partials, as in the main table. */
interface Facts {
  readonly name: string;
  readonly formula: string;
  readonly sentence: string;
  readonly example: readonly [call: string, result: string];
  readonly source?: string;
  /** Values and derivatives at poles and at the ends of the domain, for the manual. */
  readonly remarks?: string;
  /** The largest error of its value that was measured, for the manual. */
  readonly error?: string;
  readonly kinks?: UnaryRule['kinks'];
  /** The file of its kernel, if that is not named like the row. */
  readonly file?: string;
  readonly internal?: true;
}

interface OneArgument extends Facts {
  readonly args?: readonly [string];
  readonly domain?: readonly [Interval];
  /** Exported by kernels/NAME.ts, NAME being that of the row. */
  readonly kernel: (x: number) => number;
  readonly partials: <T>(A: SpecialAlgebra<T>, v: T, x: T) => readonly [Term<T>];
}

interface TwoArguments extends Facts {
  readonly args?: readonly [string, string];
  readonly domain?: readonly [Interval, Interval];
  readonly kernel: (x: number, y: number) => number;
  readonly partials: <T>(A: SpecialAlgebra<T>, v: T, x: T, y: T) => readonly [Term<T>, Term<T>];
}

interface OneOfMany extends Facts {
  /** The orders, then the arguments. */
  readonly domain: readonly [orders: Interval, x: Interval];
  readonly kernel: (n: number, x: number) => number;
  /** The partial by x; n is a plain integer. */
  readonly partial: <T>(A: SpecialAlgebra<T>, v: T, n: T, x: T) => Term<T>;
}

/** A row of a special function. */
export type SpecialRule = (UnaryRule | BinaryRule) & {
  readonly remarks?: string;
  readonly error?: string;
  readonly file?: string;
  /** Whether its first argument is an integer order: a plain number. */
  readonly isFamily?: true;
};

/** A special function of one number. */
export function special1({ kernel, ...row }: OneArgument): SpecialRule {
  return unary({ ...row, text: { js: kernel.name }, value: kernel } as never);
}

/** A special function of two numbers. */
export function special2({ kernel, ...row }: TwoArguments): SpecialRule {
  return binary({ ...row, text: { js: kernel.name }, value: kernel } as never);
}

/** Special functions of one number, `x`, one for each integer order `n`. */
export function family({ kernel, partial, ...row }: OneOfMany): SpecialRule {
  const rule = binary({
    ...row,
    args: ['n', 'x'],
    text: { js: kernel.name },
    value: kernel,
    partials: (A: SpecialAlgebra<never>, v: never, n: never, x: never) => [A.none, partial(A, v, n, x)],
  } as never);
  return { ...rule, isFamily: true };
}
