import { isFunctionNode, type Node, unwrapped } from '../source/nodes.ts';
import { arithmeticValue, op, ROWS } from './arithmetic.ts';
import { assignTo, updated } from './assignment.ts';
import { callValue } from './call.ts';
import { conditional, logical } from './choice.ts';
import { closureOf } from './closure.ts';
import { effect } from './effect.ts';
import { listValue, objectValue } from './literal.ts';
import type { Lowering } from './lowering.ts';
import { memberValue } from './member.ts';
import { operands } from './operands.ts';
import { slotAt } from './slot-at.ts';
import { asNumber, read } from './slots.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import { enclosed, numberValue, textFrom, type Value } from './value.ts';

export function expressionValue(l: Lowering, node: Node): Value {
  const inner = unwrapped(node);
  if (l.budget-- < 0) unsupported(node, 'too much code, its calls put in place');
  if (isFunctionNode(inner) || inner.type === 'Identifier') {
    const closure = closureOf(l, inner);
    if (closure) return closure;
  }
  if (inner.type === 'AssignmentExpression')
    return assignTo(l, inner.left as Node, inner.operator, inner.right, inner, true);
  if (inner.type === 'UpdateExpression') return updated(l, inner.argument, inner.operator, inner.prefix);
  if (inner.type === 'SequenceExpression') {
    for (const part of inner.expressions.slice(0, -1)) effect(l, part);
    return l.value(inner.expressions.at(-1)!);
  }
  if (inner.type === 'ObjectExpression' && holdsFunctions(inner)) return objectValue(l, inner);
  if (!l.isFlowing(inner)) return { kind: 'text', text: textOfNode(l, inner) };
  switch (inner.type) {
    case 'Identifier': {
      const slot = slotAt(l, inner);
      return slot ? read(slot) : { kind: 'text', text: textOfNode(l, inner) };
    }
    case 'MemberExpression':
      return memberValue(l, inner);
    case 'UnaryExpression': {
      if (inner.operator !== '-' && inner.operator !== '+') return { kind: 'text', text: textOfNode(l, inner) };
      const value = l.value(inner.argument);
      if (value.kind === 'text') return { kind: 'text', text: textFrom(inner.operator, ...enclosed(value.text)) };
      const operand = asNumber(value, inner.argument);
      return numberValue(inner.operator === '+' ? operand : op('neg', [operand]));
    }
    case 'BinaryExpression':
      return binary(l, inner);
    case 'LogicalExpression':
      return logical(l, inner);
    case 'ConditionalExpression':
      return conditional(l, inner);
    case 'ArrayExpression':
      return listValue(l, inner);
    case 'ObjectExpression':
      return objectValue(l, inner);
    case 'CallExpression':
    case 'NewExpression': {
      const value = callValue(l, inner);
      return value ?? unsupported(inner, callReason(l, inner));
    }
    default:
      if (inner.type === 'TemplateLiteral') return unsupported(inner, 'a number that becomes text');
      return unsupported(inner, inner.type === 'ThisExpression' ? 'this' : `${inner.type}`);
  }
}

function callReason(l: Lowering, node: Node & { type: 'CallExpression' | 'NewExpression' }): string {
  const callee = unwrapped(node.callee as Node);
  if (node.type === 'NewExpression') return 'an object made of numbers that depend on an input';
  if (callee.type === 'MemberExpression') {
    const { property } = callee;
    return property.type === 'Identifier' && !callee.computed ? `a call of .${property.name}` : 'a call of a method';
  }
  const name = callee.type === 'Identifier' ? callee.name : l.code.slice(callee.start, callee.end).slice(0, 20);
  return `a call of ${name}, whose source is not here`;
}

function binary(l: Lowering, node: Node & { type: 'BinaryExpression' }): Value {
  const row = ROWS[node.operator];
  if (row === undefined) return { kind: 'text', text: textOfNode(l, node) };
  const [a, b] = operands(l, [node.left, node.right]) as [Value, Value];
  return arithmeticValue(node.operator, a, b, node);
}

/** Whether an object has functions of its own: they may use numbers that derivatives flow through. */
function holdsFunctions(node: Node & { type: 'ObjectExpression' }): boolean {
  return node.properties.some((property) => property.type === 'Property' && isFunctionNode(property.value));
}
