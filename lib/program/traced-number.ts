import type { ArrayOp, BinaryOp, InnermostInterpreter, ListOp, Predicate, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { type Comparison, comparisons } from '../ops/compare.ts';
import { innermost } from '../ops/lift.ts';
import { LinearNumber } from '../reverse/linear-number.ts';
import { Tape } from '../reverse/tape.ts';
import { type TapeLevel, type Var, VarOf } from '../reverse/var.ts';
import type { Comparing } from '../rules/rule.ts';
import { type Active, checkScalar, numberWithin, type Scalar } from '../scalar.ts';
import type { Builder } from './builder.ts';
import { InnermostNumber } from './innermost-number.ts';
import { callNodes } from './list-call.ts';
import { lowered, specialForms } from './lower.ts';
import { UNSIGNED_ZERO } from './opcodes.ts';
import { arrayCounts, arrayRuleOf, called, opcodeOfOp, variadic } from './operators.ts';
import type { Guard, Operation } from './program.ts';
import { simplified1, simplified2 } from './simplify.ts';

/** A number whose operations go into a program: its node there. It has no tangent; derivatives are captured on top of it. */
export class TracedNumber extends InnermostNumber implements InnermostInterpreter<Scalar> {
  declare readonly level: Level<Builder>;
  declare readonly interpreter: InnermostInterpreter<Scalar>;
  /** Of a derivative: the node before 0 is added. */
  declare readonly node: number;
  /**
   * Set on a derivative that a call has returned: 0 is added where an operation takes it. Added to the results of a compiled
   * gradient it took 3 to 40 % of the time; their zeros may have either sign.
   */
  declare readonly isDerivative: boolean;

  get at(): number {
    const value = this.level.means.values[this.node]!;
    return this.isDerivative ? value + 0 : value;
  }

  interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const builder = this.level.means;
    const a = nodeOf(builder, x);
    const opcode = opcodeOfOp.get(row.op);
    if (opcode === undefined) {
      const make = (): Operation => called(row, 1, ([p]) => row.op(p!), undefined, row.op as Operation['value']);
      return this.result(builder.call(row.op, [a], make));
    }
    return this.result(builder.isSimplified ? simplified1(builder, opcode, a) : builder.node1(opcode, a));
  }

  interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const builder = this.level.means;
    const a = nodeOf(builder, x);
    const b = nodeOf(builder, y);
    const opcode = opcodeOfOp.get(row.op);
    if (opcode === undefined) {
      const make = (): Operation => called(row, 2, ([p, q]) => row.op(p!, q!), undefined, row.op as Operation['value']);
      return this.result(builder.call(row.op, [a, b], make));
    }
    return this.result(builder.isSimplified ? simplified2(builder, opcode, a, b) : builder.node2(opcode, a, b));
  }

  interpretArrays(row: ArrayOp<Scalar>, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
    const builder = this.level.means;
    const n = xs.length;
    const nodes = [...xs, ...ys].map((x) => nodeOf(builder, x));
    const { spread } = row;
    if (spread !== undefined) return this.result(spreadNode(builder, spread, nodes));
    const rule = arrayRuleOf.get(row.op);
    if (builder.isSimplified && rule !== undefined) {
      return this.result(specialForms.get(rule.name)?.(builder, nodes) ?? nodeOf(builder, lowered(rule, xs, ys)));
    }
    const apply = (operands: readonly Scalar[]): Scalar => row.op(operands.slice(0, n), operands.slice(n));
    const make = (): Operation => called(row, nodes.length, apply, rule && arrayCounts(rule, n));
    return this.result(builder.call(row, nodes, make));
  }

  interpretList(row: ListOp<Scalar>, xs: readonly Scalar[]): readonly Scalar[] {
    if (row.call === undefined) return row.op(xs);
    const builder = this.level.means;
    const nodes = xs.map((x) => nodeOf(builder, x));
    return callNodes(builder, row, nodes).map((node) => this.result(node));
  }

  /**
   * In a simplified program the value of a constant, and some finite number for anything else: its code is for finite
   * numbers, and a guard finds out where a needed one is not.
   */
  watch(predicate: Predicate): number {
    const builder = this.level.means;
    if (builder.isSimplified) {
      if (!Number.isFinite(this.at)) builder.isOutside = true;
      return builder.isConstant(this.node) ? this.at : 0;
    }
    builder.watch(this.node, predicate);
    return this.at;
  }

  guard(compare: Guard['compare'], x: Scalar, y: Scalar, outcome: boolean): void {
    const builder = this.level.means;
    builder.guard(compare, nodeOf(builder, x), nodeOf(builder, y), outcome);
  }

  label(name: string): void {
    this.level.means.label(this.node, name);
  }

  output(): TracedNumber {
    const builder = this.level.means;
    const node = builder.isSimplified ? builder.whole(this.node) : this.node;
    if (builder.isSimplified) builder.need(node);
    return new TracedNumberOf(this.level, node, true);
  }

  select(
    compare: Comparison,
    x: Scalar,
    y: Scalar,
    then: Scalar | undefined,
    otherwise: Scalar | undefined,
  ): Scalar | undefined {
    const builder = this.level.means;
    if (!builder.isSimplified) return compare(x, y) ? then : otherwise;
    checkScalar(x, 'where');
    checkScalar(y, 'where');
    const name = names.get(compare)!;
    const p = nodeOf(builder, numberWithin(x));
    const q = nodeOf(builder, numberWithin(y));
    const none = this.result(builder.none);
    return selected(this, (a, b) => builder.select(name, p, q, a, b), then ?? none, otherwise ?? none);
  }

  /** The number of another node of the same program. */
  result(node: number): TracedNumber {
    return new TracedNumberOf(this.level, node);
  }

  override toString(): string {
    return `Traced(${this.at})`;
  }

  /** As of any Active; the builder keeps which number it was, for advice. */
  override [Symbol.toPrimitive](hint: string): never {
    try {
      return super[Symbol.toPrimitive](hint);
    } catch (error) {
      this.level.means.refused = { error, node: this.node };
      throw error;
    }
  }
}

/** Makes a TracedNumber. It is its own value, being innermost, and its own interpreter. */
export const TracedNumberOf: new (level: Level<Builder>, node: number, isDerivative?: boolean) => TracedNumber =
  function (
    this: { -readonly [K in 'level' | 'value' | 'interpreter' | 'node' | 'isDerivative']: TracedNumber[K] },
    level: Level<Builder>,
    node: number,
    isDerivative = false,
  ): void {
    this.level = level;
    this.value = this as unknown as TracedNumber;
    this.interpreter = this as unknown as TracedNumber;
    this.node = node;
    this.isDerivative = isDerivative;
  } as never;
TracedNumberOf.prototype = TracedNumber.prototype;

const names: ReadonlyMap<Comparison, Comparing> = new Map(
  Object.entries(comparisons).map(([name, compare]) => [compare, name as Comparing]),
);

/** The node of an op of any number of operands; pair by pair where that is the same, to the bit. */
function spreadNode(builder: Builder, op: unknown, nodes: readonly number[]): number {
  const opcode = opcodeOfOp.get(op)!;
  const { row } = builder.operations[opcode]!;
  const isPairwise = builder.isSimplified && row?.text?.wasm !== undefined;
  return isPairwise
    ? nodes.reduce((x, y) => builder.node2(opcode, x, y))
    : builder.call(op, nodes, () => variadic(op, nodes.length)!);
}

/** The node of a number in `builder`; a plain number is a constant of it. */
export function nodeOf(builder: Builder, x: Scalar): number {
  if (typeof x === 'number') return builder.constant(x);
  if (x instanceof TracedNumber && x.level.means === builder) {
    return x.isDerivative ? unsignedZero(builder, x.node) : x.node;
  }
  throw new TypeError(`expected a number of this trace, got ${x.toString()} of another derivative or trace`);
}

/** The node of an output: of a derivative, before 0 is added. */
export function outputNode(builder: Builder, x: Scalar): number {
  return x instanceof TracedNumber && x.level.means === builder ? x.node : nodeOf(builder, x);
}

/** x + 0: x, but where x is −0. */
function unsignedZero(builder: Builder, x: number): number {
  return builder.opcodes[x] === UNSIGNED_ZERO ? x : builder.node2(UNSIGNED_ZERO, x, builder.constant(0));
}

/**
 * a or b, of any levels above `traced`, by a select of the program: values and tangents select, level by level; on a tape
 * the result is a slot that stands for one of the two.
 */
function selected(traced: TracedNumber, select: (a: number, b: number) => number, a: Scalar, b: Scalar): Scalar {
  const builder = traced.level.means;
  const make = (p: number, q: number): TracedNumber => traced.result(select(p, q));
  const level = innermost(levelOf(a), levelOf(b));
  if (level === undefined || level === traced.level) return make(nodeOf(builder, a), nodeOf(builder, b));
  const [inA, inB] = [levelOf(a) === level, levelOf(b) === level];
  const own = (inA ? a : b) as Active;
  const tape = own instanceof LinearNumber ? own.level.means.tape : level.means;
  let slot: number | undefined;
  if (tape instanceof Tape) {
    const slots = [inA ? (a as Var).slot : undefined, inB ? (b as Var).slot : undefined] as const;
    const none = traced.result(builder.none);
    const part = (adjoint: Scalar, isFirst: boolean): Scalar =>
      isFirst ? selected(traced, select, adjoint, none) : selected(traced, select, none, adjoint);
    slot = tape.choice({ slots, part });
  }
  if (own instanceof LinearNumber) return own.result(slot!);
  const v = selected(traced, select, inA ? (a as Active).value : a, inB ? (b as Active).value : b);
  if (slot !== undefined) return new VarOf(level as TapeLevel, v, slot);
  const one = builder.constant(1);
  const [ofA, ofB] = [make(one, builder.none), make(builder.none, one)];
  if (!inA) return (b as Active).scale(v, ofB);
  return inB ? (a as Active).combine(v, ofA, b as Active, ofB) : (a as Active).scale(v, ofA);
}

function levelOf(x: Scalar): Level | undefined {
  return typeof x === 'number' ? undefined : x.level;
}
