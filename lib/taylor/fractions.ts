import * as ops from '../ops/index.ts';
import type { Fraction } from '../rules/rule.ts';
import { rules } from '../rules/table.ts';

/** The rows' fractions, by the op that users call. */
export const fractions: ReadonlyMap<unknown, Fraction> = new Map(
  rules.flatMap((rule): [unknown, Fraction][] =>
    'taylor' in rule && rule.taylor ? [[(ops as Readonly<Record<string, unknown>>)[rule.name], rule.taylor]] : [],
  ),
);
