import type { Predicate } from '../interpreter.ts';
import { type Comparing, holds } from '../rules/rule.ts';
import { bits, HashIndex, hash0, hash1, hash2, hashOf } from './hash-index.ts';
import { grow, NodeList } from './node-list.ts';
import { COMPARISONS, CONSTANT, INPUT, isSelect, OPERATIONS, opcodeOf, SELECT } from './opcodes.ts';
import type { Guard, Operation, Program } from './program.ts';

/**
 * What becomes of the operations of f. `exact`: every one is a node, as it was executed, array operations whole.
 * `shared`: the same, but equal operations on equal operands are one node. `simplified`: shared, constants folded,
 * identities applied, array operations lowered, and selects in place of branches inside the rules.
 */
export type Policy = 'exact' | 'shared' | 'simplified';

// How many selects deep a contribution that may be absent is followed. Deeper it is 0, and its factors are watched.
const DEEPEST = 4;

// Opcodes are kept in 16 bits.
const MOST_OPCODES = 0xffff;

/** A program under construction, by a policy. Each node has its value at the point where f is captured. */
export class Builder extends NodeList implements Program {
  readonly inputs: number[] = [];
  readonly operations: Operation[] = [...OPERATIONS];
  readonly guards: Guard[] = [];
  readonly labels: Map<number, string> = new Map();
  outputs: readonly number[] = [];
  readonly isSimplified: boolean;
  /** Marks nodes that must not be NaN for the derivatives that leave their calls to hold. */
  needed: Uint8Array = new Uint8Array(0);
  /** For a select with a side that contributes nothing: how deeply such selects are nested; else 0. */
  partial: Uint8Array = new Uint8Array(0);
  /** Whether any node is needed. */
  hasNeeds = false;
  /** Whether a number that was taken to be finite is not, at the captured point. */
  isOutside = false;
  /** Whether any node is a select. */
  hasSelects = false;
  /** The node that stands for no contribution at all; where a number is needed, it is 0. Only in simplified programs. */
  readonly none: number;
  /** The node that stands for a derivative at a kink that no rule knows: NaN; −1 while there is none. Only in simplified programs. */
  lost = -1;
  /** The last node that was needed as a plain number, and the error that said so. */
  refused: { readonly error: unknown; readonly node: number } | undefined;
  private readonly isShared: boolean;
  private readonly guarded: Set<string> = new Set();
  /** The predicates watched on each node, as bits. */
  private watched: Uint8Array = new Uint8Array(0);
  private readonly calledOpcodes: Map<unknown, Map<number, number>> = new Map();
  private readonly index: HashIndex = new HashIndex();

  constructor(policy: Policy) {
    super();
    this.isShared = policy !== 'exact';
    this.isSimplified = policy === 'simplified';
    if (this.isSimplified) {
      this.needed = new Uint8Array(this.opcodes.length);
      this.partial = new Uint8Array(this.opcodes.length);
    }
    this.none = this.isSimplified ? this.add(CONSTANT, 0, []) : -1;
  }

  input(value: number): number {
    const node = this.add(INPUT, value, []);
    this.inputs.push(node);
    return node;
  }

  constant(value: number): number {
    const { index } = this;
    const hash = hash0(bits(value));
    for (let node = index.first(hash); node >= 0; node = index.next(hash)) {
      if (this.opcodes[node] === CONSTANT && Object.is(this.values[node], value)) return node;
    }
    const node = this.push(CONSTANT, value, this.room(0));
    index.add(hash, node);
    return node;
  }

  /** As {@link lost}, which this adds. A constant NaN of f is another node: what it comes to must be guarded at once. */
  lose(): number {
    if (this.lost < 0) this.lost = this.add(CONSTANT, Number.NaN, []);
    return this.lost;
  }

  isConstant(node: number): boolean {
    return this.opcodes[node] === CONSTANT && node !== this.none;
  }

  /** The node of a row of the table on one operand, folded where the operand is a constant. */
  node1(opcode: number, x: number): number {
    const { index } = this;
    const hash = this.isShared ? hash1(opcode, x) : 0;
    if (this.isShared) {
      for (let node = index.first(hash); node >= 0; node = index.next(hash)) {
        if (this.opcodes[node] === opcode && this.operands[this.starts[node]!] === x) return node;
      }
    }
    const value = this.operations[opcode]!.value(this.values[x]!);
    if (this.isSimplified && this.opcodes[x] === CONSTANT) return this.constant(value);
    const start = this.room(1);
    this.operands[start] = x;
    const node = this.push(opcode, value, start + 1);
    if (this.isShared) index.add(hash, node);
    return node;
  }

  /** As {@link node1}, on two operands. */
  node2(opcode: number, x: number, y: number): number {
    const { index, opcodes } = this;
    const hash = this.isShared ? hash2(opcode, x, y) : 0;
    if (this.isShared) {
      for (let node = index.first(hash); node >= 0; node = index.next(hash)) {
        const start = this.starts[node]!;
        if (opcodes[node] === opcode && this.operands[start] === x && this.operands[start + 1] === y) return node;
      }
    }
    const value = this.operations[opcode]!.value(this.values[x]!, this.values[y]!);
    if (this.isSimplified && opcodes[x] === CONSTANT && opcodes[y] === CONSTANT) return this.constant(value);
    const start = this.room(2);
    this.operands[start] = x;
    this.operands[start + 1] = y;
    const node = this.push(opcode, value, start + 2);
    if (this.isShared) index.add(hash, node);
    return node;
  }

  /** As {@link node1}, on any number of operands. Called operations are never folded. */
  node(opcode: number, operands: readonly number[]): number {
    const { index } = this;
    const hash = this.isShared ? hashOf(opcode, operands) : 0;
    if (this.isShared) {
      for (let node = index.first(hash); node >= 0; node = index.next(hash)) {
        if (this.equals(node, opcode, operands)) return node;
      }
    }
    const { apply, value } = this.operations[opcode]!;
    const result = value(...operands.map((operand) => this.values[operand]!));
    if (this.isSimplified && apply === undefined && operands.every((operand) => this.opcodes[operand] === CONSTANT)) {
      return this.constant(result);
    }
    const node = this.add(opcode, result, operands);
    if (this.isShared) index.add(hash, node);
    return node;
  }

  /** The node of a called operation. It is known by `key`; `make` returns it, once for each number of operands. */
  call(key: unknown, operands: readonly number[], make: () => Operation): number {
    const opcodes = this.calledOpcodes.get(key) ?? new Map<number, number>();
    this.calledOpcodes.set(key, opcodes);
    const opcode = opcodes.get(operands.length) ?? this.operations.push(make()) - 1;
    if (opcode > MOST_OPCODES) {
      throw new RangeError(
        `expected at most ${MOST_OPCODES - OPERATIONS.length + 1} different operations of your own in one program, got more; make an op once, outside the loop that calls it`,
      );
    }
    opcodes.set(operands.length, opcode);
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

  /** The node as an ordinary number: 0 where it contributes nothing, so that 0 · ∞ is NaN again. */
  whole(node: number): number {
    if (node === this.none) return this.constant(0);
    if (!this.partial[node]) return node;
    const compare = COMPARISONS[this.opcodes[node]! - SELECT]!;
    const [x, y, then, otherwise] = [0, 1, 2, 3].map((i) => this.operand(node, i)) as [number, number, number, number];
    return this.select(compare, x, y, this.whole(then), this.whole(otherwise));
  }

  private depth(side: number): number {
    if (side === this.none) return 1;
    const depth = this.partial[side]!;
    return depth === 0 ? 0 : depth + 1;
  }

  /** The node to use for `node` where the comparison is known to come out as `outcome`, selects within selects included. */
  under(opcode: number, x: number, y: number, outcome: boolean, node: number, deepest: number = DEEPEST): number {
    const own = this.opcodes[node]!;
    if (!isSelect(own)) return node;
    const [p, q] = [this.operand(node, 0), this.operand(node, 1)];
    if (own === opcode && p === x && q === y) return this.operand(node, outcome ? 2 : 3);
    if (deepest === 0) return node;
    const sides = [2, 3].map((i) => this.operand(node, i));
    const [a, b] = sides.map((side) => this.under(opcode, x, y, outcome, side, deepest - 1)) as [number, number];
    return a === sides[0] && b === sides[1] ? node : this.select(COMPARISONS[own - SELECT]!, p, q, a, b);
  }

  isSelect(node: number): boolean {
    return isSelect(this.opcodes[node]!);
  }

  /** Adds a guard: a comparison and how it came out. Equal guards are added once, unless the program is exact. */
  guard(compare: Guard['compare'], x: number, y: number, outcome: boolean): void {
    if (!this.isSimplified) {
      this.guards.push({ compare, x, y, outcome, each: [] });
      return;
    }
    if (this.opcodes[x] === CONSTANT && this.opcodes[y] === CONSTANT) return;
    if (!this.isFirst(compare, x, y)) return;
    this.guards.push({ compare, x, y, outcome, each: [] });
    if (compare !== 'is' || this.values[y] !== 0) return;
    // ±0 compare equal but are different values.
    const inverse = this.node2(opcodeOf.get('div')!, this.constant(1), x);
    this.guard('lt', inverse, this.constant(0), Object.is(this.values[y], -0));
  }

  /** Adds a guard on whether a node is NaN, or finite. */
  watch(node: number, predicate: Predicate): void {
    if (node >= this.watched.length) this.watched = grow(this.watched, new Uint8Array(this.opcodes.length));
    const bit = predicate === 'NaN' ? 1 : 2;
    if (this.watched[node]! & bit) return;
    this.watched[node]! |= bit;
    const value = this.values[node]!;
    const outcome = predicate === 'NaN' ? Number.isNaN(value) : Number.isFinite(value);
    this.guards.push({ compare: predicate, x: node, y: node, outcome, each: [] });
  }

  private isFirst(compare: Guard['compare'], x: number, y: number): boolean {
    const key = `${compare} ${x} ${y}`;
    if (this.guarded.has(key)) return false;
    this.guarded.add(key);
    return true;
  }

  /** Names a node; the first name stays. */
  label(node: number, name: string): void {
    if (this.opcodes[node] !== CONSTANT && !this.labels.has(node)) this.labels.set(node, name);
  }

  need(node: number): void {
    if (this.opcodes[node] === CONSTANT) return;
    this.needed[node] = 1;
    this.hasNeeds = true;
  }

  protected override grow(nodes: number): void {
    super.grow(nodes);
    if (!this.isSimplified) return;
    this.needed = grow(this.needed, new Uint8Array(nodes));
    this.partial = grow(this.partial, new Uint8Array(nodes));
  }

  private equals(node: number, opcode: number, operands: readonly number[]): boolean {
    if (this.opcodes[node] !== opcode) return false;
    const start = this.starts[node]!;
    for (let i = 0; i < operands.length; i++) if (this.operands[start + i] !== operands[i]) return false;
    return true;
  }
}
