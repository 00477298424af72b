/** How far an answer is from what is expected, where it is farthest. */
export interface Difference {
  /** Relative; infinite where the shapes differ. */
  readonly by: number;
  readonly at: string;
}

/** What an answer may differ by. The suite's own rule, 10⁻⁴ and absolute near 0, would let zeros pass. */
export const TOLERANCE = 1e-9;

/**
 * The largest relative difference. A number much smaller than its neighbours is a sum that cancelled: an entry of a list counts
 * as at least a thousandth of the list's largest.
 */
export function difference(expected: unknown, got: unknown, at = 'output', least = 0): Difference {
  if (typeof expected === 'number' && typeof got === 'number') return { by: relative(expected, got, least), at };
  if (Array.isArray(expected) && Array.isArray(got) && expected.length === got.length) {
    const floor = largest(expected) / 1000;
    return worst(at, expected.length, (i) => difference(expected[i], got[i], `${at}[${i}]`, floor));
  }
  if (isRecord(expected) && isRecord(got) && Object.keys(expected).sort().join() === Object.keys(got).sort().join()) {
    const keys = Object.keys(expected);
    return worst(at, keys.length, (i) => {
      const key = keys[i] as string;
      return difference(expected[key], got[key], `${at}.${key}`);
    });
  }
  return { by: Object.is(expected, got) ? 0 : Infinity, at };
}

function relative(expected: number, got: number, least: number): number {
  if (expected === got) return 0;
  const by = Math.abs(expected - got) / Math.max(Math.abs(expected), least);
  return Number.isNaN(by) ? Infinity : by;
}

function largest(list: readonly unknown[]): number {
  let most = 0;
  for (const entry of list) if (typeof entry === 'number') most = Math.max(most, Math.abs(entry));
  return most;
}

function worst(at: string, count: number, of: (i: number) => Difference): Difference {
  let found: Difference = { by: 0, at };
  for (let i = 0; i < count; i++) {
    const one = of(i);
    if (one.by > found.by) found = one;
  }
  return found;
}

function isRecord(x: unknown): x is Readonly<Record<string, unknown>> {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}
