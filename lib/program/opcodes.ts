import { rules } from '../rules/table.ts';
import type { Scalar } from '../scalar.ts';
import { known } from './operators.ts';
import type { Comparing, Operation } from './program.ts';

/** The opcodes of nodes that every program knows; the rest of the table follows, then the user's own operations. */
export const INPUT = 0;
export const CONSTANT = 1;
/** Of LT; the five other comparisons follow in this order. */
export const SELECT = 2;
export const COMPARISONS: readonly Comparing[] = ['lt', 'le', 'gt', 'ge', 'eq', 'ne'];

/** What every comparison is on numbers. */
export const holds: Readonly<Record<Comparing, (x: number, y: number) => boolean>> = {
  lt: (x, y) => x < y,
  le: (x, y) => x <= y,
  gt: (x, y) => x > y,
  ge: (x, y) => x >= y,
  eq: (x, y) => x === y,
  ne: (x, y) => x !== y,
};

const absent = (): number => Number.NaN;

/** Of a program before any operation of the user's. */
export const OPERATIONS: readonly Operation[] = [
  { name: 'input', arity: 0, value: absent },
  { name: 'constant', arity: 0, value: absent },
  ...COMPARISONS.map(
    (compare): Operation => ({
      name: 'select',
      arity: 4,
      compare,
      value: (x, y, then, otherwise) => (holds[compare](x as number, y as number) ? then : otherwise) as number,
    }),
  ),
  ...rules.map(
    ({ name, arity, js, args, wasm, value }): Operation => ({
      name,
      arity,
      js,
      args,
      ...(wasm === undefined ? {} : { wasm }),
      value: value as Operation['value'],
    }),
  ),
];

/** The opcode of a row of the table, by its name. */
export const opcodeOf: ReadonlyMap<string, number> = new Map(
  OPERATIONS.flatMap(({ name, js }, opcode): [string, number][] => (js === undefined ? [] : [[name, opcode]])),
);

/** The same, by the op. */
export const opcodeOfOp: ReadonlyMap<unknown, number> = new Map(
  [...known].flatMap(([op, { name }]): [unknown, number][] => {
    const opcode = opcodeOf.get(name);
    return opcode === undefined ? [] : [[op, opcode]];
  }),
);

/** The name of the row that an op's key stands for; undefined for the user's own. */
export function rowOf(key: unknown): string | undefined {
  return known.get(key)?.name;
}

/** A user's operation on n numbers, which is called. */
export function called(name: string, n: number, apply: (operands: readonly Scalar[]) => Scalar): Operation {
  return { name, arity: n, value: (...operands) => apply(operands) as number };
}
