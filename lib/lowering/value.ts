import type { Binding } from '../source/binding.ts';
import type { FunctionNode } from '../source/nodes.ts';
import type { ArrayPlace, ArrayValue, NumberValue, Text } from '../structured/program.ts';

/** What lowering knows an expression to give. */
export type Value = TextValue | ActiveNumber | ArrayOfNumbers | PartsValue | Closure;

/** What no derivative flows through. */
export interface TextValue {
  readonly kind: 'text';
  readonly text: Text;
}

/** A number that derivatives may flow through. */
export interface ActiveNumber {
  readonly kind: 'number';
  readonly expression: NumberValue;
}

/** An array whose numbers derivatives may flow through. */
export interface ArrayOfNumbers {
  readonly kind: 'array';
  readonly value: ArrayValue;
  readonly rank: number;
}

/** An object or a short list whose entries are known one by one: it takes no object in the program. */
export interface PartsValue {
  readonly kind: 'parts';
  readonly isList: boolean;
  readonly entries: ReadonlyMap<string, Value>;
}

/** A function of the source, which is put in place of its calls or called as one of the program. */
export interface Closure {
  readonly kind: 'function';
  readonly node: FunctionNode;
  readonly frame: CallFrame;
  /** Its name in the text, where it has one that the whole file knows. */
  readonly name?: string | undefined;
}

/** Where a variable of the source lives in the program. */
export type Slot = VariableSlot | PartsSlot | Closure | TextValue;

/** One variable of the program. */
export interface VariableSlot {
  readonly kind: 'variable';
  readonly name: string;
  readonly holds: 'number' | 'passive' | { readonly rank: number };
  /** By what the kind of the slot is kept from one attempt to the next. */
  readonly key: string;
  /** Whether it is data from outside: numbers that depend on an input can't be stored in it. */
  readonly isData?: boolean | undefined;
}

/** A record or a list whose entries live in slots of their own. */
export interface PartsSlot {
  readonly kind: 'parts';
  readonly isList: boolean;
  readonly entries: ReadonlyMap<string, Slot>;
  readonly key: string;
}

/** What a slot has to hold, learnt in an attempt before. */
export type Holding =
  | { readonly kind: 'number' }
  | { readonly kind: 'array'; readonly rank: number }
  | { readonly kind: 'parts'; readonly isList: boolean; readonly keys: readonly string[] };

export function textFrom(...pieces: Text['pieces']): Text {
  return { kind: 'text', pieces, isPure: true };
}

export function plain(...pieces: Text['pieces']): TextValue {
  return { kind: 'text', text: textFrom(...pieces) };
}

export function numberValue(expression: NumberValue): ActiveNumber {
  return { kind: 'number', expression };
}

export function variable(name: string): { readonly kind: 'variable'; readonly name: string } {
  return { kind: 'variable', name };
}

export function arrayAt(place: ArrayPlace, rank: number): ArrayOfNumbers {
  return { kind: 'array', value: { kind: 'array', place }, rank };
}

/** A list of values. */
export function listFrom(values: readonly Value[]): PartsValue {
  return { kind: 'parts', isList: true, entries: new Map(values.map((value, i) => [String(i), value])) };
}

/** Whether derivatives may flow through a value. */
export function carriesDerivatives(value: Value | Slot): boolean {
  switch (value.kind) {
    case 'number':
    case 'array':
      return true;
    case 'parts':
      return [...value.entries.values()].some(carriesDerivatives);
    case 'variable':
      return value.holds !== 'passive';
    default:
      return false;
  }
}

/** Whether a slot is a function that is known only here, or an object that holds one. */
export function hasFunction(slot: Slot): boolean {
  return slot.kind === 'function' || (slot.kind === 'parts' && [...slot.entries.values()].some(hasFunction));
}

/** Whether a text is one word or number, which needs no parentheses. */
export function isAtom({ pieces }: Text): boolean {
  if (pieces.length !== 1) return false;
  const piece = pieces[0]!;
  return typeof piece !== 'string' || /^(?:[\w$.]+|\(.*\)|'[^']*')$/.test(piece);
}

/** The pieces of a text, in parentheses where it is more than a word. */
export function enclosed(text: Text): Text['pieces'] {
  return isAtom(text) ? text.pieces : ['(', ...text.pieces, ')'];
}

/** The variables of one run of a function: of a function of the program, or of one that is put in place of a call. */
export class CallFrame {
  /** Names the call, and the calls around it. */
  readonly path: string;
  /** The frame of the function around it. */
  readonly parent: CallFrame | undefined;
  /** Whether `this` is that of the root. */
  readonly hasThis: boolean;
  readonly slots: Map<Binding, Slot> = new Map();

  constructor(path: string, parent: CallFrame | undefined, hasThis = false) {
    this.hasThis = hasThis;
    this.path = path;
    this.parent = parent;
  }

  find(binding: Binding): Slot | undefined {
    for (let frame: CallFrame | undefined = this; frame !== undefined; frame = frame.parent) {
      const slot = frame.slots.get(binding);
      if (slot !== undefined) return slot;
    }
    return undefined;
  }
}
