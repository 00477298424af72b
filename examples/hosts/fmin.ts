/**
 * Rosenbrock's valley by conjugate gradients. `gradInto` has the very shape that fmin asks for: it writes the gradient into the
 * second argument and returns the value. The package's modules name their files without endings, which Node refuses:
 * npx esbuild examples/hosts/fmin.ts --bundle --platform=node --format=esm --outfile=out/fmin.mjs && node out/fmin.mjs
 */
import { conjugateGradient } from 'fmin/index.js';
import { gradInto } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const valley = native(([x, y]: number[]) => (1 - x!) ** 2 + 100 * (y! - x! ** 2) ** 2);

export const found: { readonly x: number[]; readonly fx: number } = conjugateGradient(gradInto(valley), [-1, 1]);

console.log(`The valley is lowest at (${found.x.join(', ')}): ${found.fx}.`);
