import type { Level } from '../level.ts';
import { Active, type Numeric, type Scalar } from '../scalar.ts';
import type { Tape } from './tape.ts';

/** The level of a derivative call that records on a tape. */
export type TapeLevel = Level<Tape>;

/** A number whose history is on a tape. */
export class Var extends Active {
  declare readonly level: TapeLevel;
  /** @internal Where on the tape. */
  readonly index: number;

  /** @internal */
  constructor(level: TapeLevel, value: Scalar, index: number) {
    super(level, value);
    this.index = index;
  }

  /** @internal */
  scale(v: Scalar, p: Scalar): Var {
    const tape = this.level.means;
    tape.edge(this.index, p);
    return new Var(this.level, v, tape.node());
  }

  /** @internal */
  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Var {
    const tape = this.level.means;
    tape.edge(this.index, p);
    tape.edge((y as Var).index, q);
    return new Var(this.level, v, tape.node());
  }

  /** @internal */
  gather(v: Scalar, partials: readonly (Scalar | undefined)[], operands: Numeric): Scalar {
    const tape = this.level.means;
    const before = tape.edges;
    for (let i = 0; i < operands.length; i++) {
      const x = operands[i] as Scalar;
      const p = partials[i];
      if (p === undefined || typeof x === 'number' || x.level !== this.level) continue;
      tape.edge((x as Var).index, p);
    }
    return tape.edges === before ? v : new Var(this.level, v, tape.node());
  }

  /** The text console.log prints: `Var(3)`. */
  override toString(): string {
    return `Var(${this.value.toString()})`;
  }
}
