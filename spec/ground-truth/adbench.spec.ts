import { afterAll, describe, expect, test } from 'vitest';
import { add, dot, mul, type Scalar, sub, valueAndGrad } from '../../lib/entries/index.ts';
import { compareGradient, compareJacobian, everyWay, expectClose, type Way } from './adbench.ts';
import { type Decimal, data } from './data.ts';
import type { Fields } from './modes.ts';
import {
  allErrors,
  readObservations,
  readReplicated,
  reprojectionError,
  residual,
  weightError,
} from './objectives/ba.ts';
import { logLikelihood, logPrior, readMixture } from './objectives/gmm.ts';
import { distances, readHand } from './objectives/hand.ts';
import { loss, normalizers, readSequence } from './objectives/lstm.ts';
import { type Comparison, Worst } from './worst.ts';

type Decimals = readonly Decimal[];
type Rows = readonly Decimals[];

interface Gradients {
  readonly file: string;
  readonly objective_adbench: Decimal;
  readonly gradient_adbench: Decimals;
  readonly objective_gradbench: Decimal;
  readonly gradient_gradbench: Decimals;
}

const worst = new Worst();
afterAll(() => worst.print('The objectives of ADBench'));

function expectAll(comparisons: readonly Comparison[]): void {
  worst.note(comparisons);
  expectClose(comparisons);
}

const expected = <T>(name: string): T & { readonly file: string } => data(`adbench/expected/${name}.json`);

describe('Gaussian mixture', () => {
  const cases: readonly (readonly [name: string, ways: readonly Way[]])[] = [
    ['gmm_test', everyWay],
    ['gmm_d2_K5_1k', ['forward', 'reverse']],
    ['gmm_d2_K5_2.5M_replicated', everyWay],
    ['gmm_d10_K5_2.5M_replicated', everyWay],
    ['gmm_d10_K10_first100', ['reverse']],
  ];

  test.each(cases)('%s', (name, ways) => {
    const e = expected<Gradients & { replicate_point: boolean }>(name);
    const { mixture, x } = readMixture(`adbench/${e.file}`, e.replicate_point);
    // ADBench adds the prior, GradBench subtracts it.
    const both: Fields = (y) => {
      const [likelihood, prior] = [logLikelihood(mixture, y), logPrior(mixture, y)];
      return [add(likelihood, prior), sub(likelihood, prior)];
    };
    const values = [e.objective_adbench, e.objective_gradbench];
    expectAll(compareJacobian(name, ways, both, x, values, [e.gradient_adbench, e.gradient_gradbench]));
  });
});

describe('bundle adjustment', () => {
  interface Replicate {
    readonly reproj_err: Decimals;
    readonly block_2x15: Rows;
    readonly w_err: Decimal;
    readonly d_w_err_d_w: Decimal;
    readonly jacobian_shape: readonly [number, number];
    readonly nnz_as_stored_by_adbench: number;
  }

  test.each(['ba_test', 'ba_ba1'])('%s, one observation', (name) => {
    const e = expected<Replicate>(name);
    const { camera, point, weight, feature } = readReplicated(`adbench/${e.file}`);
    const errors: Fields = (y) => {
      const w = y[14] as Scalar;
      return [...reprojectionError(y.slice(0, 11), y.slice(11, 14), w, feature), weightError(w)];
    };
    const last = Array.from({ length: 15 }, (_, i) => (i === 14 ? e.d_w_err_d_w : '0'));
    const [values, rows] = [
      [...e.reproj_err, e.w_err],
      [...e.block_2x15, last],
    ];
    expectAll(compareJacobian(name, everyWay, errors, [...camera, ...point, weight], values, rows));
  });

  test('ba_test, the whole Jacobian', () => {
    const e = expected<Replicate>('ba_test');
    const instance = readReplicated(`adbench/${e.file}`);
    const { n, m, p, camera, point, weight } = instance;
    const copies = <T>(count: number, list: readonly T[]): T[] => Array.from({ length: count }, () => list).flat();
    const x = [...copies(n, camera), ...copies(m, point), ...copies(p, [weight])];

    const width = 11 * n + 3 * m + p;
    const zeros = (): Decimal[] => copies(width, ['0']);
    const reprojections = Array.from({ length: p }, (_, i) =>
      e.block_2x15.map((block) => {
        const row = zeros();
        row.splice(11 * (i % n), 11, ...block.slice(0, 11));
        row.splice(11 * n + 3 * (i % m), 3, ...block.slice(11, 14));
        row.splice(11 * n + 3 * m + i, 1, block[14] as Decimal);
        return row;
      }),
    ).flat();
    const weights = Array.from({ length: p }, (_, i) => {
      const row = zeros();
      row[11 * n + 3 * m + i] = e.d_w_err_d_w;
      return row;
    });
    const rows = [...reprojections, ...weights];
    expect([rows.length, width]).toEqual(e.jacobian_shape);

    const values = [...copies(p, e.reproj_err), ...copies(p, [e.w_err])];
    expectAll(compareJacobian('ba_test', everyWay, (y) => allErrors(instance, y), x, values, rows));
  });
});

describe('bundle adjustment in the large', () => {
  interface Seen {
    readonly file: string;
    readonly half_sum_of_squares: Decimal;
    readonly gradient_of_half_sum_of_squares: Decimals;
    readonly observations: readonly {
      readonly camera: number;
      readonly point: number;
      readonly residual: Decimals;
      readonly jacobian_2x12: Rows;
    }[];
  }
  const e = data<Seen>('bal/expected.json');
  const { observations, cameras, x } = readObservations(`bal/${e.file}`);
  const cameraOf = (y: readonly Scalar[], i: number): Scalar[] => y.slice(9 * i, 9 * i + 9);
  const pointOf = (y: readonly Scalar[], i: number): Scalar[] => y.slice(9 * cameras + 3 * i, 9 * cameras + 3 * i + 3);

  test('every observation', () => {
    expect(observations.map(({ camera, point }) => [camera, point])).toEqual(
      e.observations.map(({ camera, point }) => [camera, point]),
    );
    observations.forEach(({ camera, point, observed }, i) => {
      const { residual: values, jacobian_2x12: rows } = e.observations[i] as Seen['observations'][number];
      const f: Fields = (y) => residual(y.slice(0, 9), y.slice(9), observed);
      const own = [...cameraOf(x, camera), ...pointOf(x, point)] as number[];
      expectAll(compareJacobian('bal', everyWay, f, own, values, rows));
    });
  });

  test('half the sum of all squares', () => {
    const cost = (y: readonly Scalar[]): Scalar => {
      const all = observations.flatMap((o) => residual(cameraOf(y, o.camera), pointOf(y, o.point), o.observed));
      return mul(0.5, dot(all, all));
    };
    const { half_sum_of_squares: value, gradient_of_half_sum_of_squares: gradient } = e;
    expectAll(compareGradient('bal', everyWay, cost, x, value, gradient));
  });
});

describe('long short-term memory', () => {
  const variants = Object.keys(normalizers) as (keyof typeof normalizers)[];

  test.each(variants)('lstm_l2_c16, as in %s', (variant) => {
    const e = expected<Gradients>('lstm_l2_c16');
    const { sequence, x } = readSequence(`adbench/${e.file}`);
    const f = (y: readonly Scalar[]): Scalar => loss(sequence, normalizers[variant], y);
    expectAll(compareGradient('lstm_l2_c16', everyWay, f, x, e[`objective_${variant}`], e[`gradient_${variant}`]));
  });

  // Half a million operations: too many for numbers that carry a bound, and few of them cancel.
  test.each(variants)('lstm_l2_c1024, as in %s', (variant) => {
    const e = expected<Gradients>('lstm_l2_c1024');
    const { sequence, x } = readSequence(`adbench/${e.file}`);
    const f = (y: readonly Scalar[]): Scalar => loss(sequence, normalizers[variant], y);
    const { value, gradient } = valueAndGrad(f, { mode: 'reverse' })(x);
    const wanted = [e[`objective_${variant}`], ...e[`gradient_${variant}`]].map(Number);
    const far = [value, ...gradient].flatMap((got, i) => {
      const want = wanted[i] as number;
      return Math.abs(got - want) <= 2e-14 * Math.abs(want) ? [] : [[i, got, want]];
    });
    expect(gradient).toHaveLength(wanted.length - 1);
    expect(far).toEqual([]);
  });
});

describe('hand tracking', () => {
  interface Errors {
    readonly complicated: boolean;
    readonly err: Decimals;
    readonly jacobian: Rows;
  }

  test('hand_test and hand_simple_small_hand1', () => {
    for (const name of ['hand_test', 'hand_simple_small_hand1']) {
      const e = expected<Errors>(name);
      const { hand, x } = readHand(`adbench/${e.file}`, false);
      expectAll(compareJacobian(name, everyWay, (y) => distances(hand, false, y), x, e.err, e.jacobian));
    }
  });

  test('hand_hand_complicated', () => {
    const e = expected<Errors>('hand_hand_complicated');
    const { hand, x } = readHand(`adbench/${e.file}`, true);
    // The file has the two columns of each row's own correspondence; those of the others are zeros.
    const own = 2 * hand.correspondences.length;
    const rows = e.jacobian.map((row, i) => {
      const columns: Decimal[] = Array.from({ length: own }, () => '0');
      columns.splice(2 * Math.floor(i / 3), 2, ...row.slice(0, 2));
      return [...columns, ...row.slice(2)];
    });
    expectAll(compareJacobian('hand_hand_complicated', everyWay, (y) => distances(hand, true, y), x, e.err, rows));
  });
});
