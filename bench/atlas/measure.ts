import { derivative, type Scalar } from '../../lib/entries/index.ts';
import { rowOps } from '../../lib/ops/rows.ts';
import type { Interval, Rule } from '../../lib/rules/rule.ts';
import { rules } from '../../lib/rules/table.ts';
import { BigFloat } from '../../spec/support/big-float.ts';
import { seeded } from '../seeded.ts';
import { truths } from './truth.ts';

/** Sizes of the first argument, from one to the next: the names of the columns. */
export const bands: readonly (readonly [name: string, low: number, high: number])[] = [
  ['subnormal', 2 ** -1074, 2 ** -1022],
  ['1e−308', 2 ** -1022, 1e-200],
  ['1e−200', 1e-200, 1e-100],
  ['1e−100', 1e-100, 1e-30],
  ['1e−30', 1e-30, 1e-8],
  ['1e−8', 1e-8, 1e-3],
  ['0.001', 1e-3, 0.1],
  ['0.1', 0.1, 1],
  ['1', 1, 10],
  ['10', 10, 100],
  ['100', 100, 1000],
  ['1000', 1000, 1e8],
  ['1e8', 1e8, 1e30],
  ['1e30', 1e30, 1e100],
  ['1e100', 1e100, 1e200],
  ['1e200', 1e200, Number.MAX_VALUE],
];

/** Value, first and second derivatives. */
export const orders = ['value', 'first derivatives', 'second derivatives'] as const;

/** The rows that users call and whose exact numbers are known: those of today, and one that is added once truth.ts has it. */
export const measuredRows: readonly Rule[] = rules.filter(
  ({ name, internal }) => !internal && Object.hasOwn(truths, name),
);

/** No digit is right: as many ulps as a double has steps between 1 and 2. */
export const NO_DIGIT: number = 2 ** 52;
const LARGEST = BigFloat.from(Number.MAX_VALUE);

/** Of a row, in one band and order: the largest error and the median one, in ulps, and where the largest was. */
export type Cell = readonly [worst: number, median: number, at: readonly number[]];

/** The cells of a row, by order; null where a band has no argument of the domain. */
export type Cells = readonly (readonly (Cell | null)[])[];

/** What was measured: the engine, how many points a cell has, and the cells of each row. */
export interface Atlas {
  readonly node: string;
  readonly points: number;
  readonly rows: Readonly<Record<string, Cells>>;
}

/**
 * How far `got` is from the exact number, in units in its last place. Of a number beyond the largest double that is 0 if it is
 * the infinity, or NaN: no number is wrong then.
 */
export function errorInUlps(got: number, exact: BigFloat): number {
  if (exact.order > 1024) return Number.isNaN(got) || got === exact.sign * Infinity ? 0 : NO_DIGIT;
  if (!Number.isFinite(got)) return exact.size().compare(LARGEST) > 0 ? 0 : NO_DIGIT;
  const place = Math.max(exact.order - 53, -1074);
  const off = BigFloat.from(got).exactPlus(exact.negative()).size();
  return Math.min(off.scaled(-place).toNumber(), NO_DIGIT);
}

type Function = (...xs: Scalar[]) => Scalar;

/** The value of a row, its first partials and its second ones as the library has them, in the order of the exact ones. */
export function computed(name: string, xs: readonly number[]): readonly (readonly number[])[] {
  const f = (rowOps as unknown as Record<string, Function>)[name]!;
  const along =
    (g: (ys: readonly Scalar[]) => Scalar, i: number) =>
    (ys: readonly Scalar[]): Scalar =>
      derivative((t: Scalar) => g(ys.map((y, j) => (j === i ? t : y))))(ys[i]!);
  const first = xs.map((_, i) => along((ys) => f(...ys), i));
  return [
    [f(...xs) as number],
    first.map((d) => d(xs) as number),
    first.flatMap((d, i) => xs.slice(i).map((_, j) => along(d, i + j)(xs) as number)),
  ];
}

/** The errors of a row at some arguments: the largest of each order. */
export function errors(name: string, xs: readonly number[]): readonly [number, number, number] {
  const truth = truths[name]!(...xs.map(BigFloat.from));
  const exact = [[truth[0]], truth[1], truth[2]];
  const found = computed(name, xs).map((numbers, order) =>
    Math.max(...numbers.map((number, i) => errorInUlps(number, exact[order]![i]!))),
  );
  return found as unknown as readonly [number, number, number];
}

type Random = () => number;

/** A number whose logarithm is evenly distributed; one in four as close to an end of the band as doubles come. */
function sized(low: number, high: number, next: Random): number {
  const kind = next();
  if (kind < 0.125) return low * (1 + 2 ** (-52 * next()));
  if (kind < 0.25) return high * (1 - 2 ** (-53 * next()));
  return Math.exp(Math.log(low) + next() * (Math.log(high) - Math.log(low)));
}

const isInside = ([low, high]: Interval, x: number): boolean => x > low && x < high;

/** Another argument: of about the same size, moderate, or of any size. */
function partner(x: number, domain: Interval, next: Random): number {
  for (;;) {
    const kind = next();
    const size =
      kind < 0.4
        ? Math.abs(x) * 2 ** (8 * next() - 4)
        : kind < 0.8
          ? sized(0.01, 100, next)
          : sized(1e-300, 1e300, next);
    const y = next() < 0.5 ? -size : size;
    if (y !== 0 && Number.isFinite(y) && y !== x && isInside(domain, y)) return y;
  }
}

/** Arguments in a band, inside the domain; null where the band has none. */
export function argumentsOf(rule: Rule, band: (typeof bands)[number], next: Random): readonly number[] | null {
  const [, low, high] = band;
  for (let tries = 0; tries < 100; tries++) {
    const size = sized(low, high, next);
    const x = next() < 0.5 ? -size : size;
    if (!isInside(rule.domain[0]!, x) || size < low || size >= high) continue;
    const others = rule.domain.slice(1).map((domain) => partner(x, domain, next));
    // Exponents by which the power mostly is a double.
    if (rule.name === 'pow' && next() < 0.6) others[0] = ((2 * next() - 1) * 740) / Math.log(x);
    if (others.every((y) => Number.isFinite(y) && y !== 0)) return [x, ...others];
  }
  return null;
}

/** To three digits; below a thousandth 0, and no digit is no digit. */
export function rounded(ulps: number): number {
  if (ulps < 0.001 || ulps === NO_DIGIT) return ulps < 1 ? 0 : ulps;
  return Number(ulps.toPrecision(3));
}

/** The cells of a row, of so many points each. */
export function measured(rule: Rule, points: number): Cells {
  const columns = bands.map((band, b) => {
    const next = seeded(b + 1);
    const found: { readonly xs: readonly number[]; readonly errors: readonly number[] }[] = [];
    for (let i = 0; i < points; i++) {
      const xs = argumentsOf(rule, band, next);
      if (xs === null) break;
      found.push({ xs, errors: errors(rule.name, xs) });
    }
    return orders.map((_, order): Cell | null => {
      if (found.length === 0) return null;
      const sorted = [...found].sort((p, q) => p.errors[order]! - q.errors[order]!);
      const { xs, errors: last } = sorted.at(-1)!;
      return [rounded(last[order]!), rounded(sorted[sorted.length >> 1]!.errors[order]!), xs];
    });
  });
  return orders.map((_, order) => columns.map((column) => column[order]!));
}
