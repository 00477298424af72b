import { describe } from '../describe.ts';
import { runningDepth } from '../level.ts';
import { Builder } from '../program/builder.ts';
import { capture, FIRST } from '../program/capture.ts';
import { type Evaluator, evaluator } from '../program/evaluator.ts';
import { withIntegerData } from '../program/integer-data.ts';
import { CONSTANT, INPUT, OPERATIONS } from '../program/opcodes.ts';
import { applied } from '../program/operators.ts';
import { operandsOf, operationOf, type Program } from '../program/program.ts';
import { TracedNumber } from '../program/traced-number.ts';
import { pull, recordOnTape } from '../reverse/recording.ts';
import { Tape } from '../reverse/tape.ts';
import { printAsText, type Scalar } from '../scalar.ts';
import type { Examples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { checkFunction } from '../transforms/options.ts';
import { checkPlainRun } from '../transforms/plain-value.ts';
import { derivationOf } from '../transforms/provenance.ts';
import { argumentTree, checkExample } from '../tree/arguments.ts';
import { constantsOf, flatten, numbersOf } from '../tree/flatten.ts';
import { integerPlaces, withIntegers } from '../tree/integer-lists.ts';
import { inputPaths } from '../tree/paths.ts';
import { tracedTree } from '../tree/results.ts';
import { shapeDifference } from '../tree/shape.ts';
import { type ListTree, leafCount, type Tree } from '../tree/tree.ts';
import { map, unflatten } from '../tree/unflatten.ts';
import { nodeNames } from './node-names.ts';
import { guardError, type Shape, type TraceNode, traceText } from './trace-text.ts';

/** From an operand to the operation that uses it, with the local partial there. */
export interface TraceEdge {
  readonly from: number;
  readonly to: number;
  readonly partial: number;
}

/** A program as text, as data and as something to evaluate: what f did at one point, or what was compiled. */
export class Trace {
  /** @internal */
  readonly program: Program;
  /** The nodes of the result, in its shape. */
  readonly result: Shape;
  private readonly arguments: ListTree;
  private readonly resultTree: Tree;
  private evaluator: Evaluator | undefined;
  private allNames: readonly string[] | undefined;

  /** @internal */
  constructor(program: Program, result: Tree, args: ListTree) {
    this.program = program;
    this.arguments = args;
    this.resultTree = result;
    let place = 0;
    this.result = map(result, this.resultOf(program.values), () => program.outputs[place++]) as Shape;
  }

  /** How many nodes there are. */
  get length(): number {
    return this.program.length;
  }

  /** The nodes of the inputs, in the order of the arguments; −1 of one that compiled code does not use. */
  get inputs(): readonly number[] {
    return Array.from(this.program.inputs);
  }

  /**
   * The names of the nodes in every text and picture: the path of an input, such as `x[2]` or `W[1][0]`; v1, v2 … of the
   * operations, or their labels; y of a result that is one number; and the number itself of a constant.
   */
  get names(): readonly string[] {
    this.allNames ??= nodeNames(this.program, inputPaths(this.arguments), this.result);
    return this.allNames;
  }

  /** All nodes, in the order of execution. */
  get nodes(): TraceNode[] {
    return Array.from({ length: this.program.length }, (_, id) => this.node(id));
  }

  /** All edges. Cost: one small recording for each operation. */
  get edges(): TraceEdge[] {
    return this.nodes.flatMap(({ id, operands }) =>
      this.partials(id).map((partial, i) => ({ from: operands[i]!, to: id, partial })),
    );
  }

  node(id: number): TraceNode {
    const { program } = this;
    const { name, compare } = operationOf(program, id);
    const op = compare === undefined ? name : `${name} ${compare}`;
    return { id, op, operands: operandsOf(program, id), value: program.values[id]! };
  }

  /** The local partials of a node by its operands, at the traced point. */
  partials(id: number): number[] {
    const { program } = this;
    const values = operandsOf(program, id).map((operand) => program.values[operand]!);
    if (values.length === 0) return [];
    const tape = new Tape();
    const apply = (operands: readonly Scalar[]): Scalar => applied(operationOf(program, id), operands);
    return recordOnTape(tape, apply, values, (y, recording) =>
      pull(tape, values.length, [recording.slot(y as never)], [1]),
    ) as number[];
  }

  /** The values of all nodes where the inputs are `xs`, on numbers of any kind. */
  replay(xs: readonly Scalar[]): Scalar[] {
    const { program } = this;
    const values: Scalar[] = [];
    program.inputs.forEach((node, place) => {
      if (node >= 0) values[node] = xs[place]!;
    });
    for (let id = 0; id < program.length; id++) {
      const opcode = program.opcodes[id];
      if (opcode === CONSTANT) values[id] = program.values[id]!;
      else if (opcode !== INPUT) {
        values[id] = applied(
          operationOf(program, id),
          operandsOf(program, id).map((o) => values[o]!),
        );
      }
    }
    return values;
  }

  /**
   * f at other arguments, by its program. Those without any number may be left out.
   * @throws {@link RangeError} when the arguments have other containers, keys or constants than those traced. Arrays of any
   * kind pass for each other.
   * @throws {@link Error} when a comparison comes out otherwise than in the trace: f takes another path there.
   */
  evaluate(...args: readonly unknown[]): unknown {
    const { program } = this;
    const all = this.arguments.entries.map((tree, i, { length }) => ({ tree, name: length === 1 ? 'x' : `x${i + 1}` }));
    const expected = args.length < all.length ? all.filter(({ tree }) => leafCount(tree) > 0) : all;
    const numbers = this.checkedNumbers(args, expected);
    this.evaluator ??= evaluator(program);
    const { values, run } = this.evaluator;
    const failed = run(numbers);
    if (failed >= 0) throw guardError(this, program.guards[failed]!, values);
    return this.resultOf(values);
  }

  /** The result whose nodes have these values. */
  private resultOf(values: ArrayLike<number>): unknown {
    return unflatten(
      this.resultTree,
      Float64Array.from(this.program.outputs, (node) => values[node]!),
    );
  }

  /** The numbers of arguments, which must have the expected trees. */
  private checkedNumbers(args: readonly unknown[], expected: readonly { tree: Tree; name: string }[]): Float64Array {
    const before: ListTree = { kind: 'list', entries: expected.map(({ tree }) => tree) };
    const data = integerPlaces(before);
    const fixed = new Set(args.keys());
    for (const place of data) fixed.delete(place);
    const given = argumentTree('trace', args);
    const { tree, numbers } = withIntegers({ tree: given, numbers: numbersOf(given, args) }, fixed);
    const { length } = this.program.inputs;
    if (numbers.length !== length) throw new RangeError(`evaluate: expected ${length} numbers, got ${numbers.length}`);
    if (args.length !== expected.length) {
      throw new RangeError(`evaluate: expected ${expected.length} arguments, as in the trace, got ${args.length}`);
    }
    checkConstants(constantsOf(before), constantsOf(tree));
    for (const [i, { tree: own, name }] of expected.entries()) {
      const difference = shapeDifference(own, tree.entries[i]!, name);
      if (difference === undefined) continue;
      throw new RangeError(
        `evaluate: expected ${difference.path} to be ${difference.expected}, as in the trace, got ${difference.got}`,
      );
    }
    return numbers;
  }

  /** The same program with equal operations on equal operands done once. */
  share(): Trace {
    const { program } = this;
    const shared = new Builder('shared');
    const renamed: number[] = [];
    const rename = (id: number): number => renamed[id]!;
    for (let id = 0; id < program.length; id++) {
      const opcode = program.opcodes[id]!;
      const value = program.values[id]!;
      const operation = operationOf(program, id);
      const operands = operandsOf(program, id).map(rename);
      if (opcode === INPUT) renamed.push(shared.input(value));
      else if (opcode === CONSTANT) renamed.push(shared.constant(value));
      else if (opcode >= OPERATIONS.length) renamed.push(shared.call(operation, operands, () => operation));
      else renamed.push(shared.node(opcode, operands));
    }
    for (const guard of program.guards) {
      shared.guards.push({
        ...guard,
        x: rename(guard.x),
        y: rename(guard.y),
        each: guard.each.map(rename),
      });
    }
    for (const [node, name] of program.labels ?? []) shared.label(rename(node), name);
    shared.outputs = Array.from(program.outputs, rename);
    return new Trace(shared, this.resultTree, this.arguments);
  }

  /** One operation a line: `v3 = mul(v1, x[0])`, its value behind it. */
  toString(): string {
    return traceText(this);
  }
}

printAsText(Trace.prototype);

/** Checks that what is no input is still the same. */
function checkConstants(before: readonly unknown[], now: readonly unknown[]): void {
  for (let i = 0; i < Math.max(before.length, now.length); i++) {
    if (i < Math.min(before.length, now.length) && isSame(before[i], now[i])) continue;
    throw new RangeError(
      `evaluate: expected what is no input to be as in the trace, ${describe(before[i])}, got ${describe(now[i])}; leave it out to have it as it was, or trace f again`,
    );
  }
}

/** Whether a constant of the arguments is still the same; of what can change unseen, like a Map, nobody knows. */
function isSame(x: unknown, y: unknown): boolean {
  return Object.is(x, y) && (typeof x !== 'object' || x === null);
}

/** The places of arguments whose integer arrays are not data: all but those that f is a function of. */
export function constantPlaces({ entries }: ListTree, own: readonly number[] = FIRST): Set<number> {
  return new Set([...entries.keys()].filter((place) => !own.includes(place)));
}

/**
 * Writes down what f, or any transform of f, does at these arguments: every operation carried out, in order. Numbers are
 * inputs, alone, in arrays (Float64Array and Float32Array too), records and fields of objects, of which f gets copies. An
 * integer array is one as x; what else arguments hold is passed on untouched. Comparisons are decided at this point and kept as guards.
 *
 * f is also called on plain numbers, once, or twice where that gives another value; of a derivative, so is the function that
 * is differentiated, and traced.
 *
 * Cost: about 1 µs an operation, and 20 to 40 bytes that the trace keeps.
 * @throws {@link TypeError} when f returns anything but numbers, arrays or records of them.
 * @throws {@link RangeError} when an argument contains itself.
 * @throws {@link Error} when f gives another value on plain numbers: it branches where JavaScript has no hook, as on `x === 0`.
 * @example trace((x: Scalar) => mul(x, x), 3).evaluate(4) // 16
 */
export function trace<F, A extends readonly unknown[]>(f: UndeclaredFn<F, A>, ...args: A): Trace;
/** f with declared parameters. */
export function trace<F extends (...args: never[]) => unknown>(f: F & Traceable<F>, ...args: Examples<F>): Trace;
export function trace(f: (...args: never[]) => unknown, ...args: readonly unknown[]): Trace {
  checkFunction('trace', f);
  checkExample('trace', f, args);
  // Before f may write into them.
  const tree = argumentTree('trace', args);
  const example = { tree, numbers: numbersOf(tree, args) };
  const derivation = derivationOf(f);
  const own = derivation ? [derivation.wrt].flat() : FIRST;
  const { traced, run } = withIntegerData(example, constantPlaces(tree, own), ({ tree: known, numbers }) => {
    let result: Tree | undefined;
    const outputs = (y: unknown): Scalar[] | undefined => {
      result = tracedTree(y, 'trace', (part) => part instanceof TracedNumber);
      return flatten(result, y);
    };
    const program = capture('trace', f, known, args, numbers, 'exact', outputs, undefined, own)!;
    return { traced: new Trace(program, result!, known), run: plainRun(f, known, args, result!, own) };
  });
  // Inside a derivative call the arguments may hold its numbers.
  if (runningDepth() > 0) return traced;
  if (derivation === undefined) {
    const { inputs, outputs, values } = traced.program;
    const at = (nodes: ArrayLike<number>): number[] => Array.from(nodes, (node) => values[node]!);
    checkPlainRun('trace', run, at(inputs), at(outputs));
  }
  // The sums of a derivative may come in another order on plain numbers: what it differentiates is compared.
  else if (derivation.use !== 'writes') trace(derivation.f as never, ...(args as never));
  return traced;
}

/** f as a function of the numbers of its arguments, of which it gets copies, to the numbers of its result. */
function plainRun(
  f: (...args: never[]) => unknown,
  tree: ListTree,
  args: readonly unknown[],
  result: Tree,
  own: readonly number[],
): (xs: readonly Scalar[]) => readonly unknown[] {
  return (xs) => {
    let place = 0;
    const copies = tree.entries.map((entry, i) =>
      map(entry, args[i], () => xs[place++], own.includes(i) ? (_, numbers) => numbers : undefined),
    );
    return flatten(result, f(...(copies as never[]))) ?? ['a result of another shape'];
  };
}
