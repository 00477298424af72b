import { type TypedArray, typedKind } from '../typed-array.ts';

/** The kinds of lists of numbers. */
export type ListKind = 'Array' | TypedListKind;

/** The kinds of typed arrays of numbers. */
export type TypedListKind = FloatKind | IntegerKind;

type FloatKind = 'Float64Array' | 'Float32Array';

/** The kinds of integer arrays. */
export type IntegerKind =
  | 'Int8Array'
  | 'Int16Array'
  | 'Int32Array'
  | 'Uint8Array'
  | 'Uint8ClampedArray'
  | 'Uint16Array'
  | 'Uint32Array';

const KINDS: Readonly<Record<TypedListKind, new (numbers: ArrayLike<number>) => TypedArray>> = {
  Float64Array,
  Float32Array,
  Int8Array,
  Int16Array,
  Int32Array,
  Uint8Array,
  Uint8ClampedArray,
  Uint16Array,
  Uint32Array,
};

/** The kind of a typed array of numbers, of any realm; undefined for anything else. */
export function typedNumbersKind(x: unknown): TypedListKind | undefined {
  const kind = typedKind(x);
  return kind !== undefined && Object.hasOwn(KINDS, kind) ? (kind as TypedListKind) : undefined;
}

/** Whether lists of this kind hold integers: data for array ops, but places and counts where f reads their elements. */
export function holdsIntegers(kind: ListKind): kind is IntegerKind {
  return kind !== 'Array' && !kind.startsWith('Float');
}

/** Whether x is a typed array of this kind, of any realm. */
export function isTyped(kind: TypedListKind, x: unknown): x is TypedArray {
  return x instanceof KINDS[kind] || typedKind(x) === kind;
}

/** A typed array of this kind. */
export function typedList(kind: TypedListKind, numbers: ArrayLike<number>): TypedArray {
  return new KINDS[kind](numbers);
}
