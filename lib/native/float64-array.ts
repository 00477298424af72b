import { open } from '../level.ts';
import { Active, isActive, type Scalar } from '../scalar.ts';
import { listOf, typedKind } from '../typed-array.ts';
import { whole } from './bits.ts';
import { element, isStandIn, type StandIn, setConstructor, standInOf } from './stand-in.ts';

/** Float64Array as transformed code has it. */
export interface NativeFloat64Array {
  new (...args: unknown[]): Float64Array | StandIn;
  readonly prototype: Float64Array;
  readonly BYTES_PER_ELEMENT: number;
  from(source: unknown, map?: (x: never, i: number) => unknown, that?: unknown): Float64Array | StandIn;
  of(...xs: unknown[]): Float64Array | StandIn;
}

/**
 * `new Float64Array(…)` of transformed code: while a level is open an object that behaves like it and can hold active numbers,
 * otherwise a Float64Array. One on an ArrayBuffer is always that: its numbers are bytes.
 */
export const $Float64Array: NativeFloat64Array = /* @__PURE__ */ float64Array();

/** v as it is stored into an element of `list`: a stand-in takes numbers only, as a typed array does. */
export function $stored(list: unknown, v: unknown): unknown {
  return typeof v === 'number' || v instanceof Active || !isStandIn(list) ? v : element(v);
}

function float64Array(): NativeFloat64Array {
  const made = function (this: unknown, ...args: unknown[]): Float64Array | StandIn {
    // A class of its own keeps its bytes: it refuses active numbers.
    const isOwn = new.target !== undefined && new.target !== (made as unknown);
    if (isOwn) return Reflect.construct(Float64Array, args, new.target as never);
    if (new.target === undefined) return (Float64Array as unknown as (...args: unknown[]) => never)(...args);
    return open.count > 0 && !isBuffer(args[0])
      ? standInOf(elementsOf(args[0]))
      : new Float64Array(...(args as [number]));
  };
  Object.defineProperties(made, {
    name: { value: 'Float64Array' },
    length: { value: 3 },
    prototype: { value: Float64Array.prototype },
    BYTES_PER_ELEMENT: { value: 8 },
    from: { value: from },
    of: { value: of },
    [Symbol.hasInstance]: {
      value(this: unknown, x: unknown): boolean {
        return this === made ? x instanceof Float64Array || isStandIn(x) : ordinaryHasInstance.call(this as never, x);
      },
    },
  });
  setConstructor(made);
  return made as unknown as NativeFloat64Array;
}

const ordinaryHasInstance = Function.prototype[Symbol.hasInstance];

function from(source: unknown, map?: (x: never, i: number) => unknown, that?: unknown): Float64Array | StandIn {
  if (open.count === 0) return Float64Array.from(source as never, map as never, that);
  if (map !== undefined && typeof map !== 'function') return Float64Array.from(source as never, map as never);
  const values = valuesOf(source);
  return standInOf(
    (map === undefined ? values : values.map((x, i) => map.call(that as never, x as never, i))).map(element),
  );
}

function of(...xs: unknown[]): Float64Array | StandIn {
  return open.count === 0 ? Float64Array.of(...(xs as number[])) : standInOf(xs.map(element));
}

function isBuffer(x: unknown): boolean {
  return x instanceof ArrayBuffer || (typeof SharedArrayBuffer !== 'undefined' && x instanceof SharedArrayBuffer);
}

/** The elements of a new array, by the argument of its constructor: a length, or what it has. */
function elementsOf(x: unknown): Scalar[] {
  if ((typeof x !== 'object' && typeof x !== 'function') || x === null || isActive(x)) {
    return new Array<Scalar>(lengthOf(whole(x))).fill(0);
  }
  return valuesOf(x).map(element);
}

function lengthOf(n: unknown): number {
  if (typeof n === 'number' && n >= 0 && n < 1e9 && Number.isInteger(n)) return n;
  // Whatever else JavaScript makes of it.
  return new Float64Array(n as number).length;
}

/** The values of an iterable, or of an object with a length. */
function valuesOf(x: unknown): unknown[] {
  const kind = typedKind(x);
  if (kind?.startsWith('Big')) return Array.from(new Float64Array(x as never));
  const list = kind === undefined ? undefined : listOf(x);
  return Array.from((list ?? x) as ArrayLike<unknown>);
}
