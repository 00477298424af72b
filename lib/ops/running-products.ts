import type { ListOp } from '../interpreter.ts';
import { numberWithin, passive, type Scalar } from '../scalar.ts';
import { mul } from './arithmetic.ts';
import { choose, eq } from './compare.ts';
import { joint, scaled } from './contributions.ts';
import { isModerate, otherProducts } from './other-products.ts';

/**
 * Whether no product of some entries overflows or is subnormal, zeros left out: all products with a zero are 0. Then the
 * derivatives of running products are right where these are composed of products of two. Numbers without derivatives are.
 */
export function areModerate(xs: readonly Scalar[]): boolean {
  if (xs.length < 4 || xs.every((x) => numberWithin(x) === x)) return true;
  const factors = xs.map(passive).map((x) => choose(eq, x, 0, 1, x));
  return isModerate(factors, factors.reduce(mul));
}

/** The products of the first entries, in O(n²): each partial is the product of the others. */
export const runningProducts: ListOp<Scalar> = {
  name: 'cumprod',
  op: products,
  // dvᵢ = Σ_{j≤i} (Π_{k≤i, k≠j} xₖ) dxⱼ
  pushforward: (xs, vs, ts) =>
    vs.map((_, i) =>
      partials(xs, vs, i).reduce((sum: Scalar | undefined, p, k) => joint(sum, scaled(p, ts[k])), undefined),
    ),
  pullback: (xs, vs, us) => {
    const sums: (Scalar | undefined)[] = us.map(() => undefined);
    for (const [i, u] of us.entries()) {
      if (u === undefined) continue;
      for (const [k, p] of partials(xs, vs, i).entries()) sums[k] = joint(sums[k], scaled(p, u));
    }
    return sums;
  },
};

function products(xs: readonly Scalar[]): Scalar[] {
  const vs = xs.slice();
  for (let i = 1; i < vs.length; i++) vs[i] = mul(vs[i - 1]!, vs[i]!);
  return vs;
}

/** The partials of the product of the first entries, up to the i-th, by each of them. */
function partials(xs: readonly Scalar[], vs: readonly Scalar[], i: number): readonly Scalar[] {
  return otherProducts(xs.slice(0, i + 1), vs[i]!);
}
