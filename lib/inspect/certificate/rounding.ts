import type { Leaf } from '../../rules/rule.ts';

/** An unknown number between `center` − `radius` and `center` + `radius`. */
export interface Ball {
  readonly center: number;
  readonly radius: number;
}

export const NOTHING: Ball = { center: 0, radius: 0 };

/** Relative to a rounded number: more than the series of rules leave out, and far less than an ulp. */
const LEFT_OUT = 2 ** -75;

// Where neither products nor their rounding overflow or are subnormal.
const LARGE = 2 ** 500;
const SMALL = 2 ** -450;

/** What rounding has taken from the value v of a leaf at xs: f(xs) − v. Of sums, products, quotients and roots it is known. */
export function rounding(leaf: Leaf, xs: readonly number[], v: number): Ball {
  const { name, ulps } = leaf;
  if (ulps === 0) return NOTHING;
  if (ulps === undefined) return { center: 0, radius: Infinity };
  const known = knownRounding(name, xs[0]!, xs[1]!, v);
  if (known !== undefined) {
    return known === 0 ? NOTHING : { center: known, radius: Math.abs(known) * 2 ** -48 + Math.abs(v) * LEFT_OUT };
  }
  return isExact(name, xs, v) ? NOTHING : { center: 0, radius: ulps * ulp(v) };
}

/** The distance of v from the next larger double. */
export function ulp(v: number): number {
  const size = Math.abs(v);
  if (size < 2 ** -1022) return Number.MIN_VALUE;
  return 2 ** (exponent(size) - 52);
}

const doubles = new Float64Array(1);
const words = new Uint32Array(doubles.buffer);

function exponent(size: number): number {
  doubles[0] = size;
  return (words[1]! >>> 20) - 1023;
}

/** The rounding of an operation that is rounded to nearest; undefined where doubles do not hold it. */
function knownRounding(name: string, x: number, y: number, v: number): number | undefined {
  switch (name) {
    case 'add':
      return sumError(x, y, v);
    case 'sub':
      return sumError(x, -y, v);
    case 'mul':
      return x === 0 || y === 0 ? 0 : areModerate(x, y, v) ? productError(x, y, v) : undefined;
    case 'div':
      return x === 0 ? 0 : areModerate(x, y, v) ? (x - v * y - productError(v, y, v * y)) / y : undefined;
    case 'sqrt':
      return x === 0 ? 0 : areModerate(x, v, v) ? (x - v * v - productError(v, v, v * v)) / (2 * v) : undefined;
    default:
      return undefined;
  }
}

/** x + y − v, exactly: v is the rounded sum. */
function sumError(x: number, y: number, v: number): number | undefined {
  const own = v - x;
  const error = x - (v - own) + (y - own);
  return Number.isFinite(error) ? error : undefined;
}

/** xy − v, exactly: v is the rounded product. */
function productError(x: number, y: number, v: number): number {
  const [a, b] = halves(x);
  const [c, d] = halves(y);
  return b * d - (v - a * c - b * c - a * d);
}

/** x as a sum of two numbers of 26 bits. */
function halves(x: number): readonly [number, number] {
  const scaled = x * (2 ** 27 + 1);
  const high = scaled - (scaled - x);
  return [high, x - high];
}

function areModerate(...xs: readonly number[]): boolean {
  return xs.every((x) => Math.abs(x) < LARGE && Math.abs(x) > SMALL);
}

/** Whether the value is one that no engine gets wrong: 0 or 1 at 0 or 1, and xʸ at y = 0 or 1. */
function isExact(name: string, [x, y]: readonly number[], v: number): boolean {
  if (name === 'pow') return x === 1 || y === 0 || y === 1;
  if (name === 'hypot') return x === 0 || y === 0;
  if (name === 'atan2') return x === 0 && y! > 0;
  return (x === 0 || x === 1) && (v === 0 || v === 1);
}
