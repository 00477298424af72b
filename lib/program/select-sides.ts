import type { Builder } from './builder.ts';
import { isSelect } from './opcodes.ts';
import type { Program } from './program.ts';

/** One side of a select, inside a side further up: where the comparison of `select` comes out as `outcome`. */
export interface Side {
  /** The index of the side around this one, or ALWAYS. */
  readonly parent: number;
  readonly depth: number;
  readonly select: number;
  readonly outcome: boolean;
  readonly key: string;
}

/** In place of a side: whatever the comparisons say. */
export const ALWAYS = -1;
const UNKNOWN = -2;

/**
 * The side of a select under which the value of a node matters: the innermost that contains all its uses. Uses are noted
 * from the last node to the first, so that a node's own side is known before those of its operands.
 */
export class Sides {
  readonly all: Side[] = [];
  private readonly of: Int32Array;
  private readonly indices: Map<string, number> = new Map();
  private readonly deepest: number;
  private readonly keyOf: (select: number) => string;

  /** Sides nested deeper than `deepest` count as the one around them, and selects of one key as the same. */
  constructor(length: number, deepest: number, keyOf: (select: number) => string) {
    this.of = new Int32Array(length).fill(UNKNOWN);
    this.deepest = deepest;
    this.keyOf = keyOf;
  }

  /** The side of a node: an index in `all`, or ALWAYS. */
  at(node: number): number {
    const side = this.of[node]!;
    return side === UNKNOWN ? ALWAYS : side;
  }

  /** Notes a use of the node under that side. */
  use(node: number, side: number): void {
    const before = this.of[node]!;
    this.of[node] = before === UNKNOWN ? side : this.common(before, side);
  }

  /** The side of a select that is itself under `parent`. */
  below(parent: number, select: number, outcome: boolean): number {
    const key = this.keyOf(select);
    for (let k = parent; k !== ALWAYS; k = this.all[k]!.parent) if (this.all[k]!.key === key) return parent;
    const depth = this.depth(parent) + 1;
    if (depth > this.deepest) return parent;
    const place = `${parent} ${key} ${outcome}`;
    let index = this.indices.get(place);
    if (index === undefined) {
      index = this.all.push({ parent, depth, select, outcome, key }) - 1;
      this.indices.set(place, index);
    }
    return index;
  }

  /** The sides that a node is under, the innermost first. */
  above(node: number): Side[] {
    const list: Side[] = [];
    for (let k = this.at(node); k !== ALWAYS; k = this.all[k]!.parent) list.push(this.all[k]!);
    return list;
  }

  private common(a: number, b: number): number {
    let [p, q] = [a, b];
    while (p !== q) {
      const [dp, dq] = [this.depth(p), this.depth(q)];
      if (dp >= dq) p = this.all[p]!.parent;
      if (dq >= dp) q = this.all[q]!.parent;
    }
    return p;
  }

  private depth(side: number): number {
    return side === ALWAYS ? 0 : this.all[side]!.depth;
  }
}

/** The sides of a program that is being captured; equal comparisons are one, whichever select makes them. */
export function sidesByComparison(b: Builder): Sides {
  return new Sides(b.length, 8, (select) => `${b.opcodes[select]} ${b.operand(select, 0)} ${b.operand(select, 1)}`);
}

/** A side with more nodes than this is computed in any case. */
const LARGEST = 200;

/**
 * For each node the side of a select that it serves alone, as 2 · select for `then` and 2 · select + 1 for `otherwise`, or
 * ALWAYS. Code computes such nodes only where that side is chosen.
 */
export function exclusiveSides(program: Program): Int32Array {
  const { length, opcodes, starts, operands, operations } = program;
  const exclusive = new Int32Array(length).fill(ALWAYS);
  if (!opcodes.subarray(0, length).some(isSelect)) return exclusive;
  const sides = new Sides(length, 4, String);
  const sizes: number[] = [];
  for (const node of program.outputs) sides.use(node, ALWAYS);
  for (const { x, y } of program.guards) {
    sides.use(x, ALWAYS);
    sides.use(y, ALWAYS);
  }
  for (let node = length - 1; node >= 0; node--) {
    const selects = isSelect(opcodes[node]!);
    const { row, arity } = operations[opcodes[node]!]!;
    let side = sides.at(node);
    if (side !== ALWAYS) {
      sizes[side] = (sizes[side] ?? 0) + 1;
      // A user's operation is called whenever f calls it.
      if (sizes[side]! > LARGEST || (row === undefined && arity > 0 && !selects)) side = ALWAYS;
      else exclusive[node] = 2 * sides.all[side]!.select + Number(!sides.all[side]!.outcome);
    }
    const start = starts[node]!;
    for (let i = start; i < starts[node + 1]!; i++) {
      sides.use(operands[i]!, selects && i >= start + 2 ? sides.below(side, node, i === start + 2) : side);
    }
  }
  return exclusive;
}
