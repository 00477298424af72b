import type { BlockStatement, Identifier, VariableDeclarator } from 'estree';
import { directives } from '../directives.ts';
import { type FunctionNode, isFunctionNode, type Node } from '../nodes.ts';
import {
  type Context,
  type Mode,
  type Parts,
  printChildren,
  printWhole,
  type Twin,
  withActive,
  withMode,
  withTemporaries,
  withThis,
} from './context.ts';
import { printDirectives } from './directive.ts';
import { type Copies, copiesOf, superPrefix } from './split.ts';

export function printFunction(context: Context, node: FunctionNode): Parts | undefined {
  const { inlined, marks, mode, out } = context;
  if (mode === 'off' && !marks.nodes.has(node)) return printChildren(context, node);
  if (node.type !== 'ArrowFunctionExpression' && context.thisName !== undefined) {
    withThis(context, undefined, () => printFunction(context, node));
    return undefined;
  }
  const twin = mode === 'active' ? undefined : context.twins?.ofNode.get(node)?.[0];
  const isLocal = mode === 'plain' && twin?.local === true;
  if (twin !== undefined && !isLocal) return printEntry(context, node, twin);
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
  const isInlined = isLocal || inlined.has(node);
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
  const twins = context.mode === 'active' ? [] : (context.twins?.ofNode.get(node) ?? []);
  if (context.mode === 'plain' && twins[0]?.local === true) {
    printLocal(context, node, twins);
    return undefined;
  }
  printWhole(context, printChildren(context, node));
  for (const twin of twins) printBehind(context, twin, ', ');
  return undefined;
}

/** `sin = Math.sin` stays where each copy has it for itself. */
function printLocal(context: Context, node: VariableDeclarator, twins: readonly Twin[]): void {
  const { verbatim } = context;
  const ofMath = twins.map((twin) => twin.node).filter((twin) => !isFunctionNode(twin) && !verbatim.has(twin));
  for (const twin of ofMath) verbatim.add(twin);
  printWhole(context, printChildren(context, node));
  for (const twin of ofMath) verbatim.delete(twin);
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

/** Parameters or arguments of ours, each of which stands for the parameter of its name; `first` is one more. */
function printList(
  { out }: Context,
  before: string,
  names: readonly Identifier[],
  after: string,
  at: number,
  first = '',
): void {
  out.text(before + first, at);
  names.forEach(({ name, start }, i) => {
    if (i > 0 || first !== '') out.text(', ', start);
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

/** `let $t1, $t2;`, or nothing. */
export function declaration(names: readonly string[]): string {
  return names.length === 0 ? '' : `let ${names.join(', ')};`;
}

/**
 * `{ if ($open.count) { active; return; } plain }`, after the directives; outlined, `return (($this, x) => { active })(this, x)`:
 * engines that decide by size what to inline count 6 bytes less than for `.call(this, x)`.
 */
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
  const thisName = outline?.usesThis === true ? context.own('$this') : undefined;
  if (outline === undefined) out.text('{', at);
  else printList(context, 'return ((', outline.names, ') => {', at, thisName);
  const inside = out.hole(at);
  const own = withTemporaries(context, () =>
    withThis(context, thisName, () =>
      withActive(context, node, () => out.copy(printStatements(context, statements, at), close)),
    ),
  );
  if (own.length > 0) inside.text = ` ${declaration(own)}`;
  const last = statements.at(-1)?.type;
  const ends = last === 'ReturnStatement' || last === 'ThrowStatement' ? '}' : '; return; }';
  if (outline === undefined) out.text(ends, close);
  else printList(context, '})(', outline.names, ');', close, thisName && 'this');
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
