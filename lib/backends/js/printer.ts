import { dueGuards } from '../../program/evaluator.ts';
import { CONSTANT, INPUT, isComputed, isSelect } from '../../program/opcodes.ts';
import { type Operation, operationOf, type Program } from '../../program/program.ts';
import { ALWAYS, exclusiveSides } from '../../program/select-sides.ts';
import type { Comparing, Rule } from '../../rules/rule.ts';
import { mentions, OPERATOR, rowText } from './row-text.ts';

/** How the parts of a program are printed. */
export interface PrintStyle {
  /** An input, by its place. */
  readonly input: (place: number) => string;
  /** A call of an operation of the user's. */
  readonly call: (opcode: number, operands: readonly string[]) => string;
  /** A statement for where guard k fails. */
  readonly fail: (k: number) => string;
  /** A call of a row whose text is long; undefined where the text stands inline. */
  readonly helper: ((row: Rule, operands: readonly string[]) => string | undefined) | undefined;
  /** Names of nodes to have a variable each; all other variables are v and a number. */
  readonly names: ReadonlyMap<number, string>;
  /** Whether a finite guard on a sum holds as long as the numbers summed are finite: for code without f to fall back on. */
  readonly isLast: boolean;
}

/** Code that is not read keeps no names. */
export const UNNAMED: ReadonlyMap<number, string> = new Map();

// How far a node's only use may be for it to stand there as an expression: its operands live on until then.
const NEAR = 32;
// Expressions nested deeper than this are written in steps.
const DEEPEST = 12;

/**
 * Prints a program as statements, one for each node. But a node used once is an expression where it is used, and a node that
 * only one side of a select needs is inside the statement of the select.
 */
export class Printer {
  readonly program: Program;
  private readonly style: PrintStyle;
  private readonly inside: Map<number, number[]> = new Map();
  private readonly side: Int32Array;
  /** Marks nodes without their own statement. */
  private readonly nested: Uint8Array;
  /** The places of the inputs, by node. */
  private readonly places: ReadonlyMap<number, number>;

  constructor(program: Program, style: PrintStyle) {
    this.program = program;
    this.style = style;
    this.places = new Map(Array.from(program.inputs, (node, place) => [node, place]));
    this.side = exclusiveSides(program);
    this.nested = nestedNodes(program, this.side, style);
    for (let node = 0; node < program.length; node++) {
      const place = this.side[node]!;
      if (place === ALWAYS || !this.isComputed(node) || this.nested[node] === 1) continue;
      const list = this.inside.get(place);
      if (list === undefined) this.inside.set(place, [node]);
      else list.push(node);
    }
  }

  /** Whether a node has its own statement. */
  isComputed(node: number): boolean {
    return isComputed(this.program.opcodes[node]!);
  }

  /** The computed nodes outside every select, in order. */
  outer(): number[] {
    const nodes: number[] = [];
    for (let node = 0; node < this.program.length; node++) {
      if (this.side[node] === ALWAYS && this.nested[node] === 0 && this.isComputed(node)) nodes.push(node);
    }
    return nodes;
  }

  /** Visits the computed nodes within the statement of `node`, itself last. */
  eachWithin(node: number, visit: (inner: number) => void): void {
    if (this.inside.size > 0) {
      for (const place of [2 * node, 2 * node + 1]) {
        for (const inner of this.inside.get(place) ?? NOTHING) this.eachWithin(inner, visit);
      }
    }
    const { starts, operands } = this.program;
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const operand = operands[i]!;
      if (this.nested[operand] === 1) this.eachWithin(operand, visit);
    }
    visit(node);
  }

  /** All statements, with each guard as soon as it is due. */
  body(): string[] {
    const due = dueGuards(this.program);
    const lines: string[] = [];
    let guard = 0;
    for (const node of this.outer()) {
      for (; guard < due.length && due[guard]! < node; guard++) lines.push(this.guard(guard));
      lines.push(this.statement(node));
    }
    for (; guard < due.length; guard++) lines.push(this.guard(guard));
    return lines;
  }

  name(node: number): string {
    const { opcodes, values } = this.program;
    if (opcodes[node] === CONSTANT) return literal(values[node]!);
    if (opcodes[node] === INPUT) return this.style.input(this.places.get(node)!);
    return this.nested[node] === 1 ? `(${this.expression(node)})` : this.variable(node);
  }

  private variable(node: number): string {
    return this.style.names.get(node) ?? `v${node}`;
  }

  statement(node: number, indent = ''): string {
    const then = this.inside.get(2 * node);
    const otherwise = this.inside.get(2 * node + 1);
    const name = this.variable(node);
    if (then === undefined && otherwise === undefined) return `${indent}const ${name} = ${this.expression(node)};`;
    const [x, y, a, b] = this.operandNames(node) as [string, string, string, string];
    const { compare } = operationOf(this.program, node);
    const side = (nodes: readonly number[] | undefined, result: string): string =>
      [...(nodes ?? []).map((inner) => this.statement(inner, `${indent}  `)), `${indent}  ${name} = ${result};`].join(
        '\n',
      );
    return [
      `${indent}let ${name};`,
      `${indent}if (${x} ${OPERATOR[compare as Comparing]} ${y}) {`,
      side(then, a),
      `${indent}} else {`,
      side(otherwise, b),
      `${indent}}`,
    ].join('\n');
  }

  guard(k: number): string {
    const { compare, x, y, outcome, each } = this.program.guards[k]!;
    const [a, b] = [this.name(x), this.name(y)];
    const fail = this.style.fail(k);
    if (this.style.isLast && each.length > 1) {
      const names = each.map((node) => this.name(node));
      return `if (${a} - ${a} !== 0 && ![${names.join(', ')}].every(Number.isFinite)) ${fail}`;
    }
    if (compare === 'finite') return `if (${a} - ${a} !== 0) ${fail}`;
    if (compare === 'NaN') return `if (${a} ${outcome ? '===' : '!=='} ${a}) ${fail}`;
    if (compare === 'is') return `if (${a} !== ${b} && (${a} === ${a} || ${b} === ${b})) ${fail}`;
    const test = `${a} ${OPERATOR[compare]} ${b}`;
    return `if (${outcome ? `!(${test})` : test}) ${fail}`;
  }

  private operandNames(node: number): string[] {
    const { starts, operands } = this.program;
    const names: string[] = [];
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      names.push(this.name(operands[i]!));
    }
    return names;
  }

  private expression(node: number): string {
    const names = this.operandNames(node);
    const operation = operationOf(this.program, node);
    if (isSelect(this.program.opcodes[node]!)) {
      const [x, y, then, otherwise] = names;
      return `${x} ${OPERATOR[operation.compare as Comparing]} ${y} ? ${then} : ${otherwise}`;
    }
    if (operation.row === undefined) return this.style.call(this.program.opcodes[node]!, names);
    return this.style.helper?.(operation.row, names) ?? rowText(operation.row, names);
  }
}

const NOTHING: readonly number[] = [];

/** Marks the nodes that stand as expressions: used once, nearby, where the same conditions hold. */
function nestedNodes(
  { length, opcodes, starts, operands, operations, outputs, guards }: Program,
  side: Int32Array,
  { names, isLast }: PrintStyle,
): Uint8Array {
  const user = new Int32Array(length).fill(-1);
  const MANY = -2;
  for (const node of outputs) user[node] = MANY;
  for (const node of names.keys()) user[node] = MANY;
  for (const { x, y, each } of guards) {
    user[x] = MANY;
    user[y] = MANY;
    if (isLast) for (const node of each) user[node] = MANY;
  }
  for (let node = 0; node < length; node++) {
    const operation = operations[opcodes[node]!]!;
    const start = starts[node]!;
    for (let i = start; i < starts[node + 1]!; i++) {
      const operand = operands[i]!;
      const once = user[operand] === -1 && (operation.row === undefined || mentions(operation.row, i - start) === 1);
      user[operand] = once ? node : MANY;
    }
  }
  const nested = new Uint8Array(length);
  const depth = new Uint8Array(length);
  for (let node = 0; node < length; node++) {
    const operation = operations[opcodes[node]!]!;
    for (let i = starts[node]!; i < starts[node + 1]!; i++) {
      const operand = operands[i]!;
      if (nested[operand] === 1) depth[node] = Math.max(depth[node]!, depth[operand]! + 1);
    }
    const by = user[node]!;
    if (by < 0 || by - node > NEAR || operation.row === undefined || depth[node]! >= DEEPEST) continue;
    const place = side[node]!;
    if (place === side[by] || (place >= 0 && place >> 1 === by)) nested[node] = 1;
  }
  return nested;
}

/** A number as JavaScript, exactly. */
export function literal(x: number): string {
  if (Object.is(x, -0)) return '(-0)';
  return x < 0 ? `(${x})` : String(x);
}

/** Writes calls of the user's operations, which are handed to the code as `U`: those that it calls. */
export function calling({ operations }: Program): {
  readonly calls: readonly Operation['value'][];
  readonly call: (opcode: number, operands: readonly string[]) => string;
} {
  const calls: Operation['value'][] = [];
  const numbers = new Map<number, number>();
  const call = (opcode: number, operands: readonly string[]): string => {
    const number = numbers.get(opcode) ?? calls.push(operations[opcode]!.value) - 1;
    numbers.set(opcode, number);
    return `U[${number}](${operands.join(', ')})`;
  };
  return { calls, call };
}
