import { error } from './error.ts';
import { gamma } from './gamma.ts';
import type { SpecialRule } from './rule.ts';

/** The rows of special functions, by family. Each family becomes a file of operators. */
export const specialFamilies: Readonly<Record<string, readonly SpecialRule[]>> = { error, gamma };

/** Every row of a special function. */
export const specialRules: readonly SpecialRule[] = Object.values(specialFamilies).flat();
