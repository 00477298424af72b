import type { Algebra } from './algebra.ts';
import type { Kink, Term } from './rule.ts';

/** What the partials of array operations are written in. */
export type ArrayAlgebra<T> = Pick<Algebra<T>, 'add' | 'sub' | 'mul' | 'div' | 'exp' | 'where' | 'none'>;

/** A row over one or two arrays: its partials are one vector for each array, the whole of it in O(n). */
export interface ArrayRule {
  readonly name: string;
  readonly args: readonly ['xs'] | readonly ['xs', 'ys'];
  readonly value: (xs: ArrayLike<number>, ys: ArrayLike<number>) => number;
  readonly formula: string;
  readonly partials: <T>(
    A: ArrayAlgebra<T>,
    v: T,
    xs: readonly T[],
    ys: readonly T[],
  ) => readonly (readonly Term<T>[])[];
  /** The operations of the value, for n entries. */
  readonly cost: string;
  readonly sentence: string;
  readonly example: readonly [call: string, result: string];
  readonly kinks?: readonly Kink[];
  /** How many entries it needs at the least. */
  readonly least?: number;
}

/** Reductions of an array to a number. Sums go left to right from the first entry. */
export const arrays: readonly ArrayRule[] = [
  {
    name: 'sum',
    args: ['xs'],
    value: (xs) => {
      let s = xs[0] ?? 0;
      for (let i = 1; i < xs.length; i++) s += xs[i] as number;
      return s;
    },
    formula: 'd(Σxᵢ) = Σ dxᵢ',
    partials: (_A, _v, xs) => [xs.map(() => 1)],
    cost: 'n − 1 additions',
    sentence: 'Sum of the entries of `xs`, 0 of none.',
    example: ['grad(sum)([1, 2, 3])', '[1, 1, 1]'],
  },
  {
    name: 'mean',
    args: ['xs'],
    value: (xs) => {
      let s = xs[0] ?? 0;
      for (let i = 1; i < xs.length; i++) s += xs[i] as number;
      return s / xs.length;
    },
    formula: 'd(Σxᵢ/n) = Σ dxᵢ / n',
    partials: (_A, _v, xs) => [xs.map(() => 1 / xs.length)],
    cost: 'n − 1 additions and 1 division',
    sentence: 'Mean of the entries of `xs`, NaN of none.',
    example: ['grad(mean)([1, 2, 3, 4])', '[0.25, 0.25, 0.25, 0.25]'],
  },
  {
    name: 'prod',
    args: ['xs'],
    value: (xs) => {
      let p = xs[0] ?? 1;
      for (let i = 1; i < xs.length; i++) p *= xs[i] as number;
      return p;
    },
    formula: 'd(Πxᵢ) = Σ (Π_{j≠i} xⱼ) dxᵢ',
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
    cost: 'n − 1 multiplications',
    sentence: 'Product of the entries of `xs`, 1 of none.',
    example: ['grad(prod)([2, 0, 3])', '[0, 6, 0]'],
  },
  {
    name: 'dot',
    args: ['xs', 'ys'],
    value: (xs, ys) => {
      let s = xs.length === 0 ? 0 : (xs[0] as number) * (ys[0] as number);
      for (let i = 1; i < xs.length; i++) s += (xs[i] as number) * (ys[i] as number);
      return s;
    },
    formula: 'd(Σxᵢyᵢ) = Σ yᵢ dxᵢ + xᵢ dyᵢ',
    partials: (_A, _v, xs, ys) => [ys, xs],
    cost: 'n multiplications and n − 1 additions',
    sentence: 'Inner product of `xs` and `ys`, of the same length.',
    example: ['grad((x) => dot(x, [4, 5]))([1, 2])', '[4, 5]'],
  },
  {
    name: 'norm',
    args: ['xs'],
    value: (xs) => {
      let s = 0;
      let m = 0;
      for (let i = 0; i < xs.length; i++) {
        const x = Math.abs(xs[i] as number);
        s += x * x;
        if (x > m) m = x;
      }
      // Squares that overflowed or drowned: once more, scaled by the largest.
      if (s > 1e-280 && s < Infinity) return Math.sqrt(s);
      if (m === 0 || m === Infinity) return Math.sqrt(s);
      let scaled = 0;
      for (let i = 0; i < xs.length; i++) scaled += ((xs[i] as number) / m) ** 2;
      return m * Math.sqrt(scaled);
    },
    formula: 'd‖x‖ = Σ xᵢ dxᵢ / ‖x‖',
    partials: (A, v, xs) => [xs.map((x) => A.where('eq', v, 0, 0, A.div(x, v)))],
    kinks: [{ at: [0, 0, 0], partials: [0, 0, 0], why: 'convex, least norm' }],
    cost: 'n multiplications, n additions and a square root',
    sentence: 'Euclidean length of `xs`, without overflow.',
    example: ['grad(norm)([3, 4])', '[0.6, 0.8]'],
  },
  {
    name: 'logsumexp',
    args: ['xs'],
    value: (xs) => {
      let m = -Infinity;
      for (let i = 0; i < xs.length; i++) m = Math.max(m, xs[i] as number);
      if (m === Infinity || m === -Infinity) return m;
      let s = 0;
      for (let i = 0; i < xs.length; i++) s += Math.exp((xs[i] as number) - m);
      return m + Math.log(s);
    },
    formula: 'd(log Σ exp xᵢ) = Σ exp(xᵢ − v) dxᵢ',
    // Infinite sums have no softmax weights: −∞ gives NaN by itself, +∞ is told to.
    partials: (A, v, xs) => [xs.map((x) => A.where('eq', v, Infinity, NaN, A.exp(A.sub(x, v))))],
    kinks: [
      { at: [-Infinity, -Infinity], partials: [NaN, NaN], why: 'no largest entry' },
      { at: [Infinity, 1], partials: [NaN, NaN], why: 'infinite value' },
    ],
    cost: 'n exponentials, 2n additions and a logarithm',
    sentence: 'log Σ exp xᵢ without overflow; −∞ of none.',
    example: ['grad(logsumexp)([0])', '[1]'],
  },
  {
    name: 'variance',
    args: ['xs'],
    least: 2,
    value: (xs) => {
      let s = xs[0] as number;
      for (let i = 1; i < xs.length; i++) s += xs[i] as number;
      const m = s / xs.length;
      const first = (xs[0] as number) - m;
      let squares = first * first;
      for (let i = 1; i < xs.length; i++) {
        const d = (xs[i] as number) - m;
        squares += d * d;
      }
      return squares / (xs.length - 1);
    },
    formula: 'd(Σ(xᵢ − m)²/(n − 1)) = Σ 2(xᵢ − m)/(n − 1) dxᵢ, m the mean',
    partials: <T>(A: ArrayAlgebra<T>, _v: T, xs: readonly T[]) => {
      const m = A.div(
        xs.reduce((s, x) => A.add(s, x)),
        xs.length,
      );
      return [xs.map((x) => A.mul(2 / (xs.length - 1), A.sub(x, m)))];
    },
    cost: 'n multiplications, 3n additions and 2 divisions',
    sentence: 'Sample variance of `xs`, its sum of squares divided by n − 1.',
    example: ['grad(variance)([1, 2, 3])', '[-1, 0, 1]'],
  },
  ...(['maximum', 'minimum'] as const).map(
    (name): ArrayRule => ({
      name,
      args: ['xs'],
      value: (xs) => {
        let m = name === 'maximum' ? -Infinity : Infinity;
        for (let i = 0; i < xs.length; i++) m = (name === 'maximum' ? Math.max : Math.min)(m, xs[i] as number);
        return m;
      },
      formula: 'd = dxᵢ of the chosen entry; k equal ones share it, 1/k each',
      partials: <T>(A: ArrayAlgebra<T>, v: T, xs: readonly T[]) => {
        let k: Term<T> = 0;
        for (const x of xs) k = A.add(k, A.where('eq', x, v, 1, 0));
        const share = A.div(1, k);
        return [xs.map((x) => A.where('eq', x, v, share, A.none))];
      },
      kinks: [{ at: [1, 1, 1, 1], partials: [0.25, 0.25, 0.25, 0.25], why: 'equal entries share' }],
      cost: 'n comparisons',
      sentence: `The ${name === 'maximum' ? 'largest' : 'smallest'} entry of \`xs\`; ${name === 'maximum' ? '−∞' : '∞'} of none.`,
      example: [`grad(${name})([2, 2])`, '[0.5, 0.5]'],
    }),
  ),
];
