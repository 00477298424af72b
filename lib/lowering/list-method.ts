import type { CallExpression } from 'estree';
import { keyName, type Node, unwrapped } from '../source/nodes.ts';
import type { Statement, Text } from '../structured/program.ts';
import { branch } from './choice.ts';
import { collect, type Lowering, newVariable } from './lowering.ts';
import { elementAt, placeOf, placePieces } from './member.ts';
import { operands } from './operands.ts';
import { listWord } from './pattern.ts';
import { slotAt } from './slot-at.ts';
import { asArray, asNumber, assign, declare, emit, rankOf, read, settled, word } from './slots.ts';
import { textOfNode } from './text.ts';
import { unsupported } from './unsupported.ts';
import {
  type ArrayOfNumbers,
  arrayAt,
  type Closure,
  carriesDerivatives,
  enclosed,
  listFrom,
  plain,
  textFrom,
  type Value,
} from './value.ts';

/** Lists whose entries are known are run through without a loop up to this length. */
const UNROLLED = 16;

/** A list that is run through: its length and its elements. */
export interface Sequence {
  readonly length: Text;
  at(index: Text): Value;
  /** The elements, where they are known one by one. */
  readonly entries?: readonly Value[] | undefined;
  readonly whole: Value;
}

/** What is known of a list to run through. */
export function sequenceOf(l: Lowering, value: Value, node: Node): Sequence {
  switch (value.kind) {
    case 'parts': {
      if (!value.isList) return unsupported(node, 'an object run through as a list');
      const entries = [...value.entries.values()];
      const canBeArray = entries.every((entry) => entry.kind !== 'parts' || entry.isList);
      if (entries.length <= UNROLLED || !canBeArray)
        return { length: textFrom(String(entries.length)), at: () => plain('undefined'), entries, whole: value };
      const rank = rankOf(value, node);
      const kept = settled(l, { kind: 'array', value: asArray(l, value, rank, node), rank });
      return sequenceOf(l, kept, node);
    }
    case 'array': {
      const place = placeOf(l, value);
      return {
        length: textFrom(...placePieces(place), '.length'),
        at: (index) => elementAt(place, value.rank, index),
        whole: value,
      };
    }
    case 'text': {
      const list = word(l, value);
      return {
        length: textFrom(...list.text.pieces, '.length'),
        at: (index) => ({ kind: 'text', text: textFrom(...list.text.pieces, '[', ...index.pieces, ']') }),
        whole: list,
      };
    }
    default:
      return unsupported(node, 'a function run through as a list');
  }
}

/** A loop over the places of a list. */
export function overPlaces(l: Lowering, length: Text, run: (index: Text) => void, isDown = false): void {
  const name = newVariable(l, 'i', { kind: 'passive' });
  const index = textFrom({ variable: name });
  const first = isDown ? textFrom(...enclosed(length), ' - 1') : textFrom('0');
  emit(l, { kind: 'assign', name, value: first, declares: true });
  l.loops = [...l.loops, { sourceLabels: [], label: undefined, isLoop: false, isReal: false, named: () => '' }];
  const body = collect(l, () => run(index));
  l.loops = l.loops.slice(0, -1);
  const test = isDown ? textFrom({ variable: name }, ' >= 0') : textFrom({ variable: name }, ' < ', ...length.pieces);
  const next = textFrom({ variable: name }, isDown ? ' - 1' : ' + 1');
  const update: Statement[] = [{ kind: 'assign', name, value: next }];
  emit(l, { kind: 'loop', test, body, update });
}

/** A method of a list with numbers that depend on an input, or with a function that uses such. */
export function methodOf(l: Lowering, object: Node, name: string, node: CallExpression): Value | undefined {
  if (name === 'push') return push(l, object, node);
  const receiver = l.value(object);
  const args = operands(
    l,
    node.arguments.map((argument) =>
      argument.type === 'SpreadElement' ? unsupported(argument, 'a spread') : argument,
    ),
  );
  const callback = args[0]?.kind === 'function' ? args[0] : undefined;
  switch (name) {
    case 'map':
      return callback && mapped(l, sequenceOf(l, receiver, node), callback, node);
    case 'forEach':
      if (!callback) return undefined;
      each(l, sequenceOf(l, receiver, node), (value, index, whole) => l.call(callback, [value, index, whole], node));
      return plain('undefined');
    case 'reduce':
    case 'reduceRight':
      return callback && reduced(l, sequenceOf(l, receiver, node), callback, args[1], name === 'reduceRight', node);
    case 'slice':
      return sliced(l, receiver, args, node);
    case 'at': {
      const index = args[0]?.kind === 'text' ? args[0].text : undefined;
      if (index === undefined || receiver.kind === 'function') return undefined;
      const { length, at, entries } = sequenceOf(l, receiver, node);
      const known = entries && index.pieces.length === 1 ? entries.at(Number(index.pieces[0])) : undefined;
      if (entries) return known;
      const i = enclosed(index);
      return at(textFrom(...i, ' < 0 ? ', ...i, ' + ', ...length.pieces, ' : ', ...i));
    }
    case 'fill':
      return filled(l, receiver, args, node);
    case 'concat':
      return concatenated([receiver, ...args]);
    case 'valueOf':
      return receiver.kind === 'number' ? receiver : undefined;
    default:
      return undefined;
  }
}

export function each(
  l: Lowering,
  list: Sequence,
  run: (value: Value, index: Value, whole: Value) => void,
  isDown = false,
): void {
  if (list.entries) {
    const all = [...list.entries.entries()];
    for (const [i, value] of isDown ? all.reverse() : all) run(value, plain(String(i)), list.whole);
    return;
  }
  overPlaces(l, list.length, (index) => run(list.at(index), { kind: 'text', text: index }, list.whole), isDown);
}

function mapped(l: Lowering, list: Sequence, callback: Closure, node: Node): Value {
  if (list.entries) {
    return listFrom(
      list.entries.map((value, i) => settled(l, l.call(callback, [value, plain(String(i)), list.whole], node))),
    );
  }
  const key = `${l.frame.path}m${node.start}`;
  const rank = rankFor(l, key);
  const name = newVariable(l, 't', { kind: 'array', rank }, true);
  const length = word(l, { kind: 'text', text: list.length }).text;
  emit(l, {
    kind: 'assign',
    name,
    value: { kind: 'make', text: textFrom('new Array(', ...length.pieces, ')') },
    declares: true,
  });
  const array = { kind: 'variable', name } as const;
  overPlaces(l, length, (index) => {
    const value = l.call(callback, [list.at(index), { kind: 'text', text: index }, list.whole], node);
    const found = 1 + rankOf(value, node);
    if (found !== rank) noteRank(l, key, found, rank, node);
    const stored = rank === 1 ? asNumber(value, node) : asArray(l, value, rank - 1, node);
    emit(l, { kind: 'store', array, index, value: stored });
  });
  return arrayAt(array, rank);
}

function rankFor(l: Lowering, key: string): number {
  const holding = l.kinds.get(key);
  return holding?.kind === 'array' ? holding.rank : 1;
}

function noteRank(l: Lowering, key: string, found: number, rank: number, node: Node): void {
  if (found < rank) unsupported(node, 'arrays of different depths in one place');
  l.learn(key, { kind: 'array', rank: found });
}

function reduced(
  l: Lowering,
  list: Sequence,
  callback: Closure,
  initial: Value | undefined,
  isDown: boolean,
  node: Node,
): Value {
  if (list.entries) {
    const all = [...list.entries.entries()];
    if (isDown) all.reverse();
    let total = initial ?? all.shift()?.[1];
    if (total === undefined) return unsupported(node, 'reduce of nothing');
    for (const [i, value] of all)
      total = settled(l, l.call(callback, [total, value, plain(String(i)), list.whole], node));
    return total;
  }
  if (initial === undefined && isDown) return unsupported(node, 'reduceRight without a first value');
  const key = `${l.frame.path}r${node.start}`;
  const slot = declare(l, {
    key,
    name: 'total',
    value: initial ?? list.at(textFrom('0')),
    node: unwrapped((node as CallExpression).arguments[1] ?? node),
    isSteady: false,
  });
  const run = (index: Text): void => {
    const args = [read(slot), list.at(index), { kind: 'text', text: index } as const, list.whole];
    assign(l, slot, l.call(callback, args, node), node);
  };
  if (initial === undefined) {
    // The first element is the first total.
    overPlaces(l, list.length, (index) => {
      const body = collect(l, () => run(index));
      branch(l, textFrom(...index.pieces, ' > 0'), body, []);
    });
  } else overPlaces(l, list.length, run, isDown);
  return read(slot);
}

function sliced(l: Lowering, receiver: Value, args: readonly Value[], node: Node): Value | undefined {
  const bounds = args.map((value) =>
    value.kind === 'text' ? value.text : unsupported(node, 'a bound that depends on an input'),
  );
  if (receiver.kind === 'array') {
    return { ...receiver, value: { kind: 'copy', place: placeOf(l, receiver), from: bounds[0], to: bounds[1] } };
  }
  if (receiver.kind !== 'parts') return undefined;
  const [from, to] = bounds.map(({ pieces }) => Number(pieces.join('')));
  if (Number.isNaN(from ?? 0) || Number.isNaN(to ?? 0)) return unsupported(node, 'a slice by what is computed');
  return listFrom([...receiver.entries.values()].slice(from, to));
}

function filled(l: Lowering, receiver: Value, args: readonly Value[], node: Node): Value | undefined {
  const [value, ...bounds] = args;
  if (value === undefined || bounds.length > 0 || !carriesDerivatives(value)) return undefined;
  if (receiver.kind !== 'text' && receiver.kind !== 'array') return undefined;
  if (value.kind !== 'number') return unsupported(node, 'an array filled with one array');
  const kept = settled(l, value);
  const array: ArrayOfNumbers =
    receiver.kind === 'array' ? receiver : { kind: 'array', value: { kind: 'make', text: receiver.text }, rank: 1 };
  const whole = settled(l, array) as ArrayOfNumbers;
  const place = placeOf(l, whole);
  l.disturbances++;
  overPlaces(l, textFrom(...placePieces(place), '.length'), (index) =>
    emit(l, { kind: 'store', array: place, index, value: asNumber(kept, node) }),
  );
  return whole;
}

function concatenated(lists: readonly Value[]): Value | undefined {
  if (!lists.every((list) => list.kind === 'number' || (list.kind === 'parts' && list.isList))) return undefined;
  return listFrom(lists.flatMap((list) => (list.kind === 'parts' ? [...list.entries.values()] : [list])));
}

/** `xs.push(a, b)`. */
function push(l: Lowering, object: Node, node: CallExpression): Value {
  const args = operands(l, node.arguments as Node[]);
  const slot = slotAt(l, object);
  if (slot?.kind === 'parts')
    l.learn(slot.key, { kind: 'array', rank: 1 + Math.max(...args.map((value) => rankOf(value, node))) });
  const receiver = l.value(object);
  if (receiver.kind === 'text') {
    if (slot?.kind !== 'variable' || slot.isData || l.kinds.has(slot.key))
      return unsupported(node, 'a push of a number that depends on an input into a list from outside');
    l.learn(slot.key, { kind: 'array', rank: 1 + Math.max(...args.map((value) => rankOf(value, node))) });
  }
  if (receiver.kind !== 'array') return unsupported(node, 'a push into something other than an array');
  const place = placeOf(l, receiver);
  l.disturbances++;
  for (const value of args) {
    const stored = receiver.rank === 1 ? asNumber(value, node) : asArray(l, value, receiver.rank - 1, node);
    emit(l, { kind: 'append', array: place, value: stored });
  }
  return { kind: 'text', text: textFrom(...placePieces(place), '.length') };
}

/** `Array.from(xs, f)` and `Array.from({ length }, f)`. */
export function arrayFrom(l: Lowering, node: CallExpression): Value | undefined {
  const [source, f] = node.arguments;
  if (source === undefined) return undefined;
  const literal = unwrapped(source);
  const length =
    literal.type === 'ObjectExpression' && literal.properties.length === 1 ? literal.properties[0]! : undefined;
  const callback = f === undefined ? undefined : l.value(f);
  if (callback && callback.kind !== 'function') return undefined;
  if (length?.type === 'Property' && keyName(length.key, length.computed) === 'length') {
    if (l.isFlowing(length.value)) return unsupported(length, 'a length that depends on an input');
    const text = word(l, { kind: 'text', text: textOfNode(l, length.value) }).text;
    const list: Sequence = { length: text, at: () => plain('undefined'), whole: plain('undefined') };
    return callback && mapped(l, list, callback, node);
  }
  const value = l.value(source);
  if (!callback)
    return value.kind === 'array' ? { ...value, value: { kind: 'copy', place: placeOf(l, value) } } : undefined;
  return mapped(l, sequenceOf(l, value.kind === 'text' ? listWord(l, value) : value, node), callback, node);
}
