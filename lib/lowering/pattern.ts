import type { Pattern } from 'estree';
import { type Node, unwrapped } from '../source/nodes.ts';
import { alternative, merged } from './choice.ts';
import type { Lowering } from './lowering.ts';
import { elementAt, placeOf } from './member.ts';
import { settled, word } from './slots.ts';
import { textOfValue } from './text.ts';
import { unsupported } from './unsupported.ts';
import { enclosed, plain, textFrom, type Value } from './value.ts';

/** What happens with a part of a value and the name or place for it. */
export type Bind = (target: Node, value: Value, isDefault: boolean) => void;

/** Takes a value apart by a pattern. */
export function destructure(l: Lowering, pattern: Node, value: Value, bind: Bind): void {
  const inner = unwrapped(pattern) as Pattern;
  switch (inner.type) {
    case 'AssignmentPattern':
      destructure(l, inner.left, withDefault(l, value, inner.right), bind);
      return;
    case 'ArrayPattern':
      destructureList(l, inner.elements, value, inner, bind);
      return;
    case 'ObjectPattern':
      destructureObject(l, inner, value, bind);
      return;
    default:
      bind(inner, value, false);
  }
}

/** A value, or what stands for it where it is undefined. */
export function withDefault(l: Lowering, value: Value, byDefault: Node): Value {
  if (value.kind === 'text') {
    if (value.text.pieces.length === 1 && value.text.pieces[0] === 'undefined') return l.value(byDefault);
    const [piece] = value.text.pieces;
    if (value.text.pieces.length === 1 && typeof piece === 'string' && /^[-\d.]+$/.test(piece)) return value;
  }
  const mayBeUndefined = value.kind === 'text' || (value.kind === 'number' && value.expression.kind === 'element');
  if (!mayBeUndefined) return value;
  const first = settled(l, value);
  const test = textFrom(...enclosed(textOfValue(l, first, byDefault)), ' !== undefined');
  const otherwise = alternative(l, byDefault);
  if (first.kind === 'text' && otherwise.value.kind === 'text' && otherwise.statements.length === 0) {
    const text = textFrom(...test.pieces, ' ? ', ...enclosed(first.text), ' : ', ...enclosed(otherwise.value.text));
    return { kind: 'text', text: { ...text, isPure: otherwise.value.text.isPure } };
  }
  return merged(l, test, { statements: [], value: first }, otherwise, byDefault);
}

function destructureList(l: Lowering, elements: readonly (Node | null)[], value: Value, node: Node, bind: Bind): void {
  const whole = value.kind === 'text' ? listWord(l, value) : value;
  for (const [i, element] of elements.entries()) {
    if (element === null) continue;
    if (element.type === 'RestElement') destructure(l, element.argument, restOf(l, whole, i, node), bind);
    else destructure(l, element, entryAt(l, whole, i, node), bind);
  }
}

/** The text of an array with the elements of an iterable. */
export function listWord(l: Lowering, value: Value & { kind: 'text' }): Value & { kind: 'text' } {
  const { pieces } = word(l, value).text;
  return settled(l, plain('Array.isArray(', ...pieces, ') ? ', ...pieces, ' : [...', ...pieces, ']')) as Value & {
    kind: 'text';
  };
}

/** An entry of a list. */
export function entryAt(l: Lowering, value: Value, i: number, node: Node): Value {
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: textFrom(...enclosed(value.text), `[${i}]`) };
    case 'parts':
      return value.entries.get(String(i)) ?? plain('undefined');
    case 'array':
      return elementAt(placeOf(l, value), value.rank, textFrom(String(i)));
    default:
      return unsupported(node, 'a function taken apart');
  }
}

function restOf(l: Lowering, value: Value, from: number, node: Node): Value {
  switch (value.kind) {
    case 'text':
      return { kind: 'text', text: textFrom(...enclosed(value.text), `.slice(${from})`) };
    case 'parts': {
      const entries = [...value.entries.values()].slice(from);
      return { ...value, entries: new Map(entries.map((entry, i) => [String(i), entry])) };
    }
    case 'array':
      return { ...value, value: { kind: 'copy', place: placeOf(l, value), from: textFrom(String(from)) } };
    default:
      return unsupported(node, 'a function taken apart');
  }
}

function destructureObject(l: Lowering, pattern: Pattern & { type: 'ObjectPattern' }, value: Value, bind: Bind): void {
  const whole = value.kind === 'text' ? word(l, value) : value;
  const used = new Set<string>();
  for (const property of pattern.properties) {
    if (property.type === 'RestElement') {
      if (whole.kind !== 'parts') {
        unsupported(property, 'the rest of an object from outside');
        return;
      }
      const entries = new Map([...whole.entries].filter(([key]) => !used.has(key)));
      destructure(l, property.argument, { ...whole, entries }, bind);
      continue;
    }
    if (property.computed) {
      unsupported(property, 'a pattern with a computed name');
      return;
    }
    const { key } = property;
    const name = key.type === 'Identifier' ? key.name : String((key as { value: unknown }).value);
    used.add(name);
    destructure(l, property.value, propertyOf(whole, name, property), bind);
  }
}

/** A property of a value by its name. */
export function propertyOf(value: Value, name: string, node: Node): Value {
  switch (value.kind) {
    case 'text':
      return {
        kind: 'text',
        text: textFrom(
          ...enclosed(value.text),
          /^[\w$]+$/.test(name) && !/^\d/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`,
        ),
      };
    case 'parts':
      return value.entries.get(name) ?? plain('undefined');
    default:
      return unsupported(node, `the property ${name} of an array or a function`);
  }
}
