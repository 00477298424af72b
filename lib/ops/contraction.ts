import type { ListOp, TangentList } from '../interpreter.ts';
import type { Numeric, Scalar } from '../scalar.ts';
import { add, mul } from './arithmetic.ts';
import { checkList } from './lift-arrays.ts';
import { liftLists } from './lift-lists.ts';
import { checkMatrix, type Matrix } from './matrix.ts';
import { isPlainList } from './ordering.ts';
import { inactive, listed, sparse } from './sparse.ts';
import { countOf, type Strides, stridesOf } from './strides.ts';

/** What a row says of a contraction. */
interface Row {
  readonly name: string;
  readonly args: readonly [string, string];
  readonly indices: readonly [x: string, y: string, result: string];
}

/** Three nested loops, and the places of three operands in them: a factor, the other, and the sum. */
interface Loops {
  readonly counts: Triple;
  readonly steps: readonly [Triple, Triple, Triple];
}

type Triple = readonly [number, number, number];

/** The contraction of two arguments, each an array or an array of rows as its indices say. */
export function contraction(row: Row, x: unknown, y: unknown): Scalar[] | Scalar[][] {
  const { name, indices } = row;
  const sizes: Record<string, number> = {};
  const shapes = [x, y].map((argument, k) => shapeOf(name, indices[k]!, argument as never));
  const [a, b] = shapes as [Shape, Shape];
  for (const { sizes: own } of shapes) {
    for (const [letter, size] of Object.entries(own)) {
      if (size === undefined) continue;
      sizes[letter] ??= size;
      if (sizes[letter] !== size) throw mismatch(row, a, b);
    }
  }
  for (const letter of indices[0] + indices[1]) sizes[letter] ??= 0;
  const results = liftLists(operation(row, sizes, a.entries, b.entries), [...a.entries, ...b.entries]);
  const [first, second] = indices[2];
  if (second === undefined || second === '+') return results as Scalar[];
  const width = sizes[second]!;
  return Array.from({ length: sizes[first!]! }, (_, i) => results.slice(i * width, (i + 1) * width));
}

/** The entries of an argument, and its size by the letters of its indices; undefined is any size. */
interface Shape {
  readonly entries: readonly Scalar[];
  readonly sizes: Readonly<Record<string, number | undefined>>;
}

function shapeOf(name: string, letters: string, argument: Numeric | Matrix): Shape {
  const [first, second] = letters as unknown as [string, string?];
  if (second === undefined) {
    const entries = Array.from<Scalar>(checkList(name, argument as Numeric));
    return { entries, sizes: { [first]: entries.length } };
  }
  const { entries, rows, columns } = checkMatrix(name, argument as Matrix);
  return { entries, sizes: { [first]: rows, [second]: columns } };
}

function mismatch({ name, args, indices }: Row, ...shapes: readonly Shape[]): RangeError {
  const wanted = args.map((arg, k) => `${arg} of shape ${[...indices[k]!].join(' × ')}`).join(' and ');
  const got = shapes
    .map(({ sizes }) =>
      Object.values(sizes)
        .map((size = 0) => size)
        .join(' × '),
    )
    .join(' and ');
  return new RangeError(`${name}: expected ${wanted}, got ${got}`);
}

/** The op of the entries of both arguments in one list. */
function operation({ name, indices }: Row, sizes: Strides, a: readonly Scalar[], b: readonly Scalar[]): ListOp<Scalar> {
  const count = countOf(indices[2], sizes);
  const active = [a, b].flatMap((entries, k) => (entries.some(hasDerivatives) ? [k] : []));
  const starts = [0, a.length] as const;
  const strides = indices.map((letters) => stridesOf(letters, sizes));
  const loops = (t: number, p: number, o: number): Loops => {
    const letters = [...new Set(indices[t]!.replace('+', '') + indices.join('').replace('+', ''))];
    // Of two loops the inner one is the third.
    const order = letters.length === 2 ? [letters[0]!, '', letters[1]!] : letters;
    const triple = (f: (letter: string) => number): Triple => order.map(f) as unknown as Triple;
    const steps = [t, p, o].map((k) => triple((letter) => strides[k]![letter] ?? 0));
    return { counts: triple((letter) => sizes[letter] ?? 1), steps: steps as unknown as Loops['steps'] };
  };
  const sums = (xs: readonly Scalar[], ts: TangentList<Scalar>, backwards: boolean): TangentList<Scalar> => {
    const total = backwards ? xs.length : count;
    const numbers = isPlainList(xs) ? sparse(ts) : undefined;
    const results = numbers ? inactive(total) : undefined;
    const scalars: (Scalar | undefined)[] = [];
    if (results === undefined) for (let i = 0; i < total; i++) scalars.push(undefined);
    for (const k of active) {
      const other = 1 - k;
      const [t, o] = backwards ? [0, starts[k]!] : [starts[k]!, 0];
      const through = backwards ? loops(2, other, k) : loops(k, other, 2);
      if (numbers) spread(through, numbers, t, xs as readonly number[], starts[other]!, results!, o);
      else spreadScalars(through, ts, t, xs, starts[other]!, scalars, o, slopeIn);
    }
    return results === undefined ? scalars : listed(results);
  };
  return {
    name,
    op: (xs) => {
      const through = loops(0, 1, 2);
      if (isPlainList(xs)) {
        const isEmpty = through.counts.includes(0);
        const results: number[] = [];
        // The first term of a sum is added to −0, so that it stays as it is.
        for (let i = 0; i < count; i++) results.push(isEmpty ? 0 : -0);
        multiply(through, xs as readonly number[], starts[1], results);
        return results;
      }
      const results: (Scalar | undefined)[] = [];
      for (let i = 0; i < count; i++) results.push(undefined);
      spreadScalars(through, xs, 0, xs, starts[1], results, 0, mul);
      return results.map((sum) => sum ?? 0);
    },
    pushforward: (xs, _ys, tangents) => sums(xs, tangents, false),
    pullback: (xs, _ys, adjoints) => sums(xs, adjoints, true),
  };
}

function hasDerivatives(x: Scalar): boolean {
  return typeof x !== 'number' && x?.value !== x;
}

function slopeIn(t: Scalar, p: Scalar): Scalar {
  return mul(p, t);
}

/** Adds to the sums the products of numbers; those of the second argument begin at `start`. */
function multiply(
  { counts: [m, n, l], steps: [dx, dy, dz] }: Loops,
  xs: readonly number[],
  start: number,
  zs: number[],
): void {
  const [, , ex] = dx;
  const [, , ey] = dy;
  const [, , ez] = dz;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let x = i * dx[0] + j * dx[1];
      let y = start + i * dy[0] + j * dy[1];
      let z = i * dz[0] + j * dz[1];
      if (ez === 0) {
        let sum = zs[z]!;
        for (let k = 0; k < l; k++, x += ex, y += ey) sum += xs[x]! * xs[y]!;
        zs[z] = sum;
      } else if (ex === 0) {
        const factor = xs[x]!;
        for (let k = 0; k < l; k++, y += ey, z += ez) zs[z] = zs[z]! + factor * xs[y]!;
      } else {
        for (let k = 0; k < l; k++, x += ex, y += ey, z += ez) zs[z] = zs[z]! + xs[x]! * xs[y]!;
      }
    }
  }
}

/** Adds to the sums the products of tangents and numbers, in doubles where −0 is inactive. */
function spread(
  { counts: [m, n, l], steps: [dt, dp, dz] }: Loops,
  ts: Float64Array,
  t0: number,
  ps: readonly number[],
  p0: number,
  zs: Float64Array,
  z0: number,
): void {
  const [, , et] = dt;
  const [, , ep] = dp;
  const [, , ez] = dz;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let t = t0 + i * dt[0] + j * dt[1];
      let p = p0 + i * dp[0] + j * dp[1];
      let z = z0 + i * dz[0] + j * dz[1];
      if (et === 0) {
        const factor = ts[t]!;
        if (Object.is(factor, -0)) continue;
        for (let k = 0; k < l; k++, p += ep, z += ez) zs[z] = zs[z]! + 0 + factor * ps[p]!;
        continue;
      }
      for (let k = 0; k < l; k++, t += et, p += ep, z += ez) {
        const factor = ts[t]!;
        if (!Object.is(factor, -0)) zs[z] = zs[z]! + 0 + factor * ps[p]!;
      }
    }
  }
}

/** Adds to the sums the products of Scalars; undefined is inactive. */
function spreadScalars(
  { counts: [m, n, l], steps: [dt, dp, dz] }: Loops,
  ts: TangentList<Scalar>,
  t0: number,
  ps: readonly Scalar[],
  p0: number,
  zs: (Scalar | undefined)[],
  z0: number,
  product: (t: Scalar, p: Scalar) => Scalar,
): void {
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      for (let k = 0; k < l; k++) {
        const t = ts[t0 + i * dt[0] + j * dt[1] + k * dt[2]];
        if (t === undefined) continue;
        const z = z0 + i * dz[0] + j * dz[1] + k * dz[2];
        const term = product(t, ps[p0 + i * dp[0] + j * dp[1] + k * dp[2]]!);
        const sum = zs[z];
        zs[z] = sum === undefined ? term : add(sum, term);
      }
    }
  }
}
