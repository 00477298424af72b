/**
 * Thomson's problem: twelve electrons on a sphere, as far from each other as they can be. Their energy is least on the
 * corners of an icosahedron. numeric's `uncmin` takes the gradient as a function of x, which `grad(f)` is.
 */
import numeric from 'numeric';
import { grad } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

/** The energy of electrons at latitudes and longitudes, one after the other in x. */
const energy = native((x: number[]) => {
  let total = 0;
  for (let i = 0; i < x.length; i += 2) {
    for (let j = 0; j < i; j += 2) {
      const cosine =
        Math.sin(x[i]!) * Math.sin(x[j]!) + Math.cos(x[i]!) * Math.cos(x[j]!) * Math.cos(x[i + 1]! - x[j + 1]!);
      total += 1 / Math.sqrt(2 - 2 * cosine);
    }
  }
  return total;
});

/** Points that wind from pole to pole. */
const start = Array.from({ length: 12 }, (_, i) => [Math.asin((2 * i - 11) / 12), 2.4 * i]).flat();

export const found: { readonly f: number; readonly iterations: number } = numeric.uncmin(
  energy,
  start,
  1e-10,
  grad(energy),
);

/** What uncmin says of its own differences. */
export const differences: string = (() => {
  try {
    return String(numeric.uncmin(energy, start, 1e-10).f);
  } catch (error) {
    return (error as Error).message;
  }
})();

console.log(`energy ${found.f.toFixed(9)} after ${found.iterations} iterations; with differences: ${differences}`);
