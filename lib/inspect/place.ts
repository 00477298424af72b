/** Where in a program of the user's something happened. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

// V8 writes `at name (file:1:2)` or `at file:1:2`; SpiderMonkey and JavaScriptCore write `name@file:1:2` or `file:1:2`.
const FRAME = /^\s*(?:at (?:async )?(?:(?<v8>.*?) \()?|(?<other>[^@]*)@)?(?<file>.+?):(?<line>\d+):(?<column>\d+)\)?$/;

/** A call on the stack: where its function is at, and the function's name. */
export interface Frame extends Place {
  readonly name: string;
}

/** The frames of a stack, the innermost first. Native ones have no line, and those of the engine are nobody's. */
export function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const text of stack.split('\n')) {
    const { v8, other, file, line, column } = FRAME.exec(text)?.groups ?? {};
    if (file === undefined || file.startsWith('node:')) continue;
    // V8 says what a function was called on: `Module.abs`.
    const name = (v8 ?? other ?? '').replace(/^.*\./, '');
    frames.push({ name, file, line: Number(line), column: Number(column) });
  }
  return frames;
}

type Caller = (...args: never[]) => unknown;

interface Engine {
  captureStackTrace?: (target: object, above?: Caller) => void;
  stackTraceLimit?: number;
}

// Deep enough for derivatives within derivatives.
const LIMIT = 100;

/** A call of the library by the user: where, and the name of the function called. */
export interface UserCall {
  /** Undefined where the engine tells nothing. */
  readonly place: Place | undefined;
  readonly name: string;
}

/**
 * The user's call that led to one of `ops`, the outermost first. The frames from here to the op are the library's, and so are
 * the files they are in. Where a bundler has put the user's functions into the same file, it is the frame below the op.
 */
export function callOf(ops: readonly unknown[]): UserCall {
  const engine = Error as Engine;
  const before = engine.stackTraceLimit;
  // Not an assignment, which throws where intrinsics are frozen.
  Reflect.set(engine, 'stackTraceLimit', LIMIT);
  const frames = framesOf(new Error().stack ?? '');
  const count = callers(engine, ops) ?? frames.length - 1;
  Reflect.set(engine, 'stackTraceLimit', before);
  const first = frames.length - count;
  const library = frames.slice(0, first).map(({ file }) => file);
  const found = frames.findIndex(({ file }, i) => i >= first && !isOfLibrary(file, library));
  const at = found < 0 ? first : found;
  const frame = frames[at];
  const place = frame && { file: frame.file, line: frame.line, column: frame.column };
  return { place, name: frames[at - 1]?.name ?? '' };
}

/** How many frames there are below the first of `ops` that is being called; undefined where the engine can't tell. */
function callers(engine: Engine, ops: readonly unknown[]): number | undefined {
  for (const op of ops) {
    const target: { stack?: string } = {};
    engine.captureStackTrace?.(target, op as Caller);
    const frames = framesOf(target.stack ?? '');
    if (frames.length > 0) return frames.length;
  }
  return undefined;
}

/** Whether a file is among those of the library: `own` are some of them, the first of them this one. */
function isOfLibrary(file: string, own: readonly string[]): boolean {
  if (own.includes(file)) return true;
  // Where modules are not bundled, this is lib/inspect/place.ts, and all of lib is the library's.
  const folder = /^(.*\/)inspect\/place\.[jt]s$/.exec(own[0] ?? '')?.[1];
  return folder !== undefined && file.startsWith(folder);
}
