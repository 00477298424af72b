import { add, compile, neg, type Scalar, square, sub } from '../../../lib/entries/index.ts';
import { argmin, type Mode, mixes, type Sloped, sloped, type Vector } from '../descent.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

interface Input {
  readonly start: readonly [number, number];
}

const squares = ([a, b]: Vector): Scalar => add(square(a as Scalar), square(b as Scalar));
const f = (x: Vector, y: Vector): Scalar => sub(squares(x), squares(y));

/** The y for which f is largest. */
const highest = (x: Vector, start: Vector, mode: Mode): Vector =>
  argmin(
    sloped((y) => neg(f(x, y)), mode),
    start,
  );

/** Where max over y of f is least, and the y that is largest there; `sloped` is that maximum with its gradient. */
const saddlePoint = (maximum: Sloped, start: Vector, inner: Mode): Scalar[] => {
  const x = argmin(maximum, start);
  return [...x, ...highest(x, start, inner)];
};

export const saddle: Eval = {
  name: 'saddle',
  functions: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [
      name,
      ({ start }: Input) => {
        const maximum = sloped((x) => f(x, highest(x, start, inner)), outer);
        return prepared(() => saddlePoint(maximum, start, inner));
      },
    ]),
  ),
  // The whole ascent to a maximum is one program for each path.
  compiled: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [
      name,
      ({ start }: Input) => {
        const eager = sloped((x) => f(x, highest(x, start, inner)), outer);
        const maximum = { f: compile(eager.f), slope: compile(eager.slope) };
        return preparedByRun(() => saddlePoint(maximum, start, inner));
      },
    ]),
  ),
};
