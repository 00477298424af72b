// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { Algebra } from '../../rules/algebra.ts';

/** The algebra of partials of special functions: the ops of the table, and special functions. */
export interface SpecialAlgebra<T> extends Algebra<T> {
  erf(x: T | number): T;
  erfc(x: T | number): T;
  erfcx(x: T | number): T;
  erfcxIntegral(n: T | number, x: T | number): T;
  gaussian(x: T | number): T;
  normalDensity(x: T | number): T;
  erfinv(x: T | number): T;
  erfinvSlope(x: T | number): T;
  normcdf(x: T | number): T;
  normquantile(p: T | number): T;
  normquantileSlope(p: T | number): T;
  gelu(x: T | number): T;
  geluSlope(x: T | number): T;
  gamma(x: T | number): T;
  lgamma(x: T | number): T;
  digamma(x: T | number): T;
  trigamma(x: T | number): T;
  polygamma(n: T | number, x: T | number): T;
  beta(a: T | number, b: T | number): T;
  lbeta(a: T | number, b: T | number): T;
  digammaRise(x: T | number, h: T | number): T;
  trigammaRise(x: T | number, h: T | number): T;
  polygamma2Rise(x: T | number, h: T | number): T;
  polygamma3Rise(x: T | number, h: T | number): T;
  sinpi(x: T | number): T;
  cospi(x: T | number): T;
  sincpi(x: T | number): T;
  besselj0(x: T | number): T;
  besselj1(x: T | number): T;
  besselj(n: T | number, x: T | number): T;
  bessely0(x: T | number): T;
  bessely1(x: T | number): T;
  bessely(n: T | number, x: T | number): T;
  besseli0(x: T | number): T;
  besseli1(x: T | number): T;
  besseli(n: T | number, x: T | number): T;
  besselk0(x: T | number): T;
  besselk1(x: T | number): T;
  besselk(n: T | number, x: T | number): T;
  besseljSlope(n: T | number, x: T | number): T;
  besselySlope(n: T | number, x: T | number): T;
  lambertw(x: T | number): T;
  lambertwm1(x: T | number): T;
  lambertwSlope(x: T | number): T;
  lambertwAbove(x: T | number): T;
  lambertwm1Slope(x: T | number): T;
  lambertwm1Above(x: T | number): T;
  expint(x: T | number): T;
  expintei(x: T | number): T;
  ellipk(m: T | number): T;
  ellipe(m: T | number): T;
  ellipkDerivative(n: T | number, x: T | number): T;
  ellipeDerivative(n: T | number, x: T | number): T;
  zeta(s: T | number): T;
  zetaDerivative(n: T | number, x: T | number): T;
}
