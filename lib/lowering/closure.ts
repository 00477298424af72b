import { nodesIn } from '../source/children.ts';
import { type FunctionNode, isFunctionNode, type Node } from '../source/nodes.ts';
import type { Lowering } from './lowering.ts';
import { functionNamed, isInside } from './purity.ts';
import { slotAt } from './slot-at.ts';
import type { Closure } from './value.ts';
import { CallFrame } from './value.ts';

/** The frame of the file: functions in it reach nothing that depends on a call. */
export const FILE: CallFrame = new CallFrame('', undefined);

/** The function that an expression is or names, where that is known. */
export function closureOf(l: Lowering, node: Node): Closure | undefined {
  if (isFunctionNode(node)) return { kind: 'function', node, frame: frameOf(l, node) };
  if (node.type !== 'Identifier') return undefined;
  const slot = slotAt(l, node);
  if (slot) return slot.kind === 'function' ? slot : undefined;
  const binding = l.names.bindingOf(node);
  const named = functionNamed(l.names, node);
  if (!named || !binding) return undefined;
  return { kind: 'function', node: named, frame: FILE, name: node.name };
}

/** The frame that a function inside the root is made in: that of the file, where it uses no variable of the root. */
export function frameOf(l: Lowering, root: FunctionNode): CallFrame {
  return isClosed(l, root, new Set([root])) ? FILE : l.frame;
}

function isClosed(l: Lowering, root: FunctionNode, pending: Set<FunctionNode>): boolean {
  for (const node of nodesIn(root)) {
    if (node.type === 'ThisExpression') return false;
    const binding = node.type === 'Identifier' ? l.names.bindingOf(node) : undefined;
    if (binding === undefined || isInside(root, binding.declaration) || l.isOutside(binding)) continue;
    const named = functionNamed(l.names, node);
    if (named === undefined) return false;
    if (pending.has(named)) continue;
    pending.add(named);
    if (!isClosed(l, named, pending)) return false;
  }
  return true;
}
