import type { Linearization } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { Active, checkLive, type Numeric, type Partials, type Scalar } from '../scalar.ts';
import { isPlain } from './plain.ts';
import type { Tape } from './tape.ts';

/** The level of a derivative call that records on a tape. */
export type TapeLevel = Level<Tape>;

/** A number whose history is on a tape. */
export class Var extends Active {
  declare readonly level: TapeLevel;
  /** @internal Where on the tape. */
  declare readonly slot: number;

  /** @internal */
  scale(v: Scalar, p: Scalar): Var {
    return new VarOf(this.level, v, this.level.means.slot1(this.slot, p));
  }

  /** @internal */
  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Var {
    return new VarOf(this.level, v, this.level.means.slot2(this.slot, p, (y as Var).slot, q));
  }

  /** @internal */
  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const tape = this.level.means;
    for (let k = 0; k < arrays.length; k++) {
      const xs = arrays[k] as Numeric;
      const ps = partials[k] as Partials[number];
      for (let i = 0; i < xs.length; i++) {
        const x = xs[i]!;
        const p = ps[i];
        if (p === undefined || typeof x === 'number' || x.level !== this.level) continue;
        tape.edge((x as Var).slot, p);
      }
    }
    const slot = tape.span();
    return slot === undefined ? v : new VarOf(this.level, v, slot);
  }

  /** @internal */
  override propagate(map: Linearization<Scalar>): readonly Scalar[] {
    const { level } = this;
    const { active, at, values, pullback } = map;
    const places = Array.from(active.keys()).filter((i) => active[i] !== undefined);
    const first = level.means.call(
      places.map((i) => (active[i] as Var).slot),
      values.length,
      at.every(isPlain) && values.every(isPlain),
      (adjoints) => {
        const terms = pullback(values.map((_, i) => adjoints[i]));
        return places.map((i) => terms[i]);
      },
    );
    return values.map((y, i) => new VarOf(level, y, first + i));
  }

  /**
   * The derivative by this number of the last argument of {@link UserTape.backward}; 0 if that does not depend on it.
   * @throws {@link Error} when backward was not called, or the tape has been cleared since.
   */
  get grad(): number {
    checkLive(this, 'grad');
    const { gradients } = this.level.means;
    if (gradients === undefined) {
      throw new Error(
        'grad: expected backward(y) to have been called on the tape of this number, got no gradients yet',
      );
    }
    return gradients[this.slot] ?? 0;
  }

  /** The text console.log prints: `Var(3)`. */
  override toString(): string {
    return `Var(${this.value.toString()})`;
  }
}

/** Makes a Var. A plain function: V8 takes a third longer over the constructor of a derived class. */
export const VarOf: new (level: TapeLevel, value: Scalar, slot: number) => Var = function (
  this: { -readonly [K in 'level' | 'value' | 'slot']: Var[K] },
  level: TapeLevel,
  value: Scalar,
  slot: number,
): void {
  this.level = level;
  this.value = value;
  this.slot = slot;
} as never;
VarOf.prototype = Var.prototype;
