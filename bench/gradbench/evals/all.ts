import type { Eval } from '../eval.ts';
import { ba } from './ba.ts';
import { det } from './det.ts';
import { gmm } from './gmm.ts';
import { hello } from './hello.ts';
import { ht } from './ht.ts';
import { kmeans } from './kmeans.ts';
import { llsq } from './llsq.ts';
import { lse } from './lse.ts';
import { lstm } from './lstm.ts';
import { ode } from './ode.ts';
import { particle } from './particle.ts';
import { saddle } from './saddle.ts';

/** Every eval of the suite, in its order. */
export const evals: readonly Eval[] = [hello, lse, llsq, ode, det, kmeans, gmm, ba, ht, lstm, particle, saddle];
