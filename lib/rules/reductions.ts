import type { Algebra } from './algebra.ts';
import type { Term } from './rule.ts';

/** What the partials of array operations are written in. */
export interface ArrayAlgebra<T> extends Pick<Algebra<T>, 'add' | 'sub' | 'mul' | 'div' | 'exp' | 'where' | 'none'> {
  /** x as a constant: its derivatives are 0. */
  passive(x: Term<T>): T;
}

/**
 * What an operation over one array or two computes; its partials are one vector for each array, the whole of it in O(n).
 * Apart from what the manual says of it (arrays.ts), because this part is in every bundle.
 */
export interface Reduction {
  readonly name: string;
  readonly args: readonly ['xs'] | readonly ['xs', 'ys'];
  /** How many entries it needs at the least. */
  readonly least?: number;
  readonly value: (xs: ArrayLike<number>, ys: ArrayLike<number>) => number;
  readonly partials: <T>(
    A: ArrayAlgebra<T>,
    v: T,
    xs: readonly T[],
    ys: readonly T[],
  ) => readonly (readonly Term<T>[])[];
}

export const sumRow: Reduction = {
  name: 'sum',
  args: ['xs'],
  value: (xs) => {
    let s = xs[0] ?? 0;
    for (let i = 1; i < xs.length; i++) s += xs[i]!;
    return s;
  },
  partials: (_A, _v, xs) => [xs.map(() => 1)],
};

export const meanRow: Reduction = {
  name: 'mean',
  args: ['xs'],
  value: (xs) => {
    let s = xs[0] ?? 0;
    for (let i = 1; i < xs.length; i++) s += xs[i]!;
    return s / xs.length;
  },
  partials: (_A, _v, xs) => [xs.map(() => 1 / xs.length)],
};

export const prodRow: Reduction = {
  name: 'prod',
  args: ['xs'],
  value: (xs) => {
    let p = xs[0] ?? 1;
    for (let i = 1; i < xs.length; i++) p *= xs[i]!;
    return p;
  },
  // The product of the others, from what is before and what is behind: no division, so a 0 among the entries is fine.
  partials: <T>(A: ArrayAlgebra<T>, _v: T, xs: readonly T[]) => {
    const behind: Term<T>[] = [];
    let product: Term<T> = 1;
    for (let i = xs.length - 1; i >= 0; i--) {
      behind[i] = product;
      product = i === xs.length - 1 ? (xs[i] as T) : A.mul(product, xs[i] as T);
    }
    let before: Term<T> = 1;
    return [
      xs.map((x, i) => {
        const others = i === 0 ? (behind[0] as Term<T>) : A.mul(before, behind[i] as Term<T>);
        before = i === 0 ? x : A.mul(before, x);
        return others;
      }),
    ];
  },
};

export const dotRow: Reduction = {
  name: 'dot',
  args: ['xs', 'ys'],
  value: (xs, ys) => {
    let s = xs.length === 0 ? 0 : xs[0]! * ys[0]!;
    for (let i = 1; i < xs.length; i++) s += xs[i]! * ys[i]!;
    return s;
  },
  partials: (_A, _v, xs, ys) => [ys, xs],
};

export const normRow: Reduction = {
  name: 'norm',
  args: ['xs'],
  value: (xs) => {
    let s = 0;
    let m = 0;
    for (let i = 0; i < xs.length; i++) {
      const x = Math.abs(xs[i]!);
      s += x * x;
      if (x > m) m = x;
    }
    // Squares that overflowed or drowned: once more, scaled by the largest.
    if (s > 1e-280 && s < Infinity) return Math.sqrt(s);
    if (m === 0 || m === Infinity) return Math.sqrt(s);
    let scaled = 0;
    for (let i = 0; i < xs.length; i++) scaled += (xs[i]! / m) ** 2;
    return m * Math.sqrt(scaled);
  },
  partials: (A, v, xs) => [xs.map((x) => A.where('eq', v, 0, 0, A.div(x, v)))],
};

export const logsumexpRow: Reduction = {
  name: 'logsumexp',
  args: ['xs'],
  value: (xs) => {
    let m = -Infinity;
    for (let i = 0; i < xs.length; i++) m = Math.max(m, xs[i]!);
    if (m === Infinity || m === -Infinity) return m;
    let s = 0;
    for (let i = 0; i < xs.length; i++) s += Math.exp(xs[i]! - m);
    return m + Math.log(s);
  },
  // The softmax weights. Not exp(xᵢ − v): v = 1000.7 is rounded by 1e−13, and so would be every weight.
  partials: <T>(A: ArrayAlgebra<T>, _v: T, xs: readonly T[]) => {
    let shift: Term<T> = -Infinity;
    for (const x of xs) shift = A.where('gt', x, shift, A.passive(x), shift);
    const weights = xs.map((x) => A.exp(A.sub(x, shift)));
    const total = weights.reduce((s, w) => A.add(s, w));
    return [weights.map((w) => A.div(w, total))];
  },
};

export const varianceRow: Reduction = {
  name: 'variance',
  args: ['xs'],
  least: 2,
  value: (xs) => {
    let s = xs[0]!;
    for (let i = 1; i < xs.length; i++) s += xs[i]!;
    const m = s / xs.length;
    const first = xs[0]! - m;
    let squares = first * first;
    for (let i = 1; i < xs.length; i++) {
      const d = xs[i]! - m;
      squares += d * d;
    }
    return squares / (xs.length - 1);
  },
  partials: <T>(A: ArrayAlgebra<T>, _v: T, xs: readonly T[]) => {
    const m = A.div(
      xs.reduce((s, x) => A.add(s, x)),
      xs.length,
    );
    return [xs.map((x) => A.mul(2 / (xs.length - 1), A.sub(x, m)))];
  },
};

export const maximumRow: Reduction = /* @__PURE__ */ extremum('maximum', Math.max, -Infinity);

export const minimumRow: Reduction = /* @__PURE__ */ extremum('minimum', Math.min, Infinity);

function extremum(name: string, pick: (x: number, y: number) => number, none: number): Reduction {
  return {
    name,
    args: ['xs'],
    value: (xs) => {
      let m = none;
      for (let i = 0; i < xs.length; i++) m = pick(m, xs[i]!);
      return m;
    },
    partials: <T>(A: ArrayAlgebra<T>, v: T, xs: readonly T[]) => {
      let k: Term<T> = 0;
      for (const x of xs) k = A.add(k, A.where('eq', x, v, 1, 0));
      const share = A.div(1, k);
      return [xs.map((x) => A.where('eq', x, v, share, A.none))];
    },
  };
}
