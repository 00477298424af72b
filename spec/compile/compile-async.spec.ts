import { expect, test, vi } from 'vitest';
import { add, compileAsync, grad, gt, mul, neg, type Scalar, sin, type Vector } from '../../lib/entries/index.ts';

// TypeScript knows it from the types of browsers only.
const platform = globalThis as unknown as {
  readonly WebAssembly: Record<
    'compile' | 'instantiate' | 'Memory' | 'Instance',
    (module: Uint8Array) => Promise<object>
  >;
};

const chain =
  (length: number) =>
  (x: Scalar): Scalar => {
    let y: Scalar = x;
    for (let i = 0; i < length; i++) y = add(mul(0.99, y), sin(y));
    return y;
  };

test('a large function is WebAssembly by the time it is given, made without the synchronous constructor', async () => {
  const { compile, instantiate, Memory, Instance } = platform.WebAssembly;
  let bytes = 0;
  vi.stubGlobal('WebAssembly', {
    Memory,
    Instance,
    instantiate,
    compile: (module: Uint8Array) => {
      bytes += module.length;
      return compile(module);
    },
    Module: function refuse(): never {
      throw new RangeError('too large for the main thread');
    },
  });
  try {
    const f = chain(3000);
    const compiled = await compileAsync(f, [0.5]);
    expect(bytes).toBeGreaterThan(0);
    for (const x of [0.25, 0.5]) expect(compiled(x)).toBe(f(x));
    expect(compiled.stats).toMatchObject({ paths: 1, backend: 'wasm' });
    expect(compiled.stats.bytes).toBe(bytes);
  } finally {
    vi.unstubAllGlobals();
  }
});

test('other ways and shapes are compiled when they come, as by compile', async () => {
  const f = (x: Vector): Scalar => (gt(x[0] as Scalar, 0) ? chain(900)(x[0] as Scalar) : neg(x[0] as Scalar));
  const compiled = await compileAsync(grad(f), [[0.5]]);
  for (const x of [[0.5], [-2], [0.25]]) expect(compiled(x)).toEqual(grad(f)(x));
  expect(compiled([0.5, 1])).toEqual(grad(f)([0.5, 1]));
  expect(compiled.stats).toMatchObject({ paths: 3, shapes: 2 });
});

test('small functions are JavaScript', async () => {
  const compiled = await compileAsync((x: Scalar) => mul(x, x), [3]);
  expect([compiled(4), compiled.name, compiled.length]).toEqual([16, '', 1]);
});

test('what is wrong is told by the promise', async () => {
  await expect(compileAsync(3 as never, [])).rejects.toThrow('compileAsync: expected a function, got 3');
  await expect(compileAsync(sin, 3 as never)).rejects.toThrow(
    'compileAsync: expected an array of the arguments of a call as example, got 3',
  );
  await expect(compileAsync(sin, [1], { order: 'forward' })).rejects.toThrow(
    'compile: expected f to be made by a verb',
  );
});
