import * as C from './bessel-coefficients.ts';
import { addPairs, multiplyPairs, type Pair, rootOfPair, twoProduct, twoSum } from './pair.ts';
import { polynomial } from './polynomial.ts';
import { cosineOf, reducedAngle } from './reduced-angle.ts';

/**
 * J₀, J₁, Y₀ and Y₁ at x > 0, each a pair right to a fraction of an ulp, near zeros too.
 * Up to 25 expansions about zeros and extrema, from there on modulus and phase (DLMF 10.18). After J. Harrison, "Fast and
 * accurate Bessel function computation", 19th IEEE Symposium on Computer Arithmetic (2009).
 */
const FAR = 25;
// From here on the phase is reduced by Math.
const HUGE = 2 ** 26;
const TWO_OVER_PI: Pair = [0.6366197723675814, -3.935735335036497e-17];
const ROOT_HALF: Pair = [Math.SQRT1_2, -4.833646656726457e-17];

function expanded(rows: readonly (readonly number[])[], x: number): Pair {
  let i = 0;
  while (x > rows[i]![0]!) i++;
  const row = rows[i]!;
  const t = twoSum(x - row[1]!, -row[2]!);
  const slope = twoSum(row[5]!, row[6]! + t[0] * polynomial(row, t[0], 7));
  return addPairs([row[3]!, row[4]!], multiplyPairs(slope, t));
}

interface Order {
  readonly modulus: readonly number[];
  readonly phase: readonly number[];
  /** (4n² − 1)/8 */
  readonly leading: number;
}

const ZERO: Order = { modulus: C.MODULUS0, phase: C.PHASE0, leading: -0.125 };
const ONE: Order = { modulus: C.MODULUS1, phase: C.PHASE1, leading: 0.375 };

/** √(2/(πx)) M cos(θ₀ − turns · π/2) with θ₀ = x − π/4 + …: J₀ of turns 0, Y₀ and J₁ of 1, Y₁ of 2. */
function far({ modulus, phase, leading }: Order, x: number, turns: number): Pair {
  const z = 1 / x / x;
  const over = TWO_OVER_PI[0] / x;
  // What the division left; it vanishes beside a huge x, which could not be split.
  const rest = x < 1e290 ? left(TWO_OVER_PI[0], over, x) + TWO_OVER_PI[1] / x : 0;
  const size = multiplyPairs(rootOfPair([over, rest]), twoSum(1, z * polynomial(modulus, z)));
  if (x >= HUGE) {
    const cosine = multiplyPairs(ROOT_HALF, twoSum(Math.cos(x), Math.sin(x)));
    const sine = multiplyPairs(ROOT_HALF, twoSum(Math.sin(x), -Math.cos(x)));
    const [c, s] =
      turns === 0 ? [cosine, sine] : turns === 1 ? [sine, negative(cosine)] : [negative(cosine), negative(sine)];
    return multiplyPairs(size, addPairs(c, [(-s[0] * leading) / x, 0]));
  }
  const [k, r] = reducedAngle(x);
  const off = leading / x;
  const shift: Pair = [off, left(leading, off, x) + (z * polynomial(phase, z)) / x];
  return multiplyPairs(size, cosineOf(k - turns, addPairs(r, shift)));
}

/** (a − b x)/x, exact up to the last division: what a/x = b left. */
function left(a: number, b: number, x: number): number {
  const [high, low] = twoProduct(b, x);
  return (a - high - low) / x;
}

const negative = (p: Pair): Pair => [-p[0], -p[1]];

export function j0(x: number): Pair {
  if (x <= 1) return twoSum(1, x * x * polynomial(C.J0_NEAR, x * x));
  if (x <= FAR) return expanded(C.J0_EXPANSIONS, x);
  return far(ZERO, x, 0);
}

export function j1(x: number): Pair {
  if (x <= 1) return twoSum(x / 2, x * (x * x * polynomial(C.J1_NEAR, x * x)));
  if (x <= FAR) return expanded(C.J1_EXPANSIONS, x);
  return far(ONE, x, 1);
}

export function y0(x: number): Pair {
  if (x <= 0.5) {
    const product = twoProduct(Math.log(x), j0(x)[0]);
    return multiplyPairs(TWO_OVER_PI, addPairs(product, [polynomial(C.Y0_NEAR, x * x), 0]));
  }
  if (x <= FAR) return expanded(C.Y0_EXPANSIONS, x);
  return far(ZERO, x, 1);
}

export function y1(x: number): Pair {
  if (x <= 1) {
    // −2/(πx) is all of it for the smallest x; beyond the range it is −∞.
    const over = 1 / x;
    if (x < 1e-150) return [-TWO_OVER_PI[0] * over, 0];
    const back = twoProduct(over, x);
    const rest = Math.log(x) * j1(x)[0] + x * polynomial(C.Y1_NEAR, x * x);
    return multiplyPairs(TWO_OVER_PI, addPairs([-over, -(1 - back[0] - back[1]) / x], [rest, 0]));
  }
  if (x <= FAR) return expanded(C.Y1_EXPANSIONS, x);
  return far(ONE, x, 2);
}
