import type { Eval } from '../eval.ts';
import { hello } from './hello.ts';
import { lse } from './lse.ts';

/** Every eval of the suite, in its order. */
export const evals: readonly Eval[] = [hello, lse];
