import { describe } from '../describe.ts';
import { checkLive, checkScalar, type Scalar } from '../scalar.ts';
import { listOf, typedKind, WHOLE } from '../typed-array.ts';

/** Whether to treat x as a list of numbers. Anything else is a number, or is refused as one. */
export function isVector(x: unknown): x is readonly unknown[] {
  return Array.isArray(x) || ArrayBuffer.isView(x) || (x as { [WHOLE]?: unknown } | undefined)?.[WHOLE] !== undefined;
}

/** Whether y looks like an active number, of this copy of the library or another. */
export function isScalar(y: unknown): y is { toString(): string } {
  return typeof y === 'object' && y !== null && 'level' in y;
}

/** The list of numbers in the shape of x: a plain array, or a single number. */
export function arranged<T extends readonly Scalar[]>(numbers: T, x: unknown): Scalar | T {
  return isVector(x) ? numbers : numbers[0]!;
}

/** f as a function of the list of x's numbers, its further arguments bound; f itself where that is the same, and faster. */
export function overNumbers(
  f: (x: never, ...rest: never) => unknown,
  x: unknown,
  rest: readonly unknown[],
): (xs: Scalar[]) => unknown {
  const call = f as unknown as (x: Scalar | Scalar[], ...rest: readonly unknown[]) => unknown;
  return rest.length === 0 && isVector(x) ? call : (xs) => call(arranged(xs, x), ...rest);
}

/** The numbers of x, a number or an array, as a plain array. */
export function numbersAt(name: string, x: unknown): Scalar[] {
  if (isVector(x)) return inputs(name, 'x', x);
  checkScalar(x, name);
  return [x];
}

/** Checks that derivatives can be written into an argument: an array or a Float64Array. */
export function checkContainer(
  name: string,
  argument: string,
  x: unknown,
): asserts x is readonly unknown[] | Float64Array {
  if (!Array.isArray(x) && typedKind(x) !== 'Float64Array') throw noContainer(name, argument, x, '');
}

/** The error for an argument that is no array. */
export function noContainer(name: string, argument: string, x: unknown, hint: string): TypeError {
  return new TypeError(`${name}: expected ${argument} to be an array or a Float64Array, got ${describe(x)}${hint}`);
}

/** The entries of a list of any kind, checked, as a plain array. */
export function inputs(name: string, argument: string, container: unknown): Scalar[] {
  const x = listOf(container);
  if (x === undefined) {
    const isNumber = typeof container === 'number' && argument === 'x';
    const instead = name === 'hessian' ? 'derivative(derivative(f))' : 'derivative(f)';
    const hint = isNumber ? `; for a function of one number use ${instead}` : '';
    throw noContainer(name, argument, container, hint);
  }
  // It starts with an object, so that V8 keeps it generic: an array of doubles would be converted whole at the first seed.
  const entries = [x] as unknown as Scalar[];
  entries.pop();
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

/** Checks that an array that belongs to x, like a direction, has its length. */
export function checkSameLength(
  name: string,
  argument: string,
  { length }: ArrayLike<unknown>,
  x: ArrayLike<unknown>,
): void {
  if (length === x.length) return;
  throw new RangeError(`${name}: expected ${argument} to have the length of x, ${x.length}, got ${length}`);
}

/** Derivatives by the numbers of x: a plain array where x is one, a Float64Array for a typed array of any kind. */
export function likeInput(name: string, entries: Scalar[], x: unknown): Scalar[] | Float64Array {
  if (Array.isArray(x) || !ArrayBuffer.isView(x)) return entries;
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
