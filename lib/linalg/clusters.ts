import { add, mul } from '../ops/arithmetic.ts';
import type { Scalar } from '../scalar.ts';
import type { SomeBlocks } from './blocks.ts';

/** For each of an ordered list of values the number of its cluster: those that are equal up to their rounding. */
export function clustersOf(values: readonly number[], roundings: readonly number[]): number[] {
  let cluster = 0;
  return values.map((value, k) => {
    if (k > 0 && !(Math.abs(value - values[k - 1]!) <= Math.max(roundings[k]!, roundings[k - 1]!))) cluster++;
    return cluster;
  });
}

/** The mean of each cluster in place of its tangents, each a block of one; undefined where none of a cluster has one. */
export function shared(tangents: SomeBlocks, clusters: readonly number[]): readonly (Scalar | undefined)[] {
  const sums: (Scalar | undefined)[] = [];
  const counts: number[] = [];
  tangents.forEach((block, k) => {
    const cluster = clusters[k]!;
    counts[cluster] = (counts[cluster] ?? 0) + 1;
    const t = block?.[0];
    const sum = sums[cluster];
    if (t !== undefined) sums[cluster] = sum === undefined ? t : add(sum, t);
  });
  return clusters.map((cluster) => {
    const sum = sums[cluster];
    return sum === undefined || counts[cluster] === 1 ? sum : mul(1 / counts[cluster]!, sum);
  });
}
