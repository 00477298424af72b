import type { Node } from '../source/nodes.ts';
import { unwrapped } from '../source/nodes.ts';
import { assignTo, updated } from './assignment.ts';
import { branch, testText } from './choice.ts';
import { collect, type Lowering } from './lowering.ts';
import { emit } from './slots.ts';

/** An expression for its effect alone. */
export function effect(l: Lowering, node: Node): void {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'AssignmentExpression':
      assignTo(l, inner.left as Node, inner.operator, inner.right, inner, false);
      return;
    case 'UpdateExpression':
      updated(l, inner.argument, inner.operator, inner.prefix, false);
      return;
    case 'SequenceExpression':
      for (const part of inner.expressions) effect(l, part);
      return;
    case 'LogicalExpression': {
      if (inner.operator === '??') break;
      const test = testText(l, inner.left);
      const body = collect(l, () => effect(l, inner.right));
      branch(l, test, inner.operator === '&&' ? body : [], inner.operator === '&&' ? [] : body);
      return;
    }
    case 'ConditionalExpression': {
      const test = testText(l, inner.test);
      const then = collect(l, () => effect(l, inner.consequent));
      branch(
        l,
        test,
        then,
        collect(l, () => effect(l, inner.alternate)),
      );
      return;
    }
    default:
  }
  const value = l.value(inner);
  // Texts without effects need not run.
  if (value.kind === 'number' && value.expression.kind === 'call') emit(l, { kind: 'invoke', call: value.expression });
  else if (value.kind === 'array' && value.value.kind === 'call') emit(l, { kind: 'invoke', call: value.value });
  else if (value.kind === 'text' && !value.text.isPure) {
    const writes = value.text.pieces.flatMap((piece) =>
      typeof piece === 'object' && 'variable' in piece ? [piece.variable] : [],
    );
    l.disturbances++;
    emit(l, { kind: 'passage', text: value.text, writes });
  }
}
