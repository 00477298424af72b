import type { IfStatement, VariableDeclaration } from 'estree';
import { nodesIn } from '../source/children.ts';
import { isFunctionNode, isTypeOnly, type Node, unwrapped } from '../source/nodes.ts';
import { trivia } from '../source/trivia.ts';
import { branch, testText } from './choice.ts';
import { frameOf } from './closure.ts';
import { effect } from './effect.ts';
import { literalValue } from './literal.ts';
import { forOf, loopStatement } from './loop.ts';
import { collect, type Lowering } from './lowering.ts';
import { destructure } from './pattern.ts';
import { place } from './routine.ts';
import { slotAt } from './slot-at.ts';
import { assign, declare, emit, settled } from './slots.ts';
import { switchStatement } from './switch.ts';
import { unsupported } from './unsupported.ts';
import type { Value } from './value.ts';

/** A list of statements; `isLast` tells that nothing of the function comes after it. */
export function statementList(l: Lowering, list: readonly Node[], isLast: boolean): void {
  for (const statement of list) {
    if (!isFunctionNode(statement) || statement.type !== 'FunctionDeclaration' || !statement.id) continue;
    const binding = l.names.bindingOf(statement.id);
    if (binding) l.frame.slots.set(binding, { kind: 'function', node: statement, frame: frameOf(l, statement) });
  }
  let from = list[0]?.start ?? 0;
  for (const [i, statement] of list.entries()) {
    const isEnd = isLast && i === list.length - 1;
    const mark = l.sink.length;
    const rest = list.slice(i + 1);
    const isSplit = l.target.isInline && statement.type === 'IfStatement' && rest.length > 0 && splits(statement);
    if (isSplit) ifStatement(l, statement, isLast, rest);
    else lowerStatement(l, statement, isEnd);
    const first = l.sink[mark];
    if (first) l.sink[mark] = { ...first, position: place(l, statement), ...commentsOf(l, from, statement.start) };
    from = statement.end;
    if (isSplit || /^(?:Return|Break|Continue|Throw)Statement$/.test(statement.type)) return;
  }
}

function commentsOf(l: Lowering, from: number, to: number): { readonly comments?: readonly string[] } {
  const found = trivia(l.code, from, to).map(([start, end]) => l.code.slice(start, end).trim());
  const comments = found.filter((text) => text !== '');
  return comments.length > 0 ? { comments } : {};
}

/** Whether one side of a branch returns, so that what comes after belongs to the other side. */
function splits(statement: IfStatement): boolean {
  return (
    hasReturn(statement) && (ends(statement.consequent) || (statement.alternate != null && ends(statement.alternate)))
  );
}

function hasReturn(root: Node): boolean {
  for (const node of nodesIn(root, (part) => !isFunctionNode(part))) if (node.type === 'ReturnStatement') return true;
  return false;
}

/** Whether nothing runs after a statement. */
export function ends(statement: Node): boolean {
  switch (statement.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
      return true;
    case 'BlockStatement':
      return statement.body.some(ends);
    case 'IfStatement':
      return statement.alternate != null && ends(statement.consequent) && ends(statement.alternate);
    default:
      return false;
  }
}

function ifStatement(l: Lowering, statement: IfStatement, isLast: boolean, rest: readonly Node[] = []): void {
  const test = testText(l, statement.test);
  const side = (node: Node | null | undefined): readonly Node[] =>
    node == null ? [] : node.type === 'BlockStatement' ? node.body : [node];
  const thenEnds = ends(statement.consequent);
  const [then, otherwise] = [side(statement.consequent), side(statement.alternate)];
  // Each side is lowered in a list of its own: what a block declares is not hoisted out of it.
  const lower = (list: readonly Node[], after: readonly Node[]) =>
    collect(l, () => {
      statementList(l, list, isLast && after.length === 0);
      if (after.length > 0) statementList(l, after, isLast);
    });
  const first = lower(then, thenEnds ? [] : rest);
  branch(l, test, first, lower(otherwise, thenEnds ? rest : []));
}

function lowerStatement(l: Lowering, statement: Node, isLast: boolean): void {
  if (l.budget-- < 0) unsupported(statement, 'too much code, its calls put in place');
  if (isTypeOnly(statement)) return;
  switch (statement.type) {
    case 'EmptyStatement':
    case 'FunctionDeclaration':
    case 'DebuggerStatement':
      return;
    case 'BlockStatement':
      statementList(l, statement.body, isLast);
      return;
    case 'VariableDeclaration':
      declarations(l, statement);
      return;
    case 'ExpressionStatement':
      effect(l, statement.expression);
      return;
    case 'ReturnStatement':
      l.target.give(statement.argument ? l.value(statement.argument) : undefined, statement, isLast);
      return;
    case 'IfStatement':
      ifStatement(l, statement, isLast);
      return;
    case 'ForStatement':
      if (statement.init?.type === 'VariableDeclaration') {
        // Each round has variables of its own, which such a function keeps.
        for (const { init } of statement.init.declarations)
          if (init && isFunctionNode(init)) unsupported(init, 'a function in the head of a loop');
        declarations(l, statement.init);
      } else if (statement.init) effect(l, statement.init);
      loopStatement(l, statement);
      return;
    case 'WhileStatement':
    case 'DoWhileStatement':
      loopStatement(l, statement);
      return;
    case 'ForOfStatement':
      forOf(l, statement);
      return;
    case 'SwitchStatement':
      switchStatement(l, statement, isLast);
      return;
    case 'ThrowStatement':
      emit(l, { kind: 'throw', value: l.text(statement.argument) });
      return;
    case 'LabeledStatement':
      l.pendingLabels.push(statement.label.name);
      lowerStatement(l, statement.body, isLast);
      l.pendingLabels.length = 0;
      return;
    case 'BreakStatement':
    case 'ContinueStatement':
      jump(l, statement.type === 'BreakStatement' ? 'break' : 'continue', statement.label?.name, statement);
      return;
    case 'TryStatement':
      unsupported(statement, 'try');
      return;
    case 'ClassDeclaration':
      unsupported(statement, 'a class inside the function');
      return;
    case 'ForInStatement':
      unsupported(statement, 'for … in');
      return;
    default:
      unsupported(statement, statement.type);
      return;
  }
}

function jump(l: Lowering, kind: 'break' | 'continue', label: string | undefined, node: Node): void {
  const around = l.loops.filter(({ isReal }) => isReal).reverse();
  const target =
    label === undefined
      ? around.find(({ isLoop }) => kind === 'break' || isLoop)
      : around.find(({ sourceLabels }) => sourceLabels.includes(label));
  if (!target) {
    unsupported(node, `${kind} to a label that is no loop`);
    return;
  }
  const isInner = target === around[0];
  emit(l, isInner && target.isLoop ? { kind } : { kind, label: target.named() });
}

/** Declares variables. One that is declared twice is one. */
export function declarations(l: Lowering, statement: VariableDeclaration): void {
  for (const { id, init } of statement.declarations) {
    if (init == null) {
      declareName(l, id, undefined, id, statement.kind === 'var');
      continue;
    }
    const key = id.type === 'Identifier' ? `${l.frame.path}.${id.name}@${id.start}` : '';
    // Data that active numbers are stored in later begins with its entries.
    const literal = l.kinds.has(key) ? literalValue(l, init) : undefined;
    const value = literal ?? l.value(init);
    if (id.type === 'Identifier') declareName(l, id, value, unwrapped(init), statement.kind === 'var');
    else {
      const isShared = value.kind === 'parts' || value.kind === 'text';
      destructure(l, id, isShared ? settled(l, value) : value, (name, part) =>
        declareName(l, name, part, name, statement.kind === 'var'),
      );
    }
  }
}

function declareName(l: Lowering, id: Node, value: Value | undefined, node: Node, isVar: boolean): void {
  const binding = id.type === 'Identifier' ? l.names.bindingOf(id) : undefined;
  if (id.type !== 'Identifier' || !binding) {
    unsupported(id, 'a pattern of places');
    return;
  }
  const slot = isVar ? slotAt(l, id) : undefined;
  if (slot) {
    if (value) assign(l, slot, value, id);
    return;
  }
  if (value?.kind === 'function') {
    if (binding.stores > 1) unsupported(id, 'a variable that holds several functions');
    l.frame.slots.set(binding, value);
    return;
  }
  const isSteady = binding.stores <= (value ? 1 : 0) && !binding.stepped && binding.declarations <= 1;
  const key = `${l.frame.path}.${id.name}@${id.start}`;
  l.frame.slots.set(binding, declare(l, { key, name: id.name, value, node, isSteady }));
}
