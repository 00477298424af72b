// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
export { direction } from './powers.ts';
export { oneLessSquare } from './trigonometric.ts';
export { convention } from './piecewise.ts';
export { portion } from './activations.ts';
