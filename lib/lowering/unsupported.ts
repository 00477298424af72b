import type { Node } from '../source/nodes.ts';
import { position } from '../source/source-error.ts';

/** Why a function is not lowered, and where. */
export interface LoweringRefusal {
  readonly reason: string;
  /** From 1. */
  readonly line: number;
  /** From 1. */
  readonly column: number;
}

/** Code outside of what can be lowered. It is caught where lowering begins. */
export class Unsupported extends Error {
  readonly node: Node;

  constructor(node: Node, reason: string) {
    super(reason);
    this.node = node;
  }

  refusal(code: string): LoweringRefusal {
    return { reason: this.message, ...position(code, this.node.start) };
  }
}

export function unsupported(node: Node, reason: string): never {
  throw new Unsupported(node, reason);
}
