import { choose, comparisons } from '../ops/compare.ts';
import { type ArrayAlgebra, type ArrayRule, listsOf } from '../rules/array-rule.ts';
import { costOf, isLeaf } from '../rules/expression.ts';
import type { BinaryRule, Leaf } from '../rules/rule.ts';
import { arrays, rules } from '../rules/table.ts';
import type { Term } from '../rules/term.ts';
import type { Scalar } from '../scalar.ts';
import { BARE, opcodeOf, opsByName } from './opcodes.ts';
import type { Operation } from './program.ts';

/** The opcode of an op of the table, by the function that users call. */
export const opcodeOfOp: ReadonlyMap<unknown, number> = new Map(
  rules.map(({ name }): [unknown, number] => [opsByName[name], opcodeOf.get(name)!]),
);

/** The row of an op over arrays, by the function that users call; undefined for the user's own. */
export const arrayRuleOf: ReadonlyMap<unknown, ArrayRule> = new Map(
  arrays.map((rule): [unknown, ArrayRule] => [opsByName[rule.name], rule]),
);

const variadicRules: ReadonlyMap<unknown, BinaryRule & Leaf> = new Map(
  rules.flatMap((rule): [unknown, BinaryRule & Leaf][] =>
    'many' in rule && isLeaf(rule) ? [[opsByName[rule.name], rule as BinaryRule & Leaf]] : [],
  ),
);

/** The operation of a leaf of the table on `arity` operands, where it takes any number; undefined for other ops. */
export function variadic(op: unknown, arity: number): Operation | undefined {
  const rule = variadicRules.get(op);
  if (rule === undefined) return undefined;
  const args = Array.from({ length: arity }, (_, i) => `x${i + 1}`);
  // An instruction takes two; the function is called.
  const row = { ...rule, arity, args, text: { js: rule.text.js } } as unknown as Leaf;
  return { ...BARE, name: rule.name, arity, cost: costOf(rule), row, value: rule.value };
}

/** A called operation: one of the user's, or an array operation kept whole. */
export function called(
  { name, from }: { readonly name: string; readonly from?: string },
  arity: number,
  apply: (operands: readonly Scalar[]) => Scalar,
  counts?: Operation['counts'],
  value: Operation['value'] = (...operands) => apply(operands) as number,
): Operation {
  return { ...BARE, name, arity, cost: 'elementary', value, apply, counts, from };
}

/** A number that an array operation computes, and the numbers it is computed from. */
interface Step {
  readonly name?: string;
  readonly operands: readonly Term<Step>[];
}

const STEPS = {
  ...Object.fromEntries(
    rules.map(({ name }) => [
      name,
      // Arithmetic on plain numbers, like the count of entries, is not an operation.
      (...operands: Term<Step>[]): Term<Step> =>
        operands.every((x) => typeof x === 'number') ? 0 : { name, operands },
    ]),
  ),
  ...listsOf<Step>(),
  where: (_compare: string, _x: unknown, _y: unknown, then: Term<Step>): Term<Step> => then,
} as unknown as ArrayAlgebra<Step, readonly Step[]>;

/** The counts of an array operation of n entries: the ops of its definition, in a branch those of the usual side. */
export function arrayCounts(rule: ArrayRule, n: number): Readonly<Record<string, number>> {
  const entries = Array.from({ length: n }, (): Step => ({ operands: [] }));
  const counts: Record<string, number> = {};
  const steps = new Set([rule.value(STEPS, entries, entries)]);
  // A set may grow while it is walked.
  for (const step of steps) {
    if (typeof step === 'number') continue;
    if (step.name !== undefined) counts[step.name] = (counts[step.name] ?? 0) + 1;
    for (const operand of step.operands) steps.add(operand);
  }
  return counts;
}

/** Evaluates an operation on numbers of any kind. */
export function applied({ name, compare, apply }: Operation, operands: readonly Scalar[]): Scalar {
  if (apply !== undefined) return apply(operands);
  const [x, y, then, otherwise] = operands as [Scalar, Scalar, Scalar, Scalar];
  return compare === undefined ? opsByName[name]!(...operands) : choose(comparisons[compare], x, y, then, otherwise)!;
}
