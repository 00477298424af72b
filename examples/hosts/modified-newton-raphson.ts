/**
 * A zero of multiplicity four. Newton's method crawls to it; the modified method needs the second derivative too. With the
 * package's own differences it loses half of the digits.
 */
import modified from 'modified-newton-raphson';
import { derivative } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const f = native((x: number) => (x - 1) ** 4 * (x + 2));

export const exact: number | false = modified(f, derivative(f), derivative(derivative(f)), 2);
export const differences: number | false = modified(f, 2);

console.log(`(x − 1)⁴ (x + 2) = 0 at x = ${exact}; with differences at x = ${differences}.`);
