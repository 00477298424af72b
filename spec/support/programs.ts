import { ARRAYS, arrayValue, rowValue } from '../../emit/numbers.ts';
import { lt, type Scalar, where as select } from '../../lib/entries/forward.ts';
import type { ArrayRule } from '../../lib/rules/array-rule.ts';
import type { Kink } from '../../lib/rules/kink.ts';
import type { Rule } from '../../lib/rules/rule.ts';
import { arrays, families, rules } from '../../lib/rules/table.ts';
import { fc } from './fast-check.ts';
import { flat, type ListRow, listRows, resultOf } from './lists.ts';
import type { Field, Fields } from './modes.ts';
import { opNamed } from './table.ts';

/**
 * What a program can be run over: numbers, Scalars, complex numbers, text. `apply` gets the name of a row, or
 * `where` with four operands, of which it returns the third if the first is less than the second, else the fourth.
 */
export interface Interpretation<T> {
  readonly constant: (c: number) => T;
  readonly apply: (op: string, operands: readonly T[]) => T;
}

/** A step of a program. An operand k means the k-th value before it, counted backwards round the values there are. */
interface Instruction {
  readonly op: string;
  readonly operands: readonly number[];
}

type Guard = <T>(I: Interpretation<T>, x: T) => T;

/** How an op appears in a program: what its operands are put through so that the op is smooth and tame there. */
interface Shape {
  readonly operands: number;
  readonly guards: readonly Guard[];
  /** Whether the guarded op has derivatives of every order. */
  readonly smooth: boolean;
}

const asIs: Guard = (_I, x) => x;
// Between −2 and 2, so that no chain of exponentials or products grows out of hand.
const bounded: Guard = (I, x) => I.apply('mul', [I.constant(2), I.apply('sin', [x])]);
const aboveFrom =
  (low: number): Guard =>
  (I, x) =>
    I.apply('add', [I.constant(low + 1.25), I.apply('sin', [x])]);
const positive: Guard = aboveFrom(0);
const between =
  (low: number, high: number): Guard =>
  (I, x) =>
    I.apply('add', [
      I.constant((low + high) / 2),
      I.apply('mul', [I.constant(0.45 * (high - low)), I.apply('sin', [x])]),
    ]);

/** Ops that grow no faster than their operands: those need no guards. */
const tame: ReadonlySet<string> = new Set(
  `add sub neg sin cos sinc tanh sech asinh atan sign floor ceil round trunc abs copysign max min clamp mod xlogy
  sigmoid logSigmoid softplus logaddexp relu leakyRelu silu
  sum mean norm logsumexp variance maximum minimum cumsum softmax logSoftmax`.split(/\s+/),
);

/** Guards that do not follow from the row's domain. */
const special: Readonly<Record<string, readonly Guard[]>> = {
  mul: [asIs, bounded],
  div: [asIs, positive],
  inv: [positive],
  square: [bounded],
  cube: [bounded],
  cbrt: [positive],
  pow: [positive, bounded],
  hypot: [asIs, positive],
  exp: [bounded],
  exp2: [bounded],
  expm1: [bounded],
  tan: [between(-1, 1)],
  atan2: [asIs, positive],
  sinh: [bounded],
  cosh: [bounded],
  elu: [bounded, bounded],
  prod: [bounded, bounded, bounded],
  dot: [asIs, asIs, bounded, bounded],
  norm: [asIs, asIs, positive],
  convolve: [asIs, asIs, bounded, bounded],
  matmul: [asIs, asIs, bounded, bounded],
  matvec: [asIs, asIs, bounded, bounded],
  outer: [asIs, asIs, bounded, bounded],
};

function shapeOf(rule: Rule): Shape {
  const guards = rule.domain.map(([low, high], i) => {
    const given = special[rule.name]?.[i];
    if (given !== undefined) return given;
    if (high < Infinity) return between(low, high);
    if (low > -Infinity) return aboveFrom(low);
    return tame.has(rule.name) ? asIs : bounded;
  });
  const piecewise = (families.piecewise as readonly Rule[]).includes(rule);
  return { operands: rule.arity, guards, smooth: !kinkWithin(rule.kinks, guards) && !piecewise };
}

function shapeOfArrays({ name, args, kinks }: ArrayRule): Shape {
  const given = special[name];
  const operands = args.length === 2 ? 4 : 3;
  const guards = Array.from({ length: operands }, (_, i) => given?.[i] ?? (tame.has(name) ? asIs : bounded));
  return { operands, guards, smooth: !kinkWithin(kinks, guards) };
}

function shapeOfLists({ rule: { name, kinks }, operands = 3 }: ListRow): Shape {
  const guards = Array.from({ length: operands }, (_, i) => special[name]?.[i] ?? (tame.has(name) ? asIs : bounded));
  return { operands, guards, smooth: !kinkWithin(kinks, guards) };
}

/** Whether guards let operands come to a kink. */
function kinkWithin(kinks: readonly Kink[] = [], guards: readonly Guard[]): boolean {
  return kinks.some(({ at }) => at.every(Number.isFinite)) && guards.every((g) => g === asIs || g === bounded);
}

const shapes: ReadonlyMap<string, Shape> = new Map<string, Shape>([
  ...rules.filter((r) => !r.internal).map((r): [string, Shape] => [r.name, shapeOf(r)]),
  ...arrays.map((r): [string, Shape] => [r.name, shapeOfArrays(r)]),
  ...[...listRows].map(([name, row]): [string, Shape] => [name, shapeOfLists(row)]),
  ['where', { operands: 4, guards: [asIs, asIs, asIs, asIs], smooth: false }],
]);

/** Every op a program may contain: the public rows of the table, and `where`. */
export const everyOp: readonly string[] = [...shapes.keys()];

/** The ops whose guarded form has derivatives of every order. */
export const smoothOps: readonly string[] = everyOp.filter((op) => shapes.get(op)?.smooth);

/**
 * A random function, to be differentiated by any mode: straight-line code over the table, kept as data.
 *
 * Operands are looked up modulo the values there are, constants and inputs first; so every list of instructions is a
 * program for any number of inputs, and fast-check shrinks it by leaving instructions out. `run` computes with the
 * library's ops, `over` with anything else. A guarded program puts operands through guards, which keep every op
 * smooth and every value moderate; an unguarded one applies the ops to whatever comes.
 */
export class Program {
  readonly constants: readonly number[];
  readonly instructions: readonly Instruction[];
  readonly guarded: boolean;

  constructor(constants: readonly number[], instructions: readonly Instruction[], guarded: boolean) {
    this.constants = constants;
    this.instructions = instructions;
    this.guarded = guarded;
  }

  /** The values of all instructions at `inputs`; of none, the inputs. */
  over<T>(I: Interpretation<T>, inputs: readonly T[]): T[] {
    const values = [...this.constants.map(I.constant), ...inputs];
    const before = values.length;
    for (const { op, operands } of this.instructions) {
      const shape = shapes.get(op) as Shape;
      const chosen = operands.slice(0, shape.operands).map((k) => values.at(-1 - (k % values.length)) as T);
      const guards = this.guarded ? shape.guards : [];
      const guarded = chosen.map((x, i) => (guards[i] ?? asIs)(I, x));
      values.push(I.apply(op, guarded));
    }
    return values.length === before ? [...inputs] : values.slice(before);
  }

  /** The program as a function of Scalars: the value of its last instruction. */
  get run(): Field {
    return (x) => this.over(scalars, x).at(-1) as Scalar;
  }

  /** The program as a function with several results: the values of all instructions. */
  get runAll(): Fields {
    return (x) => this.over(scalars, x);
  }

  /** What fast-check prints of a counterexample: how to make the program, and what it does to three inputs. */
  toString(): string {
    const steps = this.instructions.map(
      ({ op, operands }) => `['${op}', ${operands.slice(0, shapes.get(op)?.operands).join(', ')}]`,
    );
    return `program([${this.constants.join(', ')}], [${steps.join(', ')}], ${this.guarded}) /* ${this.listing()} */`;
  }

  private listing(): string {
    const lines: string[] = [];
    const apply = (op: string, operands: readonly string[]): string => {
      lines.push(`t${lines.length} = ${op}(${operands.join(', ')})`);
      return `t${lines.length - 1}`;
    };
    this.over({ constant: String, apply }, ['x', 'y', 'z']);
    return lines.join('; ');
  }
}

/** The program that a counterexample prints. */
export function program(
  constants: readonly number[],
  steps: readonly (readonly [op: string, ...operands: number[]])[],
  guarded: boolean,
): Program {
  return new Program(
    constants,
    steps.map(([op, ...operands]) => ({ op, operands })),
    guarded,
  );
}

const pairs = new Set(arrays.filter(({ args }) => args.length === 2).map(({ name }) => name));
const arrayNames: ReadonlySet<string> = new Set(arrays.map((r) => r.name));

const scalars: Interpretation<Scalar> = {
  constant: (c) => c,
  apply: (op, x) => {
    if (op === 'where') return select(lt, ...(x as [Scalar, Scalar, Scalar, Scalar]));
    const list = listRows.get(op);
    if (list !== undefined) return resultOf(list.rule, flat(opNamed(op)(...list.arguments(x)) as never));
    if (pairs.has(op)) return opNamed(op)(x.slice(0, x.length / 2), x.slice(x.length / 2));
    return arrayNames.has(op) ? opNamed(op)(x) : opNamed(op)(...x);
  },
};

/** The definitions in the table, on plain numbers: what a program means. */
export const numbers: Interpretation<number> = {
  constant: (c) => c,
  apply: (op, x) => {
    if (op === 'where') return ((x[0] as number) < (x[1] as number) ? x[2] : x[3]) as number;
    const list = listRows.get(op);
    if (list !== undefined) return resultOf(list.rule, list.over(ARRAYS, x)) as number;
    const row = arrays.find((r) => r.name === op);
    const rule = rules.find((r) => r.name === op) as Rule;
    if (row !== undefined) {
      return pairs.has(op) ? arrayValue(row, x.slice(0, x.length / 2), x.slice(x.length / 2)) : arrayValue(row, x);
    }
    return rowValue(rule, x);
  },
};

/** Programs of up to eight of the given ops, with up to three constants. */
function programsOf(ops: readonly string[], guarded: boolean): fc.Arbitrary<Program> {
  // Recent values more often than old ones: then most of a program matters to its result.
  const operand = fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(11) });
  const instruction = fc.record({
    op: fc.constantFrom(...ops),
    operands: fc.array(operand, { minLength: 4, maxLength: 4 }),
  });
  const constant = guarded ? fc.constantFrom(-2, -0.5, 0.25, 1, 3) : fc.constantFrom(-1, -0, 0, 0.5, 1, 2, Infinity);
  return fc
    .tuple(fc.array(constant, { maxLength: 3 }), fc.array(instruction, { minLength: 1, maxLength: 8 }))
    .map(([constants, instructions]) => new Program(constants, instructions, guarded));
}

/** Guarded programs of the given ops. */
export function tamePrograms(ops: readonly string[]): fc.Arbitrary<Program> {
  return programsOf(ops, true);
}

/** Programs of the given ops without guards. */
export function wildProgramsOf(ops: readonly string[]): fc.Arbitrary<Program> {
  return programsOf(ops, false);
}

/** Programs with derivatives of every order, of moderate size wherever their inputs are. */
export const smoothPrograms: fc.Arbitrary<Program> = programsOf(smoothOps, true);

/** Programs of every op without guards: kinks, poles, overflow and NaN are part of them. */
export const wildPrograms: fc.Arbitrary<Program> = programsOf(everyOp, false);
