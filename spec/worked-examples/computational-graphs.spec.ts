import { describe, expect, test } from 'vitest';
import {
  add,
  type Dual,
  derivative,
  dual,
  exp,
  grad,
  inv,
  log,
  mul,
  neg,
  type Scalar,
  sigmoid,
  square,
  stopGradient,
  sub,
  sum,
  tape,
  type Var,
  value,
} from '../../lib/entries/index.ts';
import { expectAgreement } from '../laws/agree.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { smoothPrograms } from '../support/programs.ts';
import { expectNumber, works } from './worked.ts';

works(
  'A1: y = x₁² + 3(x₂x₃ − x₁²), where z₁ has two paths to y',
  {
    at: { x1: 1, x2: 2, x3: 3 },
    steps: ({ x1, x2, x3 }) => {
      const z1 = square(x1);
      const z2 = mul(x2, x3);
      const z3 = sub(z2, z1);
      const z4 = mul(3, z3);
      const y = add(z1, z4);
      return { z1, z2, z3, z4, y };
    },
  },
  {
    values: { z1: 1, z2: 6, z3: 5, z4: 15, y: 16 },
    tangents: [
      { along: { x1: 1 }, are: { z1: 2, z2: 0, z3: -2, z4: -6, y: -4 } },
      { along: { x2: 1 }, are: { z1: 0, z2: 3, z3: 3, z4: 9, y: 9 } },
      { along: { x3: 1 }, are: { z1: 0, z2: 2, z3: 2, z4: 6, y: 6 } },
      { along: { x1: 1, x2: 1, x3: 1 }, are: { z1: 2, z2: 5, z3: 3, z4: 9, y: 11 } },
    ],
    adjoints: { y: 1, z4: 1, z3: 3, z2: 3, z1: 1 - 3, x1: -4, x2: 9, x3: 6 },
  },
);

works(
  'A2: f = (x + y)·z',
  {
    at: { x: -2, y: 5, z: -4 },
    steps: ({ x, y, z }) => {
      const q = add(x, y);
      const f = mul(q, z);
      return { q, f };
    },
  },
  {
    values: { q: 3, f: -12 },
    tangents: [
      { along: { x: 1 }, are: { q: 1, f: -4 } },
      { along: { y: 1 }, are: { q: 1, f: -4 } },
      { along: { z: 1 }, are: { q: 0, f: 3 } },
    ],
    adjoints: { f: 1, q: -4, x: -4, y: -4, z: 3 },
  },
);

const e = Math.E;

works(
  'A3: L = 1/(1 + e⁻ˣ), step by step',
  {
    at: { x: 1 },
    steps: ({ x }) => {
      const M = neg(x);
      const Q = exp(M);
      const P = add(Q, 1);
      const L = inv(P);
      return { M, Q, P, L };
    },
  },
  {
    values: { M: -1, Q: 1 / e, P: 1 + 1 / e, L: e / (e + 1) },
    tangents: [{ along: { x: 1 }, are: { M: -1, Q: -1 / e, P: -1 / e, L: e / (e + 1) ** 2 } }],
    adjoints: { L: 1, P: -((e / (e + 1)) ** 2), Q: -((e / (e + 1)) ** 2), M: -e / (e + 1) ** 2, x: e / (e + 1) ** 2 },
    printed: { adjoints: { P: '-0.53', Q: '-0.53', M: '-0.20', x: '0.20' } },
  },
);

test('A3: σ′ = σ(1 − σ), in forward and in reverse mode', () => {
  fc.assert(
    fc.property(moderate, (x) => {
      const s = value(sigmoid(x));
      expectNumber(derivative(sigmoid)(x), s * (1 - s), 'forward');
      expectNumber(grad(([x]) => sigmoid(x), { mode: 'reverse' })([x])[0] as number, s * (1 - s), 'reverse');
    }),
  );
});

works(
  'A4: L = e^{w₀} · (1/w₁)',
  {
    at: { w0: 2, w1: 2 },
    steps: ({ w0, w1 }) => {
      const P = exp(w0);
      const Q = inv(w1);
      const L = mul(P, Q);
      return { P, Q, L };
    },
  },
  {
    values: { P: e ** 2, Q: 0.5, L: e ** 2 / 2 },
    tangents: [
      { along: { w0: 1 }, are: { P: e ** 2, Q: 0, L: e ** 2 / 2 } },
      { along: { w1: 1 }, are: { P: 0, Q: -0.25, L: -(e ** 2) / 4 } },
    ],
    adjoints: { L: 1, P: 0.5, Q: e ** 2, w0: e ** 2 / 2, w1: -(e ** 2) / 4 },
    printed: {
      values: { P: '7.39', Q: '0.5', L: '3.69' },
      adjoints: { P: '0.5', Q: '7.39', w0: '3.69', w1: '-1.85' },
    },
  },
);

works(
  'A5: L = −5x⁴, where a = x² is used twice',
  {
    at: { x: 2 },
    steps: ({ x }) => {
      const a = square(x);
      const b = mul(5, a);
      const c = mul(a, b);
      const L = neg(c);
      return { a, b, c, L };
    },
  },
  {
    values: { a: 4, b: 20, c: 80, L: -80 },
    tangents: [{ along: { x: 1 }, are: { a: 4, b: 20, c: 160, L: -160 } }],
    adjoints: { L: 1, c: -1, b: -4, a: -20 - 20, x: -160 },
  },
);

test.each(['forward', 'reverse'] as const)('A5: the partial ∂c/∂a holds b, the total dc/da does not: %s', (mode) => {
  const b = (a: Scalar): Scalar => mul(5, a);
  const slope = (c: (a: Scalar) => Scalar, a: number): number => grad(([a]) => c(a), { mode })([a])[0] as number;
  expect(slope((a) => mul(a, stopGradient(b(a))), 4)).toBe(20);
  expect(slope((a) => mul(a, b(a)), 4)).toBe(40);
  fc.assert(
    fc.property(moderate, (a) => {
      expectNumber(
        slope((a) => mul(a, stopGradient(b(a))), a),
        5 * a,
        'partial',
      );
      expectNumber(
        slope((a) => mul(a, b(a)), a),
        10 * a,
        'total',
      );
    }),
  );
});

works(
  'A6: L = −5x² log x², where a = x² reaches g by two paths',
  {
    at: { x: 2 },
    steps: ({ x }) => {
      const a = square(x);
      const b = mul(5, a);
      const c = log(a);
      const g = mul(b, c);
      const L = neg(g);
      return { a, b, c, g, L };
    },
  },
  {
    values: { a: 4, b: 20, c: Math.log(4), g: 20 * Math.log(4), L: -20 * Math.log(4) },
    // ȧ = 4 arrives at g as ḃc + bċ = 20 log 4 + 20·1.
    tangents: [{ along: { x: 1 }, are: { a: 4, b: 20, c: 1, g: 20 * Math.log(4) + 20, L: -20 * Math.log(4) - 20 } }],
    // And back: ḡ = −1 arrives at a as 5·b̄ + c̄/a = −5 log 4 − 20/4.
    adjoints: { L: 1, g: -1, c: -20, b: -Math.log(4), a: -5 * Math.log(4) - 20 / 4, x: 4 * (-5 * Math.log(4) - 5) },
  },
);

const logistic = (z: number): number => 1 / (1 + Math.exp(-z));

works(
  'A7: L = −log σ(w·x²)',
  {
    at: { x: 2, w: 0.5 },
    steps: ({ x, w }) => {
      const a = square(x);
      const b = mul(w, a);
      const c = sigmoid(b);
      const g = log(c);
      const L = neg(g);
      return { a, b, c, g, L };
    },
  },
  {
    values: { a: 4, b: 2, c: logistic(2), g: Math.log(logistic(2)), L: -Math.log(logistic(2)) },
    tangents: [
      {
        along: { x: 1 },
        are: { a: 4, b: 2, c: 2 * logistic(2) * logistic(-2), g: 2 * logistic(-2), L: -2 * logistic(-2) },
      },
      {
        along: { w: 1 },
        are: { a: 0, b: 4, c: 4 * logistic(2) * logistic(-2), g: 4 * logistic(-2), L: -4 * logistic(-2) },
      },
    ],
    adjoints: {
      ...{ L: 1, g: -1, c: -1 / logistic(2), b: -logistic(-2), a: -0.5 * logistic(-2) },
      ...{ x: -2 * logistic(-2), w: -4 * logistic(-2) },
    },
  },
);

describe('A7: what is kept', () => {
  const chain = [square, (a: Scalar) => mul(0.5, a), sigmoid, log, neg];

  test('the forward sweep keeps one (value, derivative) pair, and nothing else', () => {
    let [value, tangent]: [Scalar, Scalar] = [2, 1];
    for (const step of chain) ({ value, tangent } = step(dual(value, tangent)) as Dual);
    expectNumber(value as number, -Math.log(logistic(2)), 'L');
    expectNumber(tangent as number, -2 * logistic(-2), 'dL/dx');
  });

  test('the reverse sweep keeps every value', () => {
    const t = tape();
    const x = t.variable(2);
    const steps: Scalar[] = [];
    for (const step of chain) steps.push(step(steps.at(-1) ?? x));
    expect(t.length).toBe(1 + chain.length);
    t.backward(steps.at(-1) as Scalar);
    expectNumber(x.grad, -2 * logistic(-2), 'dL/dx');
  });
});

works(
  'A8: L = log(a + b)',
  {
    at: { a: 5, b: 2 },
    steps: ({ a, b }) => {
      const c = add(a, b);
      const L = log(c);
      return { c, L };
    },
  },
  {
    values: { c: 7, L: Math.log(7) },
    tangents: [
      { along: { a: 1 }, are: { c: 1, L: 1 / 7 } },
      { along: { b: 1 }, are: { c: 1, L: 1 / 7 } },
    ],
    adjoints: { L: 1, c: 1 / 7, a: 1 / 7, b: 1 / 7 },
  },
);

describe('A8: make variables, compute, backward, read grad', () => {
  test('c = a + b, L = log c', () => {
    const t = tape();
    const a = t.variable(5);
    const b = t.variable(2);
    const c = add(a, b);
    t.backward(log(c));
    expect([a.grad, b.grad, (c as Var).grad]).toEqual([1 / 7, 1 / 7, 1 / 7]);
  });

  test('a plain number takes part, and has no gradient', () => {
    const t = tape();
    const s = 4;
    const a = t.variable(3);
    t.backward(mul(s, a));
    expect(a.grad).toBe(4);
    // @ts-expect-error a number has no gradient
    expect(s.grad).toBe(undefined);
  });

  test('backward of a plain number throws', () => {
    const t = tape();
    t.variable(3);
    expect(() => t.backward(mul(4, 3))).toThrow(
      new TypeError(
        'backward: expected a number computed from variables of this tape, got 12, a plain number without history',
      ),
    );
  });

  test('a variable that the output does not use has gradient 0', () => {
    const t = tape();
    const a = t.variable(3);
    const unused = t.variable(5);
    t.backward(square(a));
    expect([a.grad, unused.grad]).toEqual([6, 0]);
  });
});

test('A9: dy/dx = Σ ∂f/∂gᵢ · dgᵢ/dx', () => {
  const inner = fc.array(smoothPrograms, { minLength: 1, maxLength: 4 });
  let compared = 0;
  fc.assert(
    fc.property(smoothPrograms, inner, moderate, fc.constantFrom('forward', 'reverse'), (f, gs, x, mode) => {
      const y = (x: Scalar): Scalar => f.run(gs.map((g) => g.run([x])));
      const whole = ([x]: readonly Scalar[]): Scalar[] => [
        ...grad((xs: readonly Scalar[]) => y(xs[0] as Scalar), { mode })([x as Scalar]),
      ];
      const byPaths = ([x]: readonly Scalar[]): Scalar[] => {
        const at = gs.map((g) => g.run([x as Scalar]));
        const outer = grad((v: readonly Scalar[]) => f.run(v), { mode })(at);
        return [sum(gs.map((g, i) => mul(outer[i] as Scalar, derivative((t: Scalar) => g.run([t]))(x as Scalar))))];
      };
      compared += expectAgreement(whole, byPaths, [x], `chain rule in ${mode} mode`);
    }),
  );
  expect(compared).toBeGreaterThan(50);
});
