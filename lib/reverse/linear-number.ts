import type { ArrayOp, BinaryOp, InnermostInterpreter, ListOp, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { add, div, inv, mul, neg, sub } from '../ops/arithmetic.ts';
import { dot, mean, sum } from '../ops/arrays.ts';
import { Active, type Numeric, type Partials, peek, type Scalar } from '../scalar.ts';
import type { Tape } from './tape.ts';

/** A linear map under examination: its tape, and what was found. */
export interface LinearRun {
  readonly tape: Tape;
  /** Of the rule, for messages. */
  readonly name: string;
  /** Set where the rule asks for the plain number of a tangent. */
  isOpaque: boolean;
}

/**
 * A tangent of which only is known that a rule is linear in it. It has no value. Linear operations write on a tape, all others
 * are refused. The tape is then the map, and its sweep the transposed map.
 */
export class LinearNumber extends Active implements InnermostInterpreter<Scalar> {
  declare readonly level: Level<LinearRun>;
  declare readonly value: Scalar;
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  readonly observes = true;
  // Neither 0 nor NaN: a tangent may be any number.
  readonly at = 1;
  readonly slot: number;

  constructor(level: Level<LinearRun>, slot: number) {
    super();
    this.level = level;
    this.value = this;
    this.interpreter = this;
    this.slot = slot;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    if (row.op !== neg) throw this.refusal(`${row.name}(t)`);
    return (x as LinearNumber).scale(0, -1);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const [inX, inY] = [this.isPeer(x), this.isPeer(y)];
    const [t, u] = [x as LinearNumber, y as LinearNumber];
    if (row.op === add || row.op === sub) {
      const sign = row.op === add ? 1 : -1;
      if (inX && inY) return t.combine(0, 1, u, sign);
      this.checkZero(inX ? y : x, row.name);
      return inX ? t : u.scale(0, sign);
    }
    if (row.op === mul && !(inX && inY)) return inX ? t.scale(0, y) : u.scale(0, x);
    if (row.op === div && !inY) return t.scale(0, inv(y));
    throw this.refusal(`${row.name}(${inX ? 't' : 'x'}, ${inY ? 't' : 'x'})`);
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const isProduct = row.op === dot && !(xs.some(this.isPeer, this) && ys.some(this.isPeer, this));
    if (!isProduct && row.op !== sum && row.op !== mean) throw this.refusal(`${row.name} of tangents`);
    if (!isProduct) for (const x of xs) if (!this.isPeer(x)) this.checkZero(x, row.name);
    return this.gather(0, row.partials(0, xs, ys), [xs, ys]);
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    // A call runs on plain numbers.
    if (row.call) throw this.opaque(`a call of ${row.name}`);
    return row.op(xs);
  }

  scale(_v: Scalar, p: Scalar): LinearNumber {
    return this.result(this.level.means.tape.slot1(this.slot, p));
  }

  combine(_v: Scalar, p: Scalar, y: Active, q: Scalar): LinearNumber {
    return this.result(this.level.means.tape.slot2(this.slot, p, (y as LinearNumber).slot, q));
  }

  gather(_v: Scalar, partials: Partials, arrays: readonly Numeric[]): LinearNumber {
    const { tape } = this.level.means;
    arrays.forEach((xs, k) => {
      Array.from<Scalar>(xs).forEach((x, i) => {
        if (this.isPeer(x)) tape.edge(x.slot, partials[k]![i]!);
      });
    });
    return this.result(tape.span()!);
  }

  watch(): number {
    return this.at;
  }

  stop(): never {
    throw this.refusal('stopGradient(t)');
  }

  passive(): number {
    return this.at;
  }

  guard(compare: string): void {
    if (compare === 'is') throw this.opaque('value(t)');
    throw this.refusal(`${compare}, a comparison of tangents`);
  }

  override toString(): string {
    return 'Tangent';
  }

  override [Symbol.toPrimitive](hint: string): never {
    this.level.means.isOpaque = true;
    return super[Symbol.toPrimitive](hint);
  }

  private isPeer(x: Scalar): x is LinearNumber {
    return typeof x !== 'number' && x.level === this.level;
  }

  /** The tangent of another slot. */
  result(slot: number): LinearNumber {
    return new LinearNumber(this.level, slot);
  }

  /** Checks that a number that is added to a tangent is 0. */
  private checkZero(x: Scalar, op: string): void {
    if (peek(x) !== 0) throw this.refusal(`${op}(t, x) for an x that is no tangent`);
  }

  private refusal(what: string): TypeError {
    return nonLinear(this.level.means.name, what);
  }

  private opaque(what: string): TypeError {
    this.level.means.isOpaque = true;
    return new TypeError(`${this.level.means.name}: expected a linear map of numbers, got ${what}`);
  }
}

/** The error for a rule that is not linear. */
export function nonLinear(name: string, what: string): TypeError {
  return new TypeError(
    `${name}: expected a rule that is linear in its tangents, got ${what}; give jvp and vjp both, each linear in the tangent`,
  );
}
