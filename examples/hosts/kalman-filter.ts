/**
 * An extended Kalman filter tracks a body that falls from space by radar: height, speed and drag from one distance each
 * second (Athans, Wishner & Bertolini, 1968). The filter wants the Jacobians of a step of the motion, a Runge–Kutta step
 * here, and of the measurement: `jacobian` of each.
 */
import kalman, { type State } from 'kalman-filter';
import { jacobian } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

/** Feet above the ground, feet a second downwards, and 1 / the ballistic coefficient. */
const truth = [3e5, 2e4, 1e-3];
const guess = [3e5, 2e4, 3e-5];

/** The state a second later, by sixteen steps of Runge and Kutta. */
const fall = native((state: number[]) => {
  const rate = ([h, v, drag]: number[]): number[] => [-v!, -Math.exp(-5e-5 * h!) * v! * v! * drag!, 0];
  const moved = (s: number[], dt: number, k: number[]): number[] => s.map((si, i) => si + dt * k[i]!);
  const dt = 1 / 16;
  let s = state;
  for (let step = 0; step < 16; step++) {
    const a = rate(s);
    const b = rate(moved(s, dt / 2, a));
    const c = rate(moved(s, dt / 2, b));
    const d = rate(moved(s, dt, c));
    s = s.map((si, i) => si + (dt / 6) * (a[i]! + 2 * b[i]! + 2 * c[i]! + d[i]!));
  }
  return s;
});

/** The distance to a radar 100,000 feet aside and 100,000 feet high. */
const distance = native(([h]: number[]) => [Math.hypot(1e5, h! - 1e5)]);

const column = (xs: readonly number[]): number[][] => xs.map((x) => [x]);
const row = (xs: readonly (readonly number[])[]): number[] => xs.map(([x]) => x!);

const filter = new kalman.KalmanFilter({
  dynamic: {
    dimension: 3,
    init: {
      mean: column(guess),
      covariance: [
        [1e6, 0, 0],
        [0, 4e6, 0],
        [0, 0, 1e-4],
      ],
    },
    fn: ({ previousCorrected }) => column(fall(row(previousCorrected.mean))),
    transition: ({ previousCorrected }) => jacobian(fall)(row(previousCorrected.mean)),
    covariance: [
      [0, 0, 0],
      [0, 0, 0],
      [0, 0, 0],
    ],
  },
  observation: {
    dimension: 1,
    fn: ({ predicted }) => column(distance(row(predicted.mean))),
    stateProjection: ({ predicted }) => jacobian(distance)(row(predicted.mean)),
    covariance: [[1e4]],
  },
});

/** Noise of 100 feet, the same in each run. */
let seed = 5;
function noise(): number {
  let sum = -6;
  for (let i = 0; i < 12; i++) {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0;
    sum += seed / 2 ** 32;
  }
  return 100 * sum;
}

/** True and estimated states with the deviations that the filter believes in, second by second. */
export const track: { readonly state: number[]; readonly estimate: number[]; readonly deviations: number[] }[] = [];
let state = truth;
let previousCorrected: State | undefined;
for (let second = 1; second <= 30; second++) {
  state = fall(state);
  previousCorrected = filter.filter({ previousCorrected, observation: column([distance(state)[0]! + noise()]) });
  const { mean, covariance } = previousCorrected;
  track.push({ state, estimate: row(mean), deviations: covariance.map((line, i) => Math.sqrt(line[i]!)) });
}

for (const second of [5, 10, 20, 30]) {
  const { state, estimate, deviations } = track[second - 1]!;
  const [height, speed, drag] = estimate.map(
    (x, i) =>
      `${x.toPrecision(5)} (off by ${(x - state[i]!).toPrecision(2)}, believes ±${deviations[i]!.toPrecision(2)})`,
  );
  console.log(`${second} s: height ${height} ft, speed ${speed} ft/s, drag ${drag}`);
}
