import { describe } from '../describe.ts';

/**
 * Checks the order of a family of functions: an integer, which no derivative is taken by.
 * @throws {@link TypeError} when it is not a plain number.
 * @throws {@link RangeError} when it is not an integer, or less than `least`.
 */
export function checkOrder(name: string, n: unknown, least: number): asserts n is number {
  const expected = least === -Infinity ? 'an integer' : `an integer ≥ ${least}`;
  if (typeof n !== 'number') {
    throw new TypeError(
      `${name}: expected the order n to be a plain number, got ${describe(n)}; derivatives are taken by x only`,
    );
  }
  if (!Number.isInteger(n) || n < least)
    throw new RangeError(`${name}: expected the order n to be ${expected}, got ${n}`);
}
