import { describe } from '../describe.ts';
import { endLevel, Level, open, USER_TAPE_DEPTH } from '../level.ts';
import { checkLive, printAsText, type Scalar } from '../scalar.ts';
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
  private level: TapeLevel = levelOf(new Tape());

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
    const { slot, level } = this.checkOwn('backward', y);
    level.means.gradients = level.means.gradient(slot, slot + 1) as number[];
  }

  /**
   * The derivative by x, any number on the tape, of the last argument of {@link backward}; 0 if that does not depend on it.
   * As `x.grad` of a variable, without a cast for what ops return.
   * @throws {@link TypeError} when `x` was not computed from variables of this tape.
   * @throws {@link Error} when backward was not called, or the tape has been cleared since.
   */
  grad(x: Scalar): number {
    return this.checkOwn('grad', x).grad;
  }

  private checkOwn(name: string, x: Scalar): Var {
    if (x instanceof Var && x.level.ended !== undefined) checkLive(x, name);
    if (x instanceof Var && x.level === this.level) return x;
    const hint = typeof x === 'number' ? ', a plain number without history' : '';
    throw new TypeError(`${name}: expected a number computed from variables of this tape, got ${describe(x)}${hint}`);
  }

  /** Empties the tape; variables made before can't be computed with any more. */
  clear(): void {
    const { means } = this.level;
    endLevel(this.level);
    open.lasting?.unregister(this.level);
    this.level.ended = 'tape that has been cleared; make its variables again by variable(x)';
    means.clear();
    this.level = levelOf(means);
  }

  /** How many numbers are on the tape. */
  get length(): number {
    return this.level.means.slots;
  }

  /** What console.log prints. */
  toString(): string {
    return `Tape of ${this.length} numbers`;
  }
}

printAsText(UserTape.prototype);

/** A level that is open until the tape is cleared, or nothing refers to it. */
function levelOf(means: Tape): TapeLevel {
  const level: TapeLevel = new Level(USER_TAPE_DEPTH, means);
  open.lasting?.register(level, 0, level);
  return level;
}

/**
 * A new tape: `variable(value)`, `backward(y)`, then `x.grad`; `clear()` to begin again.
 * @example tape().length // 0
 */
export function tape(): UserTape {
  return new UserTape();
}
