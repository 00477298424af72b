// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { erf, erfc, erfcx, erfinv, normcdf, normquantile, gelu } from './error.ts';
export { gamma, lgamma, digamma, trigamma, polygamma, beta, lbeta } from './gamma.ts';
export { sinpi, cospi, sincpi } from './circular.ts';
