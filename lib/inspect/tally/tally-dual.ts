import { Dual } from '../../forward/dual.ts';
import type { Linearization } from '../../interpreter.ts';
import type { Level } from '../../level.ts';
import type { Active, Numeric, Partials, Scalar } from '../../scalar.ts';
import type { TallyLift } from './tally-lift.ts';
import type { TallyArithmetic } from './tally-number.ts';

/** The arithmetic of a run, and what its ops do with the numbers of derivative calls. */
export interface Counting {
  readonly arithmetic: TallyArithmetic;
  readonly lift: TallyLift;
}

/** A Dual that counts what a Dual does. */
export class TallyDual extends Dual {
  private readonly counting: Counting;

  constructor(counting: Counting, level: Level, value: Scalar, tangent: Scalar) {
    super();
    this.counting = counting;
    Object.assign(this, { level, value, tangent, interpreter: counting.lift });
  }

  override scale(v: Scalar, p: Scalar): TallyDual {
    return this.result(v, this.counting.arithmetic.times(p, this.tangent));
  }

  override combine(v: Scalar, p: Scalar, y: Active, q: Scalar): TallyDual {
    const { arithmetic } = this.counting;
    const terms = [p, this.tangent, q, (y as Dual).tangent] as const;
    const isPlain = terms.every((x) => arithmetic.plain(x) !== undefined);
    const [s, t] = isPlain
      ? [arithmetic.product(terms[0], terms[1]), arithmetic.product(terms[2], terms[3])]
      : [arithmetic.times(terms[0], terms[1]), arithmetic.times(terms[2], terms[3])];
    return this.result(v, arithmetic.sum(s, t));
  }

  override gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const { arithmetic } = this.counting;
    let tangent: Scalar | undefined;
    for (const { x, p } of termsOf(this.level, partials, arrays)) {
      const term = arithmetic.times(p, (x as Dual).tangent);
      tangent = tangent === undefined ? term : arithmetic.sum(tangent, term);
    }
    return tangent === undefined ? v : this.result(v, tangent);
  }

  override propagate(map: Linearization<Scalar>): readonly Scalar[] {
    return super
      .propagate(map)
      .map((y) => (y instanceof Dual && y.level === this.level ? this.result(y.value, y.tangent) : y));
  }

  private result(v: Scalar, tangent: Scalar): TallyDual {
    return new TallyDual(this.counting, this.level, v, tangent);
  }
}

/** The entries of arrays that are active at a level, with their partials. */
export function termsOf(
  level: Level,
  partials: Partials,
  arrays: readonly Numeric[],
): readonly { readonly x: Active; readonly p: Scalar }[] {
  return arrays.flatMap((xs, k) =>
    Array.from<Scalar>(xs).flatMap((x, i) => {
      const p = partials[k]![i];
      return p === undefined || typeof x === 'number' || x.level !== level ? [] : [{ x, p }];
    }),
  );
}
