import { describe, expect, test } from 'vitest';
import { rowValue } from '../../emit/numbers.ts';
import {
  add,
  compile,
  defineOp,
  derivative,
  div,
  grad,
  jacobian,
  mul,
  type Scalar,
  taylor,
  valueAndGrad,
} from '../../lib/entries/index.ts';
import { algebra } from '../../lib/ops/define-op.ts';
import type { BinaryRule } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';
import { expectAgreement, expectSame, tracked } from '../laws/agree.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import type { Field, Fields } from '../support/modes.ts';
import { table } from '../support/table.ts';

const ORDER = 4;

/** The line on which a field is looked at, as a function of x and a parameter; and where on it. */
interface Line {
  readonly at: (x: readonly Scalar[], t: Scalar) => readonly Scalar[];
  readonly start: (x: readonly Scalar[]) => Scalar;
}

/** Along a coordinate. */
const coordinate = (j: number): Line => ({
  at: (x, t) => x.map((xi, i) => (i === j ? t : xi)),
  start: (x) => x[j]!,
});

/** From x in a direction. */
const ray = (direction: readonly number[]): Line => ({
  at: (x, t) => x.map((xi, i) => (direction[i] === 0 ? xi : add(xi, mul(direction[i]!, t)))),
  start: () => 0,
});

function expansion(f: Field, { at, start }: Line): Fields {
  return (x) => taylor((t) => tracked(([t]) => f(at(x, t!)))([t]), start(x), ORDER);
}

/** What the expansion should be, by derivatives of derivatives. */
function nested(f: Field, { at, start }: Line): Fields {
  return (x) => {
    let g = (t: Scalar): Scalar => tracked(([t]) => f(at(x, t!)))([t]);
    let factorial = 1;
    return Array.from({ length: ORDER + 1 }, (_, k) => {
      if (k > 0) {
        g = derivative(g);
        factorial *= k;
      }
      return div(g(start(x)), factorial);
    });
  };
}

describe('coefficient k is the k-fold derivative over k!', () => {
  test.each(table)('of $name in every argument', ({ field, inDomain, name }) => {
    let compared = 0;
    fc.assert(
      fc.property(inDomain, (x) => {
        x.forEach((_, j) => {
          const line = coordinate(j);
          compared += expectAgreement(expansion(field, line), nested(field, line), x, `${name}, argument ${j}`);
        });
      }),
      runs(0.5),
    );
    expect(compared).toBeGreaterThan(0);
  });

  const several = table.filter(({ domain }) => domain.length !== 1);
  const directions = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 6, maxLength: 6 });

  test.each(several)('of $name in any direction', ({ field, inDomain, name }) => {
    fc.assert(
      fc.property(inDomain, directions, (x, direction) => {
        const line = ray(direction);
        expectAgreement(expansion(field, line), nested(field, line), x, `${name} along ${direction}`);
      }),
      runs(0.5),
    );
  });

  // Larger and smaller numbers are left out: with them a derivative may overflow or drown on its way, of either kind.
  const isMiddling = (x: number): boolean => x === 0 || !Number.isFinite(x) || Math.abs(Math.log10(Math.abs(x))) < 50;
  const kind = (c: unknown): unknown => (Number.isFinite(c) ? 'finite' : c);

  test.each(table)('of $name at kinks and outside the domain: finite, ∞ or NaN alike', ({ field, anywhere, name }) => {
    fc.assert(
      fc.property(anywhere, (x) => {
        fc.pre(x.every(isMiddling));
        x.forEach((_, j) => {
          const line = coordinate(j);
          const kinds = (f: Fields): unknown[] => f(x).map(kind);
          expectSame(kinds(expansion(field, line)), kinds(nested(field, line)), `${name}, argument ${j} of [${x}]`);
        });
      }),
    );
  });

  // Zeros, infinities, the ends of the domain, and what overflows or underflows when it is squared a few times.
  const ends = [0, -0, 1, -1, 0.5, Infinity, -Infinity, 1e40, -1e40, 1e-40, -1e-40, 3e49, 3e-49];

  test.each(table.filter(({ domain }) => domain.length > 0))(
    'of $name at zeros, infinities and the ends of its domain: finite, ∞ or NaN alike',
    ({ field, domain, name }) => {
      const points = domain.reduce<readonly (readonly number[])[]>(
        (all, [low, high]) => all.flatMap((x) => [...new Set([low, high, ...ends])].map((t) => [...x, t])),
        [[]],
      );
      for (const x of domain.length === 3 ? points.filter((_, i) => i % 7 === 0) : points) {
        x.forEach((_, j) => {
          const line = coordinate(j);
          const kinds = (f: Fields): unknown[] => f(x).map(kind);
          expectSame(kinds(expansion(field, line)), kinds(nested(field, line)), `${name}, argument ${j} of [${x}]`);
        });
      }
    },
  );

  test.each(table)('of $name where it is a kink: the same number', ({ field, kinks, name }) => {
    for (const { at } of kinks) {
      at.forEach((_, j) => {
        const line = coordinate(j);
        expectSame(expansion(field, line)(at), nested(field, line)(at), `${name} at [${at}]`);
      });
    }
  });
});

test.each(table)('the first coefficient of $name is its value to the bit', ({ field, plain, anywhere }) => {
  fc.assert(
    fc.property(anywhere, (x) => {
      x.forEach((xj, j) => {
        expect(taylor((t) => field(coordinate(j).at(x, t)), xj, 2)[0]).toBe(plain(x));
      });
    }),
  );
});

describe('derivatives of coefficients are the coefficients of derivatives, (k + 1) cₖ₊₁', () => {
  const raised = (f: Field, line: Line): Fields => {
    const all = expansion(f, line);
    return (x) =>
      all(x)
        .slice(1)
        .map((c, k) => mul(k + 1, c));
  };
  const short = (f: Field, { at }: Line, x: readonly Scalar[], t: Scalar): Scalar[] =>
    taylor((s) => tracked(([s]) => f(at(x, s!)))([s]), t, ORDER - 1);

  const sides: readonly (readonly [string, (f: Field, line: Line) => Fields])[] = [
    ...(['forward', 'reverse'] as const).map((mode): readonly [string, (f: Field, line: Line) => Fields] => [
      `${mode} outside`,
      (f, line) => (x) => jacobian(([t]) => short(f, line, x, t!), { mode })([line.start(x)]).flat(),
    ]),
    [
      'forward inside',
      (f, { at, start }) =>
        (x) =>
          taylor(
            derivative((t) => tracked(([t]) => f(at(x, t!)))([t])),
            start(x),
            ORDER - 1,
          ),
    ],
    [
      'reverse inside',
      (f, { at, start }) =>
        (x) =>
          taylor(
            (s) => grad((t) => tracked(([t]) => f(at(x, t!)))(t), { mode: 'reverse' })([s])[0]!,
            start(x),
            ORDER - 1,
          ),
    ],
  ];

  test.each(table)('of $name, forward and reverse, outside and inside', ({ field, inDomain, name }) => {
    fc.assert(
      fc.property(inDomain, fc.constantFrom(...sides), (x, [side, make]) => {
        x.forEach((_, j) => {
          const line = coordinate(j);
          expectAgreement(make(field, line), raised(field, line), x, `${name}, argument ${j}, ${side}`);
        });
      }),
      runs(0.3),
    );
  });
});

describe('compiled coefficients are those that are not', () => {
  const unaries = rules.filter((rule) => rule.arity === 1);

  test.each(unaries)('of $name', ({ name }) => {
    const { field, inDomain } = table.find((op) => op.name === name)!;
    const compiled = compile((x: Scalar) => taylor((t) => field([t]), x, ORDER));
    fc.assert(
      fc.property(inDomain, (x) => {
        const all = ([t]: readonly Scalar[]): Scalar[] => compiled(t!) as Scalar[];
        expectAgreement(all, expansion(field, coordinate(0)), x, name);
      }),
      runs(0.2),
    );
  });
});

describe('a coefficient inside a derivative is to the bit what it is on plain numbers', () => {
  const unaries = rules.filter((rule) => rule.arity === 1);

  // The sums of a series were rounded otherwise over numbers than over Scalars, and right functions were refused.
  test.each(unaries)('of $name', ({ name }) => {
    const { field, inDomain } = table.find((op) => op.name === name)!;
    const last = ([x]: readonly Scalar[]): Scalar => taylor((t) => field([t]), x!, ORDER)[ORDER]!;
    fc.assert(
      fc.property(inDomain, (x) => {
        const plain = last(x) as number;
        for (const mode of ['forward', 'reverse'] as const) {
          expect(valueAndGrad(last, { mode })(x).value + 0).toBe(plain + 0);
        }
      }),
    );
  });
});

describe('the recurrence of a row agrees with what its partials give', () => {
  const rows = rules.filter((rule) => rule.taylor !== undefined);

  test.each(rows)('$name', (row) => {
    const value = (...x: number[]): number => rowValue(row, x);
    const byPartials = defineOp({ ...row, value } as never) as unknown as (...x: readonly Scalar[]) => Scalar;
    const { field, inDomain } = table.find(({ name }) => name === row.name)!;
    fc.assert(
      fc.property(inDomain, (x) => {
        const line = coordinate(0);
        expectAgreement(
          expansion(field, line),
          expansion(([x, y]) => byPartials(x!, y!), line),
          x,
          row.name,
        );
      }),
    );
  });

  test.each(rows)(
    'the fraction of $name is its partial at any double: no infinite denominator, no other zero',
    (row) => {
      const exponents = row.arity === 2 ? [0.5, 2, -1.5, 3, 0, 1] : [0];
      const doubles = [0, -0, 5e-324, 1e-310, 1e-200, 1e-160, 0.5, 1, 1e154, 1e200, 1.7e308].flatMap((x) => [x, -x]);
      const at = (x: number, y: number): void => {
        const v = rowValue(row, [x, y]);
        // Elsewhere partials are NaN by rule.
        if (Number.isNaN(v)) return;
        const [[n], d] = row.taylor!<Scalar>(algebra, v, x, y);
        const [partial] = (row as BinaryRule).partials<Scalar>(algebra, v, x, y);
        if (partial === undefined) return;
        const what = `${row.name} at (${x}, ${y}): ${n} / ${d}, and the partial is ${partial}`;
        if (Number.isFinite(x)) expect(d, what).not.toSatisfy((t: number) => Math.abs(t) === Infinity);
        expect((n as number) / (d as number), what).toSatisfy((q: number) =>
          Object.is(kindOf(q), kindOf(partial as number)),
        );
      };
      const kindOf = (q: number): unknown => (Number.isFinite(q) ? 'finite' : q);
      for (const x of [...doubles, Infinity, -Infinity]) for (const y of exponents) at(x, y);
      fc.assert(fc.property(anyNumber, fc.constantFrom(...exponents), at));
    },
  );

  test('there are such rows, pow among them', () => {
    expect(rows.map(({ name }) => name)).toContain('pow');
  });
});
