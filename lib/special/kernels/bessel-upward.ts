import { addPairs, type Pair, scalePair, toDouble } from './pair.ts';

/** fₙ from f₀ and f₁ by fₖ₊₁ = 2k/x fₖ − fₖ₋₁ (DLMF 10.6.1), for n ≥ 1. */
export function upward(f0: Pair, f1: Pair, n: number, x: number): Pair {
  let [before, f] = [f0, f1];
  for (let k = 1; k < n && Math.abs(f[0]) < Infinity; k++) [before, f] = [f, next(f, 2 * k, x, before)];
  return f;
}

/** (fₙ₋₁ − fₙ₊₁)/2 for n ≥ 1. */
export function halfDifference(f0: Pair, f1: Pair, n: number, x: number): number {
  let [before, f] = [f0, f1];
  for (let k = 1; k < n; k++) [before, f] = [f, next(f, 2 * k, x, before)];
  const after = next(f, 2 * n, x, before);
  return toDouble(addPairs(before, [-after[0], -after[1]])) / 2;
}

/** 2k/x f − before. */
function next(f: Pair, twice: number, x: number, before: Pair): Pair {
  // Where doubles end, products can't be split.
  if (x > 1e290) return [-before[0], -before[1]];
  const rough = (f[0] / x) * twice;
  if (!(Math.abs(rough) < 1e290)) return [rough - before[0], 0];
  const scaled = scalePair(f, twice);
  const quotient = scaled[0] / x;
  const back = scalePair([quotient, 0], x);
  const low = (scaled[0] - back[0] - back[1] + scaled[1]) / x;
  return addPairs([quotient, low], [-before[0], -before[1]]);
}
