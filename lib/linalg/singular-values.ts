import { add, div, mul, sub } from '../ops/arithmetic.ts';
import { checkArity } from '../ops/arity.ts';
import { dot } from '../ops/arrays.ts';
import { joint } from '../ops/contributions.ts';
import type { Matrix } from '../ops/matrix.ts';
import { peek, type Scalar } from '../scalar.ts';
import { type BlockOp, blocksOf } from './block-op.ts';
import type { Block } from './blocks.ts';
import { clustersOf, shared } from './clusters.ts';
import { singularTriples } from './jacobi.ts';
import { entriesOf } from './matrix-arguments.ts';
import {
  blockDifference,
  blockSum,
  columnsOf,
  combination,
  multiple,
  product,
  sumOfOuterProducts,
  transposed,
} from './products.ts';

/**
 * The singular values of a matrix `A`, an array of rows: as many as it has rows or columns, whichever are fewer, descending.
 *
 *     dσₖ = uₖᵀ dA vₖ
 *
 * Equal singular values, up to rounding, have each the mean of their derivatives, those that are 0 the derivative 0; so those of
 * the largest one and of their sum are right, and second derivatives are NaN.
 * By rotations of columns. Cost: about 20mn² operations for m × n numbers, m ≥ n; a gradient 2mn² more, and a tape keeps O(mn) numbers.
 * @throws {@link TypeError} when `A` is not an array of arrays of Scalars.
 * @example svdvals([[3, 0], [0, -4]]) // [4, 3]
 */
export function svdvals(A: Matrix): Scalar[];
export function svdvals(A: Matrix, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('svdvals', 1, next, after);
  const { entries, rows: m, columns: n } = entriesOf('svdvals', A);
  // Columns of the taller one of A and Aᵀ.
  const found =
    m >= n ? blocksOf(decomposition(m, n), [entries]) : blocksOf(decomposition(n, m), [transposed(entries, n)]);
  return found.slice(0, Math.min(m, n)).map(([value]) => value!);
}

function decomposition(m: number, n: number): BlockOp {
  const list = (size: number): number[] => new Array<number>(n).fill(size);
  return {
    name: 'svdvals',
    results: [...list(1), ...list(m), ...list(n)],
    value: ([matrix]) => {
      const { values, left, right } = singularTriples(columnsOf(matrix!, n));
      return [...values.map((value) => [value]), ...left, ...right];
    },
    // σ̇ₖ = Pₖₖ, P = Uᵀ Ȧ V
    pushforward: (_xs, ys, [t]) => {
      if (t === undefined) return ys.map(() => undefined);
      const { values, us, vs, clusters } = triplesOf(ys, n);
      const av = columnsOf(product(t, transposed(vs.flat(), n), n, n), n);
      const atu = us.map((u) => product(transposed(t, n), u, m, 1));
      const p = us.map((u) => av.map((column) => dot(u, column)));
      const sigmas = shared(
        values.map((_, k) => [p[k]![k]!]),
        clusters,
      );
      // u̇ₖ = Σ uⱼ (σₖ Pⱼₖ + σⱼ Pₖⱼ)/(σₖ² − σⱼ²) + (I − U Uᵀ) Ȧ vₖ/σₖ, and v̇ₖ alike of Aᵀ
      const turned = (
        xs: readonly Block[],
        through: readonly Block[],
        entry: (j: number, k: number) => Scalar,
      ): Block[] =>
        values.map((own, k) => {
          const parts = xs.map((x) => dot(x, through[k]!));
          const inside = values.map((other, j) => {
            if (j === k) return sub(0, div(parts[k]!, own));
            const q = add(mul(own, entry(j, k)), mul(other, entry(k, j)));
            return sub(overGap(q, own, other, clusters[j] === clusters[k]), div(parts[j]!, own));
          });
          return blockSum(multiple(div(1, own), through[k]!), combination(inside, xs)!);
        });
      return [
        ...sigmas.map((t) => [t!]),
        ...turned(us, av, (j, k) => p[j]![k]!),
        ...turned(vs, atu, (j, k) => p[k]![j]!),
      ];
    },
    // Ā = U P̄ Vᵀ + what turns out of U and V
    pullback: (_xs, ys, adjoints) => {
      const { values, us, vs, clusters } = triplesOf(ys, n);
      const sigmas = shared(adjoints.slice(0, n), clusters);
      const p: (Scalar | undefined)[][] = values.map((_, j) => values.map((_, k) => (j === k ? sigmas[k] : undefined)));
      const terms: Block[] = [];
      values.forEach((own, k) => {
        const [u, v] = [adjoints[n + k], adjoints[2 * n + k]];
        const inU = u && us.map((x) => dot(x, u));
        const inV = v && vs.map((x) => dot(x, v));
        values.forEach((other, j) => {
          if (j === k) return;
          const isEqual = clusters[j] === clusters[k];
          for (const [g, [a, b]] of [
            [inU?.[j], [j, k]],
            [inV?.[j], [k, j]],
          ] as const) {
            if (g === undefined) continue;
            const q = overGap(g, own, other, isEqual);
            p[a]![b] = joint(p[a]![b], mul(q, own));
            p[b]![a] = joint(p[b]![a], mul(q, other));
          }
        });
        const outside = (w: Block, inside: Block, xs: readonly Block[]): Block =>
          multiple(div(1, own), blockDifference(w, combination(inside, xs)!));
        if (u && inU) terms.push(product(outside(u, inU, us), vs[k]!, 1, n));
        if (v && inV) terms.push(product(us[k]!, outside(v, inV, vs), 1, n));
      });
      const columns = values.map((_, k) =>
        combination(
          p.map((row) => row[k]),
          us,
        ),
      );
      const through = sumOfOuterProducts(columns, vs);
      return [
        [...(through ? [through] : []), ...terms].reduce<Block | undefined>(
          (a, b) => (a ? blockSum(a, b) : b),
          undefined,
        ),
      ];
    },
  };
}

/** p / (σₖ² − σⱼ²); NaN in a cluster. */
function overGap(p: Scalar, own: Scalar, other: Scalar, isEqual: boolean): Scalar {
  return isEqual ? mul(NaN, p) : div(p, mul(sub(own, other), add(own, other)));
}

/** The results, and which singular values are equal up to rounding. */
function triplesOf(
  ys: readonly Block[],
  n: number,
): {
  readonly values: readonly Scalar[];
  readonly us: readonly Block[];
  readonly vs: readonly Block[];
  readonly clusters: readonly number[];
} {
  const values = ys.slice(0, n).map(([value]) => value!);
  const rounding = 2 * n * Number.EPSILON * Math.abs(peek(values[0] ?? 0));
  const clusters = clustersOf(
    values.map(peek),
    values.map(() => rounding),
  );
  return { values, us: ys.slice(n, 2 * n), vs: ys.slice(2 * n), clusters };
}
