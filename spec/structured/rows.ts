import type { Rule } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';

/** The rows that users call. */
export const TAME: readonly Rule[] = rules.filter((rule) => rule.internal !== true);
