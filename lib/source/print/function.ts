import type { BlockStatement, Class, Identifier, StaticBlock, VariableDeclarator } from 'estree';
import { children } from '../children.ts';
import { directives } from '../directives.ts';
import { type FunctionNode, type Node, unwrapped } from '../nodes.ts';
import {
  type Context,
  type Mode,
  type Parts,
  printChildren,
  printInPlace,
  printWhole,
  type Twin,
  withActive,
  withMode,
  withTemporaries,
} from './context.ts';
import { printDirectives } from './directive.ts';
import { type Copies, copiesOf, superPrefix } from './split.ts';

export function printFunction(context: Context, node: FunctionNode): Parts | undefined {
  const { inlined, marks, mode, out } = context;
  if (mode === 'off' && !marks.nodes.has(node)) return printChildren(context, node);
  const twin = mode === 'active' ? undefined : context.twins?.ofNode.get(node)?.[0];
  if (twin !== undefined) return printEntry(context, node, twin);
  // What is inside the copy for open levels is printed once: a level is open when it is made.
  const inside: Mode = mode === 'active' ? 'active' : 'own';
  let at = node.start;
  const { temporaries } = context;
  context.temporaries = undefined;
  withMode(context, inside, () => {
    for (const param of node.params) {
      out.copy(at, param.start);
      context.print(param);
      at = param.end;
    }
  });
  context.temporaries = temporaries;
  const { body } = node;
  out.copy(at, body.start);
  const isInlined = inlined.has(node);
  const isCandidate = !isInlined && mode !== 'active' && context.split;
  const copies = isCandidate ? copiesOf(context, node) : undefined;
  withMode(context, isInlined && mode === 'plain' ? 'plain' : inside, () => {
    if (body.type !== 'BlockStatement') printExpressionBody(context, node, body, copies);
    else printBody(context, node, body, copies);
  });
  out.copy(body.end, node.end);
  return undefined;
}

/** `{ return $open.count ? $a_f(x) : $p_f(x); }`: the copies are functions of their own, in which f calls by their names. */
function printEntry(context: Context, node: FunctionNode, twin: Twin): undefined {
  const { code, out } = context;
  const { body } = node;
  const params = node.params as readonly Identifier[];
  out.copy(node.start, body.start);
  const at = body.start + Number(body.type === 'BlockStatement');
  if (body.type === 'BlockStatement') {
    out.copy(body.start, at);
    out.text(`${printDirectives(out, directives(code, body.body), at)} return `, at);
  }
  printList(context, `${context.runtime('$open')}.count ? ${twin.active}(`, params, ') : ', at);
  printList(context, `${twin.plain}(`, params, body.type === 'BlockStatement' ? '); }' : ')', at);
  out.copy(body.end, node.end);
  if (node.type !== 'FunctionDeclaration') return undefined;
  printTwins(context, twin, ' function ');
  return undefined;
}

/** The two functions that an entry chooses from; `first` stands before the first, and `, ` before the second of a list of declarators. */
export function printTwins(context: Context, twin: Twin, first: string): void {
  const node = twin.node as FunctionNode;
  const { out } = context;
  const print = (name: string, mode: Mode, between: string): void => {
    const from = node.type === 'FunctionDeclaration' ? node.id.end : node.start;
    out.text(between + name + (node.type === 'FunctionDeclaration' ? '' : ' = '), node.start);
    out.copy(from, node.body.start);
    const printed = (): void => {
      if (node.body.type === 'BlockStatement') printBody(context, node, node.body, undefined);
      else printExpressionBody(context, node, node.body, undefined);
    };
    if (mode === 'active') withActive(context, node, printed);
    else withMode(context, mode, printed);
    out.copy(node.body.end, node.end);
  };
  print(twin.active!, 'active', first);
  print(twin.plain, 'plain', node.type === 'FunctionDeclaration' ? first : ', ');
}

/** `f = …, $a_f = …, $p_f = …`, and `sin = $Math_sin, $p_sin = Math.sin`. */
export function printDeclarator(context: Context, node: VariableDeclarator): undefined {
  printWhole(context, printChildren(context, node));
  if (context.mode === 'active') return undefined;
  for (const twin of context.twins?.ofNode.get(node) ?? []) printBehind(context, twin, ', ');
  return undefined;
}

/** The twins of an exported name are declared behind the statement, not to be exported. */
export function printExported(context: Context, node: Node): undefined {
  const { out } = context;
  printWhole(context, printChildren(context, node));
  for (const twin of context.twins?.ofNode.get(node) ?? []) {
    printBehind(context, twin, out.last === ';' ? ' const ' : '; const ');
    out.text(';', node.end);
  }
  return undefined;
}

function printBehind(context: Context, twin: Twin, between: string): void {
  if (twin.active !== undefined) {
    printTwins(context, twin, between);
    return;
  }
  const { out } = context;
  const { key, node, plain } = twin;
  out.text(`${between}${plain} = `, node.start);
  out.copy(node.start, node.end);
  if (key === undefined) return;
  out.text('.', key.start);
  out.copy(key.start, key.end);
}

/** `=> ($open.count ? (active) : (plain))`; outlined, the first is `((x) => (active))(x)`. */
function printExpressionBody(context: Context, node: FunctionNode, body: Node, copies: Copies | undefined): void {
  const { out } = context;
  const before = out.hole(body.start);
  const names = withTemporaries(context, () => {
    if (!copies) {
      context.print(body);
      return;
    }
    const { outline } = copies;
    out.text(`${context.runtime('$open')}.count ? (`, body.start);
    if (outline) printList(context, '(', outline.names, ') => ', body.start);
    withActive(context, node, () => (outline ? printActiveArrow(context, body) : context.print(body)));
    if (outline) printList(context, ')(', outline.names, '', body.end);
    out.text(') : (', body.end);
    withMode(context, 'plain', () => context.print(body));
    out.text(')', body.end);
  });
  if (names.length === 0) return;
  before.text = `{ ${declaration(names)} return (`;
  out.text('); }', body.end);
}

/** Parameters or arguments of ours, each of which stands for the parameter of its name. */
function printList({ out }: Context, before: string, names: readonly Identifier[], after: string, at: number): void {
  out.text(before, at);
  names.forEach(({ name, start }, i) => {
    if (i > 0) out.text(', ', start);
    out.text(name, start);
  });
  out.text(after, at);
}

/** The body of an arrow of ours. */
function printActiveArrow(context: Context, body: Node): void {
  const { out } = context;
  const before = out.hole(body.start);
  const names = withTemporaries(context, () => context.print(body));
  before.text = names.length === 0 ? '(' : `{ ${declaration(names)} return (`;
  out.text(names.length === 0 ? ')' : '); }', body.end);
}

function declaration(names: readonly string[]): string {
  return names.length === 0 ? '' : `let ${names.join(', ')};`;
}

/** `{ if ($open.count) { active; return; } plain }`, after the directives; outlined, `return ((x) => { active })(x)`. */
function printBody(context: Context, node: FunctionNode, body: BlockStatement, copies: Copies | undefined): void {
  const { code, out } = context;
  const heads = directives(code, body.body);
  const from = heads.at(-1)?.end ?? body.start + 1;
  out.copy(body.start, body.start + 1);
  const separator = printDirectives(out, heads, body.start + 1);
  const before = out.hole(from);
  let statements: readonly Node[] = body.body.slice(heads.length);
  let at = from;
  const prefix = copies ? superPrefix(statements) : 0;
  const names = withTemporaries(context, () => {
    at = printStatements(context, statements.slice(0, prefix), at);
    if (!copies) at = printStatements(context, statements.slice(prefix), at);
  });
  if (names.length > 0) before.text = `${separator} ${declaration(names)}`;
  statements = statements.slice(prefix);
  if (!copies) {
    out.copy(at, body.end);
    return;
  }
  const { outline } = copies;
  const close = body.end - 1;
  const open = context.runtime('$open');
  // A semicolon that was left out, after the directives or after `super(…)`.
  const leftOut = prefix > 0 ? (code[at - 1] === ';' ? '' : ';') : names.length === 0 ? separator : '';
  out.text(`${leftOut} if (${open}.count) `, at);
  if (outline === undefined) out.text('{', at);
  else if (outline.usesThis) printList(context, 'return (function (', outline.names, ') {', at);
  else printList(context, 'return ((', outline.names, ') => {', at);
  const inside = out.hole(at);
  const own = withTemporaries(context, () =>
    withActive(context, node, () => out.copy(printStatements(context, statements, at), close)),
  );
  if (own.length > 0) inside.text = ` ${declaration(own)}`;
  const last = statements.at(-1)?.type;
  const ends = last === 'ReturnStatement' || last === 'ThrowStatement' ? '}' : '; return; }';
  if (outline === undefined) out.text(ends, close);
  else if (!outline.usesThis) printList(context, '})(', outline.names, ');', close);
  else printList(context, outline.names.length === 0 ? '}).call(this' : '}).call(this, ', outline.names, ');', close);
  withMode(context, 'plain', () => out.copy(printStatements(context, statements, at), close));
  out.copy(close, body.end);
}

/** Prints statements and what stands before each; returns where it came to. */
export function printStatements(context: Context, statements: readonly Node[], from: number): number {
  let at = from;
  for (const statement of statements) {
    context.out.copy(at, statement.start);
    context.print(statement);
    at = statement.end;
  }
  return at;
}

export function printClass(context: Context, node: Class): undefined {
  if (node.superClass) context.verbatim.add(unwrapped(node.superClass));
  return printWhole(context, printChildren(context, node));
}

/** A field: what an instance is given is computed when it is made, whatever the state of the levels is then. */
export function printField(context: Context, node: Node): undefined {
  const { out } = context;
  const isStatic = (node as { static?: boolean }).static === true;
  let at = node.start;
  const parts = children(node);
  const value = (node as { value?: Node | null }).value;
  for (const part of parts) {
    out.copy(at, part.start);
    if (part !== value) context.print(part);
    else if (context.mode === 'plain' && !isStatic) withMode(context, 'own', () => printInPlace(context, part));
    else printInPlace(context, part);
    at = part.end;
  }
  out.copy(at, node.end);
  return undefined;
}

export function printStaticBlock(context: Context, node: StaticBlock): undefined {
  const { code, out } = context;
  const open = code.indexOf('{', node.start) + 1;
  out.copy(node.start, open);
  const before = out.hole(open);
  const names = withTemporaries(context, () => out.copy(printStatements(context, node.body, open), node.end));
  if (names.length > 0) before.text = ` ${declaration(names)}`;
  return undefined;
}
