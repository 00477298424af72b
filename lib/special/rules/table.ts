import { bessel } from './bessel.ts';
import { circularFunctions } from './circular.ts';
import { errorFunctions } from './error.ts';
import { gammaFunctions } from './gamma.ts';
import { integrals } from './integrals.ts';
import { lambert } from './lambert.ts';
import type { SpecialRule } from './rule.ts';

/** The rows of special functions, by family. Each family becomes a file of operators. */
export const specialFamilies: Readonly<Record<string, readonly SpecialRule[]>> = {
  error: errorFunctions,
  gamma: gammaFunctions,
  circular: circularFunctions,
  bessel,
  lambert,
  integrals,
};

/** Every row of a special function. */
export const specialRules: readonly SpecialRule[] = Object.values(specialFamilies).flat();
