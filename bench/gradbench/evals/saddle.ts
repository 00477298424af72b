import { add, neg, type Scalar, square, sub } from '../../../lib/index.ts';
import { argmin, type Mode, mixes, sloped, type Vector } from '../descent.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly start: readonly [number, number];
}

const squares = ([a, b]: Vector): Scalar => add(square(a as Scalar), square(b as Scalar));
const f = (x: Vector, y: Vector): Scalar => sub(squares(x), squares(y));

/** Where max over y of f is least, and the y that is largest there. */
function saddlePoint(start: Vector, outer: Mode, inner: Mode): Scalar[] {
  const highest = (x: Vector): Vector =>
    argmin(
      sloped((y) => neg(f(x, y)), inner),
      start,
    );
  const x = argmin(
    sloped((x) => f(x, highest(x)), outer),
    start,
  );
  return [...x, ...highest(x)];
}

export const saddle: Eval = {
  name: 'saddle',
  functions: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [name, ({ start }: Input) => prepared(() => saddlePoint(start, outer, inner))]),
  ),
};
