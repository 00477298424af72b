import * as ops from '../ops/index.ts';
import { direction } from '../ops/powers.ts';
import { oneLessSquare } from '../ops/trigonometric.ts';
import * as reductions from '../rules/reductions.ts';
import { rules } from '../rules/table.ts';
import type { Scalar } from '../scalar.ts';

/** An operation as a graph knows it. */
export interface Operation {
  readonly name: string;
  /** Its value from the values of its operands. */
  readonly value: (operands: readonly number[]) => number;
  /** It again, on numbers of any kind. */
  readonly apply: (operands: readonly Scalar[]) => Scalar;
  /** What it counts in a ledger for n operands, by the names of primitive operations. */
  readonly counts: (n: number) => Readonly<Record<string, number>>;
}

const once = (name: string) => (): Record<string, number> => ({ [name]: 1 });

/** What an array operation counts, as the loop that defines it. */
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

type Call = (...operands: Scalar[]) => Scalar;
type ArrayCall = (xs: readonly Scalar[], ys: readonly Scalar[]) => Scalar;
const calls = { ...ops, direction, oneLessSquare } as unknown as Readonly<Record<string, Call>>;

function operation(name: string, apply: Operation['apply'], counts: Operation['counts'] = once(name)): Operation {
  return { name, apply, value: apply as Operation['value'], counts };
}

/** The library's own operations: by the function that users call, or by the row of an array operation. */
export const known: ReadonlyMap<unknown, Operation> = new Map<unknown, Operation>([
  ...rules.map(({ name }): [unknown, Operation] => {
    const call = calls[name] as Call;
    return [call, operation(name, (operands) => call(...operands))];
  }),
  ...Object.values(reductions).map((row): [unknown, Operation] => {
    const call = calls[row.name] as unknown as ArrayCall;
    const split = (operands: readonly Scalar[]): Scalar => {
      const n = operands.length / row.args.length;
      return call(operands.slice(0, n), operands.slice(n));
    };
    return [row, operation(row.name, split, loops[row.name])];
  }),
]);

/** An operation of the user's; in a ledger it counts by its own name. */
export function userOperation(name: string, apply: Operation['apply']): Operation {
  return operation(name, apply);
}

/** Whether an operation is arithmetic, an elementary function or free; the user's own count as elementary. */
export const costs: ReadonlyMap<string, string> = new Map(rules.map(({ name, cost }) => [name, cost]));

/** How many operands an operation has. */
export const arities: ReadonlyMap<string, number> = new Map(rules.map(({ name, arity }) => [name, arity]));
