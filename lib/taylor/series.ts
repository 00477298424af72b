import type { BinaryOp, Interpreter, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { algebra } from '../ops/define-op.ts';
import { isLost, lost } from '../ops/lift.ts';
import { type ArrayOp, lostArrays } from '../ops/lift-arrays.ts';
import { Active, isNaNWithin, type Numeric, type Partials, type Scalar, stopGradient } from '../scalar.ts';
import type { Expansion } from './expansion.ts';
import { fractions } from './fractions.ts';
import { type Coefficients, integrand, minus, over, plus, type Recurrence, recurrences, times } from './recurrences.ts';

/** The level of a Taylor expansion. */
export type SeriesLevel = Level<Expansion<Series>>;

/** The k-th coefficient from those before it; undefined where there are no more. */
type Next = (k: number) => Scalar | undefined;

/** v′ = Σ pᵢ xᵢ′; or with a denominator d v′ = Σ pᵢ xᵢ′. */
interface Differential {
  readonly terms: readonly (readonly [p: Scalar, x: Series])[];
  readonly denominator?: Scalar | undefined;
}

/**
 * A number and its Taylor coefficients along one direction, c₀ + c₁ t + c₂ t² + …, Scalars of the levels further out.
 * Coefficients that are not there are structurally 0.
 *
 * Sums, products and quotients have recurrences. Any other op v = φ(x) is composed of them by its partial, itself an
 * expression in series: v′ = φ′(x) x′, so k vₖ = Σ j xⱼ φ′ₖ₋ⱼ. The partial may need v, as exp's does. That is why series are
 * lazy while partials are composed: vₖ needs the partial up to k − 1, and the partial needs v no further. The partials of
 * exp, tan or √ become the O(K²) recurrences of the books.
 * @see Griewank & Walther, Evaluating Derivatives, section 13.2; McIlroy, Power Series, Power Serious (1999)
 */
export class Series extends Active implements Interpreter<Scalar> {
  declare readonly level: SeriesLevel;
  declare readonly value: Scalar;
  declare readonly interpreter: Series;
  private readonly known: Scalar[];
  private next: Next | undefined;

  /** The series that begins with `known` and goes on with `next`, or ends there. */
  constructor(level: SeriesLevel, known: Scalar[], next?: Next) {
    super();
    this.level = level;
    this.value = known[0]!;
    this.interpreter = this;
    this.known = known;
    this.next = next;
  }

  /** The coefficients, those up to the k-th among them. */
  upTo(k: number): Coefficients {
    const { known } = this;
    while (this.next !== undefined && known.length <= k) {
      const c = this.next(known.length);
      if (c === undefined) this.next = undefined;
      else known.push(c);
    }
    return known;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const found = this.level.means.find(row, x, undefined);
    if (found !== undefined) return found;
    const v = row.op(this.value);
    if (isNaNWithin(v)) return this.lost(v);
    const fraction = fractions.get(row.op);
    const result = this.composed(v, (v) =>
      fraction === undefined
        ? this.differential([x], [row.dx(v, x)])
        : this.differential([x], ...fraction(algebra, v, x, NaN)),
    );
    return this.finished(result, row, x, undefined);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const found = this.level.means.find(row, x, y);
    if (found !== undefined) return found;
    const inX = this.isPeer(x);
    const inY = this.isPeer(y);
    const a = inX ? x.value : x;
    const b = inY ? y.value : y;
    const v = row.op(a, b);
    if (isLost(v, a, b)) return this.lost(v);
    const recurrence = recurrences.get(row.op);
    if (recurrence !== undefined) return this.recurrent(v, recurrence, inX ? x : [x], inY ? y : [y]);
    const fraction = inY ? undefined : fractions.get(row.op);
    const result = this.composed(v, (v) =>
      fraction === undefined
        ? this.differential([x, y], [inX ? row.dx(v, x, y) : undefined, inY ? row.dy(v, x, y) : undefined])
        : this.differential([x, y], ...fraction(algebra, v, x, y)),
    );
    return this.finished(result, row, x, y);
  }

  interpretArrays(
    row: ArrayOp,
    op: (xs: readonly Scalar[], ys: readonly Scalar[]) => Scalar,
    xs: readonly Scalar[],
    ys: readonly Scalar[],
  ): Scalar {
    const primal = (x: Scalar): Scalar => (this.isPeer(x) ? x.value : x);
    const [a, b] = [xs.map(primal), ys.map(primal)];
    const v = op(a, b);
    if (lostArrays(v, a, b)) return this.lost(v);
    const result = this.composed(v, (v) =>
      this.differential([...xs, ...ys], row.partials({ ...algebra, passive: stopGradient }, v, xs, ys).flat()),
    );
    return this.finished(result);
  }

  /** p x, p a constant; and `v` in place of p x₀. */
  scale(v: Scalar, p: Scalar): Scalar {
    return this.linear(v, [[p, this]]);
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Scalar {
    return this.linear(v, [
      [p, this],
      [q, y as Series],
    ]);
  }

  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const xs = arrays.flatMap((array) => Array.from<Scalar>(array));
    return this.linear(v, this.differential(xs, partials.flat()).terms);
  }

  private linear(v: Scalar, terms: Differential['terms']): Scalar {
    return this.finished(this.composed(v, () => ({ terms })));
  }

  /** A result that is NaN by no fault of an infinity: so are its coefficients. */
  private lost(v: Scalar): Scalar {
    const c = lost(v);
    return this.finished(new Series(this.level, [v], () => c));
  }

  /** The result `v` + … of an op with a recurrence. It is lazy if an operand is. */
  private recurrent(v: Scalar, recurrence: Recurrence, x: Series | Coefficients, y: Series | Coefficients): Series {
    const known = [v];
    const result = new Series(this.level, known, (k) =>
      recurrence(k, known, x instanceof Series ? x.upTo(k) : x, y instanceof Series ? y.upTo(k) : y),
    );
    return (x instanceof Series && x.next) || (y instanceof Series && y.next) ? result : result.complete();
  }

  /** The result `v` + … of an op by its differential, which is looked at when the first coefficient is needed. */
  private composed(v: Scalar, differential: (v: Series) => Differential): Series {
    const known = [v];
    let found: Differential | undefined;
    const result: Series = new Series(this.level, known, (k) => {
      found ??= differential(result);
      return this.integrated(found, known, k);
    });
    return result;
  }

  /** vₖ where v′ = Σ pᵢ xᵢ′: k vₖ = Σᵢ Σⱼ j xᵢⱼ pᵢₖ₋ⱼ, and with a denominator k vₖ d₀ is that less Σ j vⱼ dₖ₋ⱼ, 0 < j < k. */
  private integrated({ terms, denominator }: Differential, known: Coefficients, k: number): Scalar | undefined {
    let linear: Scalar | undefined;
    let sum: Scalar | undefined;
    for (const [p, x] of terms) {
      if (this.isPeer(p)) sum = plus(sum, integrand(x.upTo(k), p.upTo(k - 1), k));
      else if (denominator === undefined) linear = plus(linear, times(p, x.upTo(k)[k]));
      else sum = plus(sum, integrand(x.upTo(k), [p], k));
    }
    if (denominator === undefined) return plus(linear, over(sum, k));
    const d = this.isPeer(denominator) ? denominator.upTo(k - 1) : [denominator];
    return over(over(minus(sum, integrand(known, d, k)), d[0]!), k);
  }

  /** A result that is not lazy, and a number of the level further out if it has no coefficients; lazy within partials. */
  private finished(result: Series, row?: object, x?: Scalar, y?: Scalar): Scalar {
    const { means } = this.level;
    if (means.isComposing) {
      if (row !== undefined) means.keep(row, x!, y, result);
      return result;
    }
    means.compose(() => {
      if (row !== undefined) means.keep(row, x!, y, result);
      result.complete();
    });
    return result.known.length === 1 && means.order > 0 ? result.value : result;
  }

  private complete(): this {
    this.upTo(this.level.means.order);
    this.next = undefined;
    return this;
  }

  private isPeer(x: Scalar): x is Series {
    return typeof x !== 'number' && x.level === this.level;
  }

  private differential(xs: readonly Scalar[], ps: readonly (Scalar | undefined)[], denominator?: Scalar): Differential {
    const terms: [Scalar, Series][] = [];
    xs.forEach((x, i) => {
      const p = ps[i];
      if (p !== undefined && this.isPeer(x)) terms.push([p, x]);
    });
    return { terms, denominator };
  }

  override toString(): string {
    return `Series(${this.known.join(', ')})`;
  }
}
