/**
 * Rosenbrock's valley by conjugate gradients. `gradInto(f)` is what fmin calls: it writes the gradient into its second
 * argument and returns the value. fmin's modules name their files without endings, which Node refuses, so it has to be
 * bundled:
 * npx tsx examples/hosts/bundle.ts fmin && node out/hosts/fmin.mjs
 */
import { conjugateGradient } from 'fmin/index.js';
import { gradInto } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const valley = native(([x, y]: number[]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2);

export const found: { readonly x: number[]; readonly fx: number } = conjugateGradient(gradInto(valley), [-1, 1]);

console.log(`The valley is lowest at (${found.x.join(', ')}): ${found.fx}.`);
