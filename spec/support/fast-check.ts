import fc from 'fast-check';

/** Runs per property: FC_RUNS, 100 by default. Specs import fast-check from here, so that it is set once for all. */
fc.configureGlobal({ numRuns: Number(process.env.FC_RUNS ?? 100) });

export { fc };
