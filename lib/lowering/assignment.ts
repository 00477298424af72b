import type { AssignmentOperator, MemberExpression, UpdateOperator } from 'estree';
import { givesNumber } from '../source/kind.ts';
import { type Node, unwrapped } from '../source/nodes.ts';
import { arithmeticValue, ROWS } from './arithmetic.ts';
import { merged } from './choice.ts';
import { collect, type Lowering, learn } from './lowering.ts';
import { asVariable, elementAt, indexText, placeOf } from './member.ts';
import { keep } from './operands.ts';
import { destructure } from './pattern.ts';
import { constantKey, hoists, rootOf, slotAt } from './slot-at.ts';
import { asArray, asNumber, assign, assignEntry, emit, rankOf, read, settled, word } from './slots.ts';
import { noteEffects, textOfValue } from './text.ts';
import { unsupported } from './unsupported.ts';
import {
  type ArrayOfNumbers,
  carriesDerivatives,
  enclosed,
  plain,
  type Slot,
  type TextValue,
  textFrom,
  type Value,
  type VariableSlot,
} from './value.ts';

/** A place that is read and stored into; what it is computed from is computed once. */
interface Reference {
  read(): Value;
  store(value: Value): void;
}

/** `target = right`, `target += right` and the like. */
export function assignTo(
  l: Lowering,
  target: Node,
  operator: AssignmentOperator,
  right: Node,
  node: Node,
  isUsed: boolean,
): Value {
  const inner = unwrapped(target);
  if (inner.type === 'ObjectPattern' || inner.type === 'ArrayPattern') {
    const value = settled(l, l.value(right));
    destructure(l, inner, value, (id, part) => reference(l, id).store(part));
    return value;
  }
  const place = reference(l, inner, hoists(l, right));
  if (operator === '=') {
    const value = l.value(right);
    const kept = isUsed ? settled(l, value) : value;
    place.store(kept);
    return kept;
  }
  const symbol = operator.slice(0, -1);
  if (symbol === '&&' || symbol === '||' || symbol === '??') return assignLogically(l, place, symbol, right, node);
  const slot = slotAt(l, inner);
  if (slot?.kind === 'variable' && slot.holds === 'passive' && symbol === '+' && !isNumber(l, inner)) {
    const value = l.value(right);
    // It may be text.
    if (value.kind === 'text') return append(l, slot, value);
    place.store(arithmeticValue(symbol, settled(l, place.read()), value, node));
  }
  const values = [place.read()];
  const mark = l.sink.length;
  const before = l.disturbances;
  const value = l.value(right);
  if (l.disturbances !== before) keep(l, values, mark);
  const result =
    symbol in ROWS
      ? arithmeticValue(symbol, values[0]!, value, node)
      : ({ kind: 'text', text: bitwise(l, symbol, values[0]!, value, node) } as const);
  const kept = isUsed ? settled(l, result) : result;
  place.store(kept);
  return kept;
}

/** `t += v` of what may be text. */
function append(l: Lowering, slot: VariableSlot, value: TextValue): Value {
  l.disturbances++;
  const text = textFrom({ variable: slot.name }, ' += ', ...value.text.pieces);
  emit(l, { kind: 'passage', text, writes: [slot.name] });
  return read(slot);
}

function bitwise(l: Lowering, symbol: string, a: Value, b: Value, node: Node): ReturnType<typeof textFrom> {
  return textFrom(...enclosed(textOfValue(l, a, node)), ` ${symbol} `, ...enclosed(textOfValue(l, b, node)));
}

/** `a ||= b`: b is computed and stored only where it is needed. */
function assignLogically(l: Lowering, place: Reference, symbol: string, right: Node, node: Node): Value {
  const first = settled(l, place.read());
  const pieces = textOfValue(l, first, node);
  const test = symbol === '??' ? textFrom(...enclosed(pieces), ' != null') : pieces;
  let value: Value = first;
  const statements = collect(l, () => {
    value = settled(l, l.value(right));
    place.store(value);
  });
  const kept = { statements: [], value: first };
  const stored = { statements, value };
  return symbol === '&&' ? merged(l, test, stored, kept, node) : merged(l, test, kept, stored, node);
}

/** `x++` and `--x`. */
export function updated(l: Lowering, target: Node, operator: UpdateOperator, isPrefix: boolean, isUsed = true): Value {
  const inner = unwrapped(target);
  const place = reference(l, inner);
  const slot = inner.type === 'Identifier' ? slotAt(l, inner) : undefined;
  if (slot?.kind === 'variable' && slot.holds === 'passive' && !isNumber(l, inner)) {
    const old =
      isUsed && !isPrefix
        ? settled(
            l,
            plain('typeof ', { variable: slot.name }, " === 'bigint' ? ", { variable: slot.name }, ' : +', {
              variable: slot.name,
            }),
          )
        : undefined;
    l.disturbances++;
    emit(l, { kind: 'passage', text: textFrom({ variable: slot.name }, operator), writes: [slot.name] });
    return old ?? read(slot);
  }
  const old = place.read();
  const kept = isUsed && !isPrefix ? settled(l, old) : old;
  const next = arithmeticValue(operator[0]!, kept, plain('1'), target);
  const value = isUsed && isPrefix ? settled(l, next) : next;
  place.store(value);
  return isPrefix ? value : kept;
}

/** Whether all that is stored in a name is numbers. */
function isNumber(l: Lowering, id: Node): boolean {
  const binding = l.names.bindingOf(id);
  if (binding === undefined || binding.open) return false;
  return binding.writes.every((value) => {
    const inner = unwrapped(value);
    if (givesNumber(l.names, inner)) return true;
    if (inner.type === 'MemberExpression') return constantKey(inner) === 'length';
    return inner.type === 'Identifier' && inner !== id && l.names.bindingOf(inner) !== binding && isNumber(l, inner);
  });
}

/** The place that an expression names; `isFixed` where what it is computed from may change before it is stored into. */
export function reference(l: Lowering, node: Node, isFixed = false): Reference {
  const inner = unwrapped(node);
  if (inner.type === 'Identifier') {
    const slot = slotAt(l, inner);
    if (slot) return ofSlot(l, slot, inner);
    return outside(l, inner);
  }
  if (inner.type !== 'MemberExpression')
    return unsupported(inner, 'a store into something other than a variable or an element');
  const entry = slotAt(l, inner);
  const object = slotAt(l, inner.object);
  if (entry && object?.kind === 'parts') {
    const key = constantKey(inner)!;
    return { read: () => read(entry), store: (value) => assignEntry(l, object.key, key, entry, value, inner) };
  }
  return ofMember(l, inner, isFixed);
}

function ofSlot(l: Lowering, slot: Slot, node: Node): Reference {
  return { read: () => read(slot), store: (value) => assign(l, slot, value, node) };
}

function outside(l: Lowering, node: Node & { type: 'Identifier' }): Reference {
  l.outer.add(node.name);
  return {
    read: () => ({ kind: 'text', text: { ...textFrom(node.name), isPure: false } }),
    store: (value) => {
      if (value.kind !== 'text') unsupported(node, `a store into ${node.name}, from outside the function`);
      noteEffects(l);
      l.disturbances++;
      emit(l, { kind: 'passage', text: textFrom(`${node.name} = `, ...value.text.pieces), writes: [] });
    },
  };
}

function ofMember(l: Lowering, node: MemberExpression, isFixed: boolean): Reference {
  let object = l.value(node.object);
  if (object.kind === 'parts') object = asVariable(l, object, node.object);
  if (object.kind === 'function') return unsupported(node, 'a property of a function');
  if (object.kind === 'text') return ofData(l, node, isFixed ? (settled(l, object) as typeof object) : object, isFixed);
  if (object.kind === 'number') return unsupported(node, 'a property of a number');
  const array = isFixed ? (settled(l, object) as ArrayOfNumbers) : object;
  const place = placeOf(l, array);
  if (!node.computed) return unsupported(node, 'a property of an array that is stored into');
  const index = indexText(l, node);
  const text = { kind: 'text', text: index } as const;
  const kept = isFixed
    ? (settled(l, text) as typeof text).text
    : index.pieces.length === 1
      ? index
      : word(l, text).text;
  return {
    read: () => elementAt(place, array.rank, kept),
    store: (value) => {
      l.disturbances++;
      const stored = array.rank === 1 ? asNumber(value, node) : asArray(l, value, array.rank - 1, node);
      emit(l, { kind: 'store', array: place, index: kept, value: stored });
    },
  };
}

/** A member of what no derivative flows through; unless it is data, it holds active numbers from the first such store on. */
function ofData(l: Lowering, node: MemberExpression, object: TextValue, isFixed: boolean): Reference {
  const place = word(l, object).text;
  const property = node.computed ? ({ kind: 'text', text: l.text(node.property) } as const) : undefined;
  const key = property && (isFixed ? (settled(l, property) as TextValue) : word(l, property)).text;
  const pieces = key
    ? [...place.pieces, '[', ...key.pieces, ']']
    : [...place.pieces, `.${(node.property as { name: string }).name}`];
  const root = slotAt(l, rootOf(node));
  return {
    read: () => ({ kind: 'text', text: { ...textFrom(...pieces), isPure: false } }),
    store: (value) => {
      if (carriesDerivatives(value)) return hold(l, node, root, value);
      noteEffects(l);
      l.disturbances++;
      const text = textFrom(...pieces, ' = ', ...textOfValue(l, value, node).pieces);
      const writes = root?.kind === 'variable' ? [root.name] : [];
      emit(l, { kind: 'passage', text, writes });
    },
  };
}

function hold(l: Lowering, node: MemberExpression, root: Slot | undefined, value: Value): never {
  if (root?.kind !== 'variable' || root.isData)
    return unsupported(node, 'a store of a number that depends on an input into an object from outside');
  let depth = 0;
  let isIndexed = true;
  for (let part: Node = unwrapped(node); part.type === 'MemberExpression'; part = unwrapped(part.object)) {
    depth++;
    isIndexed &&= part.computed && constantKeyOfText(part) === undefined;
  }
  if (l.kinds.has(root.key)) unsupported(node, 'a store into an object whose form changes');
  if (isIndexed) learn(l, root.key, { kind: 'array', rank: depth + rankOf(value, node) });
  return learn(l, root.key, { kind: 'parts', isList: false, keys: [] });
}

function constantKeyOfText(node: MemberExpression): string | undefined {
  const key = constantKey(node);
  return key !== undefined && /^\d+$/.test(key) ? undefined : key;
}
