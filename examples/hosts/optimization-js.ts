/**
 * Fermat's point: where three roads to three towns are shortest in all. L-BFGS takes the function and its gradient.
 */
import { minimize_L_BFGS } from 'optimization-js';
import { grad } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const roads = native(([x, y]: number[]) => Math.hypot(x!, y!) + Math.hypot(x! - 4, y!) + Math.hypot(x! - 1, y! - 3));

export const found: { readonly argument: number[]; readonly fncvalue: number } = minimize_L_BFGS(
  roads,
  grad(roads),
  [1, 1],
);

/** √((a² + b² + c²) / 2 + 2√3 A), by the sides and the area of the triangle. */
export const expected: number = Math.sqrt((18 + 10 + 16) / 2 + 2 * Math.sqrt(3) * 6);

console.log(
  `${found.fncvalue.toFixed(9)} of road from (${found.argument.map((x) => x.toFixed(6)).join(', ')}); by formula ${expected.toFixed(9)}.`,
);
