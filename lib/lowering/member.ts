import type { MemberExpression } from 'estree';
import { keyName, type Node } from '../source/nodes.ts';
import type { ArrayPlace, Text } from '../structured/program.ts';
import { type Lowering, learn } from './lowering.ts';
import { constantKey, slotAt } from './slot-at.ts';
import { asArray, declare, rankOf, read, settled, word } from './slots.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import { type ArrayOfNumbers, arrayAt, numberValue, type PartsValue, plain, textFrom, type Value } from './value.ts';

/** `o.k`, `a[i]` and `a.length`. */
export function memberValue(l: Lowering, node: MemberExpression): Value {
  const slot = slotAt(l, node);
  if (slot) return read(slot);
  const object = l.value(node.object);
  switch (object.kind) {
    case 'text': {
      if (!node.computed) return { kind: 'text', text: textOfNode(l, node) };
      const place = word(l, object);
      return { kind: 'text', text: textFrom(...place.text.pieces, '[', ...indexText(l, node).pieces, ']') };
    }
    case 'parts': {
      const key = constantKey(node);
      if (key === 'length' && object.isList) return plain(String(object.entries.size));
      if (key !== undefined) return object.entries.get(key) ?? plain('undefined');
      return elementValue(l, asVariable(l, object, node.object), node);
    }
    case 'array':
      return elementValue(l, object, node);
    default:
      return unsupported(node, 'a property of a function');
  }
}

function elementValue(l: Lowering, array: ArrayOfNumbers, node: MemberExpression): Value {
  const name = keyName(node.property, node.computed);
  const place = placeOf(l, array);
  if (name === 'length') return { kind: 'text', text: textFrom(...placePieces(place), '.length') };
  if (!node.computed) return unsupported(node, `the property ${name} of an array`);
  return elementAt(place, array.rank, indexText(l, node));
}

export function elementAt(array: ArrayPlace, rank: number, index: Text): Value {
  const element = { kind: 'element', array, index } as const;
  return rank === 1 ? numberValue(element) : arrayAt(element, rank - 1);
}

/** The text of an index, which is computed once. */
export function indexText(l: Lowering, node: MemberExpression): Text {
  const text = l.text(node.property);
  return text.isPure ? text : word(l, { kind: 'text', text }).text;
}

/** Where an array is; a new one is kept in a variable. */
export function placeOf(l: Lowering, array: ArrayOfNumbers): ArrayPlace {
  if (array.value.kind === 'array') return array.value.place;
  const kept = settled(l, array) as ArrayOfNumbers;
  return (kept.value as { readonly place: ArrayPlace }).place;
}

export function placePieces(place: ArrayPlace): Text['pieces'] {
  if (place.kind === 'variable') return [{ variable: place.name }];
  return [...placePieces(place.array), '[', ...place.index.pieces, ']'];
}

/** A list that is indexed by what is computed, as an array. */
export function asVariable(l: Lowering, parts: PartsValue, node: Node): ArrayOfNumbers {
  const slot = slotAt(l, node);
  if (slot?.kind === 'parts') learn(l, slot.key, { kind: 'array', rank: rankOf(parts, node) });
  if (!parts.isList) unsupported(node, 'an object with names that are computed');
  const rank = rankOf(parts, node);
  const value = { kind: 'array', value: asArray(l, parts, rank, node), rank } as const;
  const key = `${l.frame.path}[${node.start}`;
  return read(declare(l, { key, name: 't', value, node, isSteady: true })) as ArrayOfNumbers;
}
