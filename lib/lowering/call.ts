import type { CallExpression, NewExpression } from 'estree';
import { globalMember, globalName } from '../source/globals.ts';
import { keyName, type Node, unwrapped } from '../source/nodes.ts';
import { op } from './arithmetic.ts';
import { closureOf } from './closure.ts';
import { freshnessOf } from './freshness.ts';
import { arrayFrom, each, methodOf, sequenceOf } from './list-method.ts';
import { type Lowering, newVariable } from './lowering.ts';
import { mathFunction } from './math-name.ts';
import { operands } from './operands.ts';
import { slotAt } from './slot-at.ts';
import { asNumber, emit, rankOf, word } from './slots.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import { arrayAt, numberValue, type TextValue, textFrom, type Value, variable } from './value.ts';

/** Functions of Math that are rows of the table. */
const MATH_ROWS: ReadonlySet<string> = new Set(
  'abs acos acosh asin asinh atan atan2 atanh cbrt ceil cos cosh exp expm1 floor hypot log log10 log1p log2 max min pow round sign sin sinh sqrt tan tanh trunc'.split(
    ' ',
  ),
);

const ARITY: Readonly<Record<string, number>> = { atan2: 2, pow: 2 };

/** Methods that give no number of an array, or none that a derivative flows through. */
const VALUE_ONLY: ReadonlySet<string> = new Set(
  'every findIndex findLastIndex includes indexOf keys lastIndexOf some'.split(' '),
);

/** A call through which derivatives may flow; undefined where what it does is not known. */
export function callValue(l: Lowering, node: CallExpression | NewExpression): Value | undefined {
  const callee = unwrapped(node.callee as Node);
  if (node.type === 'NewExpression') return newValue(l, node, callee);
  const math = mathFunction(l.names, l.invocations, callee);
  if (math !== undefined) return mathValue(l, math, node);
  const global = globalName(l.names, callee);
  if (global !== undefined) return globalValue(l, global, node);
  const operator = l.operatorOf(callee);
  if (operator?.comparison) return { kind: 'text', text: textOfNode(l, node) };
  if (operator?.row) return numberValue(op(operator.row, numbers(l, node)));
  const slot = callee.type === 'MemberExpression' ? slotAt(l, callee) : undefined;
  const closure = slot?.kind === 'function' ? slot : closureOf(l, callee);
  if (closure) return l.call(closure, values(l, node), node);
  if (callee.type !== 'MemberExpression') {
    // A function that a call gives, or one of two.
    const called = callee.type === 'Identifier' ? undefined : l.value(callee);
    return called?.kind === 'function' ? l.call(called, values(l, node), node) : undefined;
  }
  const member = globalMember(l.names, callee);
  if (member?.object === 'Array' && member.member === 'from') return arrayFrom(l, node);
  const name = keyName(callee.property, callee.computed);
  if (name === undefined) return undefined;
  // An object of the user's own may have a method of that name.
  if (VALUE_ONLY.has(name) && isList(l, callee.object)) return { kind: 'text', text: textOfNode(l, node) };
  return methodOf(l, callee.object, name, node);
}

/** The arguments of a call, those of spread lists one by one. */
function values(l: Lowering, node: CallExpression): Value[] {
  const found = operands(
    l,
    node.arguments.map((argument) => (argument.type === 'SpreadElement' ? argument.argument : argument)),
  );
  return found.flatMap((value, i) => {
    if (node.arguments[i]!.type !== 'SpreadElement') return [value];
    if (value.kind === 'parts' && value.isList) return [...value.entries.values()];
    return unsupported(node, 'a spread of an array among arguments');
  });
}

function numbers(l: Lowering, node: CallExpression): ReturnType<typeof asNumber>[] {
  return values(l, node).map((value) => asNumber(value, node));
}

function mathValue(l: Lowering, name: string, node: CallExpression): Value {
  if (name === 'imul' || name === 'clz32' || name === 'random') return { kind: 'text', text: textOfNode(l, node) };
  if (!MATH_ROWS.has(name)) return unsupported(node, `Math.${name}`);
  const args = numbers(l, node);
  const isOpen = name === 'max' || name === 'min' || name === 'hypot';
  const arity = ARITY[name] ?? 1;
  if (isOpen ? args.length === 0 : args.length < arity) return unsupported(node, `Math.${name} of too few arguments`);
  // Further arguments are computed, and left out.
  if (name === 'hypot' && args.length !== 2) return unsupported(node, 'Math.hypot of other than two numbers');
  if (isOpen && args.length === 1) return numberValue(op('add', [args[0]!, { kind: 'constant', value: -0 }]));
  return numberValue(op(name, isOpen ? args : args.slice(0, arity)));
}

function globalValue(l: Lowering, name: string, node: CallExpression): Value | undefined {
  if (name === 'Number' && node.arguments.length === 1) {
    const [value] = values(l, node) as [Value];
    if (value.kind === 'text') return { kind: 'text', text: textFrom('Number(', ...value.text.pieces, ')') };
    return numberValue(asNumber(value, node));
  }
  if (/^(?:Boolean|isNaN|isFinite|parseInt|BigInt)$/.test(name)) return { kind: 'text', text: textOfNode(l, node) };
  return undefined;
}

/** `new Float64Array([x, y])`, `new Float64Array(xs)`: an array of that kind, filled. */
function newValue(l: Lowering, node: NewExpression, callee: Node): Value | undefined {
  const name = globalName(l.names, callee);
  if (name !== 'Float64Array' || node.arguments.length !== 1) return undefined;
  const value = l.value(node.arguments[0]!);
  if (value.kind !== 'array' && value.kind !== 'parts') return undefined;
  if (rankOf(value, node) > 1) return undefined;
  const list = sequenceOf(l, value, node);
  const length = word(l, { kind: 'text', text: list.length }).text;
  const array = variable(newVariable(l, 't', { kind: 'array', rank: 1 }, true));
  const make = textFrom('new Float64Array(', ...length.pieces, ')');
  emit(l, { kind: 'assign', name: array.name, value: { kind: 'make', text: make }, declares: true });
  each(l, list, (entry, index) =>
    emit(l, { kind: 'store', array, index: (index as TextValue).text, value: asNumber(entry, node) }),
  );
  return arrayAt(array, 1);
}

/** Whether an expression is an array or a known list. */
function isList(l: Lowering, node: Node): boolean {
  const slot = slotAt(l, node);
  if (slot?.kind === 'parts') return slot.isList;
  if (slot?.kind === 'variable' && typeof slot.holds === 'object') return true;
  return slot?.kind === 'variable' ? slot.isData === false : freshnessOf(node);
}
