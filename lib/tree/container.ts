import { describe } from '../describe.ts';
import { checkLive, type Scalar } from '../scalar.ts';
import { listOf, typedKind, WHOLE } from '../typed-array.ts';
import { arrange } from './arrangement.ts';
import type { Tree } from './tree.ts';

/** Whether to treat x as a list of numbers. Anything else is a number, or is refused as one. */
export function isVector(x: unknown): x is readonly unknown[] {
  return Array.isArray(x) || ArrayBuffer.isView(x) || (x as { [WHOLE]?: unknown } | undefined)?.[WHOLE] !== undefined;
}

/** Whether y looks like an active number, of this copy of the library or another. */
export function isScalar(y: unknown): y is { toString(): string } {
  return typeof y === 'object' && y !== null && 'level' in y;
}

/** Checks that derivatives can be written into an argument: an array or a Float64Array. */
export function checkContainer(
  name: string,
  argument: string,
  x: unknown,
): asserts x is readonly unknown[] | Float64Array {
  if (!Array.isArray(x) && typedKind(x) !== 'Float64Array') throw noContainer(name, argument, x);
}

/** The error for an argument that is no array. */
function noContainer(name: string, argument: string, x: unknown): TypeError {
  return new TypeError(`${name}: expected ${argument} to be an array or a Float64Array, got ${describe(x)}`);
}

/** A list for numbers of any kind. It starts with no number: V8 would convert an array of doubles whole at the first seed. */
export function emptyNumbers(): Scalar[] {
  const numbers = [undefined] as unknown as Scalar[];
  numbers.pop();
  return numbers;
}

/** The entries of a list of any kind, checked, as a plain array. */
export function inputs(
  name: string,
  argument: string,
  container: unknown,
  entries: Scalar[] = emptyNumbers(),
): Scalar[] {
  const x = listOf(container);
  if (x === undefined) throw noContainer(name, argument, container);
  for (let i = 0; i < x.length; i++) {
    const entry: unknown = x[i];
    if (typeof entry !== 'number') {
      if (!isScalar(entry)) {
        const got = i in x ? describe(entry) : 'a hole in a sparse array';
        throw new TypeError(`${name}: expected ${argument}[${i}] to be a number, got ${got}`);
      }
      checkLive(entry, name);
    }
    entries.push(entry as Scalar);
  }
  return entries;
}

/** Checks that a list that belongs to another, like a direction, has its length. */
export function checkLength(name: string, argument: string, length: number, of: string, expected: number): void {
  if (length === expected) return;
  throw new RangeError(`${name}: expected ${argument} to have the length of ${of}, ${expected}, got ${length}`);
}

/** The derivatives by the numbers of x, which has this tree: with a Float64Array for a typed array of any kind. */
export function derivativeLike(name: string, tree: Tree, entries: Scalar[]): unknown {
  return arrange(tree, entries, (list) => float64Array(name, list));
}

function float64Array(name: string, entries: readonly Scalar[]): Float64Array {
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
