import type { Builder } from './builder.ts';
import { ALWAYS, type Condition, type Conditions } from './conditions.ts';
import { finiteNodes } from './finite-guards.ts';
import { grown } from './grown.ts';
import { CONSTANT, INPUT, opcodeOf } from './opcodes.ts';
import type { Guard, Program } from './program.ts';

const ADD: number = opcodeOf.get('add') as number;
// How many numbers are added up before one of them is far away in the program.
const GROUP = 8;

/**
 * The program of what `outputs` and the guards need, and of nothing else. That no number in it is NaN is one check at its
 * end: the sum of the numbers that have to be finite is finite.
 */
export function assemble(b: Builder, outputs: readonly number[]): Program {
  const alive = new Uint8Array(b.length);
  for (const node of outputs) alive[node] = 1;
  for (const { x, y } of b.guards) {
    alive[x] = 1;
    alive[y] = 1;
  }
  keepOperands(b, alive);
  const { nodes, conditions } = finiteNodes(b, alive);
  const unconditional = new Uint8Array(b.length);
  const conditional: number[] = [];
  for (const node of nodes) {
    alive[node] = 1;
    if (conditions.at(node) === ALWAYS) unconditional[node] = 1;
    else conditional.push(node);
  }
  for (const node of conditional) for (const k of above(conditions, node)) alive[k.x] = alive[k.y] = 1;
  keepOperands(b, alive);

  const program = new Assembly(b);
  const sum: number[] = [];
  const each: number[] = [];
  let group: number[] = [];
  let input = 0;
  for (let node = 0; node < b.length; node++) {
    const isInput = b.opcodes[node] === INPUT;
    if (alive[node] === 1) {
      const place = program.copy(node, isInput ? input : b.values[node]!);
      if (unconditional[node] === 1) {
        group.push(place);
        each.push(place);
      }
      if (group.length === GROUP) {
        sum.push(program.total(group));
        group = [];
      }
    }
    if (isInput) input++;
  }
  for (const node of conditional) {
    const place = program.under(above(conditions, node), node);
    group.push(place);
    each.push(place);
  }
  const guards: Guard[] = b.guards.map((guard) => ({
    ...guard,
    x: program.place(guard.x),
    y: program.place(guard.y),
  }));
  const all = [...sum, ...group];
  if (all.length > 0) {
    const total = program.total(all);
    guards.push({ compare: 'finite', x: total, y: total, outcome: true, each });
  }
  return program.finished(
    outputs.map((node) => program.place(node)),
    guards,
  );
}

/** Marks what marked nodes are computed from. */
function keepOperands(b: Builder, alive: Uint8Array): void {
  for (let node = b.length - 1; node >= 0; node--) {
    if (alive[node] === 0) continue;
    for (let i = b.starts[node]!; i < b.starts[node + 1]!; i++) alive[b.operands[i]!] = 1;
  }
}

/** The conditions of a node, the innermost first. */
function above(conditions: Conditions, node: number): Condition[] {
  const list: Condition[] = [];
  for (let place = conditions.at(node); place !== ALWAYS; ) {
    const condition = conditions.all[place]!;
    list.push(condition);
    place = condition.parent;
  }
  return list;
}

/** The nodes that are kept, renumbered, and those that are added. */
class Assembly {
  private readonly builder: Builder;
  private readonly places: Int32Array;
  private opcodes: Uint16Array;
  private starts: Int32Array;
  private operands: Int32Array;
  private values: Float64Array;
  private length = 0;
  private zero = -1;

  constructor(builder: Builder) {
    const { length } = builder;
    this.builder = builder;
    this.places = new Int32Array(length).fill(-1);
    this.opcodes = new Uint16Array(length);
    this.starts = new Int32Array(length + 1);
    this.operands = new Int32Array(builder.starts[length]!);
    this.values = new Float64Array(length);
  }

  copy(node: number, value: number): number {
    const { starts, operands, opcodes } = this.builder;
    const start = starts[node]!;
    const count = starts[node + 1]! - start;
    const at = this.room(count);
    for (let i = 0; i < count; i++) this.operands[at + i] = this.places[operands[start + i]!]!;
    const place = this.add(opcodes[node]!, value, count);
    this.places[node] = place;
    return place;
  }

  place(node: number): number {
    return this.places[node]!;
  }

  /** Their sum, added in pairs: a chain would have every addition wait for the last. */
  total(places: readonly number[]): number {
    if (places.length === 1) return places[0]!;
    const half = places.length >> 1;
    return this.node(ADD, [this.total(places.slice(0, half)), this.total(places.slice(half))]);
  }

  /** The node where all the conditions hold, else 0. */
  under(conditions: readonly Condition[], node: number): number {
    if (this.zero < 0) this.zero = this.add(CONSTANT, 0, 0);
    return conditions.reduce((value, { select, x, y, outcome }) => {
      const sides = outcome ? [value, this.zero] : [this.zero, value];
      return this.node(this.builder.opcodes[select]!, [this.place(x), this.place(y), ...sides]);
    }, this.place(node));
  }

  private node(opcode: number, operands: readonly number[]): number {
    const start = this.room(operands.length);
    this.operands.set(operands, start);
    return this.add(opcode, 0, operands.length);
  }

  /** Where the next operands go, room for `count` of them. */
  private room(count: number): number {
    const start = this.starts[this.length]!;
    if (start + count > this.operands.length) this.operands = grown(this.operands, new Int32Array(2 * start + count));
    return start;
  }

  /** A new node, its `count` operands already in their place. */
  private add(opcode: number, value: number, count: number): number {
    const node = this.length;
    if (node === this.opcodes.length) {
      this.opcodes = grown(this.opcodes, new Uint16Array(2 * node));
      this.starts = grown(this.starts, new Int32Array(2 * node + 1));
      this.values = grown(this.values, new Float64Array(2 * node));
    }
    this.opcodes[node] = opcode;
    this.values[node] = value;
    this.starts[node + 1] = this.starts[node]! + count;
    this.length = node + 1;
    return node;
  }

  finished(outputs: readonly number[], guards: readonly Guard[]): Program {
    const { length } = this;
    return {
      inputs: this.builder.inputs,
      length,
      operations: this.builder.operations,
      opcodes: this.opcodes.slice(0, length),
      starts: this.starts.slice(0, length + 1),
      operands: this.operands.slice(0, this.starts[length]),
      values: this.values.slice(0, length),
      outputs: Int32Array.from(outputs),
      guards,
    };
  }
}
