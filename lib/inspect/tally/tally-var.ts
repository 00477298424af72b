import type { Linearization } from '../../interpreter.ts';
import { type TapeLevel, Var } from '../../reverse/var.ts';
import type { Active, Numeric, Partials, Scalar } from '../../scalar.ts';
import { type Counting, termsOf } from './tally-dual.ts';

/** A Var whose ops count. It computes nothing itself: its tape does. */
export class TallyVar extends Var {
  private readonly counting: Counting;

  constructor(counting: Counting, level: TapeLevel, value: Scalar, slot: number) {
    super();
    this.counting = counting;
    Object.assign(this, { level, value, slot, interpreter: counting.lift });
  }

  override scale(v: Scalar, p: Scalar): TallyVar {
    return this.result(v, this.level.means.slot1(this.slot, p));
  }

  override combine(v: Scalar, p: Scalar, y: Active, q: Scalar): TallyVar {
    return this.result(v, this.level.means.slot2(this.slot, p, (y as Var).slot, q));
  }

  override gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const tape = this.level.means;
    for (const { x, p } of termsOf(this.level, partials, arrays)) tape.edge((x as Var).slot, p);
    const slot = tape.span();
    return slot === undefined ? v : this.result(v, slot);
  }

  override propagate(map: Linearization<Scalar>): readonly Scalar[] {
    return super.propagate(map).map((y) => this.result((y as Var).value, (y as Var).slot));
  }

  private result(v: Scalar, slot: number): TallyVar {
    return new TallyVar(this.counting, this.level, v, slot);
  }
}
