import { afterAll, expect, test } from 'vitest';
import { square, sum, trace } from '../../lib/entries/index.ts';
import { Magnitude } from '../support/magnitude.ts';
import { type Decimal, data, field } from './data.ts';
import { closeForComposition, compare } from './examine.ts';
import { type About, residuals } from './mgh.ts';
import { type Field, type Fields, modes } from './modes.ts';
import { sentence, Worst } from './worst.ts';

interface Problem {
  readonly cases: readonly {
    readonly x: readonly Decimal[];
    readonly f: Decimal;
    readonly grad: readonly Decimal[];
    readonly hess: readonly (readonly Decimal[])[];
    readonly residual_first: Decimal;
    readonly residual_last: Decimal;
    readonly m: number;
  }[];
}

const { problems } = data<{ problems: Readonly<Record<string, Problem>> }>('mgh/mgh.json');

const nearest: About = (c) => c;
// A few operations on doubles made the constant: it is off by a few units of its last place.
const uncertain: About = (c) => new Magnitude(c, 4 * Math.abs(c));

// The slow ways to take second derivatives only where they are few.
const FEW = 4;
const some = modes.filter(({ name }) => ['hessian', 'reverse', 'lanes 4'].includes(name));

const worst = new Worst();
afterAll(() => worst.print('The functions of Moré, Garbow and Hillstrom'));

test('there are 35', () => {
  expect(Object.keys(residuals)).toEqual(Object.keys(problems));
  expect(Object.keys(problems)).toHaveLength(35);
});

test.each(Object.entries(problems))('%s', (name, { cases }) => {
  const r = residuals[name] as (typeof residuals)[string];
  const squares =
    (about: About): Field =>
    (x) =>
      sum(r(x, about).map(square));
  const ends =
    (about: About): Fields =>
    (x) => {
      const all = r(x, about);
      return [all[0], all.at(-1)] as ReturnType<Fields>;
    };
  // Traced at the start, evaluated at the other point, too.
  const traced = trace(squares(nearest), cases[0]?.x.map(Number) as number[]);
  const replayed: Fields = (x) => [traced.evaluate(x) as number];

  for (const c of cases) {
    const { x, partials } = field({ ...c, value: c.f });
    expect(r(x, nearest)).toHaveLength(c.m);
    const residual = [c.residual_first, c.residual_last];
    const comparisons = [
      ...compare(name, 'residuals', 0, ends(nearest), x, residual, ends(uncertain)),
      ...compare(name, 'trace', 0, replayed, x, [c.f], (y) => [squares(uncertain)(y)]),
      ...(x.length <= FEW ? modes : some).flatMap((mode) =>
        partials.flatMap((expected, order) => {
          const [run, tracked] = [nearest, uncertain].map((about) => mode.partials(squares(about), order));
          return compare(name, mode.name, order, run as Fields, x, expected, tracked);
        }),
      ),
    ];
    worst.note(comparisons);
    expect(comparisons.filter((k) => !closeForComposition(k)).map(sentence)).toEqual([]);
  }
});
