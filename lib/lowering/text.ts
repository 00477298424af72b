import { children, nodesIn } from '../source/children.ts';
import { type Node, unwrapped } from '../source/nodes.ts';
import type { Text } from '../structured/program.ts';
import { type Lowering, learn } from './lowering.ts';
import { isPureCall } from './purity.ts';
import { constantKey, hoists, isHoisted, rootOf, slotAt } from './slot-at.ts';
import { read, settled } from './slots.ts';
import { unsupported } from './unsupported.ts';
import { carriesDerivatives, type Slot, type Value } from './value.ts';

type Piece = Text['pieces'][number];

/** A text as it is put together. */
interface Draft {
  readonly pieces: Piece[];
  isPure: boolean;
}

/** Marks a program in which objects from outside change. */
const EFFECTS = '!effects';

/** The text of an expression, with the names of the program. What of it is no text is computed before. */
export function textOfNode(l: Lowering, node: Node): Text {
  const draft: Draft = { pieces: [], isPure: true };
  render(l, node, draft);
  return { kind: 'text', pieces: joined(draft.pieces), isPure: draft.isPure };
}

/** The text of a value that has no node of its own. */
export function textOfValue(l: Lowering, value: Value, node: Node): Text {
  const draft: Draft = { pieces: [], isPure: true };
  renderValue(l, value, node, draft);
  return { kind: 'text', pieces: joined(draft.pieces), isPure: draft.isPure };
}

function render(l: Lowering, node: Node, out: Draft): void {
  switch (node.type) {
    case 'Identifier':
      renderName(l, node, out);
      return;
    case 'ThisExpression':
      if (!l.frame.hasThis) {
        unsupported(node, 'this');
        return;
      }
      out.pieces.push({ variable: l.self() });
      return;
    case 'Super':
    case 'MetaProperty':
      unsupported(node, `${l.code.slice(node.start, node.end)}`);
      return;
    case 'AwaitExpression':
    case 'YieldExpression':
      unsupported(node, 'await or yield');
      return;
    case 'AssignmentExpression':
    case 'UpdateExpression':
      renderValue(l, settled(l, l.value(node)), node, out);
      return;
    case 'ClassExpression':
      unsupported(node, 'a class inside the function');
      return;
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
      checkStoresInside(l, node);
      checkThisInside(node);
      break;
    case 'LogicalExpression':
      if (hoists(l, node.right)) {
        renderValue(l, settled(l, l.value(node)), node, out);
        return;
      }
      break;
    case 'ConditionalExpression':
      if (hoists(l, node.consequent) || hoists(l, node.alternate)) {
        renderValue(l, settled(l, l.value(node)), node, out);
        return;
      }
      break;
    case 'MemberExpression': {
      if (renderEntry(l, node, out)) return;
      if (l.kinds.has(EFFECTS) && !isOfActive(l, node)) out.isPure = false;
      break;
    }
    case 'NewExpression':
    case 'CallExpression': {
      const operator = node.type === 'CallExpression' ? l.operatorOf(node.callee) : undefined;
      if (operator?.comparison) {
        const [a, b] = node.arguments;
        out.pieces.push('(');
        render(l, a!, out);
        out.pieces.push(` ${operator.comparison} `);
        render(l, b!, out);
        out.pieces.push(')');
        return;
      }
      if (isHoisted(l, node)) {
        renderValue(l, settled(l, l.value(node)), node, out);
        return;
      }
      if (!operator && !isPureCall(l.names, node as never)) {
        out.isPure = false;
        if (!l.kinds.has(EFFECTS)) learn(l, EFFECTS, { kind: 'number' });
      }
      break;
    }
    case 'UnaryExpression':
      if (node.operator === 'delete') unsupported(node, 'delete');
      break;
    case 'TaggedTemplateExpression':
      out.isPure = false;
      break;
    case 'Property':
      if (node.shorthand) {
        out.pieces.push(`${l.code.slice(node.key.start, node.key.end)}: `);
        render(l, node.value, out);
        return;
      }
      break;
    default:
  }
  if (unwrapped(node) !== node && node.type !== 'ParenthesizedExpression' && node.type !== 'ChainExpression') {
    out.pieces.push('(');
    render(l, unwrapped(node), out);
    out.pieces.push(')');
    return;
  }
  renderChildren(l, node, out);
}

function renderChildren(l: Lowering, node: Node, out: Draft): void {
  const list = children(node);
  const lastHoisting = list.map((child) => hoists(l, child)).lastIndexOf(true);
  let at = node.start;
  for (const [i, child] of list.entries()) {
    out.pieces.push(l.code.slice(at, child.start));
    if (i < lastHoisting) {
      if (child.type === 'MemberExpression' && node.type === 'CallExpression')
        unsupported(node, 'an assignment among the arguments of a method');
      renderValue(l, settled(l, l.value(child)), child, out);
    } else render(l, child, out);
    at = child.end;
  }
  out.pieces.push(l.code.slice(at, node.end));
}

function renderName(l: Lowering, node: Node & { type: 'Identifier' }, out: Draft): void {
  const binding = l.names.bindingOf(node);
  if (binding === undefined) {
    if (l.names.isGlobal(node)) {
      if (node.name === 'arguments') unsupported(node, 'arguments');
      l.outer.add(node.name);
    }
    out.pieces.push(node.name);
    return;
  }
  const slot = l.frame.find(binding);
  if (slot === undefined) {
    l.outer.add(node.name);
    out.pieces.push(node.name);
    return;
  }
  renderSlot(l, slot, node, out);
}

function renderSlot(l: Lowering, slot: Slot, node: Node, out: Draft): void {
  if (slot.kind === 'variable') out.pieces.push({ variable: slot.name });
  else renderValue(l, read(slot), node, out);
}

export function renderValue(l: Lowering, value: Value, node: Node, out: Draft): void {
  switch (value.kind) {
    case 'text':
      if (!value.text.isPure) out.isPure = false;
      out.pieces.push(...(value.text.pieces.length > 1 ? ['(', ...value.text.pieces, ')'] : value.text.pieces));
      return;
    case 'parts': {
      out.pieces.push(value.isList ? '[' : '({ ');
      let i = 0;
      for (const [key, entry] of value.entries) {
        if (i++ > 0) out.pieces.push(', ');
        if (!value.isList) out.pieces.push(/^[\w$]+$/.test(key) ? `${key}: ` : `${JSON.stringify(key)}: `);
        renderValue(l, entry, node, out);
      }
      out.pieces.push(value.isList ? ']' : ' })');
      return;
    }
    case 'function':
      if (value.name !== undefined) {
        l.outer.add(value.name);
        out.pieces.push(value.name);
        return;
      }
      if (value.node.type === 'FunctionDeclaration') unsupported(node, 'a function of the function, used as a value');
      out.pieces.push('(');
      inFrame(l, value.frame, () => render(l, value.node, out));
      out.pieces.push(')');
      return;
    case 'number':
      if (value.expression.kind === 'constant') {
        out.pieces.push(String(value.expression.value));
        return;
      }
      if (value.expression.kind === 'variable') {
        out.pieces.push({ variable: value.expression.name });
        return;
      }
      renderValue(l, settled(l, value), node, out);
      return;
    default:
      if (value.value.kind === 'array' && value.value.place.kind === 'variable') {
        out.pieces.push({ variable: value.value.place.name });
        return;
      }
      renderValue(l, settled(l, value), node, out);
      return;
  }
}

export function inFrame<T>(l: Lowering, frame: Lowering['frame'], run: () => T): T {
  const before = l.frame;
  l.frame = frame;
  try {
    return run();
  } finally {
    l.frame = before;
  }
}

/** `p.x` and `p[0]` of an object that is kept in variables. */
function renderEntry(l: Lowering, node: Node & { type: 'MemberExpression' }, out: Draft): boolean {
  const object = slotAt(l, node.object);
  if (object?.kind !== 'parts') return false;
  const key = constantKey(node);
  if (key === 'length' && object.isList) {
    out.pieces.push(String(object.entries.size));
    return true;
  }
  const entry = key === undefined ? undefined : object.entries.get(key);
  if (entry === undefined) return false;
  renderSlot(l, entry, node, out);
  return true;
}

function isOfActive(l: Lowering, node: Node & { type: 'MemberExpression' }): boolean {
  const slot = slotAt(l, node.object);
  return slot !== undefined && carriesDerivatives(slot);
}

/** A function in a text may store into what is its own. */
function checkStoresInside(l: Lowering, root: Node): void {
  for (const node of nodesIn(root)) {
    if (node.type !== 'AssignmentExpression' && node.type !== 'UpdateExpression') continue;
    const target = unwrapped(node.type === 'UpdateExpression' ? node.argument : (node.left as Node));
    const slot = slotAt(l, target.type === 'MemberExpression' ? rootOf(target) : target);
    if (slot) unsupported(node, 'a function that stores into variables of the function around it');
  }
}

/** `this` of a function in a text is not that of the function around it. */
function checkThisInside(root: Node): void {
  if (root.type === 'ArrowFunctionExpression') return;
  for (const node of nodesIn(root)) if (node.type === 'ThisExpression') unsupported(node, 'this in a function inside');
}

function joined(pieces: readonly Piece[]): Piece[] {
  const list: Piece[] = [];
  for (const piece of pieces) {
    const last = list.at(-1);
    if (typeof piece === 'string' && typeof last === 'string') list[list.length - 1] = last + piece;
    else if (piece !== '') list.push(piece);
  }
  return list;
}

/** Says that objects from outside change. */
export function noteEffects(l: Lowering): void {
  if (!l.kinds.has(EFFECTS)) learn(l, EFFECTS, { kind: 'number' });
}
