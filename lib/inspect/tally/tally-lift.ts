import type { ArrayOp, BinaryOp, Interpreter, LinearMap, ListOp, UnaryOp } from '../../interpreter.ts';
import type { Level } from '../../level.ts';
import { innermost, isLost, lost, pushed } from '../../ops/lift.ts';
import { lostArrays } from '../../ops/lift-arrays.ts';
import { liftLists, linearization, ofLevel } from '../../ops/lift-lists.ts';
import { OPERATIONS } from '../../program/opcodes.ts';
import { opcodeOfOp } from '../../program/operators.ts';
import { costOf, isLeaf } from '../../rules/expression.ts';
import type { BinaryRule, UnaryRule } from '../../rules/rule.ts';
import { type Active, isNaNWithin, type Scalar } from '../../scalar.ts';
import { hasOwnPath, partialOps } from './partial-ops.ts';
import { operationOfRow } from './tally.ts';
import { type TallyArithmetic, TallyNumber } from './tally-number.ts';

/**
 * What an op does with numbers that carry derivatives, counted: what its operator does where all primals are plain numbers,
 * and what lift does otherwise. Operators of internal rows leave all such numbers to lift.
 */
export class TallyLift implements Interpreter<Scalar> {
  private readonly arithmetic: TallyArithmetic;

  constructor(arithmetic: TallyArithmetic) {
    this.arithmetic = arithmetic;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const a = (x as Active).value;
    const at = this.arithmetic.plain(a);
    const rule = ruleOf(row.op) as UnaryRule | undefined;
    if (rule !== undefined && hasOwnPath(rule) && at !== undefined) {
      const v = row.op(a) as TallyNumber;
      if (!Number.isNaN(v.at)) {
        this.count(rule, v.at, [at], [true]);
        const p = row.dx(v.at, at);
        return p === undefined ? v : (x as Active).scale(v, p);
      }
    }
    const v = row.op(a);
    const p = isNaNWithin(v) ? lost(v) : this.arithmetic.row(() => row.dx(v, a));
    return p === undefined ? v : (x as Active).scale(v, p);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    return this.onNumbers(row, x, y) ?? this.lifted(row, x, y);
  }

  /** The operator itself; undefined where it leaves the op to lift. */
  private onNumbers(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar | undefined {
    const rule = ruleOf(row.op) as BinaryRule | undefined;
    if (rule === undefined || !hasOwnPath(rule)) return undefined;
    const inX = isActive(x);
    const inY = isActive(y);
    const a = this.arithmetic.plain(inX ? x.value : x);
    const b = this.arithmetic.plain(inY ? y.value : y);
    if (a === undefined || b === undefined) return undefined;
    const isOneLevel = !(inX && inY) || x.level === y.level;
    // The four operations look at the levels first.
    if (!isOneLevel && isLeaf(rule) && costOf(rule) === 'flop') return undefined;
    this.arithmetic.scalarOp(row.op, 2);
    const v = row.op(a, b) as number;
    if (!isOneLevel || Number.isNaN(v) || Number.isNaN(a) || Number.isNaN(b)) return undefined;
    this.count(rule, v, [a, b], [inX, inY]);
    const p = inX ? row.dx(v, a, b) : undefined;
    const q = inY ? row.dy(v, a, b) : undefined;
    return pushed(this.arithmetic.number(v), x, p, y, q);
  }

  private lifted(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const level = innermost(levelOf(x), levelOf(y));
    const [inX, inY] = [levelOf(x) === level, levelOf(y) === level];
    const a = this.arithmetic.counting(inX ? (x as Active).value : x);
    const b = this.arithmetic.counting(inY ? (y as Active).value : y);
    const v = row.op(a, b);
    const nan = isLost(v, a, b) ? lost(v) : undefined;
    const p = inX ? (nan ?? this.arithmetic.row(() => row.dx(v, a, b))) : undefined;
    const q = inY ? (nan ?? this.arithmetic.row(() => row.dy(v, a, b))) : undefined;
    return pushed(v, x, p, y, q);
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const operands = [...xs, ...ys];
    const level = operands.map(levelOf).reduce(innermost);
    const active = operands.find((x) => levelOf(x) === level) as Active;
    const primal = (x: Scalar): Scalar => this.arithmetic.counting(levelOf(x) === level ? (x as Active).value : x);
    const a = xs.map(primal);
    const b = ys.map(primal);
    const arePlain = [...a, ...b].every((x) => this.arithmetic.plain(x) !== undefined);
    const v = row.op(a, b);
    // Where the value of plain numbers is NaN, or infinite for any number of arguments, it is computed once more.
    const root = this.arithmetic.plain(v);
    const isKept = row.spread === undefined ? !Number.isNaN(root) : Number.isFinite(root);
    if (arePlain && !isKept) this.arithmetic.arrayOp(row, a, b);
    const partials = lostArrays(row, v, a, b)
      ? [a.map(() => lost(v)), b.map(() => lost(v))]
      : this.arithmetic.row(() => row.partials(v, a, b));
    return active.gather(v, partials, [xs, ys]);
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    const level = xs.map(levelOf).reduce(innermost)!;
    const active = ofLevel(level, xs);
    const at = xs.map((x) => this.arithmetic.counting(levelOf(x) === level ? (x as Active).value : x));
    const map = linearization(row, active, at, liftLists(row, at));
    const counted =
      (linear: LinearMap<Scalar>): LinearMap<Scalar> =>
      (ts) =>
        this.arithmetic.row(() => linear(ts.map((t) => (t === undefined ? t : this.arithmetic.counting(t)))));
    return active.find((x) => x !== undefined)!.propagate!({
      ...map,
      pushforward: counted(map.pushforward),
      pullback: counted(map.pullback),
    });
  }

  private count(
    rule: UnaryRule | BinaryRule,
    v: number,
    operands: readonly number[],
    active: readonly boolean[],
  ): void {
    for (const name of partialOps(rule, v, operands, active)) this.arithmetic.tally.add(operationOfRow(name));
  }
}

function ruleOf(op: unknown): unknown {
  const opcode = opcodeOfOp.get(op);
  return opcode === undefined ? undefined : OPERATIONS[opcode]!.row;
}

/** Whether x carries derivatives: neither a plain number nor one that stands in for one. */
function isActive(x: Scalar): x is Active {
  return typeof x !== 'number' && !(x instanceof TallyNumber);
}

function levelOf(x: Scalar): Level | undefined {
  return isActive(x) ? x.level : undefined;
}
