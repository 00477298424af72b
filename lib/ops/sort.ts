import { describe } from '../describe.ts';
import type { Composed } from '../interpreter.ts';
import { type Numeric, peek, type Scalar, value } from '../scalar.ts';
import { checkArity } from './arity.ts';
import { maximum, minimum } from './arrays.ts';
import { isConstant, lt } from './compare.ts';
import { checkList, levelWithin } from './lift-arrays.ts';
import { isObserved, isPlainList, type List, observerIn, orderingOf } from './ordering.ts';

/**
 * The entries of `xs`, the smallest first, as typed arrays sort them: −0 before 0, NaN last. `xs` is left as it was.
 *
 *     d(sort x)ᵢ = dxⱼ of the entry that came to place i
 *
 * Of m equal entries each place has the mean of their derivatives, 1/m each, as `maximum` and `minimum` share. Second
 * derivatives are NaN there. An entry that is NaN goes on with its own derivative.
 * Cost: O(n log n) comparisons, O(n) where `xs` ascends already; derivatives cost nothing more. Each comparison is a guard of
 * a trace, so compiled code has a path for each order it meets.
 * @throws {@link TypeError} when `xs` is not an array of Scalars.
 * @example sort([3, 1, 2]) // [1, 2, 3]
 */
export function sort(xs: Numeric): Scalar[];
export function sort(xs: Numeric, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('sort', 1, next, after);
  return sorted({ name: 'sort', op: sort }, xs);
}

/**
 * The places of the entries of `xs` in the order of {@link sort}, plain numbers: `xs[argsort(xs)[0]]` is the smallest. Equal
 * entries keep their order.
 *
 *     d(argsort x) = 0
 *
 * Cost: as that of `sort`.
 * @throws {@link TypeError} when `xs` is not an array of Scalars.
 * @example argsort([30, 10, 20]) // [1, 2, 0]
 */
export function argsort(xs: Numeric): number[];
export function argsort(xs: Numeric, next?: unknown, after?: unknown): number[] {
  if (next !== undefined) checkArity('argsort', 1, next, after);
  const list = checkEntries('argsort', xs);
  const { places } = orderingOf(list);
  // What f does by the places rests on these comparisons; a traced number has noted them already.
  for (let i = 1; i < places.length; i++) {
    const [x, y] = [list[places[i - 1]!]!, list[places[i]!]!];
    if (isObserved(x) || isObserved(y)) lt(x, y);
  }
  return places;
}

/**
 * The `k` largest entries of `xs`, the largest first: the end of {@link sort}, reversed. NaN counts as the largest.
 *
 *     d = dxⱼ of the entry at each place
 *
 * Of m equal entries each place has the mean of their derivatives: of the sum of all k, which is convex, the subgradient of
 * least norm.
 * Cost: as that of `sort`.
 * @throws {@link TypeError} when `xs` is not an array of Scalars, or `k` not a plain number.
 * @throws {@link RangeError} when `k` is not an integer from 0 to the length of `xs`.
 * @example topK([3, 1, 2], 2) // [3, 2]
 */
export function topK(xs: Numeric, k: number): Scalar[];
export function topK(xs: Numeric, k: number, next?: unknown, after?: unknown): Scalar[] {
  if (next !== undefined) checkArity('topK', 2, next, after);
  const ys = sorted({ name: 'topK', op: topK }, xs);
  const count = checkCount(k, ys.length);
  return ys.slice(ys.length - count).reverse();
}

/** The entries of `xs` in order, for the op that users call. */
export function sorted(op: Composed, xs: Numeric): Scalar[] {
  const list = checkEntries(op.name, xs);
  if (isPlainList(list)) return Array.from(Float64Array.from(list).sort());
  const { places, isTied } = orderingOf(list);
  const inOrder = places.map((place) => list[place]!);
  const ys = inOrder.slice();
  const observer = observerIn(list);
  for (let start = 0, end = 1; start < ys.length; start = end++) {
    while (end < ys.length && isTied(places[end - 1]!, places[end]!)) end++;
    if (observer !== undefined && end - start <= OBSERVED) {
      // With its neighbours, which it may be equal to but for rounding.
      const from = Math.max(start - 1, 0);
      const near = inOrder.slice(from, end + 1);
      for (let i = start; i < end; i++) {
        const nth = (zs: readonly Scalar[]): Scalar => sorted(op, zs)[i - from]!;
        ys[i] = observer.interpretComposed!(op, nth, near);
      }
    } else if (end - start > 1) share(ys, start, end);
  }
  return ys;
}

// As many equal entries are told of by the name of the op; of more it takes too long to look at each place.
const OBSERVED = 8;

/** Gives the mean of the derivatives of equal entries to each of their places. */
function share(ys: Scalar[], start: number, end: number): void {
  const equal = ys.slice(start, end);
  if (isPlainList(equal)) return;
  const positive = maximum(equal);
  // Of zeros of both signs each keeps its own.
  const negative = Object.is(peek(equal[0]!), -0) ? minimum(equal) : positive;
  for (let i = start; i < end; i++) ys[i] = Object.is(peek(ys[i]!), -0) ? negative : positive;
}

function checkEntries(name: string, xs: Numeric): List {
  const list = checkList(name, xs);
  if (!(list instanceof Float64Array)) levelWithin(name, list);
  return list;
}

function checkCount(k: Scalar, n: number): number {
  if (typeof k !== 'number' && !(k?.level && isConstant(k))) {
    throw new TypeError(`topK: expected k to be a plain number, got ${describe(k)}; write value(k)`);
  }
  const count = value(k);
  if (Number.isInteger(count) && count >= 0 && count <= n) return count;
  throw new RangeError(`topK: expected k to be an integer from 0 to ${n}, the length of xs, got ${count}`);
}
