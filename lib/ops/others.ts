/** For each entry, all others reduced by f, from what is before and what is behind. */
export function others<T>(xs: readonly T[], f: (total: T, x: T) => T, none: T): T[] {
  const last = xs.length - 1;
  const behind = xs.slice();
  let total: T = none;
  for (let i = last; i >= 0; i--) {
    behind[i] = total;
    if (i > 0) total = i === last ? xs[i]! : f(total, xs[i]!);
  }
  let before: T = none;
  return xs.map((x, i) => {
    const result = i === 0 ? behind[i]! : i === last ? before : f(before, behind[i]!);
    if (i < last) before = i === 0 ? x : f(before, x);
    return result;
  });
}
