import type { Builder } from './builder.ts';
import { type Finite, finiteNodes } from './finite-guards.ts';
import { NodeList } from './node-list.ts';
import { CONSTANT, opcodeOf } from './opcodes.ts';
import type { Guard, Program } from './program.ts';
import { ALWAYS, type Side } from './select-sides.ts';

const ADD: number = opcodeOf.get('add') as number;
// How many numbers of the finite guard are added up at a time. Of more, some would be far away in the program.
const GROUP = 8;

/**
 * A captured program, reduced to the nodes that its outputs and guards need, with one more guard at its end: that no number
 * on which derivatives depend is NaN. It tests whether the sum of the numbers that have to be finite is finite. With `values`
 * it is the program of those nodes instead, without that guard.
 */
export function finish(b: Builder, values?: readonly number[]): Program {
  const outputs = values ?? b.outputs;
  const alive = new Uint8Array(b.length);
  for (const node of outputs) alive[node] = 1;
  for (const { x, y } of b.guards) {
    alive[x] = 1;
    alive[y] = 1;
  }
  keepOperands(b, alive);
  const { nodes, sides } = values === undefined ? finiteNodes(b, alive) : NONE;
  const unconditional = new Uint8Array(b.length);
  const conditional: number[] = [];
  for (const node of nodes) {
    alive[node] = 1;
    if (sides.at(node) === ALWAYS) unconditional[node] = 1;
    else conditional.push(node);
  }
  for (const node of conditional) {
    for (const { select } of sides.above(node)) alive[b.operand(select, 0)] = alive[b.operand(select, 1)] = 1;
  }
  keepOperands(b, alive);

  const program = new Renumbered(b);
  const sum: number[] = [];
  const each: number[] = [];
  let group: number[] = [];
  for (let node = 0; node < b.length; node++) {
    if (alive[node] === 0) continue;
    const place = program.copy(node);
    if (unconditional[node] === 1) {
      group.push(place);
      each.push(place);
    }
    if (group.length === GROUP) {
      sum.push(program.total(group));
      group = [];
    }
  }
  for (const node of conditional) {
    const place = program.under(sides.above(node), node);
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
  return program.finished(outputs, guards);
}

const NONE: Finite = { nodes: [], sides: undefined as never };

/** Marks the operands of marked nodes, and theirs. */
function keepOperands(b: Builder, alive: Uint8Array): void {
  for (let node = b.length - 1; node >= 0; node--) {
    if (alive[node] === 0) continue;
    for (let i = b.starts[node]!; i < b.starts[node + 1]!; i++) alive[b.operands[i]!] = 1;
  }
}

/** The kept nodes, renumbered, and the added ones. */
class Renumbered extends NodeList {
  private readonly builder: Builder;
  private readonly places: Int32Array;
  private zero = -1;

  constructor(builder: Builder) {
    const { length } = builder;
    super(length, builder.starts[length]);
    this.builder = builder;
    this.places = new Int32Array(length).fill(-1);
  }

  copy(node: number): number {
    const { starts, operands, opcodes, values } = this.builder;
    const start = starts[node]!;
    const count = starts[node + 1]! - start;
    const at = this.room(count);
    for (let i = 0; i < count; i++) this.operands[at + i] = this.places[operands[start + i]!]!;
    const place = this.push(opcodes[node]!, values[node]!, at + count);
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

  /** The node where all these sides are chosen, else 0. */
  under(sides: readonly Side[], node: number): number {
    const { builder } = this;
    if (this.zero < 0) this.zero = this.add(CONSTANT, 0, []);
    return sides.reduce((value, { select, outcome }) => {
      const compared = [0, 1].map((i) => this.place(builder.operand(select, i)));
      const either = outcome ? [value, this.zero] : [this.zero, value];
      return this.node(builder.opcodes[select]!, [...compared, ...either]);
    }, this.place(node));
  }

  private node(opcode: number, operands: readonly number[]): number {
    const { value } = this.builder.operations[opcode]!;
    return this.add(opcode, value(...operands.map((operand) => this.values[operand]!)), operands);
  }

  finished(outputs: readonly number[], guards: readonly Guard[]): Program {
    const { length } = this;
    return {
      inputs: Int32Array.from(this.builder.inputs, (node) => this.place(node)),
      length,
      operations: this.builder.operations,
      opcodes: this.opcodes.slice(0, length),
      starts: this.starts.slice(0, length + 1),
      operands: this.operands.slice(0, this.starts[length]),
      values: this.values.slice(0, length),
      outputs: Int32Array.from(outputs, (node) => this.place(node)),
      labels: new Map(
        [...this.builder.labels].flatMap(([node, name]) => (this.place(node) < 0 ? [] : [[this.place(node), name]])),
      ),
      guards,
    };
  }
}
