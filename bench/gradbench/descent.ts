import { grad, lt, mul, norm, type Scalar, sub, value } from '../../lib/entries/index.ts';

export type Vector = readonly Scalar[];
export type Objective = (x: Vector) => Scalar;
export type Mode = 'forward' | 'reverse';

const STEP = 1e-5;
const ENOUGH = 1e-5;

/** Only compared with numbers: its derivative is not asked for. */
const length = (v: Vector): number => value(norm(v.map(value)));

/** f with its gradient. */
export interface Sloped {
  readonly f: Objective;
  readonly slope: (x: Vector) => Vector;
}

export const sloped = (f: Objective, mode: Mode): Sloped => ({ f, slope: grad(f, { mode }) });

/**
 * Where f is least: gradient descent that doubles its step after ten successes and halves it after a failure. The path is
 * part of the answer.
 */
export function argmin({ f, slope }: Sloped, start: Vector): Vector {
  let [x, fx, gx] = [start, f(start), slope(start)];
  let [step, successes] = [STEP, 0];
  for (;;) {
    if (length(gx) <= ENOUGH) return x;
    if (successes === 10) {
      step *= 2;
      successes = 0;
      continue;
    }
    const factor = step;
    const y = x.map((xi, i) => sub(xi, mul(factor, gx[i] as Scalar)));
    if (length(x.map((xi, i) => sub(xi, y[i] as Scalar))) <= ENOUGH) return x;
    const fy = f(y);
    if (lt(fy, fx)) {
      [x, fx, gx] = [y, fy, slope(y)];
      successes += 1;
    } else {
      step /= 2;
      successes = 0;
    }
  }
}

/** The four mixes of modes: the first letter for the derivative outside, the second for the one inside. */
export const mixes: readonly (readonly [name: string, outer: Mode, inner: Mode])[] = [
  ['ff', 'forward', 'forward'],
  ['fr', 'forward', 'reverse'],
  ['rf', 'reverse', 'forward'],
  ['rr', 'reverse', 'reverse'],
];
