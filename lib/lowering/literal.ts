import { type Node, unwrapped } from '../source/nodes.ts';
import type { Lowering } from './lowering.ts';
import { operands } from './operands.ts';
import { slotAt } from './slot-at.ts';
import { read } from './slots.ts';
import { unsupported } from './unsupported.ts';
import type { Value } from './value.ts';

/** `[a, b, ...c]`: entries one by one where all are known, else an array. */
export function listValue(l: Lowering, node: Node & { type: 'ArrayExpression' }): Value {
  if (node.elements.some((element) => element === null)) unsupported(node, 'an array with holes');
  const isSpread = (element: Node | null): boolean => element?.type === 'SpreadElement';
  const nodes = node.elements.map((element) => (element!.type === 'SpreadElement' ? element!.argument : element!));
  const values = operands(l, nodes);
  const entries: Value[] = [];
  for (const [i, value] of values.entries()) {
    if (!isSpread(node.elements[i]!)) entries.push(value);
    else if (value.kind === 'parts' && value.isList) entries.push(...value.entries.values());
    else if (value.kind === 'array' && value.value.kind === 'array' && values.length === 1)
      return { ...value, value: { kind: 'copy', place: value.value.place } };
    else return unsupported(node, 'a spread of an array among other elements');
  }
  return { kind: 'parts', isList: true, entries: new Map(entries.map((value, i) => [String(i), value])) };
}

export function objectValue(l: Lowering, node: Node & { type: 'ObjectExpression' }): Value {
  const entries = new Map<string, Value>();
  const keys: string[] = [];
  const nodes: Node[] = [];
  for (const property of node.properties) {
    if (property.type === 'SpreadElement') {
      const slot = slotAt(l, property.argument);
      if (slot?.kind !== 'parts') return unsupported(property, 'a spread of an object from outside');
      for (const [key, entry] of slot.entries) entries.set(key, read(entry));
      continue;
    }
    const { key, computed, kind, value } = property;
    if (computed || kind !== 'init') return unsupported(property, 'an object with computed names, getters or setters');
    keys.push(key.type === 'Identifier' ? key.name : String((key as { value: unknown }).value));
    nodes.push(value);
  }
  const values = operands(l, nodes);
  for (const [i, value] of values.entries()) entries.set(keys[i]!, value);
  return { kind: 'parts', isList: false, entries };
}

/** A literal as entries or an array, though no number in it depends on an input yet. */
export function literalValue(l: Lowering, node: Node): Value | undefined {
  const inner = unwrapped(node);
  if (inner.type === 'ArrayExpression') return listValue(l, inner);
  return inner.type === 'ObjectExpression' ? objectValue(l, inner) : undefined;
}
