import * as dualgrad from '../lib/entries/index.ts';
import { grad, jacobian, type Scalar } from '../lib/entries/index.ts';
import type { Call } from './measure.ts';
import type { Algebra, Program } from './programs/program.ts';

/** This library's operations, for programs written over any algebra. */
export const ours: Algebra<Scalar> = { ...dualgrad, constant: (c) => c };

/** All first partials of a program, by `grad` or `jacobian`. */
export function partials(program: Program, lanes?: number): Call {
  const options = { mode: 'forward', lanes } as const;
  if (program.m === 1) {
    const gradient = grad(program.write(ours) as (x: readonly Scalar[]) => Scalar, options);
    return (x) => gradient(x);
  }
  const rows = jacobian(program.write(ours) as (x: readonly Scalar[]) => Scalar[], options);
  return (x) => rows(x);
}
