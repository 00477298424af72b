import { times } from '../forward/dual.ts';
import type { ArrayOp, BinaryOp, Interpreter, ListOp, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { algebra } from '../ops/define-op.ts';
import { isLost, lost } from '../ops/lift.ts';
import { lostArrays } from '../ops/lift-arrays.ts';
import { Active, isNaNWithin, type Numeric, type Partials, type Scalar } from '../scalar.ts';
import { callSeries } from './call-series.ts';
import { fractions } from './fractions.ts';
import { type Coefficients, integrand, minus, over, plus, type Recurrence, recurrenceOf } from './recurrences.ts';

/** The state that the numbers of one Taylor expansion share. */
export interface Expansion {
  /** The last coefficient wanted. */
  readonly order: number;
  /** Whether an op is being composed from its partials: then series are lazy. */
  isComposing: boolean;
  /** The lazy sums and products in the partials of an array operation, while they are built. */
  pending?: Series[] | undefined;
}

/** Adds the k-th coefficient to those known, unless the series ends before it. */
type Extend = (known: Scalar[], k: number) => void;

/** The partials by each operand, and their common denominator. */
type Slopes = readonly [partials: readonly (Scalar | undefined)[], denominator?: Scalar];

/** The result of an op, kept so that it need not be composed again. */
interface Result {
  readonly row: object;
  readonly x: Scalar;
  readonly y: Scalar | undefined;
  readonly series: Series;
}

/**
 * A number and its Taylor coefficients along one direction, c₀ + c₁ t + c₂ t² + …, Scalars of the levels further out.
 * Absent coefficients are structurally 0.
 *
 * Sums, products and quotients have recurrences. Any other op v = φ(x) is composed of them by its partial, itself an
 * expression in series: v′ = φ′(x) x′, so k vₖ = Σ j xⱼ φ′ₖ₋ⱼ. The partial may need v, as exp's does. That is why series are
 * lazy while an op is composed: vₖ needs the partial up to k − 1, and the partial needs v no further. The partials of exp,
 * tan or √ become the O(K²) recurrences of the books.
 * @see Griewank & Walther, Evaluating Derivatives, section 13.2; McIlroy, Power Series, Power Serious (1999)
 */
export class Series extends Active implements Interpreter<Scalar> {
  declare readonly level: Level<Expansion>;
  declare readonly value: Scalar;
  declare readonly interpreter: Series;
  private readonly known: Scalar[];
  /** Absent when all coefficients are known. */
  private extend: Extend | undefined;
  /** Results of ops on this series while one is composed. The sine finds itself in the derivative of its cosine. */
  private results: Result[] | undefined;

  /** The series that begins with `known` and goes on by `extend`, or ends there. */
  constructor(level: Level<Expansion>, known: Scalar[], extend?: Extend) {
    super();
    this.level = level;
    this.value = known[0]!;
    this.interpreter = this;
    this.known = known;
    this.extend = extend;
    this.results = undefined;
  }

  /** The coefficients, those up to the k-th among them. */
  upTo(k: number): Coefficients {
    const { known } = this;
    while (this.extend !== undefined && known.length <= k) {
      const { length } = known;
      this.extend(known, length);
      if (known.length === length) this.extend = undefined;
    }
    return known;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const found = this.find(row, x, undefined);
    if (found !== undefined) return found;
    const v = row.op(this.value);
    if (isNaNWithin(v)) return this.lost(v);
    const fraction = fractions.get(row.op);
    const slopes = (v: Series): Slopes => (fraction === undefined ? [[row.dx(v, x)]] : fraction(algebra, v, x, NaN));
    return this.keep(this.composed(v, [x], slopes), [x], row);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const recurrence = recurrenceOf(row.op);
    return recurrence === undefined ? this.composition(row, x, y) : this.arithmetic(row, recurrence, x, y);
  }

  private arithmetic(row: BinaryOp<Scalar>, recurrence: Recurrence, x: Scalar, y: Scalar): Scalar {
    const inX = this.isPeer(x);
    const inY = this.isPeer(y);
    const v = row.op(inX ? x.value : x, inY ? y.value : y);
    // Where the result of arithmetic is finite, no operand is NaN.
    if (!(typeof v === 'number' && v - v === 0) && isLost(v, inX ? x.value : x, inY ? y.value : y)) return this.lost(v);
    const a = inX ? x.known : [x];
    const b = inY ? y.known : [y];
    if ((inX && x.extend) || (inY && y.extend)) return this.lazily(v, recurrence, x, y, a, b);
    const known = [v];
    recurrence(known, a, b, 1, this.level.means.order);
    return new Series(this.level, known);
  }

  /** The result of a recurrence that is extended as its operands are. */
  private lazily(v: Scalar, recurrence: Recurrence, x: Scalar, y: Scalar, a: Coefficients, b: Coefficients): Series {
    const result = new Series(this.level, [v], (known, k) => {
      if (this.isPeer(x)) x.upTo(k);
      if (this.isPeer(y)) y.upTo(k);
      recurrence(known, a, b, k, k);
    });
    this.level.means.pending?.push(result);
    return result;
  }

  private composition(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const found = this.find(row, x, y);
    if (found !== undefined) return found;
    const inX = this.isPeer(x);
    const inY = this.isPeer(y);
    const a = inX ? x.value : x;
    const b = inY ? y.value : y;
    const v = row.op(a, b);
    if (isLost(v, a, b)) return this.lost(v);
    const fraction = inY ? undefined : fractions.get(row.op);
    const slopes = (v: Series): Slopes =>
      fraction === undefined
        ? [[inX ? row.dx(v, x, y) : undefined, inY ? row.dy(v, x, y) : undefined]]
        : fraction(algebra, v, x, y);
    return this.keep(this.composed(v, [x, y], slopes), [x, y], row);
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const primal = (x: Scalar): Scalar => (this.isPeer(x) ? x.value : x);
    const [a, b] = [xs.map(primal), ys.map(primal)];
    const v = row.op(a, b);
    if (lostArrays(row, v, a, b)) return this.lost(v);
    const both = [...xs, ...ys];
    const { means } = this.level;
    const pending: Series[] = [];
    const slopes = (v: Series): Slopes => {
      means.pending = pending;
      try {
        return [row.partials(v, xs, ys).flat()];
      } finally {
        means.pending = undefined;
      }
    };
    return this.keep(this.composed(v, both, slopes, pending), both);
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    return row.call === undefined ? row.op(xs) : callSeries(row, xs, this.level, SERIES);
  }

  /** v + p (x − x₀) for a constant p: of linear ops, and where derivatives have no meaning any more. */
  scale(v: Scalar, p: Scalar): Scalar {
    return this.linear(v, [this], [p]);
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Scalar {
    return this.linear(v, [this, y], [p, q]);
  }

  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const xs = arrays.flatMap((array) => Array.from<Scalar>(array));
    return this.linear(v, xs, partials.flat());
  }

  private linear(v: Scalar, xs: readonly Scalar[], ps: readonly (Scalar | undefined)[]): Scalar {
    return this.keep(
      this.composed(v, xs, () => [ps]),
      xs,
    );
  }

  override toString(): string {
    return `Series(${this.known.join(', ')})`;
  }

  private isPeer(x: Scalar): x is Series {
    return typeof x !== 'number' && x.level === this.level;
  }

  /** A result that is NaN without an infinite operand: its coefficients are NaN as well. */
  private lost(v: Scalar): Scalar {
    const c = lost(v);
    return this.keep(new Series(this.level, [v], (known) => known.push(c)), []);
  }

  /** The result `v` + … of an op from its partials, which are read when the first coefficient is needed. */
  private composed(
    v: Scalar,
    xs: readonly Scalar[],
    slopes: (v: Series) => Slopes,
    pending: readonly Series[] = [],
  ): Series {
    let found: Slopes | undefined;
    const result: Series = new Series(this.level, [v], (known, k) => {
      found ??= slopes(result);
      // In order: forced from its end, a sum of thousands of terms would recurse as deeply.
      for (const series of pending) series.upTo(k - 1);
      const c = this.integrated(known, xs, found, k);
      if (c !== undefined) known.push(c);
    });
    return result;
  }

  /** vₖ where v′ = Σ pᵢ xᵢ′: k vₖ = Σᵢ Σⱼ j xᵢⱼ pᵢₖ₋ⱼ. With a denominator k vₖ d₀ is that less Σ j vⱼ dₖ₋ⱼ, 0 < j < k. */
  private integrated(known: Coefficients, xs: readonly Scalar[], [ps, d]: Slopes, k: number): Scalar | undefined {
    let linear: Scalar | undefined;
    let sum: Scalar | undefined;
    for (let i = 0; i < xs.length; i++) {
      const x = xs[i]!;
      const p = ps[i];
      if (p === undefined || !this.isPeer(x)) continue;
      const a = x.upTo(k);
      const isConstant = !this.isPeer(p);
      if (isConstant && d === undefined) {
        if (k < a.length) linear = plus(linear, times(p, a[k]!));
        continue;
      }
      const term = integrand(a, isConstant ? [p] : p.upTo(k - 1), k);
      if (term !== undefined) sum = sum === undefined ? term : plus(sum, term);
    }
    if (d !== undefined) {
      const ds = this.isPeer(d) ? d.upTo(k - 1) : [d];
      const term = integrand(known, ds, k);
      if (term !== undefined) sum = minus(sum, term);
      if (sum !== undefined) sum = over(sum, ds[0]!);
    }
    return sum === undefined ? linear : plus(linear, over(sum, k));
  }

  /** The kept result of an op. */
  private find(row: object, x: Scalar, y: Scalar | undefined): Series | undefined {
    // By Object.is, because −0 is another operand than 0.
    return this.results?.find((r) => r.row === row && Object.is(r.x, x) && Object.is(r.y, y))?.series;
  }

  /**
   * The result of an op of `xs`. Within partials it is lazy, and kept for other partials to find. Otherwise all its
   * coefficients are computed; without any it is a number of the level further out.
   */
  private keep(result: Series, xs: readonly Scalar[], row?: object): Scalar {
    const { means } = this.level;
    const isOutermost = !means.isComposing;
    if (row !== undefined) {
      this.results ??= [];
      this.results.push({ row, x: xs[0]!, y: xs[1], series: result });
    }
    if (!isOutermost) return result;
    means.isComposing = true;
    try {
      result.upTo(means.order);
    } finally {
      means.isComposing = false;
      for (const x of xs) if (this.isPeer(x)) x.results = undefined;
    }
    result.extend = undefined;
    result.results = undefined;
    return result.known.length === 1 && means.order > 0 ? result.value : result;
  }
}

const SERIES: Parameters<typeof callSeries>[3] = {
  make: (level, known) => new Series(level as Level<Expansion>, known),
  read: (level, x) =>
    x instanceof Series && x.level === level ? x.upTo(level.means.order).slice(0, level.means.order + 1) : undefined,
};
