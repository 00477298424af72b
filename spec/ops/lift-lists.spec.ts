import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  cos,
  countFlops,
  diagnose,
  dual,
  grad,
  hessian,
  isActive,
  jacobian,
  jvp,
  log,
  mul,
  neg,
  type Scalar,
  sin,
  sqrt,
  sum,
  tangent,
  tape,
  taylor,
  trace,
  value,
  vjp,
} from '../../lib/entries/index.ts';
import type { ListOp } from '../../lib/interpreter.ts';
import { liftLists } from '../../lib/ops/lift-lists.ts';
import { transposition } from '../../lib/reverse/transposition.ts';
import { expectAgreement } from '../laws/agree.ts';
import { type Field, type Fields, modes } from '../support/modes.ts';

type Tangents = readonly (Scalar | undefined)[];

const times = (p: Scalar, t: Scalar | undefined): Scalar | undefined => (t === undefined ? undefined : mul(p, t));
const plus = (s: Scalar | undefined, t: Scalar | undefined): Scalar | undefined =>
  s === undefined || t === undefined ? (s ?? t) : add(s, t);

const composed: Fields = (xs) => [mul(xs[0]!, xs[1]!), xs[1]!, sin(xs[2]!), 3, mul(sin(xs[0]!), neg(xs[2]!))];

/** The same function as an op of lists. */
const pushforward = (xs: readonly Scalar[], _ys: readonly Scalar[], [t, u, w]: Tangents): Tangents => {
  const [x, y, z] = xs as [Scalar, Scalar, Scalar];
  return [
    plus(times(y, t), times(x, u)),
    u,
    times(cos(z), w),
    undefined,
    plus(times(mul(cos(x), neg(z)), t), times(neg(sin(x)), w)),
  ];
};
const pullback = (xs: readonly Scalar[], _ys: readonly Scalar[], [a, b, c, , d]: Tangents): Tangents => {
  const [x, y, z] = xs as [Scalar, Scalar, Scalar];
  return [
    plus(times(y, a), times(mul(cos(x), neg(z)), d)),
    plus(times(x, a), b),
    plus(times(cos(z), c), times(neg(sin(x)), d)),
  ];
};
/** With the pushforward transposed for its pullback. */
const transposed = (op: Omit<ListOp<Scalar>, 'pullback'>): ListOp<Scalar> => ({
  ...op,
  pullback: (xs, ys, ws) =>
    transposition(
      op.name,
      (ts) => op.pushforward(xs, ys, ts),
      xs.map(() => true),
    )(ws),
});
const ops: readonly ListOp<Scalar>[] = [
  { name: 'sample', op: composed, pushforward, pullback },
  transposed({ name: 'sample by its pushforward', op: composed, pushforward }),
];
const key = {};
const called: ListOp<Scalar> = { name: 'sample call', op: composed, pushforward, pullback, call: () => key };
const calling: Fields = (xs) => [...liftLists(called, xs)];
const weighted =
  (f: Fields): Field =>
  (xs) =>
    sum(f(xs).map((y, i) => mul(y, sin(add(i + 1, y)))));
const points = [
  [0.5, -1.25, 2],
  [3, 0.125, -0.75],
];
const lists = ops.map((op) => [op.name, (xs: readonly Scalar[]) => [...liftLists(op, xs)]] as const);

describe.each(lists)('the op of lists %s', (_name, list) => {
  test.each(modes)('is the function composed of ops, by $name', ({ name, partials }) => {
    for (const x of points) {
      for (const order of [1, 2]) {
        const what = `${name}, order ${order}`;
        const compared = expectAgreement(partials(weighted(list), order), partials(weighted(composed), order), x, what);
        expect(compared).toBeGreaterThan(2);
      }
    }
  });

  test('of plain numbers is a list of plain numbers', () => {
    expect(list([0.5, 2, 0])).toEqual(composed([0.5, 2, 0]));
  });

  test('leaves what does not depend on an input plain', () => {
    // The derivative of sqrt at 0 is infinite: 0 · ∞ would be NaN.
    const f = (xs: readonly Scalar[]): Scalar => {
      const [y, , s] = list([xs[0]!, 2, xs[1]!]);
      return add(y!, sqrt(s!));
    };
    for (const lanes of [1, 2, 3]) expect(grad(f, { mode: 'forward', lanes })([1, 0])).toEqual([2, Infinity]);
    expect(grad(f, { mode: 'reverse' })([1, 0])).toEqual([2, Infinity]);
    const constant = list([dual(1, 1), 2, 0]).map((y) => typeof y === 'number');
    expect(constant).toEqual([false, true, true, true, false]);
  });

  test('has NaN for derivatives where its result is NaN', () => {
    const f = (xs: readonly Scalar[]): Scalar[] => list([log(xs[0]!), xs[1]!, xs[1]!]);
    const expected = [
      [NaN, NaN],
      [0, 1],
      [0, Math.cos(2)],
      [0, 0],
      [NaN, NaN],
    ];
    for (const lanes of [1, 2, 3]) expect(jacobian(f, { mode: 'forward', lanes })([-1, 2])).toEqual(expected);
    expect(jacobian(f, { mode: 'reverse' })([-1, 2])).toEqual(expected);
  });

  test('takes hand-made duals, and variables of a tape', () => {
    expect(list([dual(2, 1), 3, 1]).map(tangent)).toEqual([3, 0, 0, 0, expect.closeTo(-Math.cos(2), 15)]);
    const t = tape();
    const [x, y] = [t.variable(2), t.variable(3)];
    t.backward(list([x, y, 1])[0]!);
    expect([x.grad, y.grad]).toEqual([3, 2]);
  });

  test('has Taylor coefficients', () => {
    const f = (g: Fields) => (t: Scalar) => sum(g([t, mul(t, t), sin(t)]));
    expect(taylor(f(list), 0.5, 5)).toEqual(taylor(f(composed), 0.5, 5));
  });

  test('is traced as the ops it is made of', () => {
    const x = [0.5, -1.25, 2];
    expect(trace((xs: readonly Scalar[]) => list(xs), x).toString()).toBe(trace(composed, x).toString());
  });

  test('counts its ops, and those of its derivative', () => {
    const x = [0.5, -1.25, 2];
    expect(countFlops((xs: readonly Scalar[]) => list(xs), x)).toEqual(countFlops(composed, x));
    const flops = countFlops(
      grad((xs: readonly Scalar[]) => list(xs)[2]!, { mode: 'forward' }),
      x,
    );
    // The pushforward computes 2 cosines and a sine in each of the 3 lanes.
    expect(flops.ops).toMatchObject({ sin: 2 + 3, cos: 6 });
  });

  test('is observed as the ops it is made of', () => {
    const f = (g: Fields) => (xs: readonly Scalar[]) => g([sqrt(xs[0]!), 1, xs[1]!])[0]!;
    expect(diagnose(f(list), [0, 1]).findings.map(({ op, kind }) => [op, kind])).toEqual(
      diagnose(f(composed), [0, 1]).findings.map(({ op, kind }) => [op, kind]),
    );
  });

  test('refuses what is no Scalar, and numbers of an ended derivative', () => {
    let kept: Scalar = 0;
    grad((xs: readonly Scalar[]) => {
      if (isActive(xs[0])) kept = xs[0];
      return xs[0]!;
    })([1]);
    expect(() => list(['1' as never, 1, 1])).toThrow(
      /sample.*: expected a number or a Scalar of dualgrad, got the string/,
    );
    expect(() => list([kept, 1, 1])).toThrow(/of a derivative call that has ended/);
  });
});

test('the pushforward is run once for each active lane', () => {
  const runs: number[] = [];
  const op = transposed({
    name: 'counted',
    op: (xs) => xs.map((x) => mul(2, x)),
    pushforward: (_xs, _ys, ts) => {
      runs.push(ts.filter((t) => t !== undefined).length);
      return ts.map((t) => times(2, t));
    },
  });
  jacobian((xs: readonly Scalar[]) => [...liftLists(op, [xs[0]!, xs[1]!, 7])], { mode: 'forward', lanes: 4 })([
    1, 2, 3,
  ]);
  expect(runs).toEqual([1, 1]);
});

describe('a pushforward is transposed', () => {
  const listed =
    (push: (x: Scalar, t: Scalar) => Scalar) =>
    ([x, y]: readonly Scalar[]): Scalar =>
      liftLists(
        transposed({
          name: 'rule',
          op: ([a]) => [mul(a!, a!)],
          pushforward: ([a], _ys, [t]) => [t === undefined ? undefined : push(a!, t)],
        }),
        [mul(x!, y!)],
      )[0]!;
  const reverse = (f: (xs: readonly Scalar[]) => Scalar): readonly number[] => grad(f, { mode: 'reverse' })([2, 3]);

  test('as the linear operations that it is made of', () => {
    expect(reverse(listed((x, t) => mul(2, mul(x, t))))).toEqual([36, 24]);
    expect(reverse(listed((x, t) => add(mul(x, t), mul(t, x))))).toEqual([36, 24]);
    expect(reverse(listed((x, t) => sum([0, mul(x, t), mul(x, t)])))).toEqual([36, 24]);
    expect(reverse(listed((x, t) => jvp((z: Scalar) => mul(z, z), x, t).tangent))).toEqual([36, 24]);
    expect(reverse(listed((x, t) => vjp((z: Scalar) => mul(z, z), x).pullback(t)))).toEqual([36, 24]);
  });

  test('column by column where it computes with plain numbers', () => {
    expect(reverse(listed((x, t) => 2 * Number(x) * Number(t)))).toEqual([36, 24]);
    expect(reverse(listed((x, t) => 2 * value(x) * value(t)))).toEqual([36, 24]);
  });

  test.each<[string, (x: Scalar, t: Scalar) => Scalar]>([
    ['mul(t, t)', (_x, t) => mul(t, t)],
    ['sin(t)', (_x, t) => sin(t)],
    ['add(t, x) for an x that is no tangent', (x, t) => add(t, x)],
    ['the constant part 6', (x) => x],
    ['-6.25 for', (_x, t) => 25 * Number(t) ** 2 * (Number(t) > 0 ? 1 : 1)],
  ])('but not where it is not linear: %s', (what, push) => {
    const text = what.startsWith('-') ? 'for a sum of tangents whose parts give' : what;
    expect(() => reverse(listed(push))).toThrow(`rule: expected a rule that is linear in its tangents, got `);
    expect(() => reverse(listed(push))).toThrow(text);
  });

  test('its own derivative follows', () => {
    const f = listed((x, t) => mul(2, mul(x, t)));
    expect(hessian(f, { mode: 'reverse' })([2, 3])).toEqual([
      [18, 24],
      [24, 8],
    ]);
  });
});

describe('an op of lists that stays one call', () => {
  test.each(modes)('is the function composed of ops, by $name', ({ name, partials }) => {
    for (const x of points) {
      for (const order of [1, 2]) {
        const what = `${name}, order ${order}`;
        const compared = expectAgreement(
          partials(weighted(calling), order),
          partials(weighted(composed), order),
          x,
          what,
        );
        expect(compared).toBeGreaterThan(2);
      }
    }
  });

  test('is one node of a trace, and one for each result', () => {
    const f = (xs: readonly Scalar[]): Scalar => mul(calling(xs)[0]!, calling(xs)[2]!);
    const traced = trace(f, [2, 3, 0]);
    expect(traced.nodes.map(({ op }) => op)).toEqual(expect.arrayContaining(['sample call', 'result', 'mul']));
    expect(traced.share().nodes.filter(({ op }) => op === 'sample call')).toHaveLength(1);
    expect(traced.evaluate([2, 3, 1])).toBe(6 * Math.sin(1));
    expect(traced.share().evaluate([2, 3, 1])).toBe(6 * Math.sin(1));
  });

  test.each(['js', 'wasm', 'interpreter'] as const)('is compiled by %s', (backend) => {
    const twice: Field = (xs) => weighted(calling)(calling(calling(xs).slice(0, 3)).slice(1, 4));
    const plain: Field = (xs) => weighted(composed)(composed(composed(xs).slice(0, 3)).slice(1, 4));
    const f = compile(twice, { backend });
    const g = compile(grad(twice), { backend });
    for (const x of [...points, ...points]) {
      expect(f(x)).toBe(plain(x));
      expect(g(x)).toEqual(grad(plain)(x).map((y) => expect.closeTo(y, 12)));
    }
    expect([f.stats.backend, g.stats.backend]).toEqual([backend, backend]);
  });

  test('has Taylor coefficients', () => {
    const f = (g: Fields) => (t: Scalar) => sum(g([t, mul(t, t), sin(t)]));
    expect(taylor(f(calling), 0.5, 5)).toEqual(taylor(f(composed), 0.5, 5).map((c) => expect.closeTo(c as number, 13)));
    expect(taylor((t) => calling([log(t), t, t])[0]!, -1, 2)).toEqual([NaN, NaN, NaN]);
  });

  test('counts as one operation', () => {
    expect(countFlops((xs: readonly Scalar[]) => calling(xs), [2, 3, 0]).ops).toEqual({ 'sample call': 1 });
  });

  test('is observed as one operation', () => {
    const f = (xs: readonly Scalar[]): Scalar => calling([sqrt(xs[0]!), 1, xs[1]!])[0]!;
    expect(diagnose(f, [0, 1]).findings.map(({ op }) => op)).toEqual(['sqrt']);
    const g = (xs: readonly Scalar[]): Scalar => calling([xs[0]!, Infinity, xs[1]!])[0]!;
    expect(diagnose(g, [0, 1]).findings.map(({ op }) => op)).toEqual(['sample call']);
  });

  test('must give as many results in a program as when it was traced', () => {
    const op: ListOp<Scalar> = {
      name: 'ragged',
      op: ([x]) => new Array<Scalar>(value(x!)).fill(1),
      pushforward: () => [],
      pullback: () => [],
      call: () => key,
    };
    const traced = trace((x: Scalar) => sum([...liftLists(op, [x])]), 2);
    expect(() => traced.evaluate(3)).toThrow(
      "ragged: expected 2 numbers, as when it was traced, got 3; a function whose result changes its shape can't be compiled or replayed",
    );
    expect(traced.evaluate(2)).toBe(2);
  });
});
