/** A typed array of numbers; those of BigInts are not. */
export type TypedArray =
  | Float64Array
  | Float32Array
  | Int8Array
  | Int16Array
  | Int32Array
  | Uint8Array
  | Uint8ClampedArray
  | Uint16Array
  | Uint32Array;

/** Where the stand-in of an array, in a trace, keeps the numbers of the array. */
export const WHOLE: unique symbol = /* @__PURE__ */ Symbol();

const TYPED: object = /* @__PURE__ */ Object.getPrototypeOf(Uint8Array.prototype);

/** The kind of a typed array, of any realm: `'Float64Array'`; undefined for anything else. */
export function typedKind(x: unknown): string | undefined {
  return Reflect.get(TYPED, Symbol.toStringTag, x);
}

/** What to write instead of an array of BigInts; empty for anything else. */
export function bigHint(x: unknown): string {
  return typedKind(x)?.[0] === 'B' ? '; write Array.from(x, Number) for an array of BigInts' : '';
}

/**
 * x as a list to read by index, undefined where it is no list of numbers. Only plain arrays and Float64Arrays come out, the
 * two kinds that V8 meets in the loops of array ops; other typed arrays are copied.
 */
export function listOf(x: unknown): readonly unknown[] | Float64Array | undefined {
  if (Array.isArray(x) || x instanceof Float64Array) return x;
  if (typedKind(x) === undefined) return (x as { [WHOLE]?: readonly unknown[] } | null | undefined)?.[WHOLE];
  return bigHint(x) ? undefined : new Float64Array(x as TypedArray);
}
