import type { Builder } from './builder.ts';
import { ALWAYS, type Condition, type Conditions } from './conditions.ts';
import { CONSTANT, INPUT, kindOf } from './instructions.ts';
import { finiteNodes } from './never-nan.ts';
import type { Check, Program } from './program.ts';

const ADD: number = kindOf.get('add') as number;
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
    const isInput = b.kinds[node] === INPUT;
    if (alive[node] === 1) {
      const place = program.copy(node, isInput ? input : (b.values[node] as number));
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
  const checks: Check[] = b.guards.map((guard) => ({
    ...guard,
    x: program.place(guard.x),
    y: program.place(guard.y),
  }));
  const all = [...sum, ...group];
  if (all.length > 0) {
    const total = program.total(all);
    checks.push({ compare: 'finite', x: total, y: total, outcome: true, each });
  }
  return program.finished(
    outputs.map((node) => program.place(node)),
    checks,
  );
}

/** Marks what marked nodes are computed from. */
function keepOperands(b: Builder, alive: Uint8Array): void {
  for (let node = b.length - 1; node >= 0; node--) {
    if (alive[node] === 0) continue;
    for (let i = b.starts[node] as number; i < (b.starts[node + 1] as number); i++) alive[b.operands[i] as number] = 1;
  }
}

/** The conditions of a node, the innermost first. */
function above(conditions: Conditions, node: number): Condition[] {
  const list: Condition[] = [];
  for (let place = conditions.at(node); place !== ALWAYS; ) {
    const condition = conditions.all[place] as Condition;
    list.push(condition);
    place = condition.parent;
  }
  return list;
}

/** The nodes that are kept, renumbered, and those that are added. */
class Assembly {
  private readonly builder: Builder;
  private readonly places: Int32Array;
  private readonly kinds: number[] = [];
  private readonly starts: number[] = [0];
  private readonly operands: number[] = [];
  private readonly values: number[] = [];
  private zero = -1;

  constructor(builder: Builder) {
    this.builder = builder;
    this.places = new Int32Array(builder.length).fill(-1);
  }

  copy(node: number, value: number): number {
    const b = this.builder;
    const operands: number[] = [];
    for (let i = b.starts[node] as number; i < (b.starts[node + 1] as number); i++) {
      operands.push(this.place(b.operands[i] as number));
    }
    const place = this.add(b.kinds[node] as number, operands);
    this.values[place] = value;
    this.places[node] = place;
    return place;
  }

  place(node: number): number {
    return this.places[node] as number;
  }

  /** Their sum, added in pairs: a chain would have every addition wait for the last. */
  total(places: readonly number[]): number {
    if (places.length === 1) return places[0] as number;
    const half = places.length >> 1;
    return this.add(ADD, [this.total(places.slice(0, half)), this.total(places.slice(half))]);
  }

  /** The node where all the conditions hold, else 0. */
  under(conditions: readonly Condition[], node: number): number {
    if (this.zero < 0) this.zero = this.add(CONSTANT, []);
    return conditions.reduce((value, { select, x, y, outcome }) => {
      const sides = outcome ? [value, this.zero] : [this.zero, value];
      return this.add(this.builder.kinds[select] as number, [this.place(x), this.place(y), ...sides]);
    }, this.place(node));
  }

  private add(kind: number, operands: readonly number[]): number {
    for (const operand of operands) this.operands.push(operand);
    this.kinds.push(kind);
    this.starts.push(this.operands.length);
    this.values.push(0);
    return this.kinds.length - 1;
  }

  finished(outputs: readonly number[], checks: readonly Check[]): Program {
    return {
      inputs: this.builder.inputs,
      length: this.kinds.length,
      instructions: this.builder.instructions,
      kinds: Uint16Array.from(this.kinds),
      starts: Int32Array.from(this.starts),
      operands: Int32Array.from(this.operands),
      values: Float64Array.from(this.values),
      outputs: Int32Array.from(outputs),
      checks,
    };
  }
}
