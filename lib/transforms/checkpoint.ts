import { sameValues } from '../forward/passes.ts';
import { asInput } from '../instrument.ts';
import { levelWithin } from '../ops/lift-arrays.ts';
import { isPlain } from '../reverse/plain.ts';
import { recordOnKeptTape } from '../reverse/recording.ts';
import type { Call } from '../reverse/slot-kinds.ts';
import { Tape } from '../reverse/tape.ts';
import { type TapeLevel, type Var, VarOf } from '../reverse/var.ts';
import { type Numeric, numberWithin, type Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { ANY_RESULT } from '../tree/output.ts';
import { checkFunction, NO_OPTIONS } from './options.ts';
import { ANY_ARGUMENT, pointAt } from './point.ts';
import type { ArrayUnlessDeclared, Of, Point } from './tree-types.ts';
import type { Fn, Further } from './types.ts';

/**
 * The same function as f, but reverse mode keeps only x and f(x). When the backward sweep reaches it, f runs again on a
 * separate tape, which is then dropped. So a loop of checkpointed steps needs the memory of one step
 * and of the states in between. Steps may contain checkpoints themselves. x and f(x) are numbers, arrays or records; further arguments
 * are passed on untouched. In forward mode and on plain numbers f is simply called.
 *
 * f runs again in every sweep and must do the same again: it must reach the numbers of running derivatives through x alone,
 * change nothing that it reads, and hand numbers out through its result alone: one that it stores is a constant in reverse mode. In reverse over reverse the outer tape keeps all of the inner sweep.
 *
 * Cost: in reverse, one more run of f; about 50 bytes for every entry of x and of f(x).
 * @throws {@link TypeError} when x or f(x) is neither a number nor a tree of numbers, or f(x) depends on a number that
 * is not in x, of the derivative whose tape is written or of one inside it.
 * @throws {@link Error} when f computes other values when it runs again.
 * @example grad(([x, y]) => mul(x, checkpoint(([a, b]) => mul(a, b))([x, y])))([2, 3]) // [12, 4]
 * @see Griewank & Walther, Evaluating Derivatives, chapter 12
 */
export function checkpoint<F, X = ArrayUnlessDeclared, Y = Scalar>(
  f: F & Fn<X, Y>,
): (x: Point<Scalar, X>, ...rest: Further<F>) => Of<Scalar, Y>;
export function checkpoint<F, Y>(f: F & Fn<Scalar, Y>): (x: Scalar, ...rest: Further<F>) => Of<Scalar, Y>;
export function checkpoint(f: (x: never, ...rest: never) => unknown): unknown {
  checkFunction('checkpoint', f);
  return (x: unknown, ...rest: unknown[]): unknown => {
    const point = pointAt('checkpoint', f, x, rest, NO_OPTIONS, ANY_ARGUMENT, ANY_RESULT);
    const ys = unrecorded(point.call as Listed, point.numbers);
    return arrange(point.of, [...ys]);
  };
}

/** A function from a list to a list. It may write to its argument. */
type Listed = (xs: Scalar[]) => readonly Scalar[];

/** f(xs); in reverse mode as one call on the innermost tape. */
function unrecorded(f: Listed, xs: Scalar[]): readonly Scalar[] {
  const level = levelWithin('checkpoint', xs);
  if (!(level?.means instanceof Tape) || xs.some(isObserved)) return f(xs);
  const [parents, places]: [number[], number[]] = [[], []];
  const at = xs.map((x, i) => {
    if (typeof x === 'number' || x.level !== level) return x;
    parents.push((x as Var).slot);
    places.push(i);
    return x.value;
  });
  const kept = compact(at);
  const values = unrecorded(f, at);
  for (const y of values) {
    if (typeof y === 'number' || y.level.depth < level.depth) continue;
    throw new TypeError(
      `checkpoint: expected f to reach the numbers of running derivatives through x alone, got a result that depends on others, ${y.toString()}; make them part of x`,
    );
  }
  const found = compact(values);
  const arePlain = at.every(isPlain) && values.every(isPlain);
  const first = level.means.call(parents, values.length, arePlain, pullback(f, kept, places, found));
  return values.map((y, i) => asInput(new VarOf(level as TapeLevel, y, first + i)));
}

/** From the adjoints of f(at), whose values are `values`, those of the entries at `places`; undefined is not reached. */
function pullback(f: Listed, at: Numeric, places: readonly number[], values: Numeric): Call['pullback'] {
  const again = (variables: readonly Scalar[]): readonly Scalar[] => {
    const xs = Array.from<Scalar>(at);
    for (let k = 0; k < places.length; k++) xs[places[k]!] = variables[k]!;
    return f(xs);
  };
  return (adjoints) => {
    const active = places.map((i) => at[i]!);
    return recordOnKeptTape(again, active, (output, recording) => {
      const ys = output as readonly Scalar[];
      const primals = ys.map((y) => recording.primal(y));
      sameValues('checkpoint', Array.from(values), primals);
      const rows: number[] = [];
      const seeds: Scalar[] = [];
      for (const [i, seed] of adjoints.entries()) {
        const row = recording.slot(ys[i]!);
        if (seed === undefined || row === undefined) continue;
        rows.push(row);
        seeds.push(seed);
      }
      return recording.tape.reach(rows, seeds, places.length);
    });
  };
}

/** Whether each operation on x is reported: the second run of f would be, too. */
function isObserved(x: Scalar): boolean {
  const v = numberWithin(x);
  return typeof v !== 'number' && v.interpreter.observes === true;
}

/** The same numbers, in less memory where all are plain. */
function compact(xs: readonly Scalar[]): readonly Scalar[] | Float64Array {
  return xs.every((x) => typeof x === 'number') ? Float64Array.from(xs as readonly number[]) : xs.slice();
}
