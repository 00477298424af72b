import * as ops from '../ops/index.ts';
import { rowOps } from '../ops/rows.ts';
import { costOf, expressionOf, isLeaf } from '../rules/expression.ts';
import { type Comparing, holds } from '../rules/rule.ts';
import { rules } from '../rules/table.ts';
import type { Scalar } from '../scalar.ts';
import type { Guard, Operation } from './program.ts';

/** The opcodes that every program knows. The rest of the table follows, then the called operations. */
export const INPUT = 0;
export const CONSTANT = 1;
/** Selects by lt. The opcodes of selects by the five other comparisons follow in this order. */
export const SELECT = 2;
export const COMPARISONS: readonly Comparing[] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'];

/** Whether a guard comes out as it did at the captured point, where its nodes are x and y. */
export function guardHolds({ compare, outcome }: Guard, x: number, y: number): boolean {
  if (compare === 'finite') return (x - x === 0) === outcome;
  if (compare === 'NaN') return Number.isNaN(x) === outcome;
  if (compare === 'is') return (x === y || (Number.isNaN(x) && Number.isNaN(y))) === outcome;
  return holds[compare](x, y) === outcome;
}

/** The ops of the table by the names of their rows. */
export const opsByName: Readonly<Record<string, (...operands: Scalar[]) => Scalar>> = {
  ...ops,
  ...rowOps,
} as never;

/** The fields that an operation need not have. They are its own all the same: code must not come from Object.prototype. */
export const BARE: Pick<Operation, 'compare' | 'row' | 'counts' | 'apply' | 'from'> = {
  compare: undefined,
  row: undefined,
  counts: undefined,
  apply: undefined,
  from: undefined,
};

const absent = (): number => Number.NaN;

const ROWS: readonly Operation[] = [
  { ...BARE, name: 'input', arity: 0, cost: 'free', value: absent },
  { ...BARE, name: 'constant', arity: 0, cost: 'free', value: absent },
  ...COMPARISONS.map(
    (compare): Operation => ({
      ...BARE,
      name: 'where',
      arity: 4,
      cost: 'free',
      compare,
      value: (x, y, then, otherwise) => (holds[compare](x!, y!) ? then : otherwise)!,
    }),
  ),
  ...rules.map(
    (rule): Operation => ({
      ...BARE,
      name: rule.name,
      arity: rule.arity,
      cost: costOf(rule),
      row: rule,
      // A row that hands on its argument computes nothing.
      counts: expressionOf(rule).kind === 'name' ? {} : undefined,
      value: isLeaf(rule) ? rule.value : (opsByName[rule.name] as Operation['value']),
    }),
  ),
];

/** The opcode of a row of the table, by its name. */
export const opcodeOf: ReadonlyMap<string, number> = new Map(
  ROWS.map(({ name }, opcode): [string, number] => [name, opcode]),
);

/** Adds the constant 0 to a derivative, so that a zero has the sign +. It counts as no operation. */
export const UNSIGNED_ZERO: number = ROWS.length;

/** The operations by opcode, before any called ones. */
export const OPERATIONS: readonly Operation[] = [...ROWS, { ...ROWS[opcodeOf.get('add')!]!, counts: {} }];

/** Whether nodes of this opcode select one of two operands. */
export function isSelect(opcode: number): boolean {
  return opcode >= SELECT && opcode < SELECT + COMPARISONS.length;
}

/** Whether nodes of this opcode are computed: neither inputs nor constants. */
export function isComputed(opcode: number): boolean {
  return opcode > CONSTANT;
}
