import { nodesIn } from '../source/children.ts';
import { isFunctionNode, keyName, type Node, unwrapped } from '../source/nodes.ts';
import type { Lowering } from './lowering.ts';
import { functionNamed } from './purity.ts';
import type { Slot } from './value.ts';

/** The slot of a name, or of an entry of one. */
export function slotAt(l: Lowering, node: Node): Slot | undefined {
  const inner = unwrapped(node);
  if (inner.type === 'Identifier') {
    const binding = l.names.bindingOf(inner);
    return binding && l.frame.find(binding);
  }
  if (inner.type !== 'MemberExpression') return undefined;
  const object = slotAt(l, inner.object);
  const key = constantKey(inner);
  return object?.kind === 'parts' && key !== undefined ? object.entries.get(key) : undefined;
}

/** The key of `o.k`, `o['k']` or `o[2]`. */
export function constantKey(node: Node & { type: 'MemberExpression' }): string | undefined {
  const name = keyName(node.property, node.computed);
  if (name !== undefined) return name;
  const literal = unwrapped(node.property);
  return literal.type === 'Literal' && typeof literal.value === 'number' ? String(literal.value) : undefined;
}

/** Whether a call is computed before the text: of a function that is known only here, or of arrays that it may change. */
export function isHoisted(l: Lowering, node: Node): boolean {
  if (node.type !== 'CallExpression') return false;
  const callee = unwrapped(node.callee);
  const slot = callee.type === 'Identifier' ? slotAt(l, callee) : undefined;
  if (slot?.kind === 'function') return true;
  if (!functionNamed(l.names, callee)) return false;
  return node.arguments.some((argument) => {
    const of = slotAt(l, argument);
    return of !== undefined && (of.kind === 'parts' || (of.kind === 'variable' && typeof of.holds === 'object'));
  });
}

/** Whether the text of an expression needs statements before it. */
export function hoists(l: Lowering, node: Node): boolean {
  for (const inner of nodesIn(node, (part) => !isFunctionNode(part))) {
    if (inner.type === 'AssignmentExpression' || inner.type === 'UpdateExpression' || isHoisted(l, inner)) return true;
  }
  return false;
}

/** The expression that members are of: `a` of `a.b[0]`. */
export function rootOf(node: Node): Node {
  let inner = unwrapped(node);
  while (inner.type === 'MemberExpression') inner = unwrapped(inner.object);
  return inner;
}
