import type { ChainExpression, MemberExpression, NewExpression, SimpleCallExpression } from 'estree';
import { globalMember, globalName } from '../globals.ts';
import { isBoolean, isNeverNumber, isText } from '../kind.ts';
import { isFunctionNode, keyName, type Node, unwrapped } from '../nodes.ts';
import { GLOBALS, MEMBERS, SIZED } from '../vocabulary.ts';
import { type Context, copyTrivia, type Parts, printChildren, printWhole } from './context.ts';
import { calleeName } from './twin.ts';

/** Methods that compare with an element or look for text. */
const SEARCHES: ReadonlySet<string> = new Set(['includes', 'indexOf', 'lastIndexOf']);

/** Functions of which the first argument is a number in text, or a whole one. */
const WHOLE: ReadonlySet<string> = new Set(['parseInt', 'BigInt']);

/** Methods that ask whether what a function returns is true. */
const ASK: ReadonlySet<string> = new Set(['every', 'filter', 'find', 'findIndex', 'findLast', 'findLastIndex', 'some']);

export function printCall(context: Context, node: SimpleCallExpression): Parts | undefined {
  const { names } = context;
  if (context.marks.calls.has(node)) return printNative(context, node);
  const callee = unwrapped(node.callee);
  nameCallee(context, node.callee);
  inlineFunction(context, callee);
  if (!context.whole && names.isGlobal(callee) && callee.name === 'eval') {
    context.refuse(node, '"use grad": what eval computes is not differentiated; write the code out');
  }
  const name = globalName(names, callee);
  const [first] = node.arguments;
  const member = globalMember(names, callee);
  if (first !== undefined && member?.object === 'Number' && member.member === 'parseInt') {
    return printKeyed(context, node, first);
  }
  if (first !== undefined && name !== undefined && (WHOLE.has(name) || (name === 'Array' && isOnly(node)))) {
    return printKeyed(context, node, first);
  }
  if (callee.type === 'MemberExpression' && first !== undefined) {
    const method = keyName(callee.property, callee.computed) ?? '';
    if (searchOf(context, node) !== undefined && lastLink(node) === undefined)
      return printSearch(context, node, method);
    if ((method === 'sort' || method === 'toSorted') && isOnly(node)) {
      return printChildren(context, node, (child) => (child === first ? '$order' : 'value'));
    }
    if (ASK.has(method) && !asksBoolean(context, first)) {
      return printChildren(context, node, (child) => (child === first ? '$predicate' : 'value'));
    }
  }
  return printChildren(context, node);
}

/** The copy for numbers alone calls Math itself. */
export function printPlainCall(context: Context, node: SimpleCallExpression): Parts | undefined {
  if (context.marks.calls.has(node)) return printNative(context, node);
  const callee = unwrapped(node.callee);
  nameCallee(context, callee.type === 'MemberExpression' ? callee.object : node.callee);
  inlineFunction(context, callee);
  const member = globalMember(context.names, callee);
  if (member !== undefined && (Object.hasOwn(MEMBERS, member.object) || member.object === 'Float64Array')) {
    context.verbatim.add(callee);
  }
  if (Object.hasOwn(GLOBALS, globalName(context.names, callee) ?? '')) context.verbatim.add(callee);
  return printChildren(context, node);
}

/** A function with a name in each copy is called by it; one that is held in a temporary, by that. */
function nameCallee(context: Context, callee: Node): void {
  if (context.held.has(callee)) return;
  const name = calleeName(context, callee);
  if (name === undefined) context.texts.delete(callee);
  else context.texts.set(callee, name);
}

export function printNew(context: Context, node: NewExpression): Parts | undefined {
  const name = globalName(context.names, node.callee);
  if (context.mode === 'plain') {
    if (name === 'Float64Array' || name === 'Number') context.verbatim.add(unwrapped(node.callee));
    return printChildren(context, node);
  }
  if (name === 'Number') context.verbatim.add(unwrapped(node.callee));
  const [first] = node.arguments;
  if (name !== undefined && SIZED.test(name) && first !== undefined && isOnly(node)) {
    return printKeyed(context, node, first);
  }
  return printChildren(context, node);
}

/** A function that is called where it stands runs when the code around it does. */
function inlineFunction(context: Context, callee: Node): void {
  let f = callee;
  if (f.type === 'MemberExpression' && /^(?:call|apply)$/.test(keyName(f.property, f.computed) ?? '')) {
    f = unwrapped(f.object);
  }
  if (isFunctionNode(f) && !f.async && !f.generator && (f.type === 'ArrowFunctionExpression' || f.id == null)) {
    context.inlined.add(f);
  }
}

function isOnly(node: SimpleCallExpression | NewExpression): boolean {
  return node.arguments.length === 1 && node.arguments[0]!.type !== 'SpreadElement';
}

/** A length or whole number: the plain number of an active one. */
function printKeyed(context: Context, node: SimpleCallExpression | NewExpression, first: Node): Parts | undefined {
  const plain = context.inert(first) || isText(first) || first.type === 'SpreadElement';
  return printChildren(context, node, (child) => (child === first && !plain ? '$key' : 'value'));
}

/** Whether a callback returns nothing but booleans. */
function asksBoolean(context: Context, argument: Node): boolean {
  const f = unwrapped(argument);
  if (f.type === 'SpreadElement' || f.type === 'Literal') return true;
  return f.type === 'ArrowFunctionExpression' && f.body.type !== 'BlockStatement' && isBoolean(context.names, f.body);
}

/** The name of the method if a call is `object.includes(x)` or the like and may compare an active number. */
function searchOf(context: Context, node: Node): string | undefined {
  if (node.type !== 'CallExpression' || node.optional || node.callee.type !== 'MemberExpression') return undefined;
  const { object, property, computed } = node.callee;
  const method = keyName(property, computed) ?? '';
  const [first] = node.arguments;
  if (!SEARCHES.has(method) || first === undefined || isNeverNumber(context.names, first)) return undefined;
  return object.type === 'Super' || isText(object) ? undefined : method;
}

/** The member or call of an optional chain that is asked for last: `?.b` of `a?.b.c`. */
function lastLink(node: Node): MemberExpression | SimpleCallExpression | undefined {
  for (let link: Node = node; ; ) {
    if (link.type !== 'MemberExpression' && link.type !== 'CallExpression') return undefined;
    if (link.optional) return link;
    link = link.type === 'MemberExpression' ? link.object : link.callee;
  }
}

/** `xs?.includes(x)` becomes `(($t = xs) == null ? void 0 : $includes($t, x))`. */
export function printChain(context: Context, node: ChainExpression): Parts | undefined {
  const { held, out, texts } = context;
  const call = node.expression;
  const method = searchOf(context, call);
  const link = method === undefined ? undefined : lastLink(call);
  if (method === undefined || link === undefined) return printChildren(context, node);
  const object = link.type === 'MemberExpression' ? link.object : link.callee;
  // A method that is asked for and called would need its object as well.
  if (link.type === 'CallExpression' && unwrapped(object).type === 'MemberExpression') {
    return printChildren(context, node);
  }
  const name = context.temporary();
  out.text(`((${name} = `, node.start);
  const rest = (): undefined => {
    out.text(') == null ? void 0 : ', object.end);
    texts.set(object, name);
    held.add(object);
    printWhole(context, printSearch(context, call as SimpleCallExpression, method));
    held.delete(object);
    texts.delete(object);
    out.text(')', node.end);
  };
  return { first: object, use: 'value', rest };
}

/** Whether a member is `call`, `apply` or `bind` of a method that searches: `Array.prototype.includes.call`. */
export function isSearchBy({ object, property, computed }: MemberExpression): boolean {
  if (!/^(?:apply|bind|call)$/.test(keyName(property, computed) ?? '')) return false;
  const method = unwrapped(object);
  if (method.type !== 'MemberExpression' || lastLink(object) !== undefined) return false;
  return method.object.type !== 'Super' && SEARCHES.has(keyName(method.property, method.computed) ?? '');
}

/** `xs.includes(x)` becomes `$includes(xs, x)`. */
function printSearch(context: Context, node: SimpleCallExpression, method: string): Parts {
  const { out } = context;
  const callee = node.callee as MemberExpression;
  out.text(`${context.runtime(`$${method}`)}(`, node.start);
  const rest = (): undefined => {
    copyTrivia(context, callee.object.end, callee.property.start);
    out.text(', ', callee.property.start);
    copyTrivia(context, callee.property.end, node.arguments[0]!.start);
    printList(context, node, node.arguments[0]!.start);
  };
  return { first: callee.object, use: 'value', rest };
}

/** The arguments of a call, from an offset on. */
function printList(context: Context, node: SimpleCallExpression, from: number): void {
  const { out } = context;
  let at = from;
  for (const argument of node.arguments) {
    out.copy(at, argument.start);
    context.print(argument);
    at = argument.end;
  }
  out.copy(at, node.end);
}

function printArguments(context: Context, node: SimpleCallExpression, from: number): undefined {
  printList(context, node, from);
  return undefined;
}

/** `native(f)`, f rewritten here or where it stands: nothing is left to do at run time. */
export function printNative(context: Context, node: SimpleCallExpression): undefined {
  context.out.text(context.runtime('$native'), node.callee.start);
  return printArguments(context, node, node.callee.end);
}
