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

/** Present on what stands in for a Float64Array in code that runs on active numbers. */
export const STAND_IN: unique symbol = /* @__PURE__ */ Symbol();

/** Whether x stands in for a Float64Array. */
export function standsIn(x: unknown): boolean {
  return (x as { [STAND_IN]?: true } | null | undefined)?.[STAND_IN] === true;
}

const TYPED: object = /* @__PURE__ */ Object.getPrototypeOf(Uint8Array.prototype);

/** The kind of a typed array, of any realm: `'Float64Array'`; undefined for anything else. */
export function typedKind(x: unknown): string | undefined {
  return Reflect.get(TYPED, Symbol.toStringTag, x);
}

/** Whether x is an array of one of the two kinds that V8 meets in the loops of array ops. */
export function isIndexed(x: unknown): x is readonly unknown[] | Float64Array {
  return Array.isArray(x) || x instanceof Float64Array;
}

/**
 * x as a list to read by index, undefined where it is no list of numbers. Only plain arrays and Float64Arrays come out;
 * other typed arrays are copied.
 */
export function listOf(x: unknown): readonly unknown[] | Float64Array | undefined {
  if (isIndexed(x)) return x;
  const kind = typedKind(x);
  if (kind === undefined) return (x as { [WHOLE]?: readonly unknown[] } | null | undefined)?.[WHOLE];
  return kind[0] === 'B' ? undefined : new Float64Array(x as TypedArray);
}
