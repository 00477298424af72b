import type { Program } from '../../program/program.ts';
import { OK, type Run } from '../backend.ts';
import { type Encoded, encode } from './encode.ts';

/** What we use of WebAssembly, which TypeScript knows from the types of browsers only. */
interface Platform {
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
  readonly Memory: new (limits: { readonly initial: number }) => Memory;
  compile(bytes: Uint8Array<ArrayBuffer>): Promise<object>;
  instantiate(module: object, imports: object): Promise<{ readonly exports: object }>;
}

interface Memory {
  readonly buffer: ArrayBuffer;
}

const PAGE = 65536;
const SHARED_PAGES = 256;
/** Programs that need more than this have a separate memory. */
const SHARED_BYTES: number = 2 ** 22;

/** A memory in which each run takes its share from `top` on, so that an operation may run other programs, or its own. */
interface Arena {
  readonly memory: Memory;
  top: number;
  /** The program that ran last, whose tables are still in place. */
  last: Encoded | undefined;
}

// Shared, because engines set aside gigabytes of addresses for each memory; and never grown, because that detaches its
// buffer, and from the first buffer detached on V8 looks at each access to any typed array whether its own still is there.
let shared: Arena | undefined;

function platform(): Platform | undefined {
  return (globalThis as { WebAssembly?: Platform }).WebAssembly;
}

/** A program as a running module, and how large that is. */
export interface Instantiated {
  readonly run: Run;
  readonly bytes: number;
}

/**
 * The program in WebAssembly; undefined where the platform does not allow it: a Content-Security-Policy without
 * 'wasm-unsafe-eval', or more than 8 MB (before Chromium 115: 4 KB) at once in the main thread of a browser, for which
 * there is {@link instantiateAsync}.
 */
export function instantiate(program: Program): Instantiated | undefined {
  const engine = platform();
  const encoded = encode(program);
  if (engine === undefined || encoded === undefined) return undefined;
  try {
    const arena = arenaFor(engine, encoded);
    const instance = new engine.Instance(new engine.Module(encoded.bytes), imports(arena, encoded));
    return { run: runOf(program, encoded, arena, instance.exports), bytes: encoded.bytes.length + encoded.data.length };
  } catch {
    return undefined;
  }
}

/** The same of any size, compiled off the main thread. */
export async function instantiateAsync(program: Program): Promise<Instantiated | undefined> {
  const engine = platform();
  const encoded = encode(program);
  if (engine === undefined || encoded === undefined) return undefined;
  try {
    const arena = arenaFor(engine, encoded);
    const instance = await engine.instantiate(await engine.compile(encoded.bytes), imports(arena, encoded));
    return { run: runOf(program, encoded, arena, instance.exports), bytes: encoded.bytes.length + encoded.data.length };
  } catch {
    return undefined;
  }
}

function arenaFor(engine: Platform, { memory: bytes, reenters }: Encoded): Arena {
  const arena = (pages: number): Arena => ({ memory: new engine.Memory({ initial: pages }), top: 0, last: undefined });
  if (bytes > SHARED_BYTES) return arena(Math.ceil(((reenters ? 4 : 1) * bytes) / PAGE));
  shared ??= arena(SHARED_PAGES);
  return shared;
}

function imports({ memory }: Arena, { functions }: Encoded): object {
  return { m: { m: memory }, f: functions };
}

/** Up to this many numbers a loop copies faster than `set` does. */
const FEW = 8;

function runOf(
  { inputs: { length: n }, outputs: { length: m } }: Program,
  encoded: Encoded,
  arena: Arena,
  exports: object,
): Run {
  const { memory: bytes, data, reenters } = encoded;
  const { run } = exports as { run: (address: number) => number };
  const { buffer } = arena.memory;
  let address = -1;
  let ins: Float64Array;
  let outs: Float64Array;
  let tables: Uint8Array;
  const place = (): void => {
    address = arena.top;
    arena.last = undefined;
    if (address + bytes > buffer.byteLength) {
      throw new RangeError('compile: expected an operation not to run programs inside each other this deeply');
    }
    ins = new Float64Array(buffer, address, n);
    outs = new Float64Array(buffer, address + 8 * n, m);
    tables = new Uint8Array(buffer, address + bytes - data.length, data.length);
  };
  const arrive = (): void => {
    if (address !== arena.top) place();
    if (arena.last === encoded) return;
    tables.set(data);
    arena.last = encoded;
  };
  const simple: Run = (inputs, outputs) => {
    arrive();
    if (n > FEW) ins.set(inputs);
    else for (let i = 0; i < n; i++) ins[i] = inputs[i]!;
    const signal = run(address);
    if (signal !== OK) return signal;
    if (m > FEW) outputs.set(outs);
    else for (let j = 0; j < m; j++) outputs[j] = outs[j]!;
    return OK;
  };
  if (!reenters) return simple;
  return (inputs, outputs) => {
    const { top } = arena;
    arrive();
    const [into, from] = [ins, outs];
    into.set(inputs);
    arena.top = top + bytes;
    try {
      const signal = run(top);
      if (signal === OK) outputs.set(from);
      return signal;
    } finally {
      arena.top = top;
    }
  };
}
