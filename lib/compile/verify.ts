import { insideDerivative } from '../level.ts';
import { type Advice, capture } from '../program/capture.ts';
import type { Program } from '../program/program.ts';
import { usedInputs } from '../program/used-inputs.ts';
import { peek, type Scalar } from '../scalar.ts';
import { flatten } from '../tree/flatten.ts';
import { numbersIn } from '../tree/leaves.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import { map } from '../tree/unflatten.ts';

type Fn = (...args: unknown[]) => unknown;

/** A function, and a call of it to make code from. */
export interface Example {
  readonly verb: 'compile' | 'emitModule';
  /** What is captured. */
  readonly f: Fn;
  /** The function called on plain numbers: f, or the same derivative in another order. */
  readonly original: Fn;
  /** Whether f and the original agree to the bit, not only up to rounding. */
  readonly isExact: boolean;
  readonly signature: ListTree;
  readonly args: readonly unknown[];
  /** The numbers of the arguments. */
  readonly numbers: Float64Array;
  readonly result: Tree;
  /** The numbers of the original's result. */
  readonly expected: readonly number[];
  /** What the function that f differentiates returned when f was last run; undefined where no verb made f. */
  readonly found?: (() => unknown) | undefined;
  /** The differentiated function. */
  readonly plain?: Fn;
  /** The places in `args` of what f is a function of. */
  readonly own?: readonly number[] | undefined;
  /** What to write where a number of the arguments is needed plain. */
  readonly advice?: Advice;
}

const STATIC: Readonly<Record<Example['verb'], string>> = {
  compile: 'a number that is a flag or a count is named in compile(f, { static: [i] })',
  emitModule: 'a number that is a flag or a count is captured, as in emitModule((x) => f(x, n), x)',
};

/** The error where f returned something else on traced numbers than on plain ones. */
export function tracedDiffers(verb: Example['verb'], got: string): Error {
  return new Error(
    `${verb}: expected f to give the same traced as not, got ${got}; f must not ask what its numbers are by x === 0, truthiness, typeof, Number.isNaN or isActive (write eq(x, 0), where or value(x)), nor use Math.random, the time, or change what it captures; ${STATIC[verb]}`,
  );
}

/**
 * Whether a program returns the result of f at the example, to the bit. False where it differs by no more than rounding: a
 * select adds terms that a branch leaves out, so that sums may come in another order. `emitModule` accepts that. And false where
 * a number that is taken to be finite is not (`isOutside`): there the derivatives of f are those of the rules for NaN.
 * @throws {@link Error} where f did something else on traced numbers.
 */
export function verify(program: Program, example: Example, isOutside = false): boolean {
  const { verb, isExact, expected } = example;
  const tolerance = 1e-9 * expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const difference = firstDifference(program, expected, tolerance);
  if (difference !== undefined) {
    if (isExact && !isOutside) throw tracedDiffers(verb, difference.join(' and then '));
    return false;
  }
  if (verb === 'compile' && isExact && firstDifference(program, expected, 0) !== undefined) return false;
  checkUnusedInputs(program, example);
  return true;
}

/**
 * Checks that the differentiated function gives on plain numbers what it gave on traced ones. Where two plain runs differ, or
 * it throws, nothing can be said.
 */
export function verifyValues({ outputs, values }: Program, example: Example, plain: Fn): void {
  const got = Array.from(outputs, (node) => values[node]!);
  const expected = plainValues(plain, example.args);
  if (expected === undefined) return;
  const i = firstDifferent(expected, got);
  if (i === undefined || !isHidden(plain, example, expected)) return;
  throw tracedDiffers(example.verb, `the value ${expected[i]} and then ${got[i]}`);
}

/** The numbers that f returns, in the shape of `result` if it is given; undefined where f throws. */
export function plainValues(f: Fn, args: readonly unknown[], result?: Tree): readonly unknown[] | undefined {
  try {
    const y = insideDerivative(() => f(...args));
    return result === undefined ? numbersIn(y) : (flatten(result, y) ?? ['a result of another shape']);
  } catch {
    return undefined;
  }
}

/**
 * Whether f did something else than `expected` because numbers were traced. Programs are simplified, and where f has derivatives
 * inside, sums may come in another order: the trace that keeps each operation decides.
 */
export function isHidden(
  f: Fn,
  { verb, signature, args, numbers, own }: Pick<Example, 'verb' | 'signature' | 'args' | 'numbers' | 'own'>,
  expected: readonly unknown[],
  result?: Tree,
): boolean {
  const again = plainValues(f, args, result);
  if (again === undefined || firstDifferent(expected, again) !== undefined) return false;
  try {
    let traced: readonly unknown[] = [];
    const outputs = (y: unknown): readonly Scalar[] => {
      traced = numbersIn(y).map(peek);
      return [];
    };
    capture(verb, f, signature, args, numbers, 'exact', outputs, undefined, own);
    return firstDifferent(expected, traced) !== undefined;
  } catch {
    return true;
  }
}

/** The first place where two lists differ. NaN equals NaN, and ±0 are the same, as zeros of derivatives are. */
export function firstDifferent(a: readonly unknown[], b: readonly unknown[]): number | undefined {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i] && !Object.is(a[i], b[i])) return i;
  return undefined;
}

/**
 * The first number on which f and the program differ by more than the tolerance: both numbers. Derivatives are captured as
 * if all were finite; where they are not they may differ, and the program's own guard finds that out.
 */
function firstDifference(
  { outputs, values, guards }: Program,
  expected: readonly number[],
  tolerance: number,
): [number, number] | undefined {
  const isGuarded = guards.some(({ compare }) => compare === 'finite');
  for (let i = 0; i < outputs.length; i++) {
    const [before, after] = [expected[i]!, values[outputs[i]!]!];
    if (after === before || (Number.isNaN(after) && Number.isNaN(before))) continue;
    if (isGuarded && !(Number.isFinite(after) && Number.isFinite(before))) continue;
    if (!(Math.abs(after - before) <= tolerance)) return [before, after];
  }
  return undefined;
}

/**
 * Checks that numbers that no operation and no guard uses do not decide the result, as in `n ? a : b`, which JavaScript
 * does not let us observe. The original is called once more with all such numbers 0, or 1 where they were 0.
 */
function checkUnusedInputs(
  program: Program,
  { verb, original, signature, args, numbers, result, expected }: Example,
): void {
  const used = usedInputs(program);
  // A number that is not finite may have turned a 0 into NaN.
  if (used.size === numbers.length || !numbers.every(Number.isFinite)) return;
  const altered = Array.from(numbers, (x, place) => (used.has(place) ? x : Number(x === 0)));
  let got: string;
  try {
    let place = 0;
    const others = map(signature, args, () => altered[place++]) as unknown[];
    const y = insideDerivative(() => original(...others));
    const after = flatten(result, y);
    // NaN passes: 0 in a direction seeds nothing, where any other number meets a partial that is NaN.
    const differing = expected.findIndex((x, i) => x !== after?.[i] && !Number.isNaN(x) && !Number.isNaN(after?.[i]));
    if (after !== undefined && differing < 0) return;
    got = after === undefined ? 'a result of another shape' : `${expected[differing]} and then ${after[differing]}`;
  } catch (error) {
    got = `${error}`;
  }
  const first = numbers.findIndex((_, place) => !used.has(place)) + 1;
  throw tracedDiffers(verb, `${got} with another number ${first} of the arguments, which no operation uses`);
}
