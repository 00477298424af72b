import { add, div, grad, le, mul, neg, type Scalar, sqrt, square, sub, sum } from '../../../lib/index.ts';
import { argmin, type Mode, mixes, type Vector } from '../descent.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly w: number;
}

const DT = 0.1;
/** For some w the particle flies off and never lands. */
const MOST_STEPS = 1e6;

const plus = (x: Vector, v: Vector, t: Scalar): Scalar[] => x.map((xi, i) => add(xi, mul(t, v[i] as Scalar)));

/** The square of where the particle lands, between two charges of which one is moved by w. */
function path([w]: Vector, mode: Mode): Scalar {
  const charges: readonly Vector[] = [
    [10, sub(10, w as Scalar)],
    [10, 0],
  ];
  const potential = ([x, y]: Vector): Scalar =>
    sum(
      charges.map(([a, b]) =>
        div(1, sqrt(add(square(sub(x as Scalar, a as Scalar)), square(sub(y as Scalar, b as Scalar))))),
      ),
    );
  const slope = grad(potential, { mode });
  let x: Vector = [0, 8];
  let v: Vector = [0.75, 0];
  for (let i = 0; i < MOST_STEPS; i++) {
    const force = slope(x);
    x = plus(x, v, DT);
    if (le(x[1] as Scalar, 0)) {
      const t = neg(div(x[1] as Scalar, v[1] as Scalar));
      return square(plus(x, v, t)[0] as Scalar);
    }
    v = plus(v, force, -DT);
  }
  throw new RangeError(`particle: expected the particle to land within ${MOST_STEPS} steps, got one that flies off`);
}

export const particle: Eval = {
  name: 'particle',
  functions: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [
      name,
      ({ w }: Input) => prepared(() => argmin((x) => path(x, inner), [w], outer), { output: ([least]) => least }),
    ]),
  ),
};
