import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { figure } from '../../bench/atlas/figure.ts';
import {
  type Atlas,
  bands,
  type Cell,
  errorInUlps,
  errors,
  measuredRows,
  NO_DIGIT,
  rounded,
} from '../../bench/atlas/measure.ts';
import { page } from '../../bench/atlas/page.ts';
import { compared, textbook } from '../../bench/atlas/textbook.ts';
import { truths } from '../../bench/atlas/truth.ts';
import { isLeaf } from '../../lib/rules/expression.ts';
import { BigFloat } from '../support/big-float.ts';

const text = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const atlas = JSON.parse(text('spec/data/atlas/table.json')) as Atlas;
const cells = (row: string, order: number): Cell[] => atlas.rows[row]![order]!.filter((cell) => cell !== null);

describe('the table of the atlas', () => {
  test('has every row that users call, and every band its domain meets', () => {
    expect(Object.keys(atlas.rows)).toEqual(measuredRows.map(({ name }) => name));
    expect(Object.keys(truths).sort()).toEqual(measuredRows.map(({ name }) => name).sort());
    for (const { name, domain } of measuredRows) {
      const [low, high] = domain[0]!;
      const met = bands.map(([, from, to]) => (from < high && to > low) || (-from > low && -to < high));
      for (const line of atlas.rows[name]!) {
        expect(line.map((cell) => cell !== null)).toEqual(met);
      }
    }
  });

  // Another engine may have another Math, whose errors are bounded by the rows.
  const isSame = process.versions.node.split('.')[0] === atlas.node.split('.')[0];
  test.each(measuredRows.map(({ name }) => name))('%s: the worst points have the errors that it tells', (name) => {
    atlas.rows[name]!.forEach((line, order) => {
      for (const cell of line.filter((_, b) => b % 2 === order % 2)) {
        if (cell === null) continue;
        const error = rounded(errors(name, cell[2])[order]!);
        if (isSame) expect([name, order, cell[2], error]).toEqual([name, order, cell[2], cell[0]]);
        else expect(error).toBeLessThanOrEqual(16 + 16 * cell[0]);
      }
    });
  });

  test('values of leaves are within the bounds of their rows', () => {
    const over = measuredRows.filter(
      (rule) => isLeaf(rule) && cells(rule.name, 0).some(([worst]) => worst > rule.ulps! + 0.001),
    );
    expect(over.map(({ name }) => name)).toEqual([]);
  });
});

describe('what is drawn from it', () => {
  test('the figure', async () => {
    expect(await figure(atlas)).toBe(text('docs/figures/accuracy.svg'));
  });

  test('the section of the manual', () => {
    const manual = text('docs/accuracy.md');
    expect(page(manual, atlas)).toBe(manual);
  });
});

test.each(textbook.map((form) => [form.name, form] as const))(
  '%s: ours has its digits, the textbook form not',
  (_, form) => {
    const { errors: own } = compared(form);
    expect(own[0]).toBeLessThan(8);
    expect(own[1]).toBeGreaterThan(1000);
  },
);

test('errors in units in the last place of the exact number', () => {
  const third = BigFloat.from(1).over(BigFloat.from(3));
  expect(errorInUlps(1 / 3, third)).toBeCloseTo(1 / 3, 12);
  expect(errorInUlps(1 / 3 + 2 ** -54, third)).toBeCloseTo(2 / 3, 12);
  expect(errorInUlps(0, third)).toBe(NO_DIGIT);
  expect(errorInUlps(NaN, third)).toBe(NO_DIGIT);
  expect(errorInUlps(Infinity, third)).toBe(NO_DIGIT);
  expect(errorInUlps(0, BigFloat.of(1n, -1075))).toBe(0.5);
  expect(errorInUlps(Infinity, BigFloat.of(1n, 2000))).toBe(0);
  expect(errorInUlps(-Infinity, BigFloat.of(1n, 2000))).toBe(NO_DIGIT);
  expect(errorInUlps(1e308, BigFloat.of(1n, 2000))).toBe(NO_DIGIT);
});
