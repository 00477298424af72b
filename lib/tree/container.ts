import { describe } from '../describe.ts';
import { live, type Scalar } from '../scalar.ts';
import { isScalar } from './output.ts';

/** Checks that an argument holds numbers side by side. */
export function checkContainer(
  name: string,
  argument: string,
  x: unknown,
): asserts x is readonly unknown[] | Float64Array {
  if (Array.isArray(x) || x instanceof Float64Array) return;
  const hint = typeof x === 'number' && argument === 'x' ? '; for a function of one number use derivative(f)' : '';
  throw new TypeError(`${name}: expected ${argument} to be an array or a Float64Array, got ${describe(x)}${hint}`);
}

/** The entries of x, checked, as a plain array. */
export function inputs(name: string, argument: string, x: unknown): Scalar[] {
  checkContainer(name, argument, x);
  // Begun with an object, so that V8 has it hold anything: an array of doubles is converted whole at the first seed.
  const entries = [x] as unknown as Scalar[];
  entries.pop();
  for (let i = 0; i < x.length; i++) {
    const entry: unknown = x[i];
    if (typeof entry !== 'number') {
      if (!(i in x)) {
        throw new TypeError(`${name}: expected ${argument}[${i}] to be a number, got a hole in a sparse array`);
      }
      if (!isScalar(entry)) {
        throw new TypeError(`${name}: expected ${argument}[${i}] to be a number, got ${describe(entry)}`);
      }
      live(entry, name);
    }
    entries.push(entry as Scalar);
  }
  return entries;
}

/** Checks that an array beside x, like a direction, is as long. */
export function sameLength(
  name: string,
  argument: string,
  { length }: ArrayLike<unknown>,
  x: ArrayLike<unknown>,
): void {
  if (length === x.length) return;
  throw new RangeError(`${name}: expected ${argument} to have the length of x, ${x.length}, got ${length}`);
}

/** `entries` in the kind of container that x is. */
export function likeInput(name: string, entries: Scalar[], x: unknown): Scalar[] | Float64Array {
  if (!(x instanceof Float64Array)) return entries;
  const typed = new Float64Array(entries.length);
  for (let i = 0; i < entries.length; i++) {
    const entry = entries[i]!;
    if (typeof entry !== 'number') {
      throw new TypeError(
        `${name}: expected a derivative of plain numbers to put into a Float64Array, got ${entry.toString()} of an outer derivative; pass x as a plain array`,
      );
    }
    typed[i] = entry;
  }
  return typed;
}
