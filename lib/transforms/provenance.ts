import type { Options } from './options.ts';

type Modes = 'auto' | 'forward' | 'reverse';
// biome-ignore lint/suspicious/noExplicitAny: verbs of every signature
type Verb = (f: any, options?: Options<Modes>) => any;

// biome-ignore lint/suspicious/noExplicitAny: verbs of every signature
type EliminatingVerb = (f: any) => any;

/** How a derivative function came to be: what a compiler can make again, otherwise. */
export interface Made {
  readonly verb: string;
  readonly f: (...args: never[]) => unknown;
  /** 'auto' where it was left to the library. */
  readonly mode: Modes;
  /** The same derivative in another mode. */
  readonly inMode: (mode: Modes) => (...args: never[]) => unknown;
  /** The same by vertex elimination. */
  readonly eliminated?: () => (...args: never[]) => unknown;
}

const made = new WeakMap<object, Made>();

/** How `derivative` was made, if a verb of this entry made it. */
export function madeBy(derivative: object): Made | undefined {
  return made.get(derivative);
}

/** `verb`, remembering what it makes. */
export function remembering<V extends Verb>(name: string, verb: V, eliminating?: EliminatingVerb): V {
  const remember = (f: (...args: never[]) => unknown, options: Options<Modes> = {}): unknown => {
    const derivative = verb(f, options);
    const inMode = (mode: Modes): unknown => remember(f, { mode });
    const also = eliminating && { eliminated: (): unknown => eliminating(f) };
    const mode = options.lanes === undefined ? (options.mode ?? 'auto') : 'forward';
    made.set(derivative, { verb: name, f, mode, inMode, ...also } as Made);
    return derivative;
  };
  return remember as V;
}
