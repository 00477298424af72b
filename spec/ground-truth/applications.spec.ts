import { describe, expect, test } from 'vitest';
import { particle } from '../../bench/gradbench/evals/particle.ts';
import { saddle } from '../../bench/gradbench/evals/saddle.ts';
import { grad, hessian, jacobian, type Scalar, value } from '../../lib/entries/index.ts';
import {
  blackScholes,
  hockSchittkowski71,
  kepler,
  lotkaVolterra,
  missed,
  ozyurtBarton,
  puma560,
  robertson,
  surveyExample,
} from './applications.ts';
import { type Decimal, data } from './data.ts';
import { type Field, type Fields, modes } from './modes.ts';

type Decimals = readonly Decimal[];
type Rows = readonly Decimals[];
type Greeks = Readonly<
  Record<'price' | 'delta' | 'gamma' | 'vega' | 'theta' | 'rho' | 'dividend_rho' | 'vanna' | 'volga', Decimal>
>;

interface Option extends Readonly<Record<'S' | 'K' | 'q' | 'r' | 't' | 'sigma', Decimal>> {
  readonly type: 'call' | 'put';
  readonly published_price?: Decimal;
  readonly greek?: keyof Greeks;
  readonly published?: Decimal;
  readonly high_precision: Greeks;
}

interface Pose {
  readonly position: Decimals;
  readonly jacobian_position_3x6: Rows;
  readonly rotation_row_major: Decimals;
}

interface Applications {
  readonly baydin_survey_example: { readonly high_precision: Readonly<Record<'f' | 'df_dx1' | 'df_dx2', Decimal>> };
  readonly black_scholes: { readonly price_table: readonly Option[]; readonly greeks_table: readonly Option[] };
  readonly kepler: {
    readonly cases: readonly Readonly<
      Record<'M' | 'e' | 'E' | 'dE_dM' | 'dE_de' | 'd2E_dM2' | 'd2E_dMde' | 'd2E_de2', Decimal>
    >[];
  };
  readonly lotka_volterra: {
    readonly published_continuous: { readonly u_end: Decimals; readonly dg_du0: Decimals; readonly dg_dp: Decimals };
    readonly rk4: readonly {
      readonly steps: number;
      readonly t_end: Decimal;
      readonly u0: Decimals;
      readonly p: Decimals;
      readonly u_end: Decimals;
      readonly g: Decimal;
      readonly dg_du0: Decimals;
      readonly dg_dp: Decimals;
      readonly 'du_end_d(u0,p)': Rows;
    }[];
  };
  readonly ode_hessian_ozyurt_barton: {
    readonly published: { readonly y: Decimals; readonly G: Decimal; readonly dG_dp: Decimals; readonly H: Rows };
    readonly rk4_400: { readonly G: Decimal; readonly y_end: Decimals; readonly dG_dp: Decimals; readonly H: Rows };
  };
  readonly robertson_sensitivities: {
    readonly published: { readonly 't=0.4': Readonly<Record<'y' | 'dy_dp1' | 'dy_dp2' | 'dy_dp3', Decimals>> };
  };
  readonly puma560: {
    readonly published: { readonly jacobian: readonly (readonly number[])[] };
    readonly at_qn: Pose;
    readonly at_other: readonly (Pose & { readonly q: Decimals })[];
  };
  readonly hs071: {
    readonly at_start: {
      readonly f: Decimal;
      readonly grad: Decimals;
      readonly jac_c1: Decimals;
      readonly jac_c2: Decimals;
      readonly hess_f: Rows;
    };
    readonly published_optimum: { readonly x: Decimals; readonly f: Decimal };
  };
  readonly nested_ad: {
    readonly checked_here: { readonly saddle: Decimals; readonly particle: Decimal };
  };
}

const file = data<Applications>('applications/applications.json');

/** Expects numbers that agree with decimals to `tolerance`, relative to them or, around 0, to the largest of them. */
function expectDigits(got: readonly Scalar[], expected: readonly (Decimal | number)[], tolerance: number): void {
  expect(got).toHaveLength(expected.length);
  const largest = Math.max(...expected.map((e) => Math.abs(Number(e))));
  const far = expected.flatMap((e, i) => {
    const error = Math.abs(value(got[i] as Scalar) - Number(e));
    return error <= tolerance * (Math.abs(Number(e)) || largest) ? [] : [[i, value(got[i] as Scalar), e]];
  });
  expect(far).toEqual([]);
}

/** Value, gradient and Hessian of a field in every mode. */
function expectPartials(f: Field, x: readonly number[], partials: readonly Decimals[], tolerance: number): void {
  for (const mode of modes) {
    for (const [order, expected] of partials.entries()) expectDigits(mode.partials(f, order)(x), expected, tolerance);
  }
}

/** The Jacobian of a list in both modes and one input at a time. */
function expectRows(f: Fields, x: readonly number[], rows: Rows, tolerance: number): void {
  for (const options of [{ mode: 'forward' }, { mode: 'reverse' }, { lanes: 1 }] as const) {
    const found = jacobian(f, options)(x as number[]);
    rows.forEach((row, i) => {
      expectDigits(found[i] as readonly number[], row, tolerance);
    });
  }
}

const numbers = (decimals: Decimals): number[] => decimals.map(Number);

test("Baydin et al.'s example", () => {
  const { f, df_dx1, df_dx2 } = file.baydin_survey_example.high_precision;
  expectPartials(surveyExample, [2, 5], [[f], [df_dx1, df_dx2]], 1e-15);
});

describe('Black–Scholes', () => {
  const options = [...file.black_scholes.price_table, ...file.black_scholes.greeks_table];

  test.each(options)('a $type at S = $S, K = $K, t = $t: the price and eight greeks', (option) => {
    const { type, S, K, q, r, t, sigma, high_precision: g } = option;
    const [over, under = 1] = t.split('/').map(Number) as [number, number?];
    const price = blackScholes(Number(K), type === 'call' ? 1 : -1);
    const x = [Number(S), Number(sigma), over / under, Number(r), Number(q)];
    const theta = String(-Number(g.theta));
    expectPartials(price, x, [[g.price], [g.delta, g.vega, theta, g.rho, g.dividend_rho]], 2e-12);
    for (const mode of modes) {
      const second = mode.partials((y) => price([y[0] as Scalar, y[1] as Scalar, ...x.slice(2)]), 2);
      expectDigits(second(x.slice(0, 2)), [g.gamma, g.vanna, g.vanna, g.volga], 1e-11);
    }
    const published = option.published_price ?? (option.published as Decimal);
    const found = { ...greeks(price, x), price: price(x) }[option.greek ?? 'price'] as number;
    // Half a unit of the fourth decimal, and the rounding of that.
    expect(Math.abs(found - Number(published))).toBeLessThan(0.51e-4);
  });
});

/** The first derivatives by their names, and gamma. */
function greeks(price: Field, x: readonly number[]): Partial<Record<keyof Greeks, number | undefined>> {
  const [delta, vega, theta, rho, dividend_rho] = grad(price)(x as number[]) as number[];
  const gamma = hessian(([spot]) => price([spot, ...x.slice(1)]))([x[0] as number])[0]?.[0] as number;
  return { delta, vega, theta: -(theta as number), rho, dividend_rho, gamma };
}

test.each(file.kepler.cases)("Kepler's equation at M = $M, e = $e, through Newton's method", (c) => {
  const hessian = [c.d2E_dM2, c.d2E_dMde, c.d2E_dMde, c.d2E_de2];
  expectPartials(kepler, [Number(c.M), Number(c.e)], [[c.E], [c.dE_dM, c.dE_de], hessian], 1e-13);
});

describe('Lotka–Volterra', () => {
  const { rk4, published_continuous: published } = file.lotka_volterra;

  test.each(rk4)('$steps steps', ({ steps, t_end, u0, p, ...e }) => {
    const x = numbers([...u0, ...p]);
    const end = lotkaVolterra(Number(t_end), steps);
    expectDigits(end(x), e.u_end, 1e-12);
    expectRows(end, x, e['du_end_d(u0,p)'], 1e-11);
    const f: Field = (u) => missed(end(u));
    expectDigits([f(x)], [e.g], 1e-10);
    for (const mode of ['forward', 'reverse'] as const) {
      expectDigits(grad(f, { mode })(x), [...e.dg_du0, ...e.dg_dp], 1e-11);
    }
  });

  test('and what SUNDIALS prints, to what the steps leave', () => {
    const { steps, t_end, u0, p } = rk4[0] as (typeof rk4)[number];
    const [end, x] = [lotkaVolterra(Number(t_end), steps), numbers([...u0, ...p])];
    expectDigits(end(x), published.u_end, 1e-6);
    expectDigits(grad((u: readonly Scalar[]) => missed(end(u)))(x), [...published.dg_du0, ...published.dg_dp], 1e-6);
  });
});

test('Özyurt and Barton: the Hessian of an integral over a solution', () => {
  const { published, rk4_400: e } = file.ode_hessian_ozyurt_barton;
  const integral: Field = (p) => ozyurtBarton(p)[3] as Scalar;
  expectDigits(ozyurtBarton([1, 2]), [...e.y_end, e.G], 1e-13);
  expectPartials(integral, [1, 2], [[e.G], e.dG_dp, e.H.flat()], 1e-12);
  expectDigits(ozyurtBarton([1, 2]), [...published.y, published.G], 5e-5);
  // The published ∂²G/∂p₂² contradicts the differences that are published beside it.
  expectDigits(grad(integral)([1, 2]), published.dG_dp, 5e-5);
});

test('Robertson: sensitivities of a stiff system, to what SUNDIALS was asked for', () => {
  const { y, dy_dp1, dy_dp2, dy_dp3 } = file.robertson_sensitivities.published['t=0.4'];
  const p = [0.04, 1e4, 3e7];
  expectDigits(robertson(p), y, 1e-4);
  const rows = y.map((_, i) => [dy_dp1[i], dy_dp2[i], dy_dp3[i]] as Decimals);
  expectRows(robertson, p, rows, 2e-3);
});

describe('Puma 560', () => {
  const { published, at_qn, at_other } = file.puma560;
  const qn = [0, Math.PI / 4, Math.PI, 0, Math.PI / 4, 0];
  const cases = [{ ...at_qn, x: qn }, ...at_other.map((pose) => ({ ...pose, x: numbers(pose.q) }))];

  test.each(cases)('at $x: position, its Jacobian, rotation', ({ x, ...e }) => {
    // An arm 1 m long: what is 0 comes out as some 1e−17.
    const near = (got: readonly Scalar[], expected: Decimals): void =>
      got.forEach((g, i) => {
        expect(Math.abs(value(g) - Number(expected[i]))).toBeLessThan(1e-15);
      });
    near(puma560(x).slice(0, 3), e.position);
    near(puma560(x).slice(3), e.rotation_row_major);
    for (const options of [{ mode: 'forward' }, { mode: 'reverse' }, { lanes: 1 }] as const) {
      const rows = jacobian(puma560, options)(x).slice(0, 3);
      rows.forEach((row, i) => {
        near(row, e.jacobian_position_3x6[i] as Decimals);
      });
    }
  });

  test("and Corke's numbers", () => {
    const rows = jacobian(puma560)(qn).slice(0, 3);
    expect(rows.map((row) => row.map((entry) => Math.round(entry * 1e4) / 1e4 + 0))).toEqual(published.jacobian);
  });
});

describe('problem 71 of Hock and Schittkowski', () => {
  const { at_start: e, published_optimum: optimum } = file.hs071;
  const objective: Field = (x) => hockSchittkowski71(x)[0] as Scalar;

  test('value, gradient and Hessian of the objective at the start, and the rows of the constraints', () => {
    expectPartials(objective, [1, 5, 5, 1], [[e.f], e.grad, e.hess_f.flat()], 0);
    expectRows(hockSchittkowski71, [1, 5, 5, 1], [e.grad, e.jac_c1, e.jac_c2], 0);
  });

  // Where x₁ is at its bound, the gradient in the other three is λ₁ and λ₂ times those of the constraints.
  test.each(['forward', 'reverse'] as const)('the published optimum is one, %s', (mode) => {
    const x = numbers(optimum.x);
    expectDigits(hockSchittkowski71(x), [optimum.f, 25, 40], 1e-8);
    const [f, c, d] = jacobian(hockSchittkowski71, { mode })(x) as [number[], number[], number[]];
    const det = (a: number[], b: number[]): number =>
      (a[1] as number) * (b[2] as number) - (a[2] as number) * (b[1] as number);
    const [l1, l2] = [det(f, d) / det(c, d), det(c, f) / det(c, d)];
    expect(l1 * (c[3] as number) + l2 * (d[3] as number)).toBeCloseTo(f[3] as number, 6);
    expect((f[0] as number) - l1 * (c[0] as number) - l2 * (d[0] as number)).toBeGreaterThan(0);
  });
});

describe.each(['ff', 'fr', 'rf', 'rr'] as const)('nested gradients of Pearlmutter and Siskind, %s', (mix) => {
  const { checked_here: e } = file.nested_ad;

  test('saddle', () => {
    const run = saddle.functions[mix]?.({ start: [1, 1] } as never).run as () => number[];
    expectDigits(run(), e.saddle, 1e-13);
  });

  test('particle', () => {
    const run = particle.functions[mix]?.({ w: 0 } as never).run as () => number[];
    expectDigits(run(), [e.particle], 1e-13);
  });
});
