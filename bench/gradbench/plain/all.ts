import type { Eval } from '../eval.ts';
import { ba } from './ba.ts';
import { gmm } from './gmm.ts';
import { ht } from './ht.ts';
import { lstm } from './lstm.ts';
import { det, kmeans, llsq, lse, ode } from './vectors.ts';

/** The primals in plain JavaScript; particle and saddle have none, their programs being all derivatives. */
export const plain: readonly Eval[] = [lse, llsq, ode, det, kmeans, gmm, ba, ht, lstm];
