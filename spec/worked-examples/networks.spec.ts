import { describe, expect, test } from 'vitest';
import { cost, feedforward, fourEquations, type Layer } from '../../examples/four-equations.ts';
import {
  add,
  dot,
  grad,
  jacobian,
  log,
  mul,
  neg,
  type Scalar,
  sigmoid,
  square,
  sub,
  sum,
  tape,
  type Var,
  valueAndGrad,
  vjp,
} from '../../lib/entries/index.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { outer, product, times, transposed } from './matrices.ts';
import { leaves, refill } from './tree.ts';
import { expectNumber, expectTable, works } from './worked.ts';

const modes = ['forward', 'reverse', 'auto'] as const;
const σ = (z: number): number => 1 / (1 + Math.exp(-z));
const dσ = (z: number): number => σ(z) * (1 - σ(z));

const vector = (n: number): fc.Arbitrary<number[]> => fc.array(moderate, { minLength: n, maxLength: n });
const matrix = (m: number, n: number): fc.Arbitrary<number[][]> => fc.array(vector(n), { minLength: m, maxLength: m });

describe('E1: a perceptron, C = ½(σ(xw + b) − y)²', () => {
  const perceptron = ({ w, b }: { w: Scalar; b: Scalar }, x: number, y: number) => {
    const z = add(mul(x, w), b);
    const a = sigmoid(z);
    const C = mul(0.5, square(sub(a, y)));
    return { z, a, C };
  };

  const [x, w, b, y] = [1.5, 0.8, -0.2, 0];
  const a = σ(1);
  const delta = (a - y) * dσ(1);

  works(
    'step by step',
    { at: { w, b }, steps: (parameters) => perceptron(parameters, x, y) },
    {
      values: { z: 1, a, C: 0.5 * a ** 2 },
      tangents: [
        { along: { w: 1 }, are: { z: x, a: x * dσ(1), C: x * delta } },
        { along: { b: 1 }, are: { z: 1, a: dσ(1), C: delta } },
      ],
      adjoints: { C: 1, a: a - y, z: delta, w: delta * x, b: delta },
    },
  );

  test.each(modes)('δ = (a − y)σ′(z), ∂C/∂w = δx, ∂C/∂b = δ, whatever the numbers: %s', (mode) => {
    fc.assert(
      fc.property(moderate, moderate, moderate, moderate, (x, w, b, y) => {
        const z = x * w + b;
        const delta = (σ(z) - y) * dσ(z);
        const [dw, db] = grad(([w, b]) => perceptron({ w, b }, x, y).C, { mode })([w, b]);
        // Where a is near y, or z far from 0, a rounding of a, or of 1 − a, is what the differences are left with.
        const scale = 1 + Math.abs(y);
        expectNumber(dw as number, delta * x, '∂C/∂w', scale * Math.abs(x));
        expectNumber(db as number, delta, '∂C/∂b', scale);
      }),
    );
  });
});

describe('E2: one hidden layer of one neuron', () => {
  interface Parameters {
    readonly w1: Scalar;
    readonly b1: Scalar;
    readonly w2: Scalar;
    readonly b2: Scalar;
  }
  const network = ({ w1, b1, w2, b2 }: Parameters, x: number, y: number) => {
    const z1 = add(mul(x, w1), b1);
    const a1 = sigmoid(z1);
    const z2 = add(mul(a1, w2), b2);
    const a2 = sigmoid(z2);
    const C = mul(0.5, square(sub(a2, y)));
    return { z1, a1, z2, a2, C };
  };

  const [x, y] = [2, 1];
  const at = { w1: 0.75, b1: -0.5, w2: -1.5, b2: 0.25 };
  const z1 = 1;
  const a1 = σ(z1);
  const z2 = -1.5 * a1 + 0.25;
  const a2 = σ(z2);
  const d2 = (a2 - y) * dσ(z2);
  const d1 = d2 * at.w2 * dσ(z1);

  works(
    'step by step',
    { at, steps: (parameters) => network(parameters, x, y) },
    {
      values: { z1, a1, z2, a2, C: 0.5 * (a2 - y) ** 2 },
      tangents: [
        {
          along: { w1: 1 },
          are: { z1: x, a1: x * dσ(z1), z2: x * dσ(z1) * at.w2, a2: x * dσ(z1) * at.w2 * dσ(z2), C: d1 * x },
        },
        {
          along: { b1: 1 },
          are: { z1: 1, a1: dσ(z1), z2: dσ(z1) * at.w2, a2: dσ(z1) * at.w2 * dσ(z2), C: d1 },
        },
        { along: { w2: 1 }, are: { z1: 0, a1: 0, z2: a1, a2: a1 * dσ(z2), C: d2 * a1 } },
        { along: { b2: 1 }, are: { z1: 0, a1: 0, z2: 1, a2: dσ(z2), C: d2 } },
      ],
      adjoints: {
        ...{ C: 1, a2: a2 - y, z2: d2, w2: d2 * a1, b2: d2 },
        ...{ a1: d2 * at.w2, z1: d1, w1: d1 * x, b1: d1 },
      },
    },
  );

  test.each(modes)('δ₁ = δ₂w₂σ′(z₁), whatever the numbers: %s', (mode) => {
    fc.assert(
      fc.property(vector(6), (numbers) => {
        const [x, y, w1, b1, w2, b2] = numbers as [number, number, number, number, number, number];
        const cost = ([w1, b1, w2, b2]: readonly [Scalar, Scalar, Scalar, Scalar]): Scalar =>
          network({ w1, b1, w2, b2 }, x, y).C;
        const z1 = x * w1 + b1;
        const z2 = σ(z1) * w2 + b2;
        const d2 = (σ(z2) - y) * dσ(z2);
        const d1 = d2 * w2 * dσ(z1);
        const expected = [d1 * x, d1, d2 * σ(z1), d2];
        grad(cost, { mode })([w1, b1, w2, b2]).forEach((partial, i) => {
          expectNumber(partial, expected[i] as number, `partial ${i}`, (1 + Math.abs(y)) * 9);
        });
      }),
    );
  });
});

describe('E3: the four equations of backpropagation', () => {
  interface Case {
    readonly layers: readonly Layer<number>[];
    readonly x: readonly number[];
    readonly y: readonly number[];
  }

  /** Networks of one to four layers, each of one to four neurons. */
  const networks: fc.Arbitrary<Case> = fc
    .array(fc.integer({ min: 1, max: 4 }), { minLength: 2, maxLength: 5 })
    .chain((widths) => {
      const layers = widths
        .slice(1)
        .map((width, l) => fc.record({ W: matrix(width, widths[l] as number), b: vector(width) }));
      return fc.record({
        layers: fc.tuple(...layers),
        x: vector(widths[0] as number),
        y: vector(widths.at(-1) as number),
      });
    });

  // No entry of a gradient is larger than 4 outputs · |a − y| · |a| or |x|, times weights of up to 3 a layer.
  const SCALE = 100;

  test.each(modes)('give what grad gives: %s', (mode) => {
    fc.assert(
      fc.property(networks, ({ layers, x, y }) => {
        const list = (layers: readonly Layer[]): Scalar[] => layers.flatMap(({ W, b }) => [...W.flat(), ...b]);
        const network = (parameters: readonly Scalar[]): Layer[] => {
          let next = 0;
          const take = (): Scalar => parameters[next++] as Scalar;
          return layers.map(({ W, b }) => ({ W: W.map((row) => row.map(take)), b: b.map(take) }));
        };
        const partials = grad((p: readonly Scalar[]) => cost(network(p), x, y), { mode })(list(layers) as number[]);
        const expected = list(fourEquations(layers, x, y));
        expect(partials.length).toBe(expected.length);
        partials.forEach((partial, i) => {
          expectNumber(partial, expected[i] as number, `partial ${i}`, SCALE);
        });
      }),
    );
  });

  test('δˡ is the adjoint of zˡ on a tape', () => {
    fc.assert(
      fc.property(networks, ({ layers, x, y }) => {
        const t = tape();
        const variables = layers.map(({ W, b }) => ({
          W: W.map((row) => row.map((w) => t.variable(w))),
          b: b.map((bi) => t.variable(bi)),
        }));
        const { z, a } = feedforward(variables, x);
        const last = a.at(-1) as Scalar[];
        t.backward(mul(0.5, sum(last.map((ai, i) => square(sub(ai, y[i] as number))))));

        fourEquations(layers, x, y).forEach(({ W, b: delta }, l) => {
          delta.forEach((d, i) => {
            expectNumber(((z[l] as Var[])[i] as Var).grad, d, `δ of neuron ${i} in layer ${l}`, SCALE);
            expectNumber(variables[l]?.b[i]?.grad as number, d, `∂C/∂b of neuron ${i} in layer ${l}`, SCALE);
          });
          const found = leaves(variables[l]?.W ?? []).map((w) => w.grad);
          leaves(W).forEach((w, i) => {
            expectNumber(found[i] as number, w as number, `weight ${i} of layer ${l}`, SCALE);
          });
        });
      }),
    );
  });
});

describe('E4: a stack of linear layers is linear', () => {
  const stacks = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 3, maxLength: 5 }).chain((widths) =>
    fc.record({
      weights: fc.tuple(...widths.slice(1).map((width, l) => matrix(width, widths[l] as number))),
      x: vector(widths[0] as number),
      y: vector(widths[0] as number),
    }),
  );
  const linear =
    (weights: readonly number[][][]) =>
    (x: readonly Scalar[]): Scalar[] =>
      weights.reduce<Scalar[]>((a, W) => times(W, a), [...x]);

  test.each(modes)('its Jacobian is the product of the weights, the same everywhere: %s', (mode) => {
    fc.assert(
      fc.property(stacks, ({ weights, x, y }) => {
        const whole = weights.reduce((A, W) => product(W, A));
        const J = jacobian(linear(weights), { mode })(x);
        leaves(J).forEach((entry, i) => {
          // Up to 4³ paths of 4 weights up to 3.
          expectNumber(entry, leaves(whole)[i] as number, `entry ${i}`, 64 * 81);
        });
        expect(jacobian(linear(weights), { mode })(y)).toEqual(J);
      }),
    );
  });

  test.each(modes)('a nonlinearity in between changes that: %s', (mode) => {
    const W1 = [
      [1, 2],
      [-1, 1],
    ];
    const W2 = [[3, -2]];
    const slopes = (x: readonly number[]): number[][] =>
      jacobian((x: readonly Scalar[]) => times(W2, times(W1, x).map(sigmoid)), { mode })(x);
    const byHand = (x: readonly number[]): number[][] => {
      const z = times(W1, x) as number[];
      return product(
        W2,
        z.map((zi, i) => z.map((_, j) => (i === j ? dσ(zi) : 0))),
      ).map((row) => times(transposed(W1), row) as number[]);
    };
    for (const x of [
      [0, 0],
      [1, -0.5],
    ]) {
      leaves(slopes(x)).forEach((s, i) => {
        expectNumber(s, leaves(byHand(x))[i] as number, `entry ${i}`, 9);
      });
    }
    expect(slopes([0, 0])).not.toEqual(slopes([1, -0.5]));
  });
});

describe('E5: f(X) = σ(XWᵀ)w₀ with a logistic loss', () => {
  const logisticLoss = (X: readonly (readonly number[])[], y: readonly number[]) => {
    return ({ W, w0 }: { W: readonly (readonly Scalar[])[]; w0: readonly Scalar[] }) => {
      const H = X.map((x) => times(W, x));
      const phi = H.map((row) => row.map(sigmoid));
      const f = times(phi, w0);
      const m = f.map((fi, i) => mul(2 * (y[i] as number) - 1, fi));
      const l = m.map((mi) => log(sigmoid(mi)));
      const NLL = neg(sum(l));
      return { H, phi, f, m, l, NLL };
    };
  };

  // XOR: no line separates the ones from the zeros. The first column is the bias.
  const X = [
    [1, 0, 0],
    [1, 0, 1],
    [1, 1, 0],
    [1, 1, 1],
  ];
  const y = [0, 1, 1, 0];

  describe('step by step', () => {
    const W = [
      [0.5, -1, 2],
      [-0.25, 1.5, 0.75],
    ];
    const w0 = [1.5, -0.5];
    const signs = [-1, 1, 1, -1];
    const H = product(X, transposed(W));
    const phi = H.map((row) => row.map(σ));
    const f = times(phi, w0) as number[];
    const m = f.map((fi, i) => fi * (signs[i] as number));
    const fBar = m.map((mi, i) => -(signs[i] as number) * σ(-mi));
    const phiBar = outer(fBar, w0);
    const HBar = phiBar.map((row, i) => row.map((p, k) => p * dσ(H[i]?.[k] as number)));
    // Along the bias of the first neuron, and along the second entry of w₀.
    const alongBias = phi.map((_, i) => dσ(H[i]?.[0] as number));
    const alongOuter = phi.map(([, q]) => q as number);
    const slopes = (df: readonly number[]) => ({
      f: df,
      m: df.map((d, i) => d * (signs[i] as number)),
      l: df.map((d, i) => -d * (fBar[i] as number)),
      NLL: df.reduce((total, d, i) => total + d * (fBar[i] as number), 0),
    });

    works(
      'values, tangents and adjoints',
      { at: { W, w0 }, steps: logisticLoss(X, y) },
      {
        values: { H, phi, f, m, l: m.map((mi) => Math.log(σ(mi))), NLL: m.reduce((t, mi) => t - Math.log(σ(mi)), 0) },
        tangents: [
          {
            along: {
              W: [
                [1, 0, 0],
                [0, 0, 0],
              ],
            },
            are: {
              H: [
                [1, 0],
                [1, 0],
                [1, 0],
                [1, 0],
              ],
              phi: alongBias.map((d) => [d, 0]),
              ...slopes(alongBias.map((d) => 1.5 * d)),
            },
          },
          {
            along: { w0: [0, 1] },
            are: { H: H.map(() => [0, 0]), phi: H.map(() => [0, 0]), ...slopes(alongOuter) },
          },
        ],
        adjoints: {
          ...{ NLL: 1, l: [-1, -1, -1, -1], m: m.map((mi) => -σ(-mi)), f: fBar, phi: phiBar, H: HBar },
          ...{ W: product(transposed(HBar), X), w0: times(transposed(phi), fBar) as number[] },
        },
      },
    );
  });

  const nll = (data: typeof X, labels: typeof y, h: number) => {
    const shape = { W: Array.from({ length: h }, () => [0, 0, 0]), w0: Array.from({ length: h }, () => 0) };
    return (p: readonly Scalar[]): Scalar => logisticLoss(data, labels)(refill(shape, p) as never).NLL;
  };
  // A fixed start without symmetry between the hidden neurons.
  const start = (h: number): number[] => Array.from({ length: 4 * h }, (_, i) => Math.sin(3 * i + 1));

  test.each([1, 2, 5])('gradients have the shapes of the parameters, h and h×d, for h = %i', (h) => {
    for (const mode of modes) expect(grad(nll(X, y, h), { mode })(start(h))).toHaveLength(h * 3 + h);
    const shape = { W: Array.from({ length: h }, () => [1, 2, 3]), w0: Array.from({ length: h }, () => 4) };
    const pulled = refill(shape, vjp(nll(X, y, h), start(h)).pullback(1));
    expect([(pulled.W as unknown[]).length, (pulled.w0 as unknown[]).length]).toEqual([h, h]);
    expectTable(pulled, refill(shape, grad(nll(X, y, h), { mode: 'reverse' })(start(h))));
  });

  test.each(modes)('stochastic gradient descent learns XOR: %s', (mode) => {
    const h = 4;
    const whole = valueAndGrad(nll(X, y, h), { mode });
    const each = X.map((x, i) => grad(nll([x], [y[i] as number], h), { mode }));
    let w = start(h);
    const before = whole(w).value;
    for (let step = 0; step < 4000; step++) {
      const slope = (each[(step * 7 + (step >> 2)) % 4] as (w: number[]) => number[])(w);
      w = w.map((wi, i) => wi - 0.5 * (slope[i] as number));
    }
    const after = whole(w).value;
    expect(before).toBeGreaterThan(4 * Math.log(2) - 0.5);
    expect(after).toBeLessThan(0.1);
    const shape = { W: Array.from({ length: h }, () => [0, 0, 0]), w0: Array.from({ length: h }, () => 0) };
    const { f } = logisticLoss(X, y)(refill(shape, w) as never) as { f: number[] };
    expect(f.map((fi) => (fi > 0 ? 1 : 0))).toEqual(y);
  });

  test('a model without hidden layer cannot: its best is a coin, 4 log 2', () => {
    const linear = (w: readonly Scalar[]): Scalar =>
      neg(sum(X.map((x, i) => log(sigmoid(mul(2 * (y[i] as number) - 1, dot(w, x)))))));
    const { value, gradient } = valueAndGrad(linear, { mode: 'reverse' })([0, 0, 0]);
    expectNumber(value, 4 * Math.log(2), 'loss');
    // The loss is convex, so that a flat point is its minimum.
    expect(gradient.map(Math.abs)).toEqual([0, 0, 0]);
  });
});
