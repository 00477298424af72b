import type { BinaryOp } from '../interpreter.ts';
import { add } from '../ops/arithmetic.ts';
import { lift2 } from '../ops/lift.ts';
import { peek, type Scalar } from '../scalar.ts';

/** Whether v is active and its number 0. */
export function isZeroSeed(v: Scalar): boolean {
  return typeof v !== 'number' && peek(v) === 0;
}

/**
 * Σ vᵢ Jᵢ, where the plain number 0 in v contributes nothing, even beside an infinite partial. `sum(v)` computes it for v,
 * and leaves out plain zeros; `first` is what it found. An active v whose number is 0 must come to the same number: where
 * `sum` finds 0 · ∞ there, those are left out, and added one by one.
 */
export function sumOverSeeds(
  v: readonly Scalar[],
  first: readonly Scalar[],
  sum: (v: readonly Scalar[]) => readonly Scalar[],
): readonly Scalar[] {
  if (!first.some((t) => Number.isNaN(peek(t)))) return first;
  let found = sum(v.map((vi) => (isZeroSeed(vi) ? 0 : vi)));
  v.forEach((vi, i) => {
    if (!isZeroSeed(vi)) return;
    const column = sum(v.map((_, j) => Number(j === i)));
    found = found.map((t, k) => add(t, contribution(column[k]!, vi)));
  });
  return found;
}

/** p · t, but 0 where t is 0. */
function contribution(p: Scalar, t: Scalar): Scalar {
  if (typeof p === 'number' && typeof t === 'number') return t === 0 ? 0 : p * t;
  return lift2(product, p, t);
}

const product: BinaryOp<Scalar> = {
  name: 'mul',
  op: contribution,
  dx: (_v, _p, t) => (t === 0 ? undefined : t),
  dy: (_v, p) => p,
};
