import type { Kink } from '../lib/rules/kink.ts';
import type { Interval } from '../lib/rules/rule.ts';

/** "x ≥ 0", or nothing for the whole line. */
export function domainText(arg: string, [low, high]: Interval): string[] {
  if (low === -Infinity && high === Infinity) return [];
  if (high === Infinity) return [`${arg} ≥ ${number(low)}`];
  return [`${number(low)} ≤ ${arg} ≤ ${number(high)}`];
}

/** What is promised at a kink, as a sentence; with one name for many coordinates, the point as a tuple. */
export function kinkText(args: readonly string[], { at, partials, why }: Kink): string {
  const point =
    args.length === at.length
      ? args.map((arg, i) => `${arg} = ${number(at[i]!)}`).join(', ')
      : `${args[0]} = ${tuple(at)}`;
  return `At ${point} the derivative is ${tuple(partials)}: ${why}.`;
}

function tuple(xs: readonly number[]): string {
  return xs.length === 1 ? number(xs[0]!) : `(${xs.map(number).join(', ')})`;
}

function number(x: number): string {
  return (Object.is(x, -0) ? '-0' : String(x)).replace('-', '−').replace('Infinity', '∞');
}
