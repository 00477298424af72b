import fc from 'fast-check';

const { FC_RUNS = '100', FC_SEED } = process.env;

/**
 * Runs per property: FC_RUNS, 100 by default. Every run draws anew, unless FC_SEED says what to begin with, as it does
 * where a change is judged. Specs import fast-check from here, so that it is set once for all.
 */
fc.configureGlobal({ numRuns: Number(FC_RUNS), ...(FC_SEED === undefined ? {} : { seed: Number(FC_SEED) }) });

/** A share of the runs of a property, for laws that take long. */
export function runs(share: number): { readonly numRuns: number } {
  return { numRuns: Math.ceil(Number(FC_RUNS) * share) };
}

export { fc };
