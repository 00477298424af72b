import type { Eval } from '../eval.ts';
import { det } from './det.ts';
import { hello } from './hello.ts';
import { kmeans } from './kmeans.ts';
import { llsq } from './llsq.ts';
import { lse } from './lse.ts';
import { ode } from './ode.ts';

/** Every eval of the suite, in its order. */
export const evals: readonly Eval[] = [hello, lse, llsq, ode, det, kmeans];
