import { nodesIn } from '../source/children.ts';
import { directives } from '../source/directives.ts';
import { type FunctionNode, isFunctionNode, type Node } from '../source/nodes.ts';
import { FILE } from './closure.ts';
import { collect, freshName, type Lowering } from './lowering.ts';
import { destructure, withDefault } from './pattern.ts';
import { isPureCall } from './purity.ts';
import { routineCall } from './routine.ts';
import { assign, declare, emit, read } from './slots.ts';
import { noteEffects, textOfValue } from './text.ts';
import { unsupported } from './unsupported.ts';
import {
  CallFrame,
  type Closure,
  carriesDerivatives,
  listFrom,
  plain,
  type Slot,
  textFrom,
  type Value,
} from './value.ts';

/** A call of a function of the source: as it is of plain values, put in place, or of a function of the program. */
export function callClosure(l: Lowering, closure: Closure, args: readonly Value[], node: Node): Value {
  const { node: root } = closure;
  if (root.async || root.generator) unsupported(node, 'a call of an async function or a generator');
  if (l.budget-- < 0) unsupported(node, 'too much code, its calls put in place');
  if (closure.name !== undefined && !args.some((value) => carriesDerivatives(value) || value.kind === 'function'))
    return plainCall(l, closure, args, node);
  const isAgain = l.inlining.includes(root) || l.isRecursive(root);
  if (isAgain || (closure.frame === FILE && isLong(root) && args.every(isSimple) && !l.kinds.has(inPlaceKey(root)))) {
    const result = routineCall(l, closure, args, node, isAgain);
    if (result) return result;
  }
  return inlined(l, closure, args, node);
}

function isSimple(value: Value): boolean {
  return value.kind !== 'parts' && value.kind !== 'function';
}

export function inPlaceKey(root: FunctionNode): string {
  return `!${root.start}`;
}

/** Functions with loops stay functions. */
function isLong(root: FunctionNode): boolean {
  let count = 0;
  for (const node of nodesIn(root)) if (/^(?:For|While|DoWhile)/.test(node.type) || count++ > 150) return true;
  return false;
}

function plainCall(l: Lowering, closure: Closure, args: readonly Value[], node: Node): Value {
  const name = closure.name!;
  l.outer.add(name);
  const pieces = args.flatMap((value, i) => [...(i > 0 ? [', '] : []), ...textOfValue(l, value, node).pieces]);
  const isPure = isPureCall(l.names, node as never);
  if (!isPure) noteEffects(l);
  return { kind: 'text', text: { ...textFrom(`${name}(`, ...pieces, ')'), isPure } };
}

/** Puts the body of a function in place of a call. */
function inlined(l: Lowering, closure: Closure, args: readonly Value[], node: Node): Value {
  const { node: root } = closure;
  const frame = new CallFrame(
    `${l.frame.path}/${node.start}`,
    closure.frame,
    root.type === 'ArrowFunctionExpression' && closure.frame.hasThis,
  );
  const before = { frame: l.frame, target: l.target };
  l.inlining.push(root);
  l.frame = frame;
  try {
    bindParameters(l, root, args, frame.path);
    if (root.body.type !== 'BlockStatement') return l.value(root.body);
    return bodyValue(l, root, frame);
  } finally {
    Object.assign(l, before);
    l.inlining.pop();
  }
}

function bodyValue(l: Lowering, root: FunctionNode, frame: CallFrame): Value {
  const statements = bodyOf(l, root);
  const returns = returnsOf(root);
  const last = statements.at(-1);
  if (returns.length === 1 && last?.type === 'ReturnStatement' && last === returns[0] && last.argument) {
    l.statements(statements.slice(0, -1), false);
    return l.value(last.argument);
  }
  const key = `${frame.path}=`;
  const hasValue = returns.some(({ argument }) => argument != null);
  const slot: Slot | undefined = hasValue
    ? declare(l, {
        key,
        name: 'result',
        value: undefined,
        node: root,
        isSteady: false,
        isFilled: isComplete(statements),
      })
    : undefined;
  let label: string | undefined;
  l.target = {
    isInline: true,
    give: (value, at, isLast) => {
      if (slot && value) assign(l, slot, value, at);
      if (isLast) return;
      label ??= freshName(l, 'call');
      emit(l, { kind: 'break', label });
    },
  };
  const body = collect(l, () => l.statements(statements, true));
  if (label === undefined) l.sink.push(...body);
  else emit(l, { kind: 'loop', label, isTestLast: true, test: textFrom('false'), body, update: [] });
  return slot ? read(slot) : plain('undefined');
}

/** Whether a list of statements never ends without a jump. */
function isComplete(list: readonly Node[]): boolean {
  return list.some((node) => {
    if (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') return true;
    if (node.type === 'BlockStatement') return isComplete(node.body);
    return (
      node.type === 'IfStatement' &&
      node.alternate != null &&
      isComplete([node.consequent]) &&
      isComplete([node.alternate])
    );
  });
}

/** The statements of a body, without directives. */
export function bodyOf(l: Lowering, root: FunctionNode): readonly Node[] {
  if (root.body.type !== 'BlockStatement') return [];
  const { body } = root.body;
  return body.slice(directives(l.code, body).length);
}

export function returnsOf(root: FunctionNode): (Node & { type: 'ReturnStatement' })[] {
  const found: (Node & { type: 'ReturnStatement' })[] = [];
  for (const node of nodesIn(root, (part) => part === root || !isFunctionNode(part)))
    if (node.type === 'ReturnStatement') found.push(node);
  return found;
}

/** Gives the parameters of a function their values. */
export function bindParameters(l: Lowering, root: FunctionNode, args: readonly Value[], path: string): void {
  for (const [i, param] of root.params.entries()) {
    const inner: Node =
      (param.type as string) === 'TSParameterProperty' ? (param as unknown as { parameter: Node }).parameter : param;
    if (inner.type === 'RestElement') {
      destructure(l, inner.argument, listFrom(args.slice(i)), (id, value) => bindName(l, id, value, path));
      continue;
    }
    let value: Value = args[i] ?? plain('undefined');
    let target: Node = inner;
    if (inner.type === 'AssignmentPattern') {
      value = args[i] === undefined ? l.value(inner.right) : withDefault(l, value, inner.right);
      target = inner.left;
    }
    destructure(l, target, value, (id, part) => bindName(l, id, part, path));
  }
}

/** Makes a slot for a name of a pattern. */
export function bindName(l: Lowering, id: Node, value: Value, path: string): void {
  const binding = id.type === 'Identifier' ? l.names.bindingOf(id) : undefined;
  if (id.type !== 'Identifier' || binding === undefined) {
    unsupported(id, 'a pattern of places');
    return;
  }
  const isSteady = binding.stores === 0 || (binding.stores === 1 && !binding.kinds.has('param'));
  const slot = declare(l, {
    key: `${path}.${id.name}@${id.start}`,
    name: id.name,
    value,
    node: id,
    isSteady: isSteady && !binding.stepped,
    mayShare: true,
  });
  l.frame.slots.set(binding, slot);
}
