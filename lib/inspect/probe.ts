import type { ArrayOp, BinaryOp, InnermostInterpreter, ListOp, UnaryOp } from '../interpreter.ts';
import { endLevel, INTERPRETING, Level, PROBE_DEPTH } from '../level.ts';
import type { Comparison } from '../ops/compare.ts';
import { algebra } from '../ops/define-op.ts';
import { InnermostNumber } from '../program/innermost-number.ts';
import { OPERATIONS } from '../program/opcodes.ts';
import { opcodeOfOp } from '../program/operators.ts';
import { isLeaf } from '../rules/expression.ts';
import { type Innermost, numberWithin, type Scalar } from '../scalar.ts';
import type { LocalRule } from './local-rule.ts';

/** What one run of a row's partials came to, outside of their results. */
interface Branches {
  /** Comparisons of two numbers no further apart than this are ties. */
  readonly noise: number;
  /** Whether a branch at a tie chose to contribute nothing, or the partials compared numbers themselves. */
  isTied: boolean;
  /** Whether anything was selected or compared. */
  selects: boolean;
  /** Whether an op was applied that contributes nothing whatever its argument: a step. */
  hasSteps: boolean;
}

/**
 * A number that a row's partials are run on, to learn which branches they take: it knows whether it is as it is because two
 * numbers were equal and the other branch differs. So rows name no kinks for `diagnose`: their branches tell.
 */
class Probe extends InnermostNumber implements InnermostInterpreter<Scalar> {
  declare readonly level: Level<Branches>;
  declare readonly value: Scalar;
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  readonly observes = true;
  readonly at: number;
  readonly isTied: boolean;

  constructor(level: Level<Branches>, at: number, isTied: boolean) {
    super();
    this.level = level;
    this.value = this;
    this.interpreter = this;
    this.at = at;
    this.isTied = isTied;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    if (row.dx(NaN, NaN) === undefined) this.level.means.hasSteps = true;
    return this.result(row.op, [x]);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    return this.result(row.op, [x, y]);
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    return this.of(row.op(xs.map(numberOf), ys.map(numberOf)) as number, [...xs, ...ys].some(isTied));
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    if (!row.call) return row.op(xs);
    return row.op(xs.map(numberOf)).map((y) => this.of(y as number, xs.some(isTied)));
  }

  watch(): number {
    return this.at;
  }

  stop(): void {
    this.guard();
  }

  passive(): number {
    return this.at;
  }

  guard(): void {
    this.level.means.selects = true;
    this.level.means.isTied = true;
  }

  select(
    compare: Comparison,
    x: Scalar,
    y: Scalar,
    then: Scalar | undefined,
    otherwise: Scalar | undefined,
  ): Scalar | undefined {
    this.level.means.selects = true;
    const [a, b] = [numberOf(x), numberOf(y)];
    const chosen = compare(a, b) ? then : otherwise;
    const tied = isTied(x) || isTied(y) || (Math.abs(a - b) <= this.level.means.noise && differ(then, otherwise));
    if (!tied) return chosen;
    if (chosen === undefined) this.level.means.isTied = true;
    return chosen === undefined ? chosen : this.of(numberOf(chosen), true);
  }

  override toString(): string {
    return `Probe(${this.at})`;
  }

  /** The result of an op; by its definition where it has one, whose branches tell as well. */
  private result(op: (...operands: never[]) => Scalar, operands: readonly Scalar[]): Scalar {
    const row = OPERATIONS[opcodeOfOp.get(op) ?? -1]?.row;
    if (row !== undefined && !isLeaf(row)) {
      const [x, y, z] = operands as [Scalar, Scalar, Scalar];
      return row.value(algebra, x, y, z);
    }
    return this.of(op(...(operands.map(numberOf) as never[])) as number, operands.some(isTied));
  }

  private of(at: number, tied: boolean): Probe {
    return new Probe(this.level, at, tied);
  }
}

function numberOf(x: Scalar): number {
  const v = numberWithin(x);
  return typeof v === 'number' ? v : (v as Innermost).interpreter.at;
}

function isTied(x: Scalar): boolean {
  return x instanceof Probe && x.isTied;
}

/** Whether the branches of a selection are more apart than by rounding. */
function differ(then: Scalar | undefined, otherwise: Scalar | undefined): boolean {
  if (then === undefined || otherwise === undefined) return then !== otherwise;
  return isApart(numberOf(then), numberOf(otherwise));
}

// Below this, rounding is no longer relative.
const TINY = 1e-300;

/** Whether two numbers are more apart than by rounding. */
export function isApart(a: number, b: number): boolean {
  if (a === b || (Number.isNaN(a) && Number.isNaN(b))) return false;
  return !(Math.abs(a - b) <= Math.max(TINY, 1e-6 * Math.max(Math.abs(a), Math.abs(b))));
}

/** What the branches of a row's partials tell at one point. */
export interface Branching {
  /** By argument: whether its partial is as it is because of a tie. */
  readonly tied: readonly boolean[];
  readonly hasSteps: boolean;
}

// Ops whose partials make no selection, whatever their arguments: most of a program, and then nothing is to be learnt.
const straight = new WeakSet<object>();

/** The branches that the partials of a row take at `args`, where numbers closer than `noise` count as equal. */
export function branching(rule: LocalRule, v: number, args: readonly number[], noise: number): Branching {
  if (rule.isComposed) return { tied: args.map(() => true), hasSteps: false };
  if (straight.has(rule.op)) return { tied: args.map(() => false), hasSteps: false };
  const level = new Level<Branches>(
    PROBE_DEPTH,
    { noise, isTied: false, selects: false, hasSteps: false },
    INTERPRETING,
  );
  const probe = (x: number): Probe => new Probe(level, x, false);
  let partials: readonly (Scalar | undefined)[];
  try {
    partials = rule.partials(
      probe(v),
      args.map(probe),
      args.map(() => true),
    );
  } catch {
    // Partials of the user's that are for plain numbers only.
    return { tied: args.map(() => false), hasSteps: false };
  } finally {
    endLevel(level);
  }
  const { isTied: isTiedElsewhere, selects, hasSteps } = level.means;
  if (!selects && !hasSteps && args.length > 0) straight.add(rule.op);
  return { tied: partials.map((p) => isTiedElsewhere || (p !== undefined && isTied(p))), hasSteps };
}
