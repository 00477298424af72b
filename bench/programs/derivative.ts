import type { Scalar } from '../../lib/entries/index.ts';
import type { Into } from './program.ts';

/** A function to be differentiated by a verb of the library, and the same derivative written by hand. */
export interface Derivative {
  readonly name: string;
  readonly n: number;
  readonly verb: 'grad' | 'jacobian' | 'hessian';
  readonly f: (x: readonly Scalar[]) => Scalar | Scalar[];
  readonly sample: (random: () => number) => number[];
  readonly byHand: Into<Float64Array> | Into<Float64Array[]>;
}
