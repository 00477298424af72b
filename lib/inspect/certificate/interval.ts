import { type Comparing, holds } from '../../rules/rule.ts';

/** All numbers from `lo` to `hi`. */
export interface NumberInterval {
  readonly lo: number;
  readonly hi: number;
}

export const ANY_NUMBER: NumberInterval = { lo: -Infinity, hi: Infinity };

/** The interval of one number. */
export function point(x: number): NumberInterval {
  return { lo: x, hi: x };
}

/** From lo to hi, each of them off by so many ulps at most; all numbers where one is NaN. */
export function around(lo: number, hi: number, ulps: number): NumberInterval {
  if (Number.isNaN(lo) || Number.isNaN(hi)) return ANY_NUMBER;
  return ulps === 0 ? { lo, hi } : { lo: lo - slack(lo, ulps), hi: hi + slack(hi, ulps) };
}

/** The smallest interval that holds both. */
export function hull(x: NumberInterval, y: NumberInterval): NumberInterval {
  return { lo: Math.min(x.lo, y.lo), hi: Math.max(x.hi, y.hi) };
}

/** How x and y compare, where all their numbers compare alike; else undefined. */
export function decided(compare: Comparing, x: NumberInterval, y: NumberInterval): boolean | undefined {
  const outcomes = [x.lo, x.hi].flatMap((p) => [y.lo, y.hi].map((q) => holds[compare](p, q)));
  if (outcomes.some((outcome) => outcome !== outcomes[0])) return undefined;
  // Between ends that differ all are numbers that may be equal.
  if (compare !== 'eq' && compare !== 'ne') return outcomes[0];
  const isApart = x.hi < y.lo || y.hi < x.lo;
  const isOnePoint = x.lo === x.hi && y.lo === y.hi;
  return isApart || isOnePoint ? outcomes[0] : undefined;
}

/** The function of a leaf on intervals: an interval that holds its values; `ulps` is how far each may be off. */
export type Enclosure = (ulps: number, x: NumberInterval, y: NumberInterval) => NumberInterval;

type Unary = (x: number) => number;
type Binary = (x: number, y: number) => number;

const increasing =
  (f: Unary): Enclosure =>
  (ulps, { lo, hi }) =>
    around(f(lo), f(hi), ulps);

/** Of a function that grows or falls in each argument where the other stays: its extremes are at corners. */
const atCorners =
  (f: Binary): Enclosure =>
  (ulps, x, y) =>
    spanOf([f(x.lo, y.lo), f(x.lo, y.hi), f(x.hi, y.lo), f(x.hi, y.hi)], ulps);

/** Even and growing with |x|. */
const even =
  (f: Unary): Enclosure =>
  (ulps, x) => {
    const { lo, hi } = magnitude(x);
    return around(f(lo), f(hi), ulps);
  };

/** sin and cos: within the radius of the middle, f changes by no more than |f′|r + r²/2. */
const wave =
  (f: Unary, slope: Unary): Enclosure =>
  (ulps, { lo, hi }) => {
    const radius = (hi - lo) / 2 + slack(Math.max(Math.abs(lo), Math.abs(hi)), 1);
    if (lo === hi) return around(f(lo), f(lo), ulps);
    if (!(radius < 1)) return { lo: -1, hi: 1 };
    const middle = lo + (hi - lo) / 2;
    const reach = (Math.abs(slope(middle)) + 1e-15) * radius + radius * radius;
    const v = f(middle);
    return around(Math.max(-1, v - reach), Math.min(1, v + reach), ulps);
  };

const ATAN2 = atCorners(Math.atan2);

/** The leaves of the table on intervals. */
export const ENCLOSURES: Readonly<Record<string, Enclosure>> = {
  add: (_, x, y) => around(x.lo + y.lo, x.hi + y.hi, 1),
  sub: (_, x, y) => around(x.lo - y.hi, x.hi - y.lo, 1),
  mul: atCorners((x, y) => x * y),
  div: (ulps, x, y) => (y.lo <= 0 && y.hi >= 0 ? ANY_NUMBER : atCorners((a, b) => a / b)(ulps, x, y)),
  neg: (_, x) => ({ lo: -x.hi, hi: -x.lo }),
  sqrt: increasing(Math.sqrt),
  cbrt: increasing(Math.cbrt),
  exp: increasing(Math.exp),
  expm1: increasing(Math.expm1),
  log: increasing(Math.log),
  log2: increasing(Math.log2),
  log10: increasing(Math.log10),
  log1p: increasing(Math.log1p),
  sin: wave(Math.sin, Math.cos),
  cos: wave(Math.cos, Math.sin),
  tan(ulps, x) {
    const cosine = ENCLOSURES.cos!(ulps, x, x);
    return cosine.lo <= 0 && cosine.hi >= 0 ? ANY_NUMBER : around(Math.tan(x.lo), Math.tan(x.hi), ulps);
  },
  asin: increasing(Math.asin),
  acos: (ulps, x) => around(Math.acos(x.hi), Math.acos(x.lo), ulps),
  atan: increasing(Math.atan),
  atan2(ulps, y, x) {
    const isCut = y.lo <= 0 && y.hi >= 0 && x.lo <= 0 && !(y.lo === y.hi && x.hi < 0);
    return isCut ? around(-Math.PI, Math.PI, 1) : ATAN2(ulps, y, x);
  },
  sinh: increasing(Math.sinh),
  cosh: even(Math.cosh),
  tanh: increasing(Math.tanh),
  asinh: increasing(Math.asinh),
  acosh: increasing(Math.acosh),
  atanh: increasing(Math.atanh),
  hypot: (ulps, x, y) => atCorners(Math.hypot)(ulps, magnitude(x), magnitude(y)),
  pow(ulps, x, y) {
    if (y.lo === y.hi && Number.isInteger(y.lo)) return wholePower(ulps, x, y.lo);
    return x.lo > 0 || (x.lo === 0 && y.lo > 0) ? atCorners(Math.pow)(ulps, x, y) : ANY_NUMBER;
  },
  abs: even(Math.abs),
  sign: increasing(Math.sign),
  floor: increasing(Math.floor),
  ceil: increasing(Math.ceil),
  round: increasing(Math.round),
  trunc: increasing(Math.trunc),
  max: atCorners(Math.max),
  min: atCorners(Math.min),
  mod(_, x, y) {
    const wholes = [x.lo, x.hi].flatMap((p) => [y.lo, y.hi].map((q) => Math.round((p - (p % q)) / q)));
    const n = wholes[0]!;
    if (!wholes.every((whole) => whole === n)) {
      const most = magnitude(y).hi;
      return { lo: x.lo < 0 ? -most : 0, hi: x.hi > 0 ? most : 0 };
    }
    const { lo, hi } = ENCLOSURES.sub!(0, x, ENCLOSURES.mul!(1, point(n), y));
    return around(lo, hi, 2);
  },
};

/**
 * The values of a leaf that is not listed, between the ends: what it is at both and in the middle, and as much again to each
 * side. This holds where f is close to a parabola; elsewhere the interval must be small.
 */
export function sampled(f: (...args: number[]) => number, ulps: number, xs: readonly NumberInterval[]): NumberInterval {
  const isWide = xs.some(({ lo, hi }) => !(hi - lo <= 1e-3 * Math.min(1, Math.abs(lo), Math.abs(hi))));
  if (isWide && xs.some(({ lo, hi }) => lo !== hi)) return ANY_NUMBER;
  const choices = xs.map(({ lo, hi }) => (lo === hi ? [lo] : [lo, lo + (hi - lo) / 2, hi]));
  const points = choices.reduce<number[][]>(
    (lists, own) => lists.flatMap((list) => own.map((x) => [...list, x])),
    [[]],
  );
  const values = points.map((args) => f(...args));
  if (values.some(Number.isNaN)) return ANY_NUMBER;
  const [lo, hi] = [Math.min(...values), Math.max(...values)];
  return around(lo - (hi - lo), hi + (hi - lo), ulps);
}

/** xⁿ, n whole. */
function wholePower(ulps: number, x: NumberInterval, n: number): NumberInterval {
  if (n === 0) return point(1);
  if (n < 0 && x.lo <= 0 && x.hi >= 0) return ANY_NUMBER;
  const ends = [x.lo ** n, x.hi ** n];
  if (n % 2 === 0 && x.lo < 0 && x.hi > 0) ends.push(0);
  return spanOf(ends, ulps);
}

function spanOf(values: readonly number[], ulps: number): NumberInterval {
  if (values.some(Number.isNaN)) return ANY_NUMBER;
  return around(Math.min(...values), Math.max(...values), ulps);
}

/** The sizes of the numbers of x. */
function magnitude({ lo, hi }: NumberInterval): NumberInterval {
  const least = lo <= 0 && hi >= 0 ? 0 : Math.min(Math.abs(lo), Math.abs(hi));
  return { lo: least, hi: Math.max(Math.abs(lo), Math.abs(hi)) };
}

/** So many ulps of x, and one more: these sums are rounded too. */
function slack(x: number, ulps: number): number {
  return (ulps + 1) * (Math.abs(x) * Number.EPSILON + Number.MIN_VALUE);
}
