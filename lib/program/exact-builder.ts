import type { Asked } from '../interpreter.ts';
import { grown } from './grown.ts';
import { bits, HashIndex, hash0, hashOf } from './hash-index.ts';
import type { Operation } from './operators.ts';

/** A comparison that the program saw, and how it came out. */
export interface Guard {
  readonly compare: string;
  readonly x: number;
  readonly y: number;
  readonly outcome: boolean;
}

const INPUT = 0;
const CONSTANT = 1;
const FIRST = 1024;

/** What was asked of a node, by the bits of its entry in `watched`. */
const ASKED: readonly (readonly Asked[])[] = [[], ['NaN'], ['finite'], ['NaN', 'finite']];

/**
 * A program without branches: numbered nodes in the order of execution, each an input, a constant, or an operation on
 * nodes before it. In growing typed arrays, about 40 bytes a node.
 */
export class Graph {
  /** How many nodes there are. */
  length = 0;
  /** The nodes of the inputs, in the order of the arguments. */
  readonly inputs: number[] = [];
  readonly guards: Guard[] = [];
  /** Whether equal operations on equal operands are one node. */
  readonly shared: boolean;
  private readonly operations: (Operation | undefined)[] = [undefined, undefined];
  private readonly ids: Map<unknown, number> = new Map();
  private kinds: Uint16Array = new Uint16Array(FIRST);
  private ends: Int32Array = new Int32Array(FIRST);
  private operandNodes: Int32Array = new Int32Array(2 * FIRST);
  private operandCount = 0;
  private watched: Uint8Array = new Uint8Array(FIRST);
  private values: Float64Array = new Float64Array(FIRST);
  private readonly seen: HashIndex = new HashIndex();

  constructor(shared: boolean) {
    this.shared = shared;
  }

  input(value: number): number {
    const node = this.push(INPUT, [], value);
    this.inputs.push(node);
    return node;
  }

  constant(value: number): number {
    const hash = hash0(bits(value));
    for (let node = this.seen.first(hash); node >= 0; node = this.seen.next(hash)) {
      if (this.kinds[node] === CONSTANT && Object.is(this.values[node], value)) return node;
    }
    const node = this.push(CONSTANT, [], value);
    this.seen.add(hash, node);
    return node;
  }

  /** A node for `operation`, known to the caller by `key`. */
  apply(key: unknown, operation: Operation, operands: readonly number[]): number {
    let kind = this.ids.get(key);
    if (kind === undefined) {
      kind = this.operations.push(operation) - 1;
      this.ids.set(key, kind);
    }
    const hash = this.shared ? hashOf(kind, operands) : 0;
    if (this.shared) {
      for (let node = this.seen.first(hash); node >= 0; node = this.seen.next(hash)) {
        if (this.equals(node, kind, operands)) return node;
      }
    }
    const values = operands.map((node) => this.values[node]!);
    const node = this.push(kind, operands, operation.value(values));
    if (this.shared) this.seen.add(hash, node);
    return node;
  }

  /** Marks a node: the program went on as it did because the node is NaN, or finite, or because it is not. */
  watch(node: number, asked: Asked): void {
    this.watched[node] = this.watched[node]! | (asked === 'NaN' ? 1 : 2);
  }

  /** What {@link watch} was told of a node. */
  asked(node: number): readonly Asked[] {
    return ASKED[this.watched[node]!] as readonly Asked[];
  }

  /** The operation of a node; undefined for inputs and constants. */
  operation(node: number): Operation | undefined {
    return this.operations[this.kinds[node]!];
  }

  isInput(node: number): boolean {
    return this.kinds[node] === INPUT;
  }

  operands(node: number): number[] {
    const list: number[] = [];
    for (let i = this.start(node); i < this.ends[node]!; i++) list.push(this.operandNodes[i]!);
    return list;
  }

  value(node: number): number {
    return this.values[node]!;
  }

  private start(node: number): number {
    return node === 0 ? 0 : this.ends[node - 1]!;
  }

  private push(kind: number, operands: readonly number[], value: number): number {
    const node = this.length;
    if (node === this.kinds.length) {
      this.kinds = grown(this.kinds, new Uint16Array(2 * node));
      this.ends = grown(this.ends, new Int32Array(2 * node));
      this.values = grown(this.values, new Float64Array(2 * node));
      this.watched = grown(this.watched, new Uint8Array(2 * node));
    }
    while (this.operandCount + operands.length > this.operandNodes.length) {
      this.operandNodes = grown(this.operandNodes, new Int32Array(2 * this.operandNodes.length));
    }
    for (const operand of operands) this.operandNodes[this.operandCount++] = operand;
    this.kinds[node] = kind;
    this.values[node] = value;
    this.ends[node] = this.operandCount;
    this.length = node + 1;
    return node;
  }

  private equals(node: number, kind: number, operands: readonly number[]): boolean {
    if (this.kinds[node] !== kind) return false;
    const start = this.start(node);
    if (this.ends[node]! - start !== operands.length) return false;
    for (let i = 0; i < operands.length; i++) if (this.operandNodes[start + i] !== operands[i]) return false;
    return true;
  }
}
