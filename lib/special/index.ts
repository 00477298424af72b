// Emitted from lib/special/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { erf, erfc } from './error.ts';
export { polygamma } from './gamma.ts';
