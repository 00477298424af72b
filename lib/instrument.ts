import type { Active, Scalar } from './scalar.ts';

/**
 * Takes part in derivative calls to measure them: it replaces the inputs that they seed, and their tapes, by its own. One
 * at a time, and only while a measurement runs.
 */
export interface Instrument {
  readonly input: (seeded: Active) => Scalar;
  readonly tape: (own: unknown) => unknown;
}

let instrument: Instrument | undefined;

/** A number that a derivative call has seeded, or what the running instrument puts in its place. */
export function asInput(seeded: Active): Scalar {
  return instrument === undefined ? seeded : instrument.input(seeded);
}

/** The tape that a derivative call has made, or what the running instrument puts in its place. */
export function asTape<T>(tape: T): T {
  return instrument === undefined ? tape : (instrument.tape(tape) as T);
}

/** The result of `run`, all of whose derivative calls are measured by `by`. */
export function measured<T>(by: Instrument, run: () => T): T {
  const before = instrument;
  instrument = by;
  try {
    return run();
  } finally {
    instrument = before;
  }
}
