import { type Flat, integerPlaces, withIntegers } from '../tree/integer-lists.ts';
import { STAND_IN, type TypedArray, WHOLE } from '../typed-array.ts';

/** The signal that f reads an element of an integer array among its arguments: a place or a count, which is no data. */
export class ElementRead extends Error {
  /** The argument that holds the array. */
  readonly place: number;

  constructor(place: number) {
    super('expected integer arrays to be consumed by array operations alone');
    this.place = place;
  }
}

/**
 * A stand-in for an integer array, while f is traced: array ops and verbs find its numbers, and f its length. Any other
 * access calls `read`.
 */
export function standIn(list: TypedArray, numbers: readonly unknown[], read: () => never): object {
  return new Proxy(list, {
    get: (_, key) => (key === WHOLE ? numbers : key === 'length' ? list.length : key === STAND_IN ? undefined : read()),
    has: (_, key) => key === WHOLE || read(),
    set: read,
    defineProperty: read,
    deleteProperty: read,
    getOwnPropertyDescriptor: read,
    ownKeys: read,
  });
}

/**
 * What `attempt` returns for these arguments. Integer arrays are data as long as f leaves their elements to array ops. Where
 * it reads one, all of that argument are constants in the next attempt, and its place joins `read`. Other errors are tried
 * once more with constants, since a stand-in is no typed array to JavaScript's own functions.
 */
export function withIntegerData<T>(example: Flat, read: Set<number>, attempt: (example: Flat) => T): T {
  for (;;) {
    const current = withIntegers(example, read);
    try {
      return attempt(current);
    } catch (error) {
      const places = integerPlaces(current.tree);
      if (places.length === 0) throw error;
      for (const place of error instanceof ElementRead ? [error.place] : places) read.add(place);
    }
  }
}
