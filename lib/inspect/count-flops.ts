import type { Examples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { type Ledger, ledger } from './ledger.ts';
import { Trace, trace } from './trace.ts';

/** A ledger of all that was carried out, and of what is left if equal operations on equal operands are done once. */
export interface FlopCount extends Ledger {
  readonly shared: Ledger;
}

/**
 * Counts the operations of f, or of any transform of f, at these arguments: exactly those of its trace, by name, and
 * their totals. An array operation counts as the loop that defines it. A {@link Trace}, such as that of compiled code, is
 * counted directly.
 *
 * Cost: a trace of f, about 1 µs an operation.
 * @throws {@link TypeError} when f returns anything but numbers, arrays or records of them.
 * @example countFlops((x: Scalar) => sqrt(add(exp(square(x)), square(x))), 1).textbook // 5
 * @see Griewank & Walther, Evaluating Derivatives, chapter 3
 */
export function countFlops(f: Trace): FlopCount;
export function countFlops<F, A extends readonly unknown[]>(f: UndeclaredFn<F, A>, ...args: A): FlopCount;
/** f with declared parameters. */
export function countFlops<F extends (...args: never[]) => unknown>(
  f: F & Traceable<F>,
  ...args: Examples<F>
): FlopCount;
export function countFlops(f: ((...args: never[]) => unknown) | Trace, ...args: readonly unknown[]): FlopCount {
  const executed = f instanceof Trace ? f : trace(f, ...(args as never));
  return { ...ledger(executed.program), shared: ledger(executed.share().program) };
}
