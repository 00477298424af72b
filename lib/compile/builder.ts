import { grown } from '../graph/grown.ts';
import { bits, hashOf } from '../graph/hash.ts';
import type { Scalar } from '../scalar.ts';
import { COMPARISONS, CONSTANT, called, holds, INPUT, INSTRUCTIONS, kindOf, SELECT } from './instructions.ts';
import type { Check, Comparing, Instruction } from './program.ts';

const FIRST = 256;
const EMPTY: readonly number[] = [];
// How many selects deep a contribution that may be none is followed. Deeper it is 0, and what it is multiplied by is watched.
const DEEPEST = 4;

/**
 * A straight-line program under construction: equal operations on equal operands are one node, constants are folded,
 * and each node has its value at the traced point. In growing typed arrays, about 50 bytes a node.
 */
export class Builder {
  length = 0;
  inputs = 0;
  readonly instructions: Instruction[] = [...INSTRUCTIONS];
  readonly guards: Check[] = [];
  kinds: Uint16Array = new Uint16Array(FIRST);
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
  /** The node that stands for no contribution at all; where a number is wanted, it is 0. */
  readonly none: number;
  private readonly guarded: Set<string> = new Set();
  private readonly userKinds: Map<unknown, Map<number, number>> = new Map();
  private table: Int32Array = new Int32Array(4 * FIRST).fill(-1);

  constructor() {
    this.none = this.push(CONSTANT, EMPTY, 0);
  }

  input(value: number): number {
    this.inputs++;
    return this.push(INPUT, EMPTY, value);
  }

  constant(value: number): number {
    const slot = this.slot(CONSTANT, EMPTY, value);
    const old = this.table[slot] as number;
    return old >= 0 ? old : this.remember(slot, this.push(CONSTANT, EMPTY, value));
  }

  isConstant(node: number): boolean {
    return this.kinds[node] === CONSTANT && node !== this.none;
  }

  operand(node: number, i: number): number {
    return this.operands[(this.starts[node] as number) + i] as number;
  }

  /** The node of a row of the table; folded where all operands are constants. */
  node(kind: number, operands: readonly number[]): number {
    const slot = this.slot(kind, operands, 0);
    const old = this.table[slot] as number;
    if (old >= 0) return old;
    const { js } = this.instructions[kind] as Instruction;
    const result = this.evaluated(kind, operands);
    let isFolded = js !== undefined;
    for (let i = 0; i < operands.length && isFolded; i++) isFolded = this.kinds[operands[i] as number] === CONSTANT;
    return isFolded ? this.constant(result) : this.remember(slot, this.push(kind, operands, result));
  }

  private evaluated(kind: number, operands: readonly number[]): number {
    const { value } = this.instructions[kind] as Instruction;
    const x = this.values[operands[0] as number] as number;
    if (operands.length === 1) return value(x);
    if (operands.length === 2) return value(x, this.values[operands[1] as number] as number);
    return value(...operands.map((operand) => this.values[operand] as number));
  }

  /** The node of a user's operation, known by `key`. */
  call(
    key: unknown,
    name: string,
    apply: (operands: readonly Scalar[]) => Scalar,
    operands: readonly number[],
  ): number {
    const kinds = this.userKinds.get(key) ?? new Map<number, number>();
    this.userKinds.set(key, kinds);
    const n = operands.length;
    const kind = kinds.get(n) ?? this.instructions.push(called(name, n, apply)) - 1;
    kinds.set(n, kind);
    return this.node(kind, operands);
  }

  /** `then` where x compares so with y, else `otherwise`. */
  select(compare: Comparing, x: number, y: number, then: number, otherwise: number): number {
    if (compare === 'gt') return this.select('lt', y, x, then, otherwise);
    if (compare === 'ge') return this.select('le', y, x, then, otherwise);
    if (this.kinds[x] === CONSTANT && this.kinds[y] === CONSTANT) {
      return holds[compare](this.values[x] as number, this.values[y] as number) ? then : otherwise;
    }
    const kind = SELECT + COMPARISONS.indexOf(compare);
    const a = this.under(kind, x, y, true, then);
    const b = this.under(kind, x, y, false, otherwise);
    if (a === b) return a;
    const node = this.node(kind, [x, y, a, b]);
    const depth = Math.max(this.depth(a), this.depth(b));
    this.partial[node] = depth > DEEPEST ? 0 : depth;
    return node;
  }

  private depth(side: number): number {
    if (side === this.none) return 1;
    const depth = this.partial[side] as number;
    return depth === 0 ? 0 : depth + 1;
  }

  /** What `node` is where the comparison is known to come out as `outcome`. */
  under(kind: number, x: number, y: number, outcome: boolean, node: number): number {
    if (this.kinds[node] !== kind || this.operand(node, 0) !== x || this.operand(node, 1) !== y) return node;
    return this.operand(node, outcome ? 2 : 3);
  }

  isSelect(node: number): boolean {
    const kind = this.kinds[node] as number;
    return kind >= SELECT && kind < SELECT + COMPARISONS.length;
  }

  /** Notes a comparison of the program's, and how it came out. */
  guard(compare: Check['compare'], x: number, y: number, outcome: boolean): void {
    if (this.kinds[x] === CONSTANT && this.kinds[y] === CONSTANT) return;
    const key = `${compare} ${x} ${y}`;
    if (this.guarded.has(key)) return;
    this.guarded.add(key);
    this.guards.push({ compare, x, y, outcome });
    if (compare !== 'is' || this.values[y] !== 0) return;
    // ±0 are the same number, and still not the same value.
    const inverse = this.node(kindOf.get('div') as number, [this.constant(1), x]);
    this.guard('lt', inverse, this.constant(0), Object.is(this.values[y], -0));
  }

  need(node: number): void {
    if (this.kinds[node] === CONSTANT) return;
    this.needed[node] = 1;
    this.hasNeeds = true;
  }

  private push(kind: number, operands: readonly number[], value: number): number {
    const node = this.length;
    if (node === this.kinds.length) {
      this.kinds = grown(this.kinds, new Uint16Array(2 * node));
      this.starts = grown(this.starts, new Int32Array(2 * node + 1));
      this.values = grown(this.values, new Float64Array(2 * node));
      this.needed = grown(this.needed, new Uint8Array(2 * node));
      this.partial = grown(this.partial, new Uint8Array(2 * node));
    }
    const start = this.starts[node] as number;
    const end = start + operands.length;
    while (end > this.operands.length) this.operands = grown(this.operands, new Int32Array(2 * this.operands.length));
    for (let i = 0; i < operands.length; i++) this.operands[start + i] = operands[i] as number;
    this.kinds[node] = kind;
    this.values[node] = value;
    this.starts[node + 1] = end;
    this.length = node + 1;
    return node;
  }

  private remember(slot: number, node: number): number {
    this.table[slot] = node;
    if (2 * this.length > this.table.length) this.rehash();
    return node;
  }

  /** Where an equal node is in the table, or would be: open addressing on a hash of whole numbers. */
  private slot(kind: number, operands: readonly number[], value: number): number {
    const hash = hashOf(kind === CONSTANT ? bits(value) : kind, operands);
    const mask = this.table.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const node = this.table[slot] as number;
      if (node < 0 || this.equals(node, kind, operands, value)) return slot;
    }
  }

  private equals(node: number, kind: number, operands: readonly number[], value: number): boolean {
    if (this.kinds[node] !== kind) return false;
    if (kind === CONSTANT) return Object.is(this.values[node], value);
    const start = this.starts[node] as number;
    for (let i = 0; i < operands.length; i++) if (this.operands[start + i] !== operands[i]) return false;
    return true;
  }

  private rehash(): void {
    let size = 1;
    while (size < 4 * this.length) size *= 2;
    this.table = new Int32Array(size).fill(-1);
    const operands: number[] = [];
    for (let node = 0; node < this.length; node++) {
      const kind = this.kinds[node] as number;
      if (kind === INPUT || node === this.none) continue;
      operands.length = 0;
      for (let i = this.starts[node] as number; i < (this.starts[node + 1] as number); i++) {
        operands.push(this.operands[i] as number);
      }
      this.table[this.slot(kind, operands, this.values[node] as number)] = node;
    }
  }
}
