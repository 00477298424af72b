import type { Scalar } from '../scalar.ts';
import { grown } from './grown.ts';
import { bits, HashIndex, hash0, hash1, hash2, hashOf } from './hash-index.ts';
import { COMPARISONS, CONSTANT, called, holds, INPUT, OPERATIONS, opcodeOf, SELECT } from './opcodes.ts';
import type { Comparing, Guard, Operation } from './program.ts';

const FIRST = 256;
// How many selects deep a contribution that may be none is followed. Deeper it is 0, and what it is multiplied by is watched.
const DEEPEST = 4;

/**
 * A straight-line program under construction: equal operations on equal operands are one node, constants are folded,
 * and each node has its value at the traced point. In growing typed arrays, about 50 bytes a node.
 */
export class Builder {
  length = 0;
  inputs = 0;
  readonly operations: Operation[] = [...OPERATIONS];
  readonly guards: Guard[] = [];
  opcodes: Uint16Array = new Uint16Array(FIRST);
  starts: Int32Array = new Int32Array(FIRST + 1);
  operands: Int32Array = new Int32Array(4 * FIRST);
  /** The value of each node at the traced point. */
  values: Float64Array = new Float64Array(FIRST);
  /** Marks nodes that must not be NaN for the derivatives given out to hold. */
  needed: Uint8Array = new Uint8Array(FIRST);
  /** Of selects of which a side contributes nothing: how deep those are nested; else 0. */
  partial: Uint8Array = new Uint8Array(FIRST);
  /** Whether any node is needed. */
  hasNeeds = false;
  /** Whether any node is a select. */
  hasSelects = false;
  /** The node that stands for no contribution at all; where a number is wanted, it is 0. */
  readonly none: number;
  private readonly guarded: Set<string> = new Set();
  private readonly userKinds: Map<unknown, Map<number, number>> = new Map();
  private readonly seen: HashIndex = new HashIndex();

  constructor() {
    this.none = this.push(CONSTANT, 0, 0);
  }

  input(value: number): number {
    this.inputs++;
    return this.push(INPUT, value, this.room(0));
  }

  constant(value: number): number {
    const { seen } = this;
    const hash = hash0(bits(value));
    for (let node = seen.first(hash); node >= 0; node = seen.next(hash)) {
      if (this.opcodes[node] === CONSTANT && Object.is(this.values[node], value)) return node;
    }
    const node = this.push(CONSTANT, value, this.room(0));
    seen.add(hash, node);
    return node;
  }

  isConstant(node: number): boolean {
    return this.opcodes[node] === CONSTANT && node !== this.none;
  }

  operand(node: number, i: number): number {
    return this.operands[this.starts[node]! + i]!;
  }

  /** The node of a row of the table on one operand; folded where that is a constant. */
  node1(opcode: number, x: number): number {
    const { seen } = this;
    const hash = hash1(opcode, x);
    for (let node = seen.first(hash); node >= 0; node = seen.next(hash)) {
      if (this.opcodes[node] === opcode && this.operands[this.starts[node]!] === x) return node;
    }
    const value = this.operations[opcode]!.value(this.values[x]!);
    if (this.opcodes[x] === CONSTANT) return this.constant(value);
    const start = this.room(1);
    this.operands[start] = x;
    const node = this.push(opcode, value, start + 1);
    seen.add(hash, node);
    return node;
  }

  /** As {@link node1}, on two. */
  node2(opcode: number, x: number, y: number): number {
    const { seen, opcodes } = this;
    const hash = hash2(opcode, x, y);
    for (let node = seen.first(hash); node >= 0; node = seen.next(hash)) {
      const start = this.starts[node]!;
      if (opcodes[node] === opcode && this.operands[start] === x && this.operands[start + 1] === y) return node;
    }
    const value = this.operations[opcode]!.value(this.values[x]!, this.values[y]!);
    if (opcodes[x] === CONSTANT && opcodes[y] === CONSTANT) return this.constant(value);
    const start = this.room(2);
    this.operands[start] = x;
    this.operands[start + 1] = y;
    const node = this.push(opcode, value, start + 2);
    seen.add(hash, node);
    return node;
  }

  /** As {@link node1}, on any number of them; the user's own operations are never folded. */
  node(opcode: number, operands: readonly number[]): number {
    const { seen } = this;
    const hash = hashOf(opcode, operands);
    for (let node = seen.first(hash); node >= 0; node = seen.next(hash)) {
      if (this.equals(node, opcode, operands)) return node;
    }
    const { js, value } = this.operations[opcode]!;
    const result = value(...operands.map((operand) => this.values[operand]!));
    if (js !== undefined && operands.every((operand) => this.opcodes[operand] === CONSTANT))
      return this.constant(result);
    const start = this.room(operands.length);
    this.operands.set(operands, start);
    const node = this.push(opcode, result, start + operands.length);
    seen.add(hash, node);
    return node;
  }

  /** The node of a user's operation, known by `key`. */
  call(
    key: unknown,
    name: string,
    apply: (operands: readonly Scalar[]) => Scalar,
    operands: readonly number[],
  ): number {
    const opcodes = this.userKinds.get(key) ?? new Map<number, number>();
    this.userKinds.set(key, opcodes);
    const n = operands.length;
    const opcode = opcodes.get(n) ?? this.operations.push(called(name, n, apply)) - 1;
    opcodes.set(n, opcode);
    return this.node(opcode, operands);
  }

  /** `then` where x compares so with y, else `otherwise`. */
  select(compare: Comparing, x: number, y: number, then: number, otherwise: number): number {
    if (compare === 'gt') return this.select('lt', y, x, then, otherwise);
    if (compare === 'ge') return this.select('le', y, x, then, otherwise);
    if (this.opcodes[x] === CONSTANT && this.opcodes[y] === CONSTANT) {
      return holds[compare](this.values[x]!, this.values[y]!) ? then : otherwise;
    }
    const opcode = SELECT + COMPARISONS.indexOf(compare);
    const a = this.under(opcode, x, y, true, then);
    const b = this.under(opcode, x, y, false, otherwise);
    if (a === b) return a;
    const node = this.node(opcode, [x, y, a, b]);
    this.hasSelects = true;
    const depth = Math.max(this.depth(a), this.depth(b));
    this.partial[node] = depth > DEEPEST ? 0 : depth;
    return node;
  }

  /** The node as a number like any other: 0 where it is no contribution, so that 0 · ∞ is NaN again. */
  whole(node: number): number {
    if (node === this.none) return this.constant(0);
    if (this.partial[node] === 0) return node;
    const compare = COMPARISONS[this.opcodes[node]! - SELECT]!;
    const [x, y, then, otherwise] = [0, 1, 2, 3].map((i) => this.operand(node, i)) as [number, number, number, number];
    return this.select(compare, x, y, this.whole(then), this.whole(otherwise));
  }

  private depth(side: number): number {
    if (side === this.none) return 1;
    const depth = this.partial[side]!;
    return depth === 0 ? 0 : depth + 1;
  }

  /** What `node` is where the comparison is known to come out as `outcome`. */
  under(opcode: number, x: number, y: number, outcome: boolean, node: number): number {
    if (this.opcodes[node] !== opcode || this.operand(node, 0) !== x || this.operand(node, 1) !== y) return node;
    return this.operand(node, outcome ? 2 : 3);
  }

  isSelect(node: number): boolean {
    const opcode = this.opcodes[node]!;
    return opcode >= SELECT && opcode < SELECT + COMPARISONS.length;
  }

  /** Notes a comparison of the program's, and how it came out. */
  guard(compare: Guard['compare'], x: number, y: number, outcome: boolean): void {
    if (this.opcodes[x] === CONSTANT && this.opcodes[y] === CONSTANT) return;
    const key = `${compare} ${x} ${y}`;
    if (this.guarded.has(key)) return;
    this.guarded.add(key);
    this.guards.push({ compare, x, y, outcome });
    if (compare !== 'is' || this.values[y] !== 0) return;
    // ±0 are the same number, and still not the same value.
    const inverse = this.node2(opcodeOf.get('div') as number, this.constant(1), x);
    this.guard('lt', inverse, this.constant(0), Object.is(this.values[y], -0));
  }

  need(node: number): void {
    if (this.opcodes[node] === CONSTANT) return;
    this.needed[node] = 1;
    this.hasNeeds = true;
  }

  /** Where the next operands go, room for `count` of them. */
  private room(count: number): number {
    const start = this.starts[this.length]!;
    while (start + count > this.operands.length) {
      this.operands = grown(this.operands, new Int32Array(2 * this.operands.length));
    }
    return start;
  }

  /** A new node, whose operands stand before `end`. */
  private push(opcode: number, value: number, end: number): number {
    const node = this.length;
    if (node === this.opcodes.length) {
      this.opcodes = grown(this.opcodes, new Uint16Array(2 * node));
      this.starts = grown(this.starts, new Int32Array(2 * node + 1));
      this.values = grown(this.values, new Float64Array(2 * node));
      this.needed = grown(this.needed, new Uint8Array(2 * node));
      this.partial = grown(this.partial, new Uint8Array(2 * node));
    }
    this.opcodes[node] = opcode;
    this.values[node] = value;
    this.starts[node + 1] = end;
    this.length = node + 1;
    return node;
  }

  private equals(node: number, opcode: number, operands: readonly number[]): boolean {
    if (this.opcodes[node] !== opcode) return false;
    const start = this.starts[node]!;
    for (let i = 0; i < operands.length; i++) if (this.operands[start + i] !== operands[i]) return false;
    return true;
  }
}
