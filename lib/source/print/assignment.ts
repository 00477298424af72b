import type { AssignmentExpression, MemberExpression, UpdateExpression } from 'estree';
import { givesNumber, isSteady, isText } from '../kind.ts';
import { type Node, unwrapped } from '../nodes.ts';
import { skipTrivia } from '../trivia.ts';
import { ARITHMETIC, BITWISE } from '../vocabulary.ts';
import { isPlainTest } from './condition.ts';
import { type Context, copyTrivia, type Parts, printChildren, printTreated, type Use } from './context.ts';
import { keepMember } from './stand-in.ts';

/** A target that is printed twice and computed once. */
interface Target {
  /** Prints it where it is computed. */
  readonly first: () => void;
  /** Prints it once more. */
  readonly again: () => void;
}

function targetOf(context: Context, node: Node): Target {
  const inner = unwrapped(node);
  if (inner.type === 'MemberExpression') return memberTarget(context, inner, node);
  return { first: () => context.print(node), again: () => context.print(inner) };
}

/** `f().t[i++]` is `($t1 = f().t)[$t2 = i++]` first and `$t1[$t2]` again. */
function memberTarget(context: Context, node: MemberExpression, whole: Node): Target {
  const { out } = context;
  const { object, property, computed } = node;
  const simpleKey = !computed || (isSteady(property) && context.inertOrRefused(property));
  // What a key computes could store in the name of the object.
  const held = isSteady(object) && (simpleKey || unwrapped(object).type !== 'Identifier' || isSteady(property));
  const objectName = held ? undefined : context.temporary();
  const keyName = simpleKey ? undefined : context.temporary();
  if (objectName === undefined && keyName === undefined) {
    return {
      first: () => context.print(whole),
      again: () => printMember(context, node, undefined, undefined),
    };
  }
  return {
    first: () => {
      printHeld(context, object, objectName);
      out.copy(object.end, property.start);
      if (keyName !== undefined) out.text(`${keyName} = `, property.start);
      if (computed) printKey(context, property);
      else out.copy(property.start, property.end);
      out.copy(property.end, node.end);
    },
    again: () => printMember(context, node, objectName, keyName),
  };
}

/** An object, held in the name where there is one. */
function printHeld(context: Context, object: Node, name: string | undefined): void {
  if (name !== undefined) context.out.text(`(${name} = `, object.start);
  context.print(object);
  if (name !== undefined) context.out.text(')', object.end);
}

function printMember(
  context: Context,
  { object, property, computed }: MemberExpression,
  objectName: string | undefined,
  keyName: string | undefined,
): void {
  const { out } = context;
  if (objectName === undefined) context.print(unwrapped(object));
  else out.text(objectName, object.start);
  out.text(computed ? '[' : '.', property.start);
  if (keyName !== undefined) out.text(keyName, property.start);
  else if (computed) printKey(context, unwrapped(property));
  else out.copy(property.start, property.end);
  if (computed) out.text(']', property.end);
}

function printKey(context: Context, key: Node): void {
  printTreated(context, key, context.inertOrRefused(key) ? 'value' : '$key');
}

/** `x++` becomes `x = $inc(x)`; as a value it is the old one, as a number. */
export function printUpdate(context: Context, node: UpdateExpression, use: Use): Parts | undefined {
  const { out } = context;
  const { argument, operator, prefix, start, end } = node;
  if (unwrapped(argument).type === 'Identifier' && context.inertOrRefused(argument))
    return printChildren(context, node);
  const target = targetOf(context, argument);
  const step = context.runtime(operator === '++' ? '$inc' : '$dec');
  if (use === 'effect' || prefix) {
    if (use !== 'effect') out.text('(', start);
    if (prefix) copyTrivia(context, start, argument.start);
    target.first();
    out.text(` = ${step}(`, start);
    target.again();
    out.text(use === 'effect' ? ')' : '))', end);
    return undefined;
  }
  const old = context.temporary();
  out.text('(', start);
  target.first();
  out.text(` = ${step}(${old} = ${context.runtime('$numeric')}(`, start);
  target.again();
  out.text(`)), ${old})`, end);
  return undefined;
}

export function printAssignment(context: Context, node: AssignmentExpression, use: Use): Parts | undefined {
  const { left, operator, right } = node;
  keepMember(context, left);
  const name = ARITHMETIC[operator.slice(0, -1)] ?? BITWISE[operator.slice(0, -1)];
  if (name !== undefined) {
    if (context.inertOrRefused(left) && context.inertOrRefused(right)) return printChildren(context, node);
    return printCompound(context, node, name);
  }
  if ((operator === '&&=' || operator === '||=') && !isPlainTest(context, left)) {
    return printLogicalAssignment(context, node, use);
  }
  if (operator === '=' && use === 'effect' && mayNeedConversion(context, left, right)) return printStore(context, node);
  return printChildren(context, node);
}

/** Whether `a[i] = v` may store what is no number in the stand-in of a typed array, which converts it. */
function mayNeedConversion(context: Context, left: Node, right: Node): boolean {
  if (!context.hasTypedArrays || left.type !== 'MemberExpression' || !left.computed) return false;
  if (left.object.type === 'Super' || isText(left.property) || givesNumber(context.names, right)) return false;
  const value = unwrapped(right);
  return !/^(?:Array|Object|Class|Function|ArrowFunction|New)Expression$/.test(value.type);
}

/** `a[i] = v` becomes `a[i] = $stored(a, v)`. */
function printStore(context: Context, { left, right, end }: AssignmentExpression): undefined {
  const { out } = context;
  const { object, property } = left as MemberExpression;
  const name = isSteady(object) && isSteady(property) ? undefined : context.temporary();
  printHeld(context, object, name);
  out.copy(object.end, property.start);
  printKey(context, property);
  out.copy(property.end, right.start);
  out.text(`${context.runtime('$stored')}(`, right.start);
  if (name === undefined) context.print(unwrapped(object));
  else out.text(name, object.start);
  out.text(', ', right.start);
  context.print(right);
  out.text(')', end);
}

/** `a += b` becomes `a = $add(a, b)`: a is read before b is computed, as in JavaScript. */
function printCompound(
  context: Context,
  { left, operator, right, start }: AssignmentExpression,
  name: string,
): undefined {
  const { code, out } = context;
  const at = skipTrivia(code, left.end);
  const target = targetOf(context, left);
  target.first();
  out.copy(left.end, at);
  out.text(`= ${context.runtime(name)}(`, start);
  target.again();
  out.text(',', at);
  out.copy(at + operator.length, right.start);
  context.print(right);
  out.text(')', right.end);
  return undefined;
}

/** `a &&= b`: b is computed and stored only if a is true. */
function printLogicalAssignment(context: Context, node: AssignmentExpression, use: Use): undefined {
  const { out } = context;
  const { left, operator, right, start, end } = node;
  const target = targetOf(context, left);
  const isName = unwrapped(left).type === 'Identifier';
  const old = use === 'effect' || isName ? undefined : context.temporary();
  const printOld = (): void => (old === undefined ? target.again() : out.text(old, start));
  const store = (): void => {
    out.text('(', start);
    target.again();
    out.text(' = ', start);
    copyTrivia(context, left.end, right.start);
    context.print(right);
    out.text(')', end);
  };
  if (use !== 'effect') out.text('(', start);
  out.text(`${context.runtime('$truthy')}(${old === undefined ? '' : `${old} = `}`, start);
  target.first();
  out.text(')', left.end);
  if (use === 'effect') {
    out.text(` ${operator.slice(0, -1)} `, left.end);
    store();
    return undefined;
  }
  out.text(' ? ', left.end);
  if (operator === '&&=') store();
  else printOld();
  out.text(' : ', left.end);
  if (operator === '&&=') printOld();
  else store();
  out.text(')', end);
  return undefined;
}
