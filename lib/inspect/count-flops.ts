import type { Examples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { type Ledger, ledger, ledgerOf } from './ledger.ts';
import { execution } from './tally/execution.ts';
import { Trace, trace } from './trace.ts';

/**
 * The ledger of one call, how its derivatives were computed, and the ledger that is left of the traced program if equal
 * operations on equal operands are done once.
 */
export interface FlopCount extends Ledger {
  /** Runs of a function with tangents, those inside others included; none in a program. */
  readonly passes: number;
  /** How many tangents each number has in a pass, in the widest one; 0 without passes. */
  readonly lanes: number;
  /** Sweeps back over a tape; none in a program. */
  readonly sweeps: number;
  readonly shared: Ledger;
}

/** A compiled function, as far as it is counted. */
interface Compiled {
  (...args: never[]): unknown;
  readonly trace: () => Trace | undefined;
}

/**
 * Counts the operations that one call of f carries out at these arguments, by name, and their totals.
 *
 * - Of a plain function, its own operations. An array operation counts as the loop that defines it.
 * - Of a function that calls verbs, such as `grad(f)`, what the *eager* call carries out: for each operation its value, the
 *   partials of its row, and the multiplications and additions of every lane of every pass, of lanes that hold zeros too, or
 *   of every edge of every sweep. So of derivatives inside derivatives.
 * - Of a compiled function, the *program* that it runs at these arguments; it is called once with them. The program has the
 *   derivative simplified: factors of 1 and empty lanes are gone.
 * - Of a {@link Trace}, its program.
 *
 * Arithmetic on constants of f alone is not counted, nor are comparisons.
 *
 * Cost: an instrumented call of f and a trace of it, about 2 µs an operation.
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
  const program = f instanceof Trace ? f : programOf(f, args);
  if (program !== undefined)
    return { ...ledger(program.program), passes: 0, lanes: 0, sweeps: 0, shared: once(program) };
  const call = f as (...args: never[]) => unknown;
  const shared = once(trace(call, ...(args as never)));
  const { counts, passes, lanes, sweeps } = execution(call, args);
  return { ...ledgerOf(counts), passes, lanes, sweeps, shared };
}

/** The ledger of a program with equal operations done once. */
function once(program: Trace): Ledger {
  return ledger(program.share().program);
}

/** The program that a compiled function runs at these arguments; undefined where it is not compiled, or runs none. */
function programOf(f: (...args: never[]) => unknown, args: readonly unknown[]): Trace | undefined {
  if (!Object.hasOwn(f, 'trace') || !Object.hasOwn(f, 'stats')) return undefined;
  f(...(args as never[]));
  return (f as Compiled).trace();
}
