// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { erf, erfc, erfcx, erfinv, normcdf, normquantile, gelu } from './error.ts';
export { gamma, lgamma, digamma, trigamma, polygamma, beta, lbeta } from './gamma.ts';
export { sinpi, cospi, sincpi } from './circular.ts';
export { besselj0, besselj1, besselj, bessely0, bessely1, bessely, besseli0, besseli1, besseli, besselk0, besselk1, besselk } from './bessel.ts';
export { lambertw, lambertwm1 } from './lambert.ts';
export { expint, expintei, ellipk, ellipe, zeta } from './integrals.ts';
