import type { DoWhileStatement, ForOfStatement, ForStatement, WhileStatement } from 'estree';
import { keyName, type Node, unwrapped } from '../source/nodes.ts';
import type { Statement, Text } from '../structured/program.ts';
import { reference } from './assignment.ts';
import { branch, testText } from './choice.ts';
import { effect } from './effect.ts';
import { bindName } from './inline.ts';
import { overPlaces, sequenceOf } from './list-method.ts';
import { collect, freshName, type LoopState, type Lowering, newVariable } from './lowering.ts';
import { destructure, listWord } from './pattern.ts';
import { asArray, emit, rankOf, settled } from './slots.ts';
import { unsupported } from './unsupported.ts';
import { listFrom, plain, textFrom, type Value } from './value.ts';

/** Runs with a loop around; the label is that of the loop where a jump names it. */
export function withLoop(l: Lowering, isLoop: boolean, run: () => void): LoopState {
  const state: LoopState = {
    sourceLabels: l.pendingLabels.splice(0),
    label: undefined,
    isLoop,
    isReal: true,
    named: () => {
      state.label ??= freshName(l, state.sourceLabels[0] ?? (isLoop ? 'loop' : 'choice'));
      return state.label;
    },
  };
  const before = l.loops;
  l.loops = [...before, state];
  run();
  l.loops = before;
  return state;
}

function list(node: Node): readonly Node[] {
  return node.type === 'BlockStatement' ? node.body : [node];
}

/** `for (;;)`, `while`, `do … while`; what a `for` begins with stands before it. */
export function loopStatement(l: Lowering, node: ForStatement | WhileStatement | DoWhileStatement): void {
  const isTestLast = node.type === 'DoWhileStatement';
  let test: Text = textFrom('true');
  let body: Statement[] = [];
  let update: Statement[] = [];
  const state = withLoop(l, true, () => {
    const before = collect(l, () => {
      if (node.test) test = testText(l, node.test);
    });
    body = collect(l, () => l.statements(list(node.body), false));
    update = collect(l, () => {
      if (node.type === 'ForStatement' && node.update) effect(l, node.update);
    });
    if (before.length === 0) return;
    if (isTestLast) {
      const name = newVariable(l, 'again', { kind: 'passive' });
      update.push(...before, { kind: 'assign', name, value: test });
      test = textFrom({ variable: name });
      return;
    }
    body.unshift(...before, ...collect(l, () => branch(l, test, [], [{ kind: 'break' }])));
    test = textFrom('true');
  });
  l.disturbances++;
  emit(l, { kind: 'loop', label: state.label, isTestLast, test, body, update });
}

/** `for (const x of xs)`: over the places of an array. */
export function forOf(l: Lowering, node: ForOfStatement): void {
  if (node.await) unsupported(node, 'for await');
  const bind = (value: Value): void => {
    const { left } = node;
    if (left.type === 'VariableDeclaration')
      destructure(l, left.declarations[0]!.id, value, (id, part) => bindName(l, id, part, l.frame.path));
    else destructure(l, left, value, (id, part) => reference(l, id).store(part));
  };
  const { list: source, isWithPlaces } = sourceOf(l, node.right);
  const found = sequenceOf(l, source.kind === 'text' ? listWord(l, source) : source, node);
  const sequence = found.entries ? sequenceOf(l, asOne(l, source, node), node) : found;
  const labels = l.pendingLabels.splice(0);
  if (sequence.entries) {
    for (const [i, value] of sequence.entries.entries()) {
      const body: Statement[] = collect(l, () => {
        bind(isWithPlaces ? listFrom([plain(String(i)), value]) : value);
        l.loops = [...l.loops, refusing(node)];
        l.statements(list(node.body), false);
        l.loops = l.loops.slice(0, -1);
      });
      l.sink.push(...body);
    }
    return;
  }
  const mark = l.sink.length;
  let state: LoopState | undefined;
  overPlaces(l, sequence.length, (index) => {
    l.pendingLabels.push(...labels);
    state = withLoop(l, true, () => {
      const place = { kind: 'text', text: index } as const;
      bind(isWithPlaces ? listFrom([place, sequence.at(index)]) : sequence.at(index));
      l.statements(list(node.body), false);
    });
  });
  l.disturbances++;
  const at = l.sink.findIndex((statement, i) => i >= mark && statement.kind === 'loop');
  l.sink[at] = { ...(l.sink[at] as Statement & { kind: 'loop' }), label: state!.label };
}

/** A jump out of a list that is run through without a loop. */
function refusing(node: Node): LoopState {
  const named = (): never => unsupported(node, 'a jump out of a loop over a list of objects');
  return { sourceLabels: [], label: undefined, isLoop: false, isReal: true, named };
}

/** What is run through, and whether with places: `xs.entries()`. */
function sourceOf(l: Lowering, node: Node): { readonly list: Value; readonly isWithPlaces: boolean } {
  const inner = unwrapped(node);
  if (inner.type === 'CallExpression' && inner.arguments.length === 0) {
    const callee = unwrapped(inner.callee as Node);
    const name = callee.type === 'MemberExpression' ? keyName(callee.property, callee.computed) : undefined;
    if ((name === 'entries' || name === 'values') && callee.type === 'MemberExpression' && l.isFlowing(callee.object))
      return { list: l.value(callee.object), isWithPlaces: name === 'entries' };
  }
  return { list: l.value(node), isWithPlaces: false };
}

/** A list of numbers as an array, one of objects entry by entry. */
function asOne(l: Lowering, value: Value, node: Node): Value {
  if (value.kind !== 'parts' || !value.isList) return value;
  const entries = [...value.entries.values()];
  if (
    entries.length === 0 ||
    !entries.every((entry) => entry.kind === 'number' || entry.kind === 'text' || entry.kind === 'array')
  )
    return value;
  if (entries.some((entry) => entry.kind === 'array') && entries.some((entry) => entry.kind !== 'array')) return value;
  const rank = rankOf(value, node);
  return settled(l, { kind: 'array', value: asArray(l, value, rank, node), rank });
}
