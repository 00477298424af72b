import { describe } from '../describe.ts';
import { DEPTH, endLevel, Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { Tape } from './tape.ts';
import { type TapeLevel, Var, VarOf } from './var.ts';

/**
 * A tape of your own, for reverse mode step by step: make variables, compute, go backward, read gradients.
 *
 *     const t = tape();
 *     const x = t.variable(3);
 *     const y = mul(x, sin(x));
 *     t.backward(y);
 *     x.grad // dy/dx
 */
export class UserTape {
  private level: TapeLevel = new Level(DEPTH.userTape, new Tape());

  /**
   * A variable with this value; its `grad` is known after {@link backward}.
   * @throws {@link TypeError} when `value` is not a plain number.
   * @example tape().variable(3).toString() // 'Var(3)'
   */
  variable(value: number): Var {
    if (typeof value !== 'number') {
      throw new TypeError(`variable: expected a plain number, got ${describe(value)}`);
    }
    return new VarOf(this.level, value, this.level.means.input());
  }

  /**
   * Computes the derivative of `y` by every number it was computed from. Contributions along several paths add up. Read it
   * as `x.grad`.
   * A second call replaces the gradients of the first.
   * @throws {@link TypeError} when `y` was not computed from variables of this tape.
   */
  backward(y: Scalar): void {
    if (!(y instanceof Var) || y.level !== this.level) {
      throw new TypeError(
        `backward: expected a number computed from variables of this tape, got ${describe(y)}${typeof y === 'number' ? ', a plain number without history' : ''}`,
      );
    }
    const { means } = this.level;
    means.gradients = means.gradient(y.slot, y.slot + 1) as number[];
  }

  /** Empties the tape; variables made before can't be computed with any more. */
  clear(): void {
    const { means } = this.level;
    endLevel(this.level);
    means.clear();
    this.level = new Level(DEPTH.userTape, means);
  }

  /** How many numbers are on the tape. */
  get length(): number {
    return this.level.means.slots;
  }
}

/**
 * A new tape: `variable(value)`, `backward(y)`, then `x.grad`; `clear()` to begin again.
 * @example tape().length // 0
 */
export function tape(): UserTape {
  return new UserTape();
}
