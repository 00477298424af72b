/** A function of an eval, its input taken over: all that may happen before the clock starts has happened. */
export interface Prepared<R = unknown> {
  /** The function itself, which is timed; it may be called any number of times. */
  readonly run: () => R;
  /** What is sent of the last result: numbers, strings, booleans, arrays (typed ones too) and records of them. Not timed. */
  readonly output?: (result: R) => unknown;
  /** About how many bytes a run takes at its height, where that may be gigabytes: too many are refused before the run. */
  readonly needs?: number;
}

/** Takes an input, as the protocol has it, over. Its time is reported as `prepare`. */
export type Prepare = (input: never) => Prepared<never>;

/** One eval: its functions by their names in the protocol. */
export interface Eval {
  readonly name: string;
  readonly functions: Readonly<Record<string, Prepare>>;
  /** The same functions by programs compiled in `prepare`; what is not here is taken from `functions`. */
  readonly compiled?: Readonly<Record<string, Prepare>>;
}

/** `Prepared`, with the type of the result found from `run`. */
export function prepared<R>(run: () => R, rest: Omit<Prepared<R>, 'run'> = {}): Prepared<never> {
  return { run, ...rest } as unknown as Prepared<never>;
}

/** As `prepared`, run once before: what is compiled at the first call is compiled in `prepare`. */
export function preparedByRun<R>(run: () => R, rest: Omit<Prepared<R>, 'run'> = {}): Prepared<never> {
  run();
  return prepared(run, rest);
}
