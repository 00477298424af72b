import type {
  AssignmentPattern,
  ExpressionStatement,
  MemberExpression,
  MethodDefinition,
  Property,
  SequenceExpression,
  TaggedTemplateExpression,
  TemplateLiteral,
} from 'estree';
import { isText } from '../kind.ts';
import type { Node } from '../nodes.ts';
import { skipTrivia } from '../trivia.ts';
import { isSearchBy } from './call.ts';
import {
  type Context,
  type Parts,
  printChildren,
  printInPlace,
  printWhole,
  type Treatment,
  type Use,
} from './context.ts';
import { printShorthand } from './stand-in.ts';

/**
 * A statement that ends without a semicolon could go on in the next line where ours does and the source's did not:
 * `x++` before a line that begins with a parenthesis.
 */
export function printEnded(context: Context, node: Node): undefined {
  printWhole(context, printChildren(context, node));
  endStatement(context, node);
  return undefined;
}

function endStatement({ code, out }: Context, node: Node): void {
  if (code[node.end - 1] === ';' || !out.endsInText || out.last === ';') return;
  if (/[([`]/.test(code[skipTrivia(code, node.end)] ?? '')) out.text(';', node.end);
}

export function printExpressionStatement(context: Context, node: ExpressionStatement): undefined {
  const { code, out } = context;
  const before = out.hole(node.start);
  const place = out.list.length;
  context.print(node.expression, 'effect');
  out.copy(node.expression.end, node.end);
  const first = out.list.slice(place).find((piece) => !('text' in piece) || piece.text !== '');
  // Nothing of the line before is to be called.
  const opens = first !== undefined && 'text' in first && first.text.startsWith('(');
  if (opens && !/^[;{]?$/.test(charBefore(code, node.start))) before.text = '0, ';
  endStatement(context, node);
  return undefined;
}

/** The last character before an offset that is no white space. */
function charBefore(code: string, offset: number): string {
  let at = offset - 1;
  while (at >= 0 && /\s/.test(code[at]!)) at--;
  return code[at] ?? '';
}

/** `(a, b)`: only the last has a value. */
export function printSequence(context: Context, node: SequenceExpression, use: Use): Parts | undefined {
  const last = node.expressions.at(-1);
  return printChildren(context, node, (child) => (child === last ? use : 'effect'));
}

/** Text of an active number is such that no one takes it for a number. */
export function printTemplate(context: Context, node: TemplateLiteral): Parts | undefined {
  return printChildren(context, node, (child) => (context.inert(child) || isText(child) ? 'value' : '$text'));
}

/** What a tag is called with are the values themselves. */
export function printTagged(context: Context, node: TaggedTemplateExpression): Parts {
  const { out } = context;
  out.copy(node.start, node.tag.start);
  const rest = (): undefined => {
    out.copy(node.tag.end, node.quasi.start);
    printWhole(context, printChildren(context, node.quasi));
  };
  return { first: node.tag, use: 'value', rest };
}

/** `{ [k]: v }`, and the computed name of a member of a class. */
export function printProperty(context: Context, node: Property | MethodDefinition): Parts | undefined {
  if (node.type === 'Property' && printShorthand(context, node)) return undefined;
  const { key, computed } = node;
  return printChildren(context, node, (child) => (child === key ? treatKey(context, key, computed) : 'value'));
}

/** `a[k]`, k a plain number; `$search(a.includes).call`. */
export function printMember(context: Context, node: MemberExpression): Parts | undefined {
  const { object, property, computed } = node;
  if (isSearchBy(node)) return printChildren(context, node, (child) => (child === object ? '$search' : 'value'));
  return printChildren(context, node, (child) =>
    child === property ? treatKey(context, property, computed) : 'value',
  );
}

/** How to print a key: what may be active becomes a plain number. */
export function treatKey(context: Context, key: Node, computed: boolean): Treatment {
  return computed && !context.inertOrRefused(key) && !isText(key) ? '$key' : 'value';
}

/** A default of a parameter stands where no temporary can be declared. */
export function printDefault(context: Context, node: AssignmentPattern): Parts | undefined {
  if (context.temporaries !== undefined) return printChildren(context, node);
  const { left, right } = node;
  context.out.copy(node.start, left.start);
  const rest = (): undefined => {
    context.out.copy(left.end, right.start);
    printInPlace(context, right);
    context.out.copy(right.end, node.end);
  };
  return { first: left, use: 'value', rest };
}
