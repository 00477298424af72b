import type { ArrayOp, BinaryOp, InnermostInterpreter, ListOp, Predicate, UnaryOp } from '../../interpreter.ts';
import { endLevel, INTERPRETING, Level, TRACE_DEPTH } from '../../level.ts';
import { add, mul } from '../../ops/arithmetic.ts';
import type { Comparison } from '../../ops/compare.ts';
import { InnermostNumber } from '../../program/innermost-number.ts';
import { OPERATIONS } from '../../program/opcodes.ts';
import { arrayRuleOf, opcodeOfOp, variadic } from '../../program/operators.ts';
import type { Active, Scalar } from '../../scalar.ts';
import { operationOfRow, Tally } from './tally.ts';

const ADD = operationOfRow('add');
const MUL = operationOfRow('mul');

/** The plain arithmetic of a run, counted. */
export class TallyArithmetic {
  readonly tally: Tally = new Tally();
  /** Whether a tape is swept. */
  isSweeping = false;
  /** Whether partials are computed. */
  isInRow = false;
  private readonly level: Level = new Level(TRACE_DEPTH, undefined, INTERPRETING);

  /** Ends the run: its numbers can't be computed with any more. */
  end(): void {
    endLevel(this.level);
  }

  /** A number that stands in for the plain number x. */
  number(x: number): TallyNumber {
    return new TallyNumber(this, this.level, x);
  }

  /** x, where it is a plain number or stands in for one; otherwise undefined. */
  plain(x: Scalar | undefined): number | undefined {
    return typeof x === 'number' ? x : x instanceof TallyNumber ? x.at : undefined;
  }

  /** x, but a number that counts in place of a plain one. */
  counting(x: Scalar): Active {
    return typeof x === 'number' ? this.number(x) : x;
  }

  /** The partials that a row computes. */
  row<T>(compute: () => T): T {
    const before = this.isInRow;
    this.isInRow = true;
    try {
      return compute();
    } finally {
      this.isInRow = before;
    }
  }

  product(p: Scalar, t: Scalar): Scalar {
    const [a, b] = [this.plain(p), this.plain(t)];
    if (a === undefined || b === undefined) return mul(p, t);
    this.tally.add(MUL);
    return this.number(a * b);
  }

  sum(x: Scalar, y: Scalar): Scalar {
    const [a, b] = [this.plain(x), this.plain(y)];
    if (a === undefined || b === undefined) return add(x, y);
    this.tally.add(ADD);
    return this.number(a + b);
  }

  /** As the function `times` of forward mode: a factor 1 is left out, except among plain numbers. */
  times(p: Scalar, t: Scalar): Scalar {
    const [a, b] = [this.plain(p), this.plain(t)];
    if (a === undefined || b === undefined) {
      if (a === 1) return t;
      if (b === 1) return p;
    }
    return this.product(p, t);
  }

  /** Counts an op of one number or two. */
  scalarOp(op: UnaryOp<Scalar>['op'] | BinaryOp<Scalar>['op'], arity: number): void {
    const opcode = opcodeOfOp.get(op);
    if (opcode === undefined) this.tally.call(op, op.name, arity);
    else this.tally.add(OPERATIONS[opcode]!);
  }

  /** Counts an op over arrays. */
  arrayOp(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): void {
    const many = variadic(row.spread, xs.length);
    const rule = arrayRuleOf.get(row.op);
    if (many !== undefined) this.tally.add(many);
    else if (rule === undefined) this.tally.call(row.op, row.name, xs.length + ys.length);
    else this.tally.loop(rule, xs.length);
  }
}

/** A number that stands in for a plain one. It is its own value, and counts the ops that it meets. */
export class TallyNumber extends InnermostNumber implements InnermostInterpreter<Scalar> {
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  readonly isAsPlain = true;
  readonly at: number;
  private readonly arithmetic: TallyArithmetic;

  constructor(arithmetic: TallyArithmetic, level: Level, at: number) {
    super();
    this.arithmetic = arithmetic;
    this.at = at;
    Object.assign(this, { level, value: this, interpreter: this });
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    this.arithmetic.scalarOp(row.op, 1);
    return this.result(row.op(this.numberOf(x)));
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    this.arithmetic.scalarOp(row.op, 2);
    return this.result(row.op(this.numberOf(x), this.numberOf(y)));
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    this.arithmetic.arrayOp(row, xs, ys);
    const [a, b] = [xs, ys].map((list) => list.map((x) => this.numberOf(x)));
    return this.result(row.op(a!, b!));
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    if (row.call === undefined) return row.op(xs);
    const results = row.op(xs.map((x) => this.numberOf(x)));
    this.arithmetic.tally.call(row.call(), row.name, xs.length);
    return results.map((y) => this.result(y));
  }

  /** A constant that a row chooses is a number of its computation. */
  select(
    compare: Comparison,
    x: Scalar,
    y: Scalar,
    then: Scalar | undefined,
    otherwise: Scalar | undefined,
  ): Scalar | undefined {
    const chosen = compare(x, y) ? then : otherwise;
    return typeof chosen === 'number' && this.arithmetic.isInRow ? this.result(chosen) : chosen;
  }

  watch(_predicate: Predicate): number {
    return this.at;
  }

  guard(): void {}

  /** The zero of a derivative has the sign +. */
  output(): Scalar {
    return Object.is(this.at, -0) ? this.result(0) : this;
  }

  private numberOf(x: Scalar): number {
    return this.arithmetic.plain(x)!;
  }

  private result(v: Scalar): Scalar {
    return this.arithmetic.number(v as number);
  }

  override toString(): string {
    return String(this.at);
  }
}
