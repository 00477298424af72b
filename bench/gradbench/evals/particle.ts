import {
  add,
  compile,
  div,
  grad,
  le,
  mul,
  neg,
  type Scalar,
  sqrt,
  square,
  sub,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../../lib/entries/index.ts';
import { argmin, type Mode, mixes, type Sloped, sloped, type Vector } from '../descent.ts';
import { type Eval, prepared, preparedByRun } from '../eval.ts';

interface Input {
  readonly w: number;
}

const DT = 0.1;
/** For some w the particle flies off and never lands. */
const MOST_STEPS = 1e6;

const plus = (x: Vector, v: Vector, t: Scalar): Scalar[] => x.map((xi, i) => add(xi, mul(t, v[i] as Scalar)));

/** One step of the particle, from its place and velocity, between two charges. w moves one of them. */
function step([x, y, u, v, w]: Vector, mode: Mode): Scalar[] {
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
  const place = [x as Scalar, y as Scalar];
  const velocity = [u as Scalar, v as Scalar];
  const force = grad(potential, { mode })(place);
  return [...plus(place, velocity, DT), ...plus(velocity, force, -DT)];
}

/** The square of where the particle comes down, from below the ground at a velocity. */
function landing([x, y, u, v]: Vector): Scalar {
  const t = neg(div(y as Scalar, v as Scalar));
  return square(add(x as Scalar, mul(t, u as Scalar)));
}

const START: Vector = [0, 8, 0.75, 0];

/** The square of where the particle lands. */
function path([w]: Vector, mode: Mode): Scalar {
  let state = START;
  for (let i = 0; i < MOST_STEPS; i++) {
    const after = step([...state, w as Scalar], mode);
    if (le(after[1] as Scalar, 0)) return landing([...after.slice(0, 2), ...state.slice(2)]);
    state = after;
  }
  throw flewOff();
}

const flewOff = (): RangeError =>
  new RangeError(`particle: expected the particle to land within ${MOST_STEPS} steps, got one that flies off`);

/** {@link path} and its derivative, the flight being a loop: what is compiled is a step, with its Jacobian. */
function flight(outer: Mode, inner: Mode): Sloped {
  const stepped = compile(valueAndJacobian((state: Vector) => step(state, inner), { mode: outer }));
  const landed = compile(valueAndGrad(landing, { mode: outer }));
  const times = (row: readonly number[], slopes: readonly number[]): number =>
    slopes.reduce((total, slope, i) => total + slope * (row[i] as number), 0);
  const fly = (w: number): { value: number; slope: number } => {
    let [state, slopes] = [START as readonly number[], [0, 0, 0, 0, 1] as readonly number[]];
    for (let i = 0; i < MOST_STEPS; i++) {
      const { value, jacobian } = stepped([...state, w]);
      const after = [...jacobian.map((row) => times(row, slopes)), 1];
      if ((value[1] as number) <= 0) {
        const last = landed([...value.slice(0, 2), ...state.slice(2)]);
        return { value: last.value, slope: times(last.gradient, [...after.slice(0, 2), ...slopes.slice(2, 4)]) };
      }
      [state, slopes] = [value, after];
    }
    throw flewOff();
  };
  return { f: ([w]) => fly(w as number).value, slope: ([w]) => [fly(w as number).slope] };
}

const output = ([least]: Vector): Scalar => least as Scalar;

export const particle: Eval = {
  name: 'particle',
  functions: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [
      name,
      ({ w }: Input) =>
        prepared(
          () =>
            argmin(
              sloped((x) => path(x, inner), outer),
              [w],
            ),
          { output },
        ),
    ]),
  ),
  compiled: Object.fromEntries(
    mixes.map(([name, outer, inner]) => [
      name,
      ({ w }: Input) => {
        const compiled = flight(outer, inner);
        return preparedByRun(() => argmin(compiled, [w]), { output });
      },
    ]),
  ),
};
