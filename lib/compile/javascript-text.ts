import { CONSTANT, INPUT } from './instructions.ts';
import { dueChecks } from './interpreter.ts';
import type { Check, Comparing, Instruction, Program } from './program.ts';
import { ALL, isSelect, regions } from './regions.ts';

export const OPERATOR: Readonly<Record<Comparing, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '===',
  ne: '!==',
};

/** How the pieces of a program are written. */
export interface Writing {
  /** An input, by its place. */
  readonly input: (place: number) => string;
  /** A node of the user's operation: a call of it. */
  readonly call: (kind: number, operands: readonly string[]) => string;
  /** What is done where check k fails. */
  readonly fail: (k: number) => string;
  /** A row whose text is long, or undefined where it stands inline. */
  readonly helper?: (instruction: Instruction, operands: readonly string[]) => string | undefined;
}

/** A program as statements: of each node outside every select, with those of its sides inside, and the checks due after it. */
export class Text {
  readonly program: Program;
  private readonly writing: Writing;
  private readonly inside: Map<number, number[]> = new Map();
  private readonly region: Int32Array;

  constructor(program: Program, writing: Writing) {
    this.program = program;
    this.writing = writing;
    this.region = regions(program);
    for (let node = 0; node < program.length; node++) {
      const place = this.region[node] as number;
      if (place === ALL || !this.isComputed(node)) continue;
      const list = this.inside.get(place);
      if (list === undefined) this.inside.set(place, [node]);
      else list.push(node);
    }
  }

  /** Whether a node is computed by a statement of its own. */
  isComputed(node: number): boolean {
    const kind = this.program.kinds[node];
    return kind !== CONSTANT && kind !== INPUT;
  }

  /** The computed nodes outside every select, in order. */
  outer(): number[] {
    const nodes: number[] = [];
    for (let node = 0; node < this.program.length; node++) {
      if (this.region[node] === ALL && this.isComputed(node)) nodes.push(node);
    }
    return nodes;
  }

  /** The computed nodes within the statement of `node`, itself last. */
  within(node: number): number[] {
    const sides = [2 * node, 2 * node + 1].flatMap((place) => this.inside.get(place) ?? []);
    return [...sides.flatMap((inner) => this.within(inner)), node];
  }

  /** The places in the order of execution at which each check is due. */
  due(): number[] {
    return dueChecks(this.program);
  }

  name(node: number): string {
    const { kinds, values } = this.program;
    if (kinds[node] === CONSTANT) return literal(values[node] as number);
    return kinds[node] === INPUT ? this.writing.input(values[node] as number) : `v${node}`;
  }

  statement(node: number, indent = ''): string {
    const then = this.inside.get(2 * node);
    const otherwise = this.inside.get(2 * node + 1);
    if (then === undefined && otherwise === undefined) return `${indent}const v${node} = ${this.expression(node)};`;
    const [x, y, a, b] = this.operandNames(node) as [string, string, string, string];
    const { compare } = this.instruction(node);
    const side = (nodes: readonly number[] | undefined, result: string): string =>
      [...(nodes ?? []).map((inner) => this.statement(inner, `${indent}  `)), `${indent}  v${node} = ${result};`].join(
        '\n',
      );
    return [
      `${indent}let v${node};`,
      `${indent}if (${x} ${OPERATOR[compare as Comparing]} ${y}) {`,
      side(then, a),
      `${indent}} else {`,
      side(otherwise, b),
      `${indent}}`,
    ].join('\n');
  }

  check(k: number): string {
    const { compare, x, y, outcome } = this.program.checks[k] as Check;
    const [a, b] = [this.name(x), this.name(y)];
    const fail = this.writing.fail(k);
    if (compare === 'finite') return `if (${a} - ${a} !== 0) ${fail}`;
    if (compare === 'is') return `if (${a} !== ${b} && (${a} === ${a} || ${b} === ${b})) ${fail}`;
    const test = `${a} ${OPERATOR[compare]} ${b}`;
    return `if (${outcome ? `!(${test})` : test}) ${fail}`;
  }

  private instruction(node: number): Instruction {
    return this.program.instructions[this.program.kinds[node] as number] as Instruction;
  }

  private operandNames(node: number): string[] {
    const { starts, operands } = this.program;
    return Array.from(operands.subarray(starts[node], starts[node + 1]), (operand) => this.name(operand));
  }

  private expression(node: number): string {
    const names = this.operandNames(node);
    const instruction = this.instruction(node);
    if (isSelect(this.program.kinds[node] as number)) {
      const [x, y, then, otherwise] = names;
      return `${x} ${OPERATOR[instruction.compare as Comparing]} ${y} ? ${then} : ${otherwise}`;
    }
    if (instruction.js === undefined) return this.writing.call(this.program.kinds[node] as number, names);
    return this.writing.helper?.(instruction, names) ?? row(instruction, names);
  }
}

const pieces = new WeakMap<Instruction, readonly (string | number)[]>();

/** A row's text over other names. */
export function row(instruction: Instruction, names: readonly string[]): string {
  let split = pieces.get(instruction);
  if (split === undefined) {
    const { js = '', args = [] } = instruction;
    // Between the words of an expression: what is an argument's name becomes its place.
    split = js.split(/(?<![.\w])([A-Za-z]\w*)/).map((part, i) => {
      const place = i % 2 === 1 ? args.indexOf(part) : -1;
      return place < 0 ? part : place;
    });
    pieces.set(instruction, split);
  }
  let text = '';
  for (const piece of split) text += typeof piece === 'number' ? names[piece] : piece;
  return text;
}

/** A number as JavaScript, exactly. */
export function literal(x: number): string {
  if (Object.is(x, -0)) return '(-0)';
  return x < 0 ? `(${x})` : String(x);
}
