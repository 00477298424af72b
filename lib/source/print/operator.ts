import type { BinaryExpression, UnaryExpression } from 'estree';
import { globalName } from '../globals.ts';
import { isNeverNumber, isNullish } from '../kind.ts';
import { type Node, unwrapped } from '../nodes.ts';
import { skipTrivia } from '../trivia.ts';
import { BINARY, EQUALITY, GLOBALS, UNARY } from '../vocabulary.ts';
import { type Context, copyTrivia, type Parts, printChildren } from './context.ts';

/** Calls nested deeper than this overflow the stack of JavaScript's own parser: 1,000 are fine, 2,000 are not. */
const DEEPEST = 200;

/** The run-time function of a binary operator; undefined where the operator itself is right. */
function operatorOf(context: Context, node: BinaryExpression): string | undefined {
  const { operator, left, right } = node;
  const name = BINARY[operator];
  if (operator === 'instanceof' && globalName(context.names, right) === 'Number') keepIdentity(context, right);
  if (name === undefined) return undefined;
  if (operator in EQUALITY) {
    keepIdentity(context, left);
    keepIdentity(context, right);
    if (context.inert(left) && context.inert(right)) return undefined;
    if (operator.length === 3) {
      return isNeverNumber(context.names, left) || isNeverNumber(context.names, right) ? undefined : name;
    }
    return isNullish(context.names, left) || isNullish(context.names, right) ? undefined : name;
  }
  return context.inertOrRefused(left) && context.inertOrRefused(right) ? undefined : name;
}

/** `x.constructor === Float64Array` asks for that very object. */
export function keepIdentity(context: Context, node: Node): void {
  if (Object.hasOwn(GLOBALS, globalName(context.names, node) ?? '')) context.verbatim.add(unwrapped(node));
}

/** `x * y` becomes `$mul(x, y)`. */
export function printBinary(context: Context, node: BinaryExpression): Parts | undefined {
  const name = operatorOf(context, node);
  if (name === undefined) return printChildren(context, node);
  const chain = chainOf(context, node);
  if (chain.length > DEEPEST) return printLongChain(context, chain);
  context.out.text(`${context.runtime(name)}(`, node.start);
  return { first: node.left, use: 'value', rest: () => printRight(context, node) };
}

/** The operators of a chain that leans to the left and is rewritten, the outermost first. */
function chainOf(context: Context, node: BinaryExpression): BinaryExpression[] {
  if (context.shortChains.has(node)) return [];
  const chain: BinaryExpression[] = [];
  for (let left: Node = node; left.type === 'BinaryExpression'; left = left.left) {
    if (operatorOf(context, left) === undefined) break;
    chain.push(left);
  }
  // A part of a short chain is short.
  if (chain.length <= DEEPEST) for (const part of chain) context.shortChains.add(part);
  return chain;
}

/** What stands between the operands and after them. The operator becomes a comma. */
function printRight(context: Context, { left, right, operator }: BinaryExpression): undefined {
  const { code, out } = context;
  const at = skipTrivia(code, left.end);
  copyTrivia(context, left.end, at);
  out.text(',', at);
  out.copy(at + operator.length, right.start);
  context.print(right);
  out.text(')', right.end);
}

/** A sum of thousands of terms: `($t = …, $t = $add($t, …), …)`, no part of it nested too deep. */
function printLongChain(context: Context, chain: readonly BinaryExpression[]): undefined {
  const { out } = context;
  const innermost = chain.at(-1)!;
  const sum = context.temporary();
  out.text('(', innermost.start);
  for (let end = chain.length; end > 0; end -= DEEPEST) {
    const part = chain.slice(Math.max(end - DEEPEST, 0), end);
    if (end < chain.length) out.text(', ', part[0]!.start);
    if (end > DEEPEST) out.text(`${sum} = `, part[0]!.start);
    for (const node of part) out.text(`${context.runtime(operatorOf(context, node)!)}(`, node.start);
    if (end === chain.length) context.print(innermost.left);
    else out.text(sum, innermost.start);
    for (const node of part.reverse()) printRight(context, node);
  }
  out.text(')', chain[0]!.end);
  return undefined;
}

/** `-x` becomes `$neg(x)`. */
export function printUnary(context: Context, node: UnaryExpression): Parts | undefined {
  const { argument, operator } = node;
  if (operator === '!') return printChildren(context, node, () => 'test');
  if (operator === 'typeof') {
    // `typeof` of a name that nobody declares is no error.
    const global = globalName(context.names, argument) !== undefined;
    if (global) context.verbatim.add(unwrapped(argument));
    if (global || context.inert(argument)) return printChildren(context, node);
    return printPrefix(context, node, '$typeof');
  }
  const name = UNARY[operator];
  if (name === undefined || context.inertOrRefused(argument)) return printChildren(context, node);
  return printPrefix(context, node, name);
}

function printPrefix(context: Context, { start, argument, operator }: UnaryExpression, name: string): Parts {
  context.out.text(`${context.runtime(name)}(`, start);
  copyTrivia(context, start + operator.length, argument.start);
  return { first: argument, use: 'value', rest: () => context.out.text(')', argument.end) };
}
