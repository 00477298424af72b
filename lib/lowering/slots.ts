import type { Node } from '../source/nodes.ts';
import type { ArrayValue, NumberValue, Statement, Text } from '../structured/program.ts';
import { freshnessOf } from './freshness.ts';
import { type Lowering, learn, newVariable } from './lowering.ts';
import { unsupported } from './unsupported.ts';
import {
  arrayAt,
  isAtom,
  numberValue,
  type PartsValue,
  plain,
  type Slot,
  type Value,
  type VariableSlot,
  variable,
} from './value.ts';

/** What a variable of the source begins with. */
export interface Declaration {
  readonly key: string;
  readonly name: string;
  readonly value: Value | undefined;
  readonly node: Node;
  /** Whether nothing is stored in it later. */
  readonly isSteady: boolean;
  /** Whether it may be another name of its value: a parameter. */
  readonly mayShare?: boolean;
  /** Whether it gets a value on each path before it is read. */
  readonly isFilled?: boolean;
}

export function declare(l: Lowering, declaration: Declaration): Slot {
  const { key, name, value, node, isSteady, mayShare = false, isFilled = false } = declaration;
  const holding = l.kinds.get(key);
  if (value?.kind === 'function') return value;
  if (holding?.kind === 'array' || (value?.kind === 'array' && holding === undefined)) {
    const rank = holding?.rank ?? (value as { rank: number }).rank;
    const shared = value?.kind === 'array' && value.rank === rank ? steadyName(l, value) : undefined;
    if (isSteady && shared !== undefined) return { kind: 'variable', name: shared, holds: { rank }, key };
    const own = newVariable(l, name, { kind: 'array', rank }, isSteady);
    if (value) emit(l, { kind: 'assign', name: own, value: asArray(l, value, rank, node), declares: true });
    return { kind: 'variable', name: own, holds: { rank }, key };
  }
  if (holding?.kind === 'parts' || value?.kind === 'parts') return declareParts(l, declaration);
  if (holding?.kind === 'number' || value?.kind === 'number') {
    if (value?.kind === 'array') unsupported(node, 'a variable that holds a number and an array');
    if (mayShare && isSteady && value?.kind === 'number') {
      const { expression } = value;
      if (expression.kind === 'variable' && l.routine.steady.has(expression.name))
        return { kind: 'variable', name: expression.name, holds: 'number', key };
    }
    const own = newVariable(l, name, { kind: 'number' }, isSteady);
    const first = value
      ? asNumber(value, node)
      : isFilled
        ? undefined
        : plain(l.asksForUndefined ? 'undefined' : 'NaN').text;
    if (first) emit(l, { kind: 'assign', name: own, value: first, declares: true });
    return { kind: 'variable', name: own, holds: 'number', key };
  }
  if (mayShare && isSteady && value?.kind === 'text' && isSteadyText(l, value.text.pieces)) return value;
  const own = newVariable(l, name, { kind: 'passive' }, isSteady);
  const text = value?.kind === 'text' ? value.text : plain('undefined').text;
  emit(l, { kind: 'assign', name: own, value: text, declares: true });
  return { kind: 'variable', name: own, holds: 'passive', key, isData: value ? !freshnessOf(node) : false };
}

function declareParts(l: Lowering, declaration: Declaration): Slot {
  const { key, name, value, node, isSteady, mayShare, isFilled = false } = declaration;
  const holding = l.kinds.get(key);
  const kind = holding?.kind === 'parts' ? holding : undefined;
  const own = value?.kind === 'parts' ? value : undefined;
  if (value && !own && value.kind !== 'text') unsupported(node, 'a variable that holds an object and something else');
  const keys = kind?.keys ?? [...own!.entries.keys()];
  const entries = new Map<string, Slot>();
  // All are computed before the first is stored.
  const values = own ? settledParts(l, own) : undefined;
  for (const entry of keys) {
    const given = values ? (values.entries.get(entry) ?? plain('undefined')) : undefined;
    const base = /^[\w$]+$/.test(entry) ? `${name}_${entry}` : name;
    const slot = declare(l, {
      key: `${key}.${entry}`,
      name: base,
      value: given,
      node,
      isSteady: isSteady && l.kinds.get(`${key}.${entry}=`) === undefined,
      mayShare: mayShare ?? isSteady,
      isFilled,
    });
    entries.set(entry, slot);
  }
  return { kind: 'parts', isList: kind?.isList ?? own!.isList, entries, key };
}

/** Stores a value in a variable of the source. */
export function assign(l: Lowering, slot: Slot, value: Value, node: Node): void {
  l.disturbances++;
  switch (slot.kind) {
    case 'function':
      unsupported(node, 'a name of a function that is stored again');
      return;
    case 'text':
      unsupported(node, 'a store into a parameter');
      return;
    case 'parts': {
      if (value.kind !== 'parts') {
        unsupported(node, 'an object that is replaced by a value from outside');
        return;
      }
      const keys = [...slot.entries.keys()];
      if (value.entries.size !== keys.length || !keys.every((key) => value.entries.has(key))) {
        if (slot.isList && value.isList) learn(l, slot.key, { kind: 'array', rank: rankOf(value, node) });
        unsupported(node, 'an object that is replaced by one with other keys');
        return;
      }
      const settled = settledParts(l, value);
      for (const [key, entry] of slot.entries) assignEntry(l, slot.key, key, entry, settled.entries.get(key)!, node);
      return;
    }
    default:
      assignVariable(l, slot, value, node);
  }
}

/** Stores a value in an entry of an object that is kept in variables. */
export function assignEntry(l: Lowering, key: string, entry: string, slot: Slot, value: Value, node: Node): void {
  // An entry that is stored into can't share the variable it began with.
  const mark = `${key}.${entry}=`;
  if (!l.kinds.has(mark)) learn(l, mark, { kind: 'number' });
  assign(l, slot, value, node);
}

function assignVariable(l: Lowering, slot: VariableSlot, value: Value, node: Node): void {
  if (value.kind === 'function') unsupported(node, 'a function that is stored in a variable');
  if (slot.holds === 'passive' && value.kind !== 'text') {
    if (value.kind === 'parts' && !(value.isList && l.kinds.get(slot.key)?.kind === 'array'))
      learn(l, slot.key, { kind: 'parts', isList: value.isList, keys: [...value.entries.keys()] });
    learn(l, slot.key, value.kind === 'number' ? { kind: 'number' } : { kind: 'array', rank: rankOf(value, node) });
  }
  if (slot.holds === 'number' && value.kind !== 'number' && value.kind !== 'text')
    unsupported(node, 'a variable that holds a number and an array');
  if (typeof slot.holds === 'object') {
    emit(l, { kind: 'assign', name: slot.name, value: asArray(l, value, slot.holds.rank, node) });
  } else
    emit(l, { kind: 'assign', name: slot.name, value: value.kind === 'text' ? value.text : asNumber(value, node) });
}

export function emit(l: Lowering, statement: Statement): void {
  l.sink.push(statement);
}

/** What a variable of the source holds. */
export function read(slot: Slot): Value {
  switch (slot.kind) {
    case 'variable':
      if (slot.holds === 'passive') return plain({ variable: slot.name });
      if (slot.holds === 'number') return numberValue(variable(slot.name));
      return arrayAt(variable(slot.name), slot.holds.rank);
    case 'parts':
      return {
        kind: 'parts',
        isList: slot.isList,
        entries: new Map([...slot.entries].map(([key, entry]) => [key, read(entry)])),
      };
    default:
      return slot;
  }
}

/** A value as an operand of arithmeticValue. */
export function asNumber(value: Value, node: Node): NumberValue {
  if (value.kind === 'number') return value.expression;
  if (value.kind === 'text') return value.text;
  return unsupported(node, value.kind === 'function' ? 'a function used as a number' : 'arithmetic on an object');
}

/** A value as an array of so many dimensions. */
export function asArray(l: Lowering, value: Value, rank: number, node: Node): ArrayValue {
  switch (value.kind) {
    case 'array':
      return value.rank === rank ? value.value : unsupported(node, 'arrays of different depths in one place');
    case 'text':
      return { kind: 'make', text: value.text };
    case 'parts':
      if (!value.isList) unsupported(node, 'an object in an array');
      return {
        kind: 'literal',
        elements: [...value.entries.values()].map((entry) =>
          rank > 1 ? asArray(l, entry, rank - 1, node) : asNumber(entry, node),
        ),
      };
    default:
      return unsupported(node, 'an array of something other than numbers');
  }
}

/** The dimensions of an array of these. */
export function rankOf(value: Value, node: Node): number {
  if (value.kind === 'array') return value.rank;
  if (value.kind !== 'parts') return 0;
  if (!value.isList) unsupported(node, 'an object in an array');
  return 1 + Math.max(0, ...[...value.entries.values()].map((entry) => rankOf(entry, node)));
}

/** The same value in variables that nothing changes, computed here. */
export function settled(l: Lowering, value: Value): Value {
  switch (value.kind) {
    case 'number': {
      const { expression } = value;
      if (expression.kind === 'constant') return value;
      if (expression.kind === 'variable' && l.routine.steady.has(expression.name)) return value;
      const name = newVariable(l, 't', { kind: 'number' }, true);
      emit(l, { kind: 'assign', name, value: expression, declares: true });
      return numberValue(variable(name));
    }
    case 'text': {
      if (isSteadyText(l, value.text.pieces)) return value;
      const name = newVariable(l, 't', { kind: 'passive' }, true);
      emit(l, { kind: 'assign', name, value: value.text, declares: true });
      return plain({ variable: name });
    }
    case 'array': {
      if (steadyName(l, value) !== undefined) return value;
      const name = newVariable(l, 't', { kind: 'array', rank: value.rank }, true);
      emit(l, { kind: 'assign', name, value: value.value, declares: true });
      return arrayAt(variable(name), value.rank);
    }
    case 'parts':
      return { ...value, entries: new Map([...value.entries].map(([key, entry]) => [key, settled(l, entry)])) };
    default:
      return value;
  }
}

function settledParts(l: Lowering, parts: PartsValue): PartsValue {
  return parts.entries.size > 1 ? (settled(l, parts) as PartsValue) : parts;
}

function steadyName(l: Lowering, value: Value): string | undefined {
  if (value.kind !== 'array' || value.value.kind !== 'array' || value.value.place.kind !== 'variable') return undefined;
  const { name } = value.value.place;
  return l.routine.steady.has(name) ? name : undefined;
}

/** Whether a text is the same whenever it is read: a literal, or a variable that keeps its value. */
export function isSteadyText(l: Lowering, pieces: Text['pieces']): boolean {
  if (pieces.length !== 1) return false;
  const piece = pieces[0]!;
  if (typeof piece === 'object') return 'variable' in piece && l.routine.steady.has(piece.variable);
  return /^(?:-?[\d.]+(?:e[-+]?\d+)?|true|false|null|undefined|NaN|-?Infinity|'[^'\\]*'|"[^"\\]*")$/i.test(piece);
}

/** A text that can be read more than once, in one word. */
export function word(l: Lowering, value: Value & { kind: 'text' }): Value & { kind: 'text' } {
  return isAtom(value.text) && value.text.isPure ? value : (settled(l, value) as Value & { kind: 'text' });
}
