import type { Program, Run } from '../program.ts';
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
  grow(pages: number): number;
}

const PAGE = 65536;

// One for all programs: engines set aside gigabytes of addresses for each memory. A run takes its part from `top` on and
// gives it back, so that an operation may run other programs, or its own.
let memory: Memory | undefined;
let view: Float64Array = new Float64Array(0);
let top = 0;

function platform(): Platform | undefined {
  return (globalThis as { WebAssembly?: Platform }).WebAssembly;
}

/**
 * The program in WebAssembly; undefined where the platform does not allow it: a Content-Security-Policy without
 * 'wasm-unsafe-eval', or more than 8 MB (before Chromium 115: 4 KB) at once in the main thread of a browser, for which
 * there is {@link wasmAsync}.
 */
export function wasm(program: Program): Run | undefined {
  const engine = platform();
  const encoded = encode(program);
  if (engine === undefined || encoded === undefined) return undefined;
  try {
    const instance = new engine.Instance(new engine.Module(encoded.bytes), imports(engine, encoded));
    return runOf(program, encoded, instance.exports);
  } catch {
    return undefined;
  }
}

/** As {@link wasm}, of any size, and compiled beside the thread at hand. */
export async function wasmAsync(program: Program): Promise<Run | undefined> {
  const engine = platform();
  const encoded = encode(program);
  if (engine === undefined || encoded === undefined) return undefined;
  try {
    const instance = await engine.instantiate(await engine.compile(encoded.bytes), imports(engine, encoded));
    return runOf(program, encoded, instance.exports);
  } catch {
    return undefined;
  }
}

function imports(engine: Platform, { functions }: Encoded): object {
  memory ??= new engine.Memory({ initial: 0 });
  return { m: { m: memory }, f: functions };
}

function runOf({ inputs: n, outputs: { length: m } }: Program, { memory: bytes }: Encoded, exports: object): Run {
  const { run } = exports as { run: (address: number) => number };
  return (inputs, outputs) => {
    const address = top;
    const at = address / 8;
    reserve(address + bytes);
    top = address + bytes;
    try {
      for (let i = 0; i < n; i++) view[at + i] = inputs[i] as number;
      const failed = run(address);
      if (failed >= 0) return failed;
      for (let j = 0; j < m; j++) outputs[j] = view[at + n + j] as number;
      return -1;
    } finally {
      top = address;
    }
  };
}

function reserve(bytes: number): void {
  if (bytes <= view.byteLength) return;
  const grown = memory as Memory;
  grown.grow(Math.ceil((Math.max(bytes, 2 * view.byteLength) - grown.buffer.byteLength) / PAGE));
  view = new Float64Array(grown.buffer);
}
