import type { ArrayOp, BinaryOp, InnermostInterpreter, ListOp, UnaryOp } from '../../interpreter.ts';
import { type Level, runningDepth } from '../../level.ts';
import { InnermostNumber } from '../../program/innermost-number.ts';
import { OPERATIONS } from '../../program/opcodes.ts';
import { arrayRuleOf, opcodeOfOp } from '../../program/operators.ts';
import type { Guard } from '../../program/program.ts';
import type { Comparing, Rule } from '../../rules/rule.ts';
import { peek, type Scalar } from '../../scalar.ts';
import { arrayNode, lengthNode } from './array-nodes.ts';
import { type ErrorGraph, type ErrorNode, isExact } from './error-graph.ts';
import { sweptError } from './error-sweep.ts';

/** A number that stands in for a plain one while f runs: a node of an {@link ErrorGraph}, which knows its rounding error. */
export class ErrorNumber extends InnermostNumber implements InnermostInterpreter<Scalar> {
  declare readonly level: Level<ErrorGraph>;
  declare readonly value: Scalar;
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  readonly node: ErrorNode;

  constructor(level: Level<ErrorGraph>, node: ErrorNode) {
    super();
    this.level = level;
    this.value = this;
    this.interpreter = this;
    this.node = node;
  }

  get at(): number {
    return this.node.value;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    return this.applied(ruleOf(row.op), [x], row.name, () => row.op(peek(x)));
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    return this.applied(ruleOf(row.op), [x, y], row.name, () => row.op(peek(x), peek(y)));
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const graph = this.level.means;
    const [a, b] = [xs, ys].map((list) => list.map((x) => errorNodeOf(graph, x))) as [ErrorNode[], ErrorNode[]];
    const pair = row.spread && ruleOf(row.spread);
    if (pair?.name === 'hypot') return this.result(lengthNode(graph, a));
    if (pair !== undefined) return this.result(a.reduce((x, y) => graph.apply(pair, [x, y])));
    const rule = arrayRuleOf.get(row.op);
    if (rule !== undefined) return this.result(arrayNode(graph, rule, a, b));
    return this.unknown(row.name, [...a, ...b], row.op(xs.map(peek), ys.map(peek)) as number);
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    if (row.call === undefined) return row.op(xs);
    const nodes = xs.map((x) => errorNodeOf(this.level.means, x));
    return row.op(xs.map(peek)).map((v) => this.unknown(row.name, nodes, v as number));
  }

  watch(): number {
    return this.at;
  }

  passive(): ErrorNumber {
    return this.result(this.level.means.passive(this.node));
  }

  approximate(verb: string): void {
    this.level.means.doubt = `${verb} stops at a tolerance`;
  }

  guard(compare: Guard['compare'], x: Scalar, y: Scalar): void {
    const graph = this.level.means;
    if (compare === 'NaN' || compare === 'finite') return;
    if (compare === 'is') {
      if (!isExact(this.node)) graph.doubt ??= `value(x) of a rounded number, ${this.at}, is used as if it were exact`;
      return;
    }
    const [a, b] = [errorNodeOf(graph, x), errorNodeOf(graph, y)];
    if (a.value === b.value && a !== b) graph.tie ??= `${compare}(${a.value}, ${b.value}) compares equal numbers`;
    if (!isCertain(graph, compare, a, b))
      graph.doubt ??= `${compare}(${peek(x)}, ${peek(y)}) is within the rounding error`;
  }

  override toString(): string {
    return `Rounded(${this.at})`;
  }

  private applied(rule: Rule | undefined, xs: readonly Scalar[], name: string, value: () => Scalar): ErrorNumber {
    const graph = this.level.means;
    const nodes = xs.map((x) => errorNodeOf(graph, x));
    return rule === undefined ? this.unknown(name, nodes, value() as number) : this.result(graph.apply(rule, nodes));
  }

  private unknown(name: string, nodes: readonly ErrorNode[], value: number): ErrorNumber {
    return this.result(this.level.means.unknown(value, `the rounding of ${name} is unknown`, nodes));
  }

  private result(node: ErrorNode): ErrorNumber {
    return new ErrorNumber(this.level, node);
  }
}

/**
 * The node of a number in the graph. A plain number is exact; but a derivative within f may have computed it from others, as
 * 1/3 for a partial of x/3.
 */
export function errorNodeOf(graph: ErrorGraph, x: Scalar): ErrorNode {
  if (typeof x === 'number') return runningDepth() > graph.depth ? graph.literal(x, 2) : graph.constant(x);
  if (x instanceof ErrorNumber && x.level.means === graph) return x.node;
  throw new TypeError(
    `certify: expected a number of this function, got ${x.toString()} of another derivative or trace`,
  );
}

function ruleOf(op: unknown): Rule | undefined {
  const opcode = opcodeOfOp.get(op);
  return opcode === undefined ? undefined : OPERATIONS[opcode]!.row;
}

/** Whether a comparison comes out as it does on the exact numbers. */
function isCertain(graph: ErrorGraph, compare: Comparing, x: ErrorNode, y: ErrorNode): boolean {
  if (graph.comparison(compare, x, y) !== undefined) return true;
  if (!Number.isFinite(x.value - y.value)) return false;
  // What both have in common cancels in the difference.
  const difference = graph.algebra.sub(x, y);
  const { center, radius } = sweptError(graph, difference);
  const { value } = difference;
  return value > 0 ? value + center - radius > 0 : value + center + radius < 0;
}
