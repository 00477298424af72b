import type { Builder } from './builder.ts';
import { SELECT } from './opcodes.ts';

/** A comparison that comes out one way, under conditions further up. */
export interface Condition {
  /** The place of the condition that this one is under; −1 where it is under none. */
  readonly parent: number;
  readonly depth: number;
  readonly select: number;
  readonly x: number;
  readonly y: number;
  readonly outcome: boolean;
}

/** Always: the place of no condition. */
export const ALWAYS = -1;
const UNKNOWN = -2;

/** For some nodes of a program the conditions under which their values matter: a tree of the selects that lead to them. */
export class Conditions {
  readonly all: Condition[] = [];
  private readonly of: Int32Array;
  private readonly places: Map<string, number> = new Map();
  private readonly builder: Builder;

  constructor(builder: Builder) {
    this.builder = builder;
    this.of = new Int32Array(builder.length).fill(UNKNOWN);
  }

  /** The condition of a node, ALWAYS or a place in `all`. */
  at(node: number): number {
    const place = this.of[node]!;
    return place === UNKNOWN ? ALWAYS : place;
  }

  /** The condition under which the i-th operand of `node` matters to it. */
  ofOperand(node: number, i: number): number {
    const above = this.at(node);
    if (i < 2 || !this.builder.isSelect(node)) return above;
    return this.below(above, node, i === 2);
  }

  /** Widens the condition of a node to one that both it and `place` are under. */
  widen(node: number, place: number): void {
    // Where nothing is selected, all is unconditional.
    if (!this.builder.hasSelects) return;
    const before = this.of[node]!;
    this.of[node] = before === UNKNOWN ? place : this.common(before, place);
  }

  private below(parent: number, select: number, outcome: boolean): number {
    const { builder } = this;
    const opcode = builder.opcodes[select]! - SELECT;
    const [x, y] = [builder.operand(select, 0), builder.operand(select, 1)];
    for (let k = parent; k !== ALWAYS; k = this.all[k]!.parent) {
      const known = this.all[k]!;
      if (known.x === x && known.y === y && builder.opcodes[known.select] === builder.opcodes[select]) return parent;
    }
    const depth = parent === ALWAYS ? 1 : this.all[parent]!.depth + 1;
    // Deeper, one guards under fewer conditions than one could.
    if (depth > 8) return parent;
    const key = `${parent} ${opcode} ${x} ${y} ${outcome}`;
    let place = this.places.get(key);
    if (place === undefined) {
      place = this.all.push({ parent, depth, select, x, y, outcome }) - 1;
      this.places.set(key, place);
    }
    return place;
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

  private depth(place: number): number {
    return place === ALWAYS ? 0 : this.all[place]!.depth;
  }
}
