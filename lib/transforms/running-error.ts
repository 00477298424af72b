import type { ArrayOp, BinaryOp, Interpreter, ListOp, UnaryOp } from '../interpreter.ts';
import { enter, INTERPRETING, type Level, leave } from '../level.ts';
import {
  ceil,
  cos,
  floor,
  logaddexp,
  logsumexp,
  max,
  min,
  mod,
  pow,
  prod,
  round,
  sin,
  sinc,
  tan,
  trunc,
} from '../ops/index.ts';
import { Active, type Numeric, type Partials, type Scalar, value } from '../scalar.ts';

const SMALLEST_NORMAL = 2 ** -1022;

/** From here on every double is a whole number: floor is the identity, and a sine is noise. */
const WHOLE = 2 ** 52;

/** Ops that jump, and where between whole numbers. */
const JUMPS: ReadonlyMap<unknown, number> = new Map([
  [floor, 0],
  [ceil, 0],
  [trunc, 0],
  [round, 0.5],
]);

const PERIODIC: ReadonlySet<unknown> = new Set([sin, cos, tan, sinc]);

/** What the numbers of one analysis share. */
interface Analysis {
  phase: number;
}

/**
 * A number that bounds its own rounding: |value − exact| ≤ ε·bound, to first order in ε. Each op adds the rounding of its
 * result to the bounds of its operands, each times its partial; so what cancelled is still counted. The bound is infinite
 * where doubles are too coarse to show what f does between them, as of floor at 1e20.
 * @see Higham, Accuracy and Stability of Numerical Algorithms, section 3.3: running error analysis
 */
class Inexact extends Active implements Interpreter<Scalar> {
  declare readonly level: Level<Analysis>;
  declare readonly value: number;
  declare readonly interpreter: Inexact;
  readonly bound: number;
  /** Σ |xⱼ ∂v/∂xⱼ| or more. */
  readonly reach: number;
  /** Whether it came out of a tie. */
  readonly isTied: boolean;

  constructor(level: Level<Analysis>, value: number, bound: number, reach: number, isTied = false) {
    super();
    this.level = level;
    this.value = value;
    this.interpreter = this;
    this.bound = bound;
    this.reach = reach;
    this.isTied = isTied;
  }

  interpret1(row: UnaryOp<Scalar>): Scalar {
    const { value: x, bound, reach } = this;
    const v = value(row.op(x));
    const jump = JUMPS.get(row.op);
    if (jump !== undefined) {
      this.turn(reach);
      const isClear = Math.max(Math.abs(x), reach) < WHOLE && !crosses(x + jump, bound);
      return isClear ? new Inexact(this.level, v, 0, 0) : this.unresolved(v);
    }
    if (PERIODIC.has(row.op)) {
      this.turn(reach);
      if (Math.max(Math.abs(x), bound, reach) >= WHOLE / 64) return this.unresolved(v);
    }
    return this.linear(v, [row.dx(v, x)], [this]);
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const [a, b] = [value(x), value(y)];
    const v = value(row.op(a, b));
    if (isUnresolved(row.op, a, b)) return this.unresolved(v);
    const isTie = (row.op === max || row.op === min) && isNear(a, b);
    // Where two ties meet, the convention is not a slope along an axis: clamp(x, 1, 1) at 1.
    if (isTie && (this.isTie(x) || this.isTie(y))) return this.unresolved(v);
    const p = this.isPeer(x) ? row.dx(v, a, b) : undefined;
    const q = this.isPeer(y) ? row.dy(v, a, b) : undefined;
    const within = row.op === logaddexp ? times(p, Math.abs(a)) + times(q, Math.abs(b)) : 0;
    const result = this.linear(v, [p, q], [x, y], within, isTie);
    if (row.op === mod) this.turn(result.reach / Math.abs(b));
    return result;
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const [a, b] = [xs.map(value), ys.map(value)];
    const v = value(row.op(a, b));
    const both = [...a, ...b];
    if (!both.every(Number.isFinite)) return this.unresolved(v);
    const ps = row.partials(v, a, b).flat();
    // The op adds up its terms itself: they count as in a chain of additions.
    const terms = both.reduce((sum, x, i) => sum + times(ps[i], Math.abs(x)), roundingWithin(row.op, v, a[0], ps[0]));
    return this.linear(v, ps, [...xs, ...ys], terms);
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    // The rounding within a call is not known.
    if (row.call) throw new TypeError(`${row.name}: expected an op of known rounding, got a call`);
    return row.op(xs);
  }

  scale(v: Scalar, p: Scalar): Scalar {
    return this.linear(value(v), [p], [this]);
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Scalar {
    return this.linear(value(v), [p, q], [this, y]);
  }

  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar {
    const xs = arrays.flatMap((array) => Array.from<Scalar>(array));
    return this.linear(value(v), partials.flat(), xs);
  }

  override toString(): string {
    return `Inexact(${this.value} ± ${this.bound}·2^-52)`;
  }

  /** Notes how many periods, or jumps, the argument of an op runs through where x moves by all of itself. */
  private turn(periods: number): void {
    const { means } = this.level;
    means.phase = Math.max(means.phase, periods);
  }

  private isPeer(x: Scalar): x is Inexact {
    return x instanceof Inexact && x.level === this.level;
  }

  private isTie(x: Scalar): boolean {
    return this.isPeer(x) && x.isTied;
  }

  /** The result of an op, from its partials and the rounding inside it. */
  private linear(
    v: number,
    ps: readonly (Scalar | undefined)[],
    xs: readonly Scalar[],
    within = 0,
    isTied = false,
  ): Inexact {
    let bound = within + Math.max(Math.abs(v), SMALLEST_NORMAL);
    let reach = 0;
    xs.forEach((x, i) => {
      if (!this.isPeer(x)) return;
      bound += times(ps[i], x.bound);
      reach += times(ps[i], x.reach);
    });
    return new Inexact(this.level, v, Number.isNaN(bound) ? Infinity : bound, reach, isTied);
  }

  private unresolved(v: number): Inexact {
    return new Inexact(this.level, v, Infinity, 0);
  }
}

/** |p|·bound. An exact operand passes on nothing, through an infinite partial too. */
function times(p: Scalar | undefined, bound: number): number {
  return p === undefined || bound === 0 ? 0 : Math.abs(value(p)) * bound;
}

/** Whether its rounding, or the finest steps, may take x across a whole number. */
function crosses(x: number, bound: number): boolean {
  return Math.abs(x - Math.round(x)) <= Number.EPSILON * (2 * bound + 64 * Math.abs(x));
}

/** Whether a few doubles at most are between a and b. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= 16 * Math.max(Number.EPSILON * Math.abs(a), Number.MIN_VALUE);
}

/** Whether doubles are too coarse to show what the op does between them, or partials have no meaning. */
function isUnresolved(op: unknown, a: number, b: number): boolean {
  if (!Number.isFinite(a) || !Number.isFinite(b)) return true;
  if (op === mod) return crosses(a / b, 0) || Math.abs(a / b) >= WHOLE / 4;
  return op === pow && a < 0 && Math.abs(b) >= WHOLE;
}

/** The rounding inside an array op that its terms do not show, in units of ε. */
function roundingWithin(op: unknown, v: number, x = 0, p: Scalar = 0): number {
  // A product may underflow on its course; then a partial tells what it should be.
  if (op === prod) return Math.abs(value(p) * x - v) / Number.EPSILON;
  // The sum in the logarithm is at least 1.
  return op === logsumexp ? 1 : 0;
}

/** The rounding of a computation. */
export interface RunningError {
  /** How far rounding may have moved each result, x itself being exact; 0 for one that is not finite. */
  readonly bounds: readonly number[];
  /** How many periods, or jumps, the argument of a sine or a floor runs through where x moves by all of itself. */
  readonly phase: number;
}

/** The rounding of the numbers that f computes from x. Undefined where f does not run on numbers of this kind. */
export function runningError(f: (xs: Scalar[]) => readonly Scalar[], x: readonly number[]): RunningError | undefined {
  const analysis = { phase: 0 };
  const level = enter(analysis, INTERPRETING);
  const boundOf = (y: Scalar): number => {
    const bound = y instanceof Inexact && y.level === level ? y.bound : Math.abs(value(y));
    return Number.isFinite(value(y)) ? Number.EPSILON * bound : 0;
  };
  try {
    const bounds = f(x.map((xi) => new Inexact(level, xi, 0, Math.abs(xi)))).map(boundOf);
    return { bounds, phase: analysis.phase };
  } catch {
    return undefined;
  } finally {
    leave(level);
  }
}
