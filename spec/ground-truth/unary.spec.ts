import { afterAll, describe, expect, test } from 'vitest';
import { derivative, jacobian, pow, type Scalar } from '../../lib/entries/forward.ts';
import { type Case, powers, unary } from './data.ts';
import { closeForComposition, closeForOp, compare, examine, expectDigits } from './examine.ts';
import { unaryCompositions, unaryOps } from './functions.ts';
import { type Fields, modesOfOne, widths } from './modes.ts';
import { type Comparison, sentence, Worst } from './worst.ts';

type Unary = (x: Scalar) => Scalar;

const worst = new Worst();
afterAll(() => worst.print('Functions of one argument, to order 4'));

// d/dx of f at several arguments in one call, each a coordinate of its own: row i depends on argument i alone.
function together(f: Unary, order: number, lanes: number): Fields {
  let inner = f;
  for (let k = 1; k < order; k++) inner = derivative(inner);
  return (xs) => {
    const rows = jacobian((ys: readonly Scalar[]) => ys.map(inner), { lanes })(xs);
    return rows.map((row, i) => {
      expect(row.filter((d, j) => j !== i && d !== 0)).toEqual([]);
      return row[i] as Scalar;
    });
  };
}

function inGroupsOf<T>(size: number, items: readonly T[]): T[][] {
  return items.length === 0 ? [] : [items.slice(0, size), ...inGroupsOf(size, items.slice(size))];
}

function examineTogether(name: string, f: Unary, cases: readonly Case[], lanes: number): Comparison[] {
  const xs = cases.map((c) => c.x[0] as number);
  return [1, 2, 3, 4].flatMap((order) => {
    const expected = cases.map((c) => c.partials[order]?.[0] as string);
    return compare(name, `${cases.length} together in lanes ${lanes}`, order, together(f, order, lanes), xs, expected);
  });
}

describe.each([
  { kind: 'row', functions: unaryOps, close: closeForOp },
  { kind: 'composition', functions: unaryCompositions, close: closeForComposition },
])('as a $kind', ({ kind, functions, close }) => {
  test.each(Object.keys(functions))('%s and its derivatives to order 4', (name) => {
    const f = functions[name] as Unary;
    const cases = unary.get(name) ?? [];
    const comparisons = modesOfOne.flatMap((mode) =>
      cases.flatMap((c) => examine(name, mode, ([x]) => f(x as Scalar), c)),
    );
    for (const group of inGroupsOf(9, cases)) {
      comparisons.push(...widths.flatMap((lanes) => examineTogether(name, f, group, lanes)));
    }
    worst.note(comparisons);
    expect(cases.length).toBeGreaterThan(0);
    expect(comparisons.filter((c) => !close(c)).map(sentence)).toEqual([]);
    if (kind === 'row') expectDigits(name, comparisons);
  });
});

test.each(powers)('pow(x, $n) and its derivatives to order 4 at $x', (c) => {
  const comparisons = modesOfOne.flatMap((mode) => examine('powi', mode, ([x]) => pow(x as Scalar, c.n), c));
  worst.note(comparisons);
  expect(comparisons.filter((c) => !closeForOp(c)).map(sentence)).toEqual([]);
});
