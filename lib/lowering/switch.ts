import type { SwitchStatement } from 'estree';
import { nodesIn } from '../source/children.ts';
import { isFunctionNode, type Node } from '../source/nodes.ts';
import type { Statement, Text } from '../structured/program.ts';
import { branch } from './choice.ts';
import { withLoop } from './loop.ts';
import { collect, type Lowering } from './lowering.ts';
import { emit, word } from './slots.ts';
import { unsupported } from './unsupported.ts';
import { enclosed, textFrom } from './value.ts';

interface Alternative {
  /** Undefined for the default. */
  readonly test: Text | undefined;
  readonly body: readonly Node[];
}

/** A switch whose cases end in jumps, as a chain of branches. */
export function switchStatement(l: Lowering, node: SwitchStatement, isLast: boolean): void {
  const key = word(l, { kind: 'text', text: l.text(node.discriminant) }).text;
  const alternatives: Alternative[] = [];
  let tests: (Text | undefined)[] = [];
  for (const [i, { test, consequent }] of node.cases.entries()) {
    tests.push(test ? textFrom(...key.pieces, ' === ', ...enclosed(l.text(test))) : undefined);
    const isEnd = i === node.cases.length - 1;
    if (consequent.length === 0 && !isEnd) continue;
    const block =
      consequent.length === 1 && consequent[0]!.type === 'BlockStatement' ? consequent[0]!.body : consequent;
    const jump = block.findIndex(({ type }) => /^(?:Return|Throw|Break|Continue)Statement$/.test(type));
    if (jump === -1 && !isEnd && !endsInJump(block)) unsupported(consequent[0]!, 'a case that goes on into the next');
    const isBreak =
      jump !== -1 && block[jump]!.type === 'BreakStatement' && !(block[jump] as { label?: unknown }).label;
    alternatives.push({ test: either(tests), body: isBreak ? block.slice(0, jump) : block });
    tests = [];
  }
  // The default is reached where no case is, wherever it stands.
  const ordered = [...alternatives.filter(({ test }) => test), ...alternatives.filter(({ test }) => !test)];
  const hasJump = ordered.some(({ body }) => body.some(breaks));
  let statements: Statement[] = [];
  const lower = (): void => {
    statements = collect(l, () => chain(l, ordered, isLast && !hasJump));
  };
  if (!hasJump) {
    lower();
    l.sink.push(...statements);
    return;
  }
  const state = withLoop(l, false, lower);
  emit(l, {
    kind: 'loop',
    label: state.named(),
    isTestLast: true,
    test: textFrom('false'),
    body: statements,
    update: [],
  });
}

function either(tests: readonly (Text | undefined)[]): Text | undefined {
  if (tests.includes(undefined)) return undefined;
  const [first, ...rest] = tests as readonly Text[];
  return textFrom(...first!.pieces, ...rest.flatMap(({ pieces }) => [' || ', ...pieces]));
}

function chain(l: Lowering, [first, ...rest]: readonly Alternative[], isLast: boolean): void {
  if (first === undefined) return;
  if (first.test === undefined) {
    l.statements(first.body, isLast);
    return;
  }
  const then = collect(l, () => l.statements(first.body, isLast));
  branch(
    l,
    first.test,
    then,
    collect(l, () => chain(l, rest, isLast)),
  );
}

/** Whether a `break` in a statement is one of the switch. */
function breaks(statement: Node): boolean {
  const isOther = (node: Node): boolean => isFunctionNode(node) || /^(?:For|While|DoWhile|Switch)/.test(node.type);
  if (isOther(statement)) return false;
  for (const node of nodesIn(statement, (part) => !isOther(part)))
    if (node.type === 'BreakStatement' && node.label == null) return true;
  return false;
}

function endsInJump(block: readonly Node[]): boolean {
  const last = block.at(-1);
  if (last?.type !== 'IfStatement' || last.alternate == null) return false;
  const side = (node: Node): boolean =>
    node.type === 'BlockStatement'
      ? node.body.some((part) => /^(?:Return|Throw|Break|Continue)/.test(part.type)) || endsInJump(node.body)
      : /^(?:Return|Throw|Break|Continue)/.test(node.type) || endsInJump([node]);
  return side(last.consequent) && side(last.alternate);
}
