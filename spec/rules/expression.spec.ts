import { expect, test } from 'vitest';
import { rowText } from '../../lib/backends/js/row-text.ts';
import { costOf, expressionOf, expressions, isLeaf, parts } from '../../lib/rules/expression.ts';
import { composed, type Rule, unary } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';

const named = (name: string): Rule => rules.find((rule) => rule.name === name)!;
const manual = { formula: '', sentence: '', example: ['', ''] } as const;

test.each(rules)('$name is defined in leaves, of its own arguments', (rule) => {
  const visit = (node: ReturnType<typeof expressionOf>): void => {
    if (node.kind === 'op') expect(isLeaf(node.rule)).toBe(true);
    if (node.kind === 'name') expect(rule.args).toContain(node.name);
    parts(node).forEach(visit);
  };
  visit(expressionOf(rule));
});

test('equal expressions are one object', () => {
  const { A, name } = expressions(false);
  expect(A.add(A.sin(name('x')), 1)).toBe(A.add(A.sin(name('x')), 1));
  expect(A.add(name('x'), 0)).not.toBe(A.add(name('x'), -0));
});

test('branches that share a side are one condition', () => {
  expect(rowText(named('xlogy'), ['x', 'y'])).toBe('x === 0 && y === y ? 0 : x * Math.log(y)');
  expect(rowText(named('copysign'), ['x', 's'])).toBe('s < 0 || 1 / s < 0 ? -Math.abs(x) : s >= 0 ? Math.abs(x) : NaN');
});

test('parentheses keep the order of operations', () => {
  const row = (value: NonNullable<Parameters<typeof composed>[0]>['value']): string =>
    rowText(composed({ ...manual, name: 'test', value }), ['x']);
  expect(row((A, x) => A.sub(x, A.sub(x, A.add(x, 1))))).toBe('x - (x - (x + 1))');
  expect(row((A, x) => A.mul(A.mul(x, x), A.mul(x, x)))).toBe('x * x * (x * x)');
  expect(row((A, x) => A.neg(A.neg(A.add(x, -2))))).toBe('-(-(x + -2))');
  expect(row((A, x) => A.add(1, A.where('lt', x, 0, x, 2)))).toBe('1 + (x < 0 ? x : 2)');
});

test('a row costs what the dearest op in it does, unless it says so itself', () => {
  expect(['neg', 'mod', 'cube', 'relu', 'silu', 'rsqrt', 'copysign'].map((name) => costOf(named(name)))).toEqual([
    ...['free', 'elementary', 'flop', 'free', 'elementary', 'elementary', 'free'],
  ]);
});

test('a value cannot contribute nothing', () => {
  const row = unary({ ...manual, name: 'test', value: (A) => A.none, partials: () => [1] });
  expect(() => rowText(row, ['x'])).toThrow(new Error('a value is made of ops and where, not of none'));
});
