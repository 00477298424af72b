import { AnyLanes, type LaneLevel } from '../../forward/lanes.ts';
import type { Linearization } from '../../interpreter.ts';
import { Active, type Numeric, type Partials, type Scalar } from '../../scalar.ts';
import { type Counting, termsOf } from './tally-dual.ts';

/** Lanes that count what Lanes and NestedLanes do. */
export class TallyLanes extends Active {
  declare readonly level: LaneLevel;
  readonly tangents: readonly Scalar[];
  readonly mask: number;
  /** Whether value and tangents are plain numbers, as those of Lanes are. */
  private readonly isPlain: boolean;
  private readonly counting: Counting;

  constructor(
    counting: Counting,
    level: LaneLevel,
    value: Scalar,
    tangents: readonly Scalar[],
    mask: number,
    isPlain: boolean,
  ) {
    super();
    this.counting = counting;
    this.tangents = tangents;
    this.mask = mask;
    this.isPlain = isPlain;
    Object.assign(this, { level, value, interpreter: counting.lift });
  }

  scale(v: Scalar, p: Scalar): TallyLanes {
    const { arithmetic } = this.counting;
    const factor = this.isPlain && arithmetic.plain(v) !== undefined ? arithmetic.plain(p) : undefined;
    if (factor === 1) return this.result(v, this.tangents, this.mask, true);
    const areFinite = factor !== undefined && factor - factor === 0;
    const tangents = this.tangents.map((t, k) => {
      if (areFinite) return arithmetic.product(p, t);
      return this.isOn(k) ? arithmetic.times(p, t) : 0;
    });
    return this.result(v, tangents, this.mask, factor !== undefined);
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): TallyLanes {
    const { arithmetic } = this.counting;
    const other = y as TallyLanes;
    const isPlain = this.isPlain && other.isPlain && [v, p, q].every((x) => arithmetic.plain(x) !== undefined);
    const areFinite = isPlain && [p, q].every((x) => Number.isFinite(arithmetic.plain(x)));
    const tangents = this.tangents.map((t, k) => {
      const u = other.tangents[k]!;
      if (areFinite) return arithmetic.sum(arithmetic.product(p, t), arithmetic.product(q, u));
      if (!this.isOn(k)) return other.isOn(k) ? arithmetic.times(q, u) : 0;
      return other.isOn(k) ? arithmetic.sum(arithmetic.times(p, t), arithmetic.times(q, u)) : arithmetic.times(p, t);
    });
    return this.result(v, tangents, this.mask | other.mask, isPlain);
  }

  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const terms = termsOf(this.level, partials, arrays) as readonly { x: TallyLanes; p: Scalar }[];
    return this.gatherNumbers(v, terms) ?? this.gatherEach(v, terms);
  }

  private gatherNumbers(v: Scalar, terms: readonly { x: TallyLanes; p: Scalar }[]): Scalar | undefined {
    const { arithmetic } = this.counting;
    if (arithmetic.plain(v) === undefined) return undefined;
    let sum: Scalar[] = this.tangents.map(() => 0);
    let mask = 0;
    for (const { x, p } of terms) {
      if (!Number.isFinite(arithmetic.plain(p)) || !x.isPlain) return undefined;
      sum = sum.map((s, k) => arithmetic.sum(s, arithmetic.product(p, x.tangents[k]!)));
      mask |= x.mask;
    }
    return mask === 0 ? v : this.result(v, sum, mask, true);
  }

  private gatherEach(v: Scalar, terms: readonly { x: TallyLanes; p: Scalar }[]): Scalar {
    let sum: TallyLanes | undefined;
    for (const { x, p } of terms) sum = sum === undefined ? x.scale(v, p) : sum.combine(v, 1, x, p);
    return sum ?? v;
  }

  override propagate(map: Linearization<Scalar>): readonly Scalar[] {
    return AnyLanes.prototype.propagate.call(this as never, map).map((y) => {
      if (typeof y === 'number' || y.level !== this.level) return y;
      const { value, tangents, mask } = y as AnyLanes;
      const isPlain = [value, ...tangents].every((x) => this.counting.arithmetic.plain(x) !== undefined);
      return this.result(value, tangents, mask, isPlain);
    });
  }

  private isOn(lane: number): boolean {
    return (this.mask & (1 << lane)) !== 0;
  }

  private result(v: Scalar, tangents: readonly Scalar[], mask: number, isPlain: boolean): TallyLanes {
    return new TallyLanes(this.counting, this.level, v, tangents, mask, isPlain);
  }

  override toString(): string {
    return `Lanes(${this.value.toString()} + [${this.tangents.map((t) => t.toString()).join(', ')}]ε)`;
  }
}
