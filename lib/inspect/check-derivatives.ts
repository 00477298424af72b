import { describe } from '../describe.ts';
import { type Scalar, value } from '../scalar.ts';
import { Ladder } from '../transforms/difference-ladder.ts';
import type { Engine, Engines } from '../transforms/engine.ts';
import { checkFunction } from '../transforms/options.ts';
import { ANY_ARGUMENT, pointAt } from '../transforms/point.ts';
import { runningError } from '../transforms/running-error.ts';
import { slopeEstimate } from '../transforms/slope-estimate.ts';
import type { ArrayUnlessDeclared, Differentiable, Point, Result } from '../transforms/tree-types.ts';
import type { Data } from '../transforms/types.ts';
import { judge } from '../transforms/verdict.ts';
import { arrange } from '../tree/arrangement.ts';
import { ANY_RESULT } from '../tree/output.ts';
import { pathsOf } from '../tree/paths.ts';
import type { Tree } from '../tree/tree.ts';
import { Check, type DerivativeCheck, type EntryCheck } from './derivative-check.ts';
import { diagnose } from './diagnose.ts';
import type { Finding } from './finding.ts';

/** How {@link CheckDerivatives} takes differences. */
export interface DifferenceOptions {
  /** The distance over which f changes by much of itself: steps begin at a quarter of it. By default |x|, at least 1. */
  readonly scale?: number | undefined;
}

/** The verb {@link checkDerivatives}. */
export interface CheckDerivatives {
  /**
   * Compares the derivatives of f at x in every mode with finite differences: `{ ok, worst, verdict, entries, findings }`, which
   * prints as a sentence; where derivatives are not confirmed, followed by what `diagnose` finds. For f with ops or branches of your own. x is a number or an array, f(x) a number or an array; further
   * arguments are passed on untouched. Options may follow them: an object with a scale and nothing else. Never throws for a
   * wrong derivative; an error of f's own comes out at x, and elsewhere it means that f is not defined there.
   *
   * An entry is 'right' where the difference at the best step is accurate to 5e-4 and agrees, 'wrong' where many steps agree
   * on another slope, and else 'cannot tell': f may be infinite or jump, vary faster than doubles follow, as sin at 1e16, or
   * round by more than the derivative contributes; so it is for a derivative that is NaN. `ok` means that every entry is
   * 'right'. At a kink any slope between the one-sided ones is. f is taken to have no structure finer than 1e-8 of x, or of
   * the width over which it has one slope.
   *
   * The difference is central, at steps from a quarter of |x|, at least of 1, down to the rounding of x; finer steps veto
   * coarser ones. The rounding of f is bounded by a running error analysis and by what f does at the finest steps.
   * Cost: 20 to 60 evaluations of f per input, more where outputs vary on different scales, and up to 7 on numbers that bound
   * their rounding; a Jacobian in each mode, and one more on such numbers.
   * @throws {@link TypeError} when x or f(x) is not a number or an array of numbers.
   * @throws {@link RangeError} when the scale is not a positive number.
   * @example checkDerivatives(sin, 1).verdict // 'right'
   * @see Moré & Wild, Estimating derivatives of noisy simulations, ACM Transactions on Mathematical Software 38 (2012)
   */
  <R extends Data, Y = Scalar>(f: ((x: Scalar, ...rest: R) => Y) & Result<Y>, x: number, ...rest: R): DerivativeCheck;
  /** With options. */
  <R extends Data, Y = Scalar>(
    f: ((x: Scalar, ...rest: R) => Y) & Result<Y>,
    x: number,
    ...rest: [...R, options: DifferenceOptions]
  ): DerivativeCheck;
  /** f of an array or a record. */
  <R extends Data, X extends object = ArrayUnlessDeclared, Y = Scalar>(
    f: ((x: X, ...rest: R) => Y) & Differentiable<X> & Result<Y>,
    x: Point<number, X>,
    ...rest: R
  ): DerivativeCheck;
  /** f of an array or a record, with options. */
  <R extends Data, X extends object = ArrayUnlessDeclared, Y = Scalar>(
    f: ((x: X, ...rest: R) => Y) & Differentiable<X> & Result<Y>,
    x: Point<number, X>,
    ...rest: [...R, options: DifferenceOptions]
  ): DerivativeCheck;
}

/** `checkDerivatives` in the modes of an entry, and with a pass for each input. */
export function makeCheckDerivatives<M extends string>(engines: Engines<M>): CheckDerivatives {
  const engineRuns = Object.entries<Engine>(engines).map(([mode, engine]): [string, Engine, number | undefined] => [
    mode,
    engine,
    undefined,
  ]);
  const forward = engineRuns.find(([mode]) => mode === 'forward');
  if (forward) engineRuns.push(['forward, lanes: 1', forward[1], 1]);
  return (f: unknown, x: unknown, ...args: readonly unknown[]): DerivativeCheck => {
    checkFunction('checkDerivatives', f);
    const { rest, scale } = optionsOf(args);
    const point = pointAt(
      'checkDerivatives',
      f as (...args: unknown[]) => unknown,
      x,
      rest,
      {},
      ANY_ARGUMENT,
      ANY_RESULT,
    );
    const at = point.numbers.map(value);
    const outputs = (xs: readonly Scalar[]): readonly Scalar[] => point.call(xs as Scalar[]) as readonly Scalar[];
    const rowsBy = (engine: Engine, xs: readonly Scalar[], lanes?: number): Scalar[][] =>
      engine.rows('checkDerivatives', (ys) => [...outputs(ys)], xs, lanes).rows;
    const numbers = (xs: readonly number[]): number[] => outputs(xs).map(value);
    const middle = numbers(at);
    // Of f with ops that run on no other numbers, 8 ulps.
    const { bounds, phase } = runningError(outputs, at) ?? {
      bounds: middle.map((y) => 8 * Number.EPSILON * Math.abs(y)),
      phase: 0,
    };
    const own = runningError((xs) => rowsBy(engineRuns[0]![1], xs).flat(), at)?.bounds ?? [];
    const estimates = at.map((_, j) => {
      const ladder = new Ladder(outputs, numbers, at, j, scale);
      return middle.map((_, i) => slopeEstimate(ladder, middle, bounds[i]!, i));
    });
    const [outputNames, inputNames] = [namesOf(point.of, 'f'), namesOf(point.tree, 'x')];
    const entries: EntryCheck[] = [];
    for (const [mode, engine, lanes] of engineRuns) {
      for (const [output, row] of rowsBy(engine, at, lanes).entries()) {
        for (const [input, got] of (row as number[]).entries()) {
          const estimate = estimates[input]![output]!;
          const { slope: expected, step } = estimate;
          const rounding = own[output * at.length + input] ?? 0;
          const claim = { got, x: at[input]!, y: middle[output]!, rounding, phase };
          const error = Object.is(got, expected) || got === expected ? 0 : Math.abs(got - expected);
          const name = `∂${outputNames[output]}/∂${inputNames[input]}`;
          entries.push({ mode, output, input, name, got, expected, error, ...judge(claim, estimate), step });
        }
      }
    }
    const isRight = entries.every(({ verdict }) => verdict === 'right');
    return new Check(entries, isRight ? [] : findingsOf(f, arrange(point.tree, at), rest));
  };
}

/** The names of the numbers of a tree: their paths, and `x[0]` of a number alone. */
function namesOf(tree: Tree, path: string): readonly string[] {
  return tree.kind === 'number' ? [`${path}[0]`] : pathsOf(tree, path);
}

/** What `diagnose` tells; nothing where f can't be run on its numbers. */
function findingsOf(f: unknown, x: unknown, rest: readonly unknown[]): readonly Finding[] {
  try {
    return diagnose(f as (x: Scalar, ...rest: readonly unknown[]) => unknown, x as number, ...rest).findings;
  } catch {
    return [];
  }
}

/** The options, if the last argument is one: an object with a scale and nothing else. */
function optionsOf(args: readonly unknown[]): { rest: Data; scale: number | undefined } {
  const last = args.at(-1);
  const isOptions = typeof last === 'object' && last !== null && Object.keys(last).join() === 'scale';
  if (!isOptions) return { rest: args, scale: undefined };
  const { scale } = last as DifferenceOptions;
  if (scale !== undefined && !(typeof scale === 'number' && scale > 0 && scale < Infinity)) {
    throw new RangeError(`checkDerivatives: expected scale to be a positive number, got ${describe(scale)}`);
  }
  return { rest: args.slice(0, -1), scale };
}
