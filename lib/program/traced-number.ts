import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { type Comparison, comparisons } from '../ops/compare.ts';
import { innermost } from '../ops/lift.ts';
import { Tape } from '../reverse/tape.ts';
import { type TapeLevel, type Var, VarOf } from '../reverse/var.ts';
import { type Active, root, type Scalar, scalar } from '../scalar.ts';
import type { Builder } from './builder.ts';
import { lowered, primitive } from './lower.ts';
import { opcodeOf, opcodeOfOp, rowOf } from './opcodes.ts';
import type { Comparing } from './program.ts';
import { simplified1, simplified2 } from './simplify.ts';
import { maker, Written } from './written.ts';

/** A number whose operations go into a program: its node there. */
export class Recorded extends Written<Builder> {
  get at(): number {
    return this.level.means.values[this.node]!;
  }

  record(
    key: { readonly name: string },
    operands: readonly Scalar[],
    apply: (operands: readonly Scalar[]) => Scalar,
  ): Scalar {
    const builder = this.level.means;
    const nodes = operands.map((x) => nodeOf(builder, x));
    return new RecordedOf(this.level, applied(builder, key, apply, nodes));
  }

  override interpret1(row: UnaryOp<Scalar>, x: Scalar): Scalar {
    const builder = this.level.means;
    const opcode = opcodeOfOp.get(row.op);
    if (opcode === undefined) return super.interpret1(row, x);
    return new RecordedOf(this.level, simplified1(builder, opcode, nodeOf(builder, x)));
  }

  override interpret2(row: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    const builder = this.level.means;
    const opcode = opcodeOfOp.get(row.op);
    if (opcode === undefined) return super.interpret2(row, x, y);
    return new RecordedOf(this.level, simplified2(builder, opcode, nodeOf(builder, x), nodeOf(builder, y)));
  }

  /** Some finite number: code is made for those, and finds out itself where they are not, by what is needed. */
  watch(): number {
    return 0;
  }

  given(): Recorded {
    const { level, node } = this;
    level.means.need(node);
    const whole = level.means.whole(node);
    return whole === node ? this : new RecordedOf(level, whole);
  }

  guard(compare: string, x: Scalar, y: Scalar, outcome: boolean): void {
    const builder = this.level.means;
    builder.guard(compare as Comparing, nodeOf(builder, x), nodeOf(builder, y), outcome);
  }

  select(compare: Comparison, x: Scalar, y: Scalar, then: Scalar | undefined, otherwise: Scalar | undefined): Scalar {
    scalar(x, 'where');
    scalar(y, 'where');
    const builder = this.level.means;
    const name = names.get(compare) as Comparing;
    const [p, q] = [nodeOf(builder, root(x)), nodeOf(builder, root(y))];
    const make = (a: number, b: number): Scalar => new RecordedOf(this.level, builder.select(name, p, q, a, b));
    const none = new RecordedOf(this.level, builder.none);
    const choose = (a: Scalar, b: Scalar): Scalar => {
      const level = innermost(levelOf(a), levelOf(b));
      if (level === undefined || level === this.level) return make(nodeOf(builder, a), nodeOf(builder, b));
      const [inA, inB] = [levelOf(a) === level, levelOf(b) === level];
      const v = choose(inA ? (a as Active).value : a, inB ? (b as Active).value : b);
      if (level.means instanceof Tape) {
        const rows = [inA ? (a as Var).index : undefined, inB ? (b as Var).index : undefined] as const;
        const part = (adjoint: Scalar, isFirst: boolean): Scalar =>
          isFirst ? choose(adjoint, none) : choose(none, adjoint);
        return new VarOf(level as TapeLevel, v, level.means.choice({ rows, part }));
      }
      const one = builder.constant(1);
      const [ofA, ofB] = [make(one, builder.none), make(builder.none, one)];
      if (!inA) return (b as Active).scale(v, ofB);
      return inB ? (a as Active).combine(v, ofA, b as Active, ofB) : (a as Active).scale(v, ofA);
    };
    return choose(then ?? none, otherwise ?? none);
  }
}

const names: ReadonlyMap<Comparison, string> = new Map(
  Object.entries(comparisons).map(([name, compare]) => [compare, name]),
);

/** Makes a Recorded. */
export const RecordedOf: new (level: Level<Builder>, node: number) => Recorded = maker(Recorded.prototype);

/** The node of a number in `builder`; a plain number is a constant of it. */
export function nodeOf(builder: Builder, x: Scalar): number {
  if (typeof x === 'number') return builder.constant(x);
  if (x instanceof Recorded && x.level.means === builder) return x.node;
  throw new TypeError(`compile: expected a number of this trace, got ${x.toString()} of another derivative or trace`);
}

function levelOf(x: Scalar): Level | undefined {
  return typeof x === 'number' ? undefined : x.level;
}

function applied(
  builder: Builder,
  key: { readonly name: string },
  apply: (operands: readonly Scalar[]) => Scalar,
  nodes: readonly number[],
): number {
  const row = rowOf(key);
  if (row === undefined) return builder.call(key, key.name, apply, nodes);
  if (opcodeOf.has(row)) return primitive(builder, row, ...nodes);
  return lowered(builder, row, nodes) ?? builder.call(key, row, apply, nodes);
}
