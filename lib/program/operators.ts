import { choose, comparisons } from '../ops/compare.ts';
import * as reductions from '../rules/reductions.ts';
import { rules } from '../rules/table.ts';
import type { Scalar } from '../scalar.ts';
import { opcodeOf, opsByName } from './opcodes.ts';
import type { Operation } from './program.ts';

/** The opcode of an op of the table, by the function that users call. */
export const opcodeOfOp: ReadonlyMap<unknown, number> = new Map(
  rules.map(({ name }): [unknown, number] => [opsByName[name], opcodeOf.get(name)!]),
);

const arrayRows: ReadonlySet<unknown> = new Set(Object.values(reductions));

/** Whether an op over arrays is one of the table. */
export function isOfTable(row: unknown): boolean {
  return arrayRows.has(row);
}

/** An operation that is called: one of the user's, or an array operation kept whole. */
export function called(
  name: string,
  arity: number,
  apply: (operands: readonly Scalar[]) => Scalar,
  counts?: Operation['counts'],
): Operation {
  const value: Operation['value'] = (...operands) => apply(operands) as number;
  return { name, arity, cost: 'elementary', value, apply, ...(counts && { counts }) };
}

/** What an array operation of the table counts for n operands, as the loop that defines it. */
export function arrayCounts(name: string, n: number): Readonly<Record<string, number>> {
  return loops[name]!(n);
}

const loops: Readonly<Record<string, (n: number) => Record<string, number>>> = {
  sum: (n) => ({ add: n - 1 }),
  mean: (n) => ({ add: n - 1, div: 1 }),
  prod: (n) => ({ mul: n - 1 }),
  dot: (n) => ({ mul: n / 2, add: n / 2 - 1 }),
  norm: (n) => ({ mul: n, add: n - 1, sqrt: 1 }),
  logsumexp: (n) => ({ max: n, sub: n, exp: n, add: n, log: 1 }),
  variance: (n) => ({ add: 2 * n - 2, sub: n, mul: n, div: 2 }),
  maximum: (n) => ({ max: n - 1 }),
  minimum: (n) => ({ min: n - 1 }),
};

/** An operation again, on numbers of any kind. */
export function applied({ name, compare, apply }: Operation, operands: readonly Scalar[]): Scalar {
  if (apply !== undefined) return apply(operands);
  const [x, y, then, otherwise] = operands as [Scalar, Scalar, Scalar, Scalar];
  return compare === undefined ? opsByName[name]!(...operands) : choose(comparisons[compare], x, y, then, otherwise)!;
}
