import type { Scalar } from '../scalar.ts';

// Loops over numbers keep tangents and adjoints in one array of doubles, in which −0 is inactive. A sum that starts at +0 is
// never −0, so every sum of theirs is `sum + 0 + term`.

/** Tangents as an array in which −0 is inactive; undefined where some are no plain numbers. */
export function sparse(ts: readonly (Scalar | undefined)[]): Float64Array | undefined {
  const result = new Float64Array(ts.length);
  for (let i = 0; i < ts.length; i++) {
    const t = ts[i];
    if (t === undefined) result[i] = -0;
    else if (typeof t === 'number') result[i] = t + 0;
    else return undefined;
  }
  return result;
}

/** So many inactive ones. */
export function inactive(count: number): Float64Array {
  return new Float64Array(count).fill(-0);
}

/** The tangents in such an array. */
export function listed(ts: Float64Array): (number | undefined)[] {
  const result: (number | undefined)[] = [];
  for (let i = 0; i < ts.length; i++) {
    const t = ts[i]!;
    result.push(Object.is(t, -0) ? undefined : t);
  }
  return result;
}
