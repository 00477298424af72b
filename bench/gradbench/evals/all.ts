import type { Eval } from '../eval.ts';
import { ba } from './ba.ts';
import { gmm } from './gmm.ts';
import { hello } from './hello.ts';
import { ht } from './ht.ts';
import { lse } from './lse.ts';
import { lstm } from './lstm.ts';
import { particle } from './particle.ts';
import { saddle } from './saddle.ts';

/** Every eval of the suite, in its order. */
export const evals: readonly Eval[] = [hello, lse, gmm, ba, ht, lstm, particle, saddle];
