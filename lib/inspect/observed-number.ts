import type { ArrayOp, BinaryOp, Composed, InnermostInterpreter, ListOp, UnaryOp } from '../interpreter.ts';
import { type Level, runningDepth } from '../level.ts';
import type { Comparison } from '../ops/compare.ts';
import { isLost } from '../ops/lift.ts';
import { lostArrays } from '../ops/lift-arrays.ts';
import { InnermostNumber } from '../program/innermost-number.ts';
import type { Guard } from '../program/program.ts';
import { peek, type Scalar } from '../scalar.ts';
import { noteComparison, noteLoss } from './comparisons.ts';
import { type LocalRule, localRule1, localRule2, localRuleOfArrays, localRuleOfComposed } from './local-rule.ts';
import type { Observation } from './observation.ts';
import { noteNonFinite, noteSingularity } from './singularities.ts';

/**
 * A number that stands in for a plain one while f runs, and takes note of what f does with it: a node of an
 * {@link Observation}. It is active where a number of a derivative by x would be, and what an op makes of it without a
 * derivative is a plain number here as there; so f takes the same branches. Derivatives within f run on top of it.
 */
export class ObservedNumber extends InnermostNumber implements InnermostInterpreter<Scalar> {
  declare readonly level: Level<Observation>;
  declare readonly value: Scalar;
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  readonly observes = true;
  readonly node: number;

  constructor(level: Level<Observation>, node: number) {
    super();
    this.level = level;
    this.value = this;
    this.interpreter = this;
    this.node = node;
  }

  get at(): number {
    return this.level.means.values[this.node]!;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const a = peek(x);
    return this.apply(localRule1(row), [x], (v) => Number.isNaN(v) || Number.isNaN(a));
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    return this.apply(localRule2(row), [x, y], (v, [a, b]) => isLost(v, a!, b!));
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    return this.apply(localRuleOfArrays(row, xs.length), [...xs, ...ys], (v, args) => lostArrays(row, v, args, []));
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    if (row.call === undefined) return row.op(xs);
    const { name, op } = row;
    const args = xs.map(peek);
    const results = op(args) as readonly number[];
    const columns = xs.map((x, j) => {
      const unit = args.map((_, k) => (k === j ? 1 : undefined));
      return this.nodeOf(x) === undefined ? [] : row.pushforward(args, results, unit);
    });
    return results.map((y, i) => {
      const rule: LocalRule = { name, op, value: () => y, partials: () => columns.map((column) => column[i]) };
      return this.apply(rule, xs, (v) => Number.isNaN(v) && (args.some(Number.isNaN) || args.every(Number.isFinite)));
    });
  }

  interpretComposed(op: Composed, f: (xs: readonly Scalar[]) => Scalar, xs: readonly Scalar[]): Scalar {
    return this.apply(localRuleOfComposed(op, f), xs, () => false);
  }

  /** The result of an op: a number of its own where an active argument contributes to it, else a plain number. */
  private apply(rule: LocalRule, xs: readonly Scalar[], isLostAt: (v: number, args: number[]) => boolean): Scalar {
    const observation = this.level.means;
    const args = xs.map(peek);
    const nodes = xs.map((x) => this.nodeOf(x));
    const isActive = nodes.map((node) => node !== undefined);
    const v = rule.value(args);
    const lost = isLostAt(v, args);
    const partials = lost ? args.map(() => NaN) : (rule.partials(v, args, isActive) as (number | undefined)[]);
    const parents: number[] = [];
    const weights: number[] = [];
    let size = Math.abs(v);
    partials.forEach((p, i) => {
      const node = nodes[i];
      if (node === undefined || p === undefined) return;
      parents.push(node);
      weights.push(p);
      size = Math.max(size, Math.abs(p) * observation.scales[node]!);
    });
    const node = parents.length === 0 ? undefined : observation.add(v, size, parents, weights);
    const scales = nodes.map((parent) => (parent === undefined ? undefined : observation.scales[parent]!));
    const application = { v, args, partials, scales, node, isNested: runningDepth() > observation.depth };
    if (!lost) noteSingularity(observation, rule, application);
    noteNonFinite(observation, rule, application);
    return node === undefined ? v : new ObservedNumber(this.level, node);
  }

  watch(): number {
    return this.at;
  }

  stop(): void {
    noteLoss(this.level.means, 'stopGradient', this.node);
  }

  passive(): number {
    return this.at;
  }

  guard(compare: Guard['compare'], x: Scalar, y: Scalar, outcome: boolean): void {
    const observation = this.level.means;
    if (compare === 'is') noteLoss(observation, compare, this.node);
    else noteComparison(observation, compare as never, [this.sideOf(x), this.sideOf(y)], outcome);
  }

  /** Branches of rules. What they rest on is told of the op, whose own number is observed. */
  select(
    compare: Comparison,
    x: Scalar,
    y: Scalar,
    then: Scalar | undefined,
    otherwise: Scalar | undefined,
  ): Scalar | undefined {
    return compare(peek(x), peek(y)) ? then : otherwise;
  }

  override toString(): string {
    return `Observed(${this.at})`;
  }

  private sideOf(x: Scalar): { at: number; node: number | undefined } {
    return { at: peek(x), node: this.nodeOf(x) };
  }

  private nodeOf(x: Scalar): number | undefined {
    if (typeof x === 'number') return undefined;
    if (x instanceof ObservedNumber && x.level === this.level) return x.node;
    throw new TypeError(`expected a number of this function, got ${x.toString()} of another derivative or trace`);
  }
}
