// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { Algebra } from '../../rules/algebra.ts';

/** The algebra of partials of special functions: the ops of the table, and special functions. */
export interface SpecialAlgebra<T> extends Algebra<T> {
  erf(x: T | number): T;
  erfc(x: T | number): T;
  polygamma(n: T | number, x: T | number): T;
}
