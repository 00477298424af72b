import { describe, expect, test } from 'vitest';
import {
  add,
  countFlops,
  defineOp,
  derivative,
  div,
  exp,
  type FlopCount,
  grad,
  hessian,
  jacobian,
  jvp,
  type Ledger,
  log,
  logsumexp,
  lt,
  max,
  mean,
  mul,
  neg,
  norm,
  prod,
  type Scalar,
  sin,
  sqrt,
  square,
  sub,
  sum,
  trace,
  value,
  valueAndGrad,
  variance,
} from '../../lib/entries/index.ts';
import { costOf } from '../../lib/rules/expression.ts';
import { rules } from '../../lib/rules/table.ts';
import { data } from '../ground-truth/data.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { everyOp, tamePrograms } from '../support/programs.ts';
import { opNamed, table } from '../support/table.ts';
import { classics } from './programs.ts';

type Xs = readonly [Scalar, Scalar];

interface Counted {
  readonly name: string;
  readonly cases: readonly { n: number; ops: Readonly<Record<string, number>>; total: number }[];
}

const total = (ops: Readonly<Record<string, number>>): number => Object.values(ops).reduce((s, n) => s + n, 0);

describe('textbook programs count what textbooks count', () => {
  const { primal_counts } = data<{ primal_counts: Counted[] }>('flops/flops.json');

  test('all of them are here', () => {
    expect(Object.keys(classics)).toEqual(primal_counts.map(({ name }) => name));
  });

  test.each(primal_counts)('$name', ({ name, cases }) => {
    for (const { n, ops, total: flops } of cases) {
      const { run, args } = classics[name] as NonNullable<(typeof classics)[string]>;
      const counted = countFlops(run, ...args(n));
      expect(counted.ops).toEqual(ops);
      expect([counted.textbook, counted.full, counted.elementary]).toEqual([flops, flops, 0]);
    }
  });
});

describe('the count of', () => {
  const scalarOps = rules
    .filter(({ partials, name }) => partials !== undefined && name !== 'convention')
    .map((rule) => ({ name: rule.name, arity: rule.arity, cost: costOf(rule) }));

  test.each(scalarOps)('$name is one of it', ({ name, arity, cost }) => {
    const x = [0.5, 0.25].slice(0, arity);
    const { shared, passes, lanes, sweeps, ...executed } = countFlops(
      (xs: readonly Scalar[]) => opNamed(name)(...xs),
      x,
    );
    expect([passes, lanes, sweeps]).toEqual([0, 0, 0]);
    const free = cost === 'free';
    const elementary = cost === 'elementary' ? 1 : 0;
    expect(executed).toEqual({ ops: { [name]: 1 }, textbook: free ? 0 : 1, full: 1, elementary, withMoves: arity + 2 });
    expect(shared).toEqual(executed);
  });

  test('a convention is nothing: it hands on a number', () => {
    expect(countFlops((x: Scalar, y: Scalar) => opNamed('convention')(x, y), 1, 2)).toMatchObject({
      ops: {},
      withMoves: 0,
    });
  });

  test('clamp is a max and a min', () => {
    expect(countFlops((x: Scalar) => opNamed('clamp')(x, 0, 1), 0.5).ops).toEqual({ max: 1, min: 1 });
  });

  // n entries, by hand from the loops.
  test.each<[string, (x: readonly Scalar[]) => Scalar, (n: number) => Record<string, number>]>([
    ['sum', sum, (n) => ({ add: n - 1 })],
    ['mean', mean, (n) => ({ add: n - 1, div: 1 })],
    ['prod', prod, (n) => ({ mul: n - 1 })],
    ['norm', norm, (n) => ({ mul: n, add: n - 1, sqrt: 1 })],
    ['logsumexp', logsumexp, (n) => ({ max: n, sub: n, exp: n, add: n, log: 1 })],
    ['variance', variance, (n) => ({ add: 2 * n - 2, sub: n, mul: n, div: 2 })],
    ['dot with itself', (x) => opNamed('dot')(x, x), (n) => ({ mul: n, add: n - 1 })],
    ['maximum', (x) => opNamed('maximum')(x), (n) => ({ max: n - 1 })],
    ['minimum', (x) => opNamed('minimum')(x), (n) => ({ min: n - 1 })],
  ])('%s is that of its loop', (_, f, ops) => {
    for (const n of [2, 3, 10]) {
      const x = Array.from({ length: n }, (_, i) => i + 0.5);
      const counted = countFlops(f, x);
      expect(counted.ops).toEqual(ops(n));
      const free = (counted.ops.max ?? 0) + (counted.ops.min ?? 0);
      expect(counted.full).toBe(total(ops(n)));
      expect(counted.textbook).toBe(total(ops(n)) - free);
    }
  });

  test('an op of one entry that does nothing is nothing', () => {
    for (const f of [sum, prod]) expect(countFlops(f, [3])).toMatchObject({ ops: {}, full: 0, withMoves: 0 });
  });

  test('a defined op is one elementary function', () => {
    const bessel = defineOp({ name: 'bessel', arity: 1, value: (x) => x, partials: () => [1] });
    expect(countFlops(bessel, 2)).toMatchObject({ ops: { bessel: 1 }, textbook: 1, full: 1, elementary: 1 });
  });

  test('a few programs, by hand', () => {
    const ledger = (f: (...args: never[]) => unknown, ...args: unknown[]): number[] => {
      const { textbook, full, elementary, shared } = countFlops(f, ...args);
      return [textbook, full, elementary, shared.textbook, shared.full, shared.elementary];
    };
    // ln x + x y − sin y
    expect(ledger(([x, y]: Xs) => sub(add(log(x), mul(x, y)), sin(y)), [2, 5])).toEqual([5, 5, 2, 5, 5, 2]);
    // max(−x, y)²: sign and max are free
    expect(ledger(([x, y]: Xs) => square(max(neg(x), y)), [2, 5])).toEqual([1, 3, 0, 1, 3, 0]);
    // eˣ + 1/eˣ, eˣ written twice
    expect(ledger((x: Scalar) => add(exp(x), div(1, exp(x))), 1)).toEqual([4, 4, 2, 3, 3, 1]);
    // what is computed of numbers alone, compared, or read costs nothing
    expect(ledger((x: Scalar) => (lt(x, 5) ? mul(exp(1), value(x)) : x), 1)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(ledger(() => [], 1)).toEqual([0, 0, 0, 0, 0, 0]);
  });
});

describe('the ledger', () => {
  const point = fc.array(anyNumber, { minLength: 2, maxLength: 2 });
  const plus = (a: Ledger, b: Ledger): Ledger => {
    const ops = { ...a.ops };
    for (const [name, n] of Object.entries(b.ops)) ops[name] = (ops[name] ?? 0) + n;
    return {
      ops,
      textbook: a.textbook + b.textbook,
      full: a.full + b.full,
      elementary: a.elementary + b.elementary,
      withMoves: a.withMoves + b.withMoves,
    };
  };
  const executed = ({ shared: _, passes: _p, lanes: _l, sweeps: _s, ...ledger }: FlopCount): Ledger => ledger;

  test('is additive: f beside g counts as f and g', () => {
    fc.assert(
      fc.property(tamePrograms(everyOp), tamePrograms(everyOp), point, (p, q, x) => {
        const both = countFlops((xs: readonly Scalar[]) => [p.run(xs), q.run(xs)], x);
        expect(executed(both)).toEqual(plus(executed(countFlops(p.run, x)), executed(countFlops(q.run, x))));
        const twice = countFlops((xs: readonly Scalar[]) => [p.run(xs), p.run(xs)], x);
        expect(twice.shared).toEqual(countFlops(p.run, x).shared);
      }),
    );
  });

  test('is the same every time, whatever the point, and counts the nodes that were executed', () => {
    const scalarOps = everyOp.filter((op) => op !== 'where' && table.find(({ name }) => name === op)?.domain.length);
    fc.assert(
      fc.property(tamePrograms(scalarOps), point, point, (p, x, y) => {
        const counted = countFlops(p.run, x);
        expect(countFlops(p.run, x)).toEqual(counted);
        expect(countFlops(p.run, y)).toEqual(counted);
        for (const [graph, ledger] of [
          [trace(p.run, x), counted],
          [trace(p.run, x).share(), counted.shared],
        ] as const) {
          const ops = graph.nodes.filter(({ op }) => op !== 'input' && op !== 'constant').map(({ op }) => op);
          const isFree = (op: string): boolean => rules.some((rule) => rule.name === op && costOf(rule) === 'free');
          expect(ledger.full).toBe(ops.length);
          expect(ledger.full).toBe(total(ledger.ops));
          expect(ledger.textbook + ops.filter(isFree).length).toBe(ops.length);
        }
      }),
    );
  });

  test('an error of f comes out, and a wrong result is refused', () => {
    expect(() => countFlops(() => 'text', 1)).toThrow('expected f to return numbers, arrays or records of them');
  });
});

describe('√(exp x² + x²) and its derivative, side by side', () => {
  const shared = (x: Scalar): Scalar => {
    const a = square(x);
    return sqrt(add(exp(a), a));
  };
  const unshared = (x: Scalar): Scalar => sqrt(add(exp(square(x)), square(x)));
  // x (1 + b) / d, from scratch; and given b and d
  const slope = (x: Scalar): Scalar => div(mul(x, add(1, exp(square(x)))), unshared(x));
  const slopeGiven = (x: Scalar, b: Scalar, d: Scalar): Scalar => div(mul(x, add(1, b)), d);
  const reverse = (f: (x: Scalar) => Scalar) => grad(([x]: readonly [Scalar]) => f(x), { mode: 'reverse' });
  const counts = (f: (...args: never[]) => unknown, ...args: unknown[]): number[] => {
    const counted = countFlops(f, ...args);
    return [counted.textbook, counted.shared.textbook];
  };

  // The notes count what a person writes down: f, and the formula of its slope. The modes carry out more: partials, and a
  // product with each of them, factors of 1 too.
  test('4 operations, 5 if x² is computed twice; the derivative 10 from scratch and 3 more', () => {
    expect({
      'as executed, and shared': 'textbook total',
      'f with x² shared': counts(shared, 1),
      'f with x² twice': counts(unshared, 1),
      'x (1 + b) / d from scratch': counts(slope, 1),
      'x (1 + b) / d given b and d': counts(slopeGiven, 1, 2, 3),
      'forward, x² shared': counts(derivative(shared), 1),
      'forward, x² twice': counts(derivative(unshared), 1),
      'reverse, x² shared': counts(reverse(shared), [1]),
      'reverse, x² twice': counts(reverse(unshared), [1]),
    }).toEqual({
      'as executed, and shared': 'textbook total',
      'f with x² shared': [4, 4],
      'f with x² twice': [5, 4],
      'x (1 + b) / d from scratch': [10, 7],
      'x (1 + b) / d given b and d': [3, 3],
      'forward, x² shared': [13, 10],
      'forward, x² twice': [16, 10],
      'reverse, x² shared': [17, 12],
      'reverse, x² twice': [21, 13],
    });
  });
});

describe('derivatives of one operation', () => {
  const of = (op: (x: Scalar, y: Scalar) => Scalar): [forward: number, reverse: number] => {
    const f = ([x, y]: Xs): Scalar => op(x, y);
    const pushed = countFlops((x: Xs, v: Xs) => jvp(f, x, v), [2, 3], [1, 1]).textbook;
    // A multiplication behind it, so that its adjoint is a number like any other.
    const behind = (xs: readonly Scalar[]): Scalar => mul(f(xs as Xs), xs[2] as Scalar);
    const both = countFlops(valueAndGrad(behind, { mode: 'reverse' }), [2, 3, 5]).textbook;
    const one = countFlops(
      valueAndGrad(([x, y]: Xs) => mul(x, y), { mode: 'reverse' }),
      [2, 5],
    ).textbook;
    return [pushed, both - one];
  };

  test('+ − × are 4 with a tangent and 5 with an adjoint, ÷ is 6 and 7', () => {
    expect({ add: of(add), sub: of(sub), mul: of(mul), div: of(div) }).toEqual({
      add: [4, 5],
      sub: [4, 5],
      mul: [4, 5],
      div: [6, 7],
    });
  });
});

test('a Hessian costs what its passes cost: n passes of a gradient', () => {
  const f = ([x, y]: Xs): Scalar => mul(square(x), y);
  const rows = countFlops(jacobian(grad(f, { mode: 'reverse' }), { mode: 'forward' }), [2, 3]);
  expect(countFlops(hessian(f, { mode: 'reverse' }), [2, 3])).toEqual(rows);
  expect(rows.textbook).toBeGreaterThan(countFlops(grad(f, { mode: 'reverse' }), [2, 3]).textbook);
});
