import type { Algebra } from '../lib/rules/algebra.ts';
import { type ArrayAlgebra, type ArrayRule, listsOf } from '../lib/rules/array-rule.ts';
import { type Language, translated } from '../lib/rules/expression.ts';
import { holds, type Rule } from '../lib/rules/rule.ts';
import { rules } from '../lib/rules/table.ts';

const NUMBERS: Language<number> = {
  constant: (value) => value,
  leaf: ({ value }, operands) => value(...operands),
  where: ({ joint, tests }, then, otherwise) => {
    const outcomes = tests.map(({ compare, x, y }) => holds[compare](x, y));
    return (joint === 'and' ? outcomes.every(Boolean) : outcomes.some(Boolean)) ? then : otherwise;
  },
};

/** The value of a row on numbers, by its definition. */
export function rowValue(rule: Rule, args: readonly number[]): number {
  return translated(rule, NUMBERS, args);
}

const ops = Object.fromEntries(rules.map((rule) => [rule.name, (...args: number[]) => rowValue(rule, args)]));

/** The algebra of lists of numbers. */
export const ARRAYS: ArrayAlgebra<number, readonly number[]> = {
  ...(ops as unknown as Algebra<number>),
  ...listsOf<number>(),
  where: (compare, x, y, then, otherwise) => (holds[compare](x, y) ? then : otherwise),
};

/** The value of a row over arrays on numbers, by its definition. */
export function arrayValue(rule: ArrayRule, xs: readonly number[], ys: readonly number[] = []): number {
  return rule.value(ARRAYS, xs, ys);
}
