import { describe } from '../describe.ts';
import type { Asked } from '../interpreter.ts';
import { comparisons } from '../ops/compare.ts';
import { Graph } from '../program/exact-builder.ts';
import { isSame, others, run, type Shape } from '../program/exact-capture.ts';
import { pull, record } from '../reverse/record.ts';
import { Tape } from '../reverse/tape.ts';
import type { Scalar } from '../scalar.ts';
import { checkFunction } from '../transforms/options.ts';
import { type Shape as Arguments, count, numbersOf, shapesOf } from '../tree/arguments.ts';

/** A node as plain data. `op` is 'input', 'constant' or the name of an operation. */
export interface TraceNode {
  readonly id: number;
  readonly op: string;
  readonly operands: readonly number[];
  /** Its value at the traced point. */
  readonly value: number;
}

/** From an operand to the operation that uses it, with the local partial there. */
export interface TraceEdge {
  readonly from: number;
  readonly to: number;
  readonly partial: number;
}

/** What a program did at one point, written down. */
export class Trace {
  /** @internal */
  readonly graph: Graph;
  /** The nodes of the result, in its shape. */
  readonly result: Shape;
  /** The shapes of the arguments. */
  private readonly shapes: readonly Arguments[];

  /** @internal */
  constructor(graph: Graph, result: Shape, shapes: readonly Arguments[]) {
    this.graph = graph;
    this.result = result;
    this.shapes = shapes;
  }

  /** How many nodes there are. */
  get length(): number {
    return this.graph.length;
  }

  /** The nodes of the inputs, in the order of the arguments. */
  get inputs(): readonly number[] {
    return this.graph.inputs;
  }

  /** All nodes, in the order of execution. */
  get nodes(): TraceNode[] {
    return Array.from({ length: this.graph.length }, (_, id) => this.node(id));
  }

  /** All edges. Cost: one small recording for each operation. */
  get edges(): TraceEdge[] {
    return this.nodes.flatMap(({ id, operands }) =>
      this.partials(id).map((partial, i) => ({ from: operands[i]!, to: id, partial })),
    );
  }

  node(id: number): TraceNode {
    const { graph } = this;
    const op = graph.operation(id)?.name ?? (graph.isInput(id) ? 'input' : 'constant');
    return { id, op, operands: graph.operands(id), value: graph.value(id) };
  }

  /** The local partials of a node by its operands, at the traced point. */
  partials(id: number): number[] {
    const operation = this.graph.operation(id);
    if (operation === undefined) return [];
    const values = this.graph.operands(id).map((operand) => this.graph.value(operand));
    const tape = new Tape();
    return record(tape, operation.apply, values, (y, recording) =>
      pull(tape, values.length, [recording.row(y as never)], [1]),
    ) as number[];
  }

  /** The values of all nodes where the inputs are `xs`, on numbers of any kind. */
  replay(xs: readonly Scalar[]): Scalar[] {
    const { graph } = this;
    const values: Scalar[] = [];
    let next = 0;
    for (let id = 0; id < graph.length; id++) {
      const operation = graph.operation(id);
      if (operation !== undefined) values.push(operation.apply(graph.operands(id).map((o) => values[o]!)));
      else values.push(graph.isInput(id) ? xs[next++]! : graph.value(id));
    }
    return values;
  }

  /**
   * f at other arguments, by its graph. Those without any number may be left out.
   * @throws {@link RangeError} when the arguments hold another number of numbers than those traced, or what is no input is
   * not what it was there.
   * @throws {@link Error} when a comparison comes out otherwise than it did in the trace: there f goes another way.
   */
  evaluate(...args: readonly unknown[]): unknown {
    const shapes = shapesOf('trace', args);
    const numbers = [...numbersOf(shapes, args)];
    const { graph } = this;
    if (numbers.length !== graph.inputs.length) {
      throw new RangeError(`evaluate: expected ${graph.inputs.length} numbers, got ${numbers.length}`);
    }
    this.compare(shapes);
    const values = this.replay(numbers) as number[];
    for (let id = 0; id < graph.length; id++) {
      for (const asked of graph.asked(id)) {
        const before = kinds[asked](graph.value(id));
        if (kinds[asked](values[id]!) === before) continue;
        throw new Error(
          `evaluate: expected v${id} to be ${before}, as in the trace, got ${values[id]}; derivatives go another way here: trace it again`,
        );
      }
    }
    for (const { compare, x, y, outcome } of graph.guards) {
      const [a, b] = [values[x]!, values[y]!];
      if (holds(compare, a, b) === outcome) continue;
      if (compare === 'is') {
        throw new Error(
          `evaluate: expected value(v${x}) to be ${text(b)}, as in the trace, got ${text(a)}; f goes another way here: trace it again`,
        );
      }
      throw new Error(
        `evaluate: expected ${compare}(v${x}, v${y}) to be ${outcome}, as in the trace, got ${compare}(${a}, ${b}); f goes another way here: trace it again`,
      );
    }
    const read = (shape: Shape): unknown => {
      if (typeof shape === 'number') return values[shape];
      if (Array.isArray(shape)) return shape.map(read);
      return Object.fromEntries(Object.entries(shape).map(([key, entry]) => [key, read(entry as Shape)]));
    };
    return read(this.result);
  }

  /** Arguments without any number may be left out. */
  private compare(shapes: readonly Arguments[]): void {
    const isLeftOut = shapes.length < this.shapes.length;
    const before = this.shapes.filter((shape) => !isLeftOut || count(shape) > 0).flatMap(others);
    const now = shapes.flatMap(others);
    for (let i = 0; i < Math.max(before.length, now.length); i++) {
      if (i < Math.min(before.length, now.length) && isSame(before[i], now[i])) continue;
      throw new RangeError(
        `evaluate: expected what is no input to be as in the trace, ${describe(before[i])}, got ${describe(now[i])}; leave it out to have it as it was, or trace f again`,
      );
    }
  }

  /** The same program with equal operations on equal operands done once. */
  share(): Trace {
    const { graph } = this;
    const shared = new Graph(true);
    const renamed: number[] = [];
    const rename = (id: number): number => renamed[id]!;
    for (let id = 0; id < graph.length; id++) {
      const operation = graph.operation(id);
      if (operation !== undefined) renamed.push(shared.apply(operation, operation, graph.operands(id).map(rename)));
      else renamed.push(graph.isInput(id) ? shared.input(graph.value(id)) : shared.constant(graph.value(id)));
    }
    for (let id = 0; id < graph.length; id++) for (const asked of graph.asked(id)) shared.watch(rename(id), asked);
    for (const guard of graph.guards) shared.guards.push({ ...guard, x: rename(guard.x), y: rename(guard.y) });
    const reshape = (shape: Shape): Shape => {
      if (typeof shape === 'number') return rename(shape);
      if (Array.isArray(shape)) return shape.map(reshape);
      return Object.fromEntries(Object.entries(shape).map(([key, entry]) => [key, reshape(entry as Shape)]));
    };
    return new Trace(shared, reshape(this.result), this.shapes);
  }

  /** One operation a line: `v3 = mul(v0, v1)`, its value behind it. */
  toString(): string {
    const lines = this.nodes.map(({ id, op, operands, value }) => {
      const text = operands.length > 0 ? `${op}(${operands.map((o) => `v${o}`).join(', ')})` : op;
      return { text: `v${id} = ${text}`, value };
    });
    const width = Math.max(0, ...lines.map(({ text }) => text.length));
    return [
      ...lines.map(({ text, value }) => `${text.padEnd(width)}  ${value}`),
      ...this.graph.guards.map(({ compare, x, y, outcome }) => `guard ${compare}(v${x}, v${y}) is ${outcome}`),
      `result ${JSON.stringify(this.result)}`,
    ].join('\n');
  }
}

/** What a number is, to whoever asked. */
const kinds: Readonly<Record<Asked, (x: number) => string>> = {
  NaN: (x) => (Number.isNaN(x) ? 'NaN' : 'a number'),
  finite: (x) => (Number.isFinite(x) ? 'finite' : 'infinite or NaN'),
};

function text(x: number): string {
  return Object.is(x, -0) ? '-0' : String(x);
}

/** 'is' is what value(x) saw: the same number, NaN being the same as NaN. */
function holds(compare: string, a: number, b: number): boolean {
  if (compare === 'is') return a === b || (Number.isNaN(a) && Number.isNaN(b));
  return comparisons[compare as keyof typeof comparisons](a, b);
}

/**
 * Writes down what f, or any transform of f, does at these arguments: every operation carried out, in order. Numbers are
 * inputs, alone, in arrays (Float64Array and Float32Array too), records and fields of objects, of which f gets copies; what
 * else arguments hold is passed on as it is. Comparisons are decided at this point and kept as guards.
 *
 * Cost: about 0.5 µs and 40 bytes an operation.
 * @throws {@link TypeError} when f returns anything but numbers, arrays or records of them.
 * @throws {@link RangeError} when an argument contains itself.
 * @example trace((x: Scalar) => mul(x, x), 3).evaluate(4) // 16
 */
export function trace(f: (...args: never[]) => unknown, ...args: readonly unknown[]): Trace {
  checkFunction('trace', f);
  // Before f may write into them.
  const shapes = shapesOf('trace', args);
  const { graph, result } = run(f, args, shapes);
  return new Trace(graph, result, shapes);
}
