const FIRST = 256;

/** The nodes of a program under construction, in growing typed arrays: about 25 bytes a node. */
export class NodeList {
  length = 0;
  opcodes: Uint16Array;
  starts: Int32Array;
  operands: Int32Array;
  values: Float64Array;

  /** Starts with room for so many nodes and operands. */
  constructor(nodes: number = FIRST, operands: number = 4 * FIRST) {
    this.opcodes = new Uint16Array(nodes);
    this.starts = new Int32Array(nodes + 1);
    this.operands = new Int32Array(operands);
    this.values = new Float64Array(nodes);
  }

  operand(node: number, i: number): number {
    return this.operands[this.starts[node]! + i]!;
  }

  /** A node whose operands are listed. */
  add(opcode: number, value: number, operands: readonly number[]): number {
    const start = this.room(operands.length);
    this.operands.set(operands, start);
    return this.push(opcode, value, start + operands.length);
  }

  /** The place for the operands of the next node, with room for `count` of them. */
  protected room(count: number): number {
    const start = this.starts[this.length]!;
    if (start + count > this.operands.length) this.operands = grow(this.operands, new Int32Array(2 * start + count));
    return start;
  }

  /** A new node, whose operands stand before `end`. */
  protected push(opcode: number, value: number, end: number): number {
    const node = this.length;
    if (node === this.opcodes.length) this.grow(2 * node + 1);
    this.opcodes[node] = opcode;
    this.values[node] = value;
    this.starts[node + 1] = end;
    this.length = node + 1;
    return node;
  }

  protected grow(nodes: number): void {
    this.opcodes = grow(this.opcodes, new Uint16Array(nodes));
    this.starts = grow(this.starts, new Int32Array(nodes + 1));
    this.values = grow(this.values, new Float64Array(nodes));
  }
}

/** `larger`, after copying `old` to its start. */
export function grow<T extends Uint8Array | Uint16Array | Int32Array | Float64Array>(old: T, larger: T): T {
  larger.set(old as never);
  return larger;
}
