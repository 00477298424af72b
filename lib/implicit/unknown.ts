import { describe } from '../describe.ts';
import { passive, type Scalar, value } from '../scalar.ts';
import { checkFunction, checkIsOptions } from '../transforms/options.ts';
import { ANY_ARGUMENT, type CallPoint, pointAt } from '../transforms/point.ts';
import type { Of } from '../transforms/tree-types.ts';
import { numbersAlike } from '../tree/alike.ts';
import { arrange } from '../tree/arrangement.ts';
import { ANY_RESULT } from '../tree/output.ts';
import { withNumbers } from '../tree/outward.ts';
import type { Tree } from '../tree/tree.ts';

/** Options of {@link root}, {@link fixedPoint} and {@link argmin}. */
export interface SolverOptions<X, Y, A extends readonly unknown[] = readonly unknown[]> {
  /** The further arguments of f. Active numbers may be among them, as among those that f closes over. */
  readonly args?: A | undefined;
  /** Finds the solution in place of Newton's method. It is handed f on plain numbers, and x0. */
  readonly solver?: ((f: (x: Of<number, X>) => Of<number, Y>, x0: Of<number, X>) => Of<number, X>) | undefined;
}

/** What is to be found: a tree of numbers, from where the search starts. */
export interface Unknown<Y> {
  readonly tree: Tree;
  readonly start: readonly Scalar[];
  /** f as a function of the list of these numbers: to the list of its own, or to the number that it is to return. */
  readonly f: (x: Scalar[]) => Y;
  /** The same where none of the arguments is active, for the search. */
  readonly passiveF: (x: Scalar[]) => Y;
  /** What the user's solver finds; undefined without one. */
  readonly solved: () => readonly Scalar[] | undefined;
}

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** Checks the arguments of a verb that solves for x. f returns a tree of numbers, or where it `isScalar` one number. */
export function unknownOf<Y extends Scalar | readonly Scalar[]>(
  verb: string,
  f: AnyFn,
  x0: unknown,
  options: SolverOptions<unknown, unknown> = {},
  isScalar = false,
): Unknown<Y> {
  checkFunction(verb, f, '');
  checkIsOptions(verb, '{ args: [a, b] }', options);
  for (const key of Object.keys(options)) {
    if (key === 'args' || key === 'solver') continue;
    throw new TypeError(`${verb}: expected no option but args and solver, got '${key}'`);
  }
  const { args = [], solver } = options;
  if (!Array.isArray(args)) throw new TypeError(`${verb}: expected args to be an array, got ${describe(args)}`);
  if (solver !== undefined) checkFunction(verb, solver, ' as solver');
  const result = isScalar ? undefined : ANY_RESULT;
  const at = (rest: readonly unknown[]): CallPoint => pointAt(verb, f, x0, rest, {}, ANY_ARGUMENT, result);
  const point = at(args);
  const passivePoint = at(args.map((arg) => withNumbers(arg, passive)));
  const start = point.numbers.map(passive);
  const numbersLike = (what: string, x: unknown): Scalar[] => numbersAlike(verb, what, x, point.tree, 'x0');
  const plain = (x: unknown): unknown => {
    const y = passivePoint.call(numbersLike('x', x)) as Scalar | Scalar[];
    return isScalar ? value(y as Scalar) : arrange(passivePoint.of, (y as Scalar[]).map(value));
  };
  return {
    tree: point.tree,
    start,
    f: point.call as Unknown<Y>['f'],
    passiveF: passivePoint.call as Unknown<Y>['f'],
    solved: () =>
      solver &&
      numbersLike('what solver returns', (solver as AnyFn)(plain, arrange(point.tree, start.map(value)))).map(value),
  };
}
