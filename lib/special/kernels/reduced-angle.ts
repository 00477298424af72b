import { addPairs, multiplyPairs, type Pair, twoProduct, twoSum } from './pair.ts';

// π/4 to 159 bits.
const QUARTER = [0.7853981633974483, 3.061616997868383e-17, -7.486924524295849e-34] as const;
const MINUS_SIXTH: Pair = [-0.16666666666666666, -9.25185853854297e-18];

/** x as (k + 1/2)π/2 + r with |r| ≤ π/4, for 0 ≤ x < 2²⁶. */
export function reducedAngle(x: number): readonly [k: number, r: Pair] {
  const k = Math.floor(x / (2 * QUARTER[0]));
  const odd = -(2 * k + 1);
  const first = twoProduct(odd, QUARTER[0]);
  const second = twoProduct(odd, QUARTER[1]);
  const left = twoSum(x + first[0], first[1]);
  return [k, addPairs(left, [second[0], second[1] + odd * QUARTER[2]])];
}

/** cos(kπ/2 + r), relatively right to some 2⁻⁵⁸. */
export function cosineOf(k: number, r: Pair): Pair {
  const value = k % 2 === 0 ? cosine(r) : sine(r);
  // cos, −sin, −cos, sin
  const quadrant = ((k % 4) + 4) % 4;
  return quadrant === 1 || quadrant === 2 ? [-value[0], -value[1]] : value;
}

function cosine(r: Pair): Pair {
  const y = multiplyPairs(r, r);
  const z = y[0];
  const rest =
    z *
    z *
    (1 / 24 +
      z *
        (-1 / 720 +
          z * (1 / 40320 + z * (-1 / 3628800 + z * (1 / 479001600 + z * (-1 / 87178291200 + z / 20922789888000))))));
  return addPairs(twoSum(1, -y[0] / 2), twoSum(rest, -y[1] / 2));
}

function sine(r: Pair): Pair {
  const y = multiplyPairs(r, r);
  const z = y[0];
  const rest =
    z *
    z *
    (1 / 120 +
      z *
        (-1 / 5040 +
          z *
            (1 / 362880 +
              z * (-1 / 39916800 + z * (1 / 6227020800 + z * (-1 / 1307674368000 + z / 355687428096000))))));
  // r (1 − r²/6 + rest)
  const factor = addPairs(addPairs([1, 0], multiplyPairs(y, MINUS_SIXTH)), [rest, 0]);
  return multiplyPairs(r, factor);
}
