import { describe } from '../describe.ts';
import type { Vector } from '../scalar.ts';
import { assemblyOf } from '../transforms/block-jacobian.ts';
import { checkFunction } from '../transforms/options.ts';
import type { Inputs, Rest } from '../transforms/types.ts';
import { compiledBlocks } from './blocks.ts';
import { CompiledFunction } from './compiled-function.ts';
import { type CompileOptions, checkOptions } from './options.ts';
import { stats } from './stats.ts';
import type { Compiled, Returnable, Synchronous, Undeclared } from './types.ts';

type Fn = (...args: unknown[]) => unknown;

/**
 * f, or any derivative of f, as straight-line code: traced at the first call with arguments of a shape, run as code from
 * then on. It is called as f is and gives what f gives, to the bit (but see `order`). Numbers are inputs, alone, in arrays
 * (Float64Array and Float32Array too), records and fields of objects, of which f gets copies. Words, flags, functions and
 * arrays of integers such as Int32Array belong to the shape, as do arguments named in `static`: arrays and records by what
 * is in them, the rest by identity, so that it must never change. What f captures is a constant of each way through f from
 * the call on that traced it. f must be pure.
 *
 * Where a comparison or a `value(x)` comes out as in no trace before, that way is traced as well. max, min, abs, clamp, relu
 * and `where` are operations of the code. Where a number is NaN or infinite on which derivatives depend, and beyond 64 ways,
 * f is evaluated as it is; so it is beyond 32 shapes, but that every hundredth such call is compiled, and pushes out the
 * shape not called for longest.
 *
 * Cost: the first call 1 to 2 µs a node once V8 has warmed up, tens of µs in a fresh process; later ones that of code written by hand.
 * @throws {@link TypeError} when f is not a function, writes into its arguments, or returns anything but numbers, words,
 * flags, arrays and records of them; when an argument holds a Map, a Date or the like, which may change unseen, and is not
 * static.
 * @throws {@link RangeError} when an argument contains itself.
 * @throws {@link Error} when f gives other numbers traced than not.
 * @example compile(grad(([x, y]) => mul(x, y)))([2, 3]) // [3, 2]
 * @see Griewank & Walther, Evaluating Derivatives, chapter 6
 */
export function compile<F extends (...args: never[]) => Returnable = Undeclared>(
  f: F,
  options?: CompileOptions,
): Compiled<F>;
/** f with undeclared parameters, whose first is taken to be an array. */
export function compile<Y extends Returnable, R extends Rest = []>(
  f: (x: Inputs, ...rest: R) => Y,
  options?: CompileOptions,
): Compiled<(x: Vector, ...rest: R) => Y>;
/** f whose result has a type of its own, but no Promise. */
export function compile<F extends (...args: never[]) => unknown>(
  f: F & Synchronous<F>,
  options?: CompileOptions,
): Compiled<F>;
export function compile(f: (...args: never[]) => unknown, options: CompileOptions = {}): unknown {
  checkFunction('compile', f, '');
  checkOptions(options);
  const assembly = assemblyOf(f);
  if (assembly !== undefined) {
    const { call, functions } = compiledBlocks(assembly, options);
    return named(f, call, functions);
  }
  const compiled = new CompiledFunction(f as Fn, options);
  return named(f, shell(compiled), [compiled]);
}

/**
 * As {@link compile}, and at once for arguments like `example`, with WebAssembly made beside the thread: for functions so
 * large that a browser would refuse to compile them in its main thread, or that would hold it up. Tracing is not beside it.
 *
 * Cost: a call of f and a trace of it, and the making of the code, which does not hold up the thread.
 * @throws {@link TypeError} and others, as a rejection, when compile or the call of what it gives would throw.
 * @example compileAsync(sin, [1]) instanceof Promise // true
 */
export function compileAsync<F extends (...args: never[]) => Returnable = Undeclared>(
  f: F,
  example: readonly unknown[],
  options?: CompileOptions,
): Promise<Compiled<F>>;
/** f with undeclared parameters, whose first is taken to be an array. */
export function compileAsync<Y extends Returnable, R extends Rest = []>(
  f: (x: Inputs, ...rest: R) => Y,
  example: readonly unknown[],
  options?: CompileOptions,
): Promise<Compiled<(x: Vector, ...rest: R) => Y>>;
/** f whose result has a type of its own, but no Promise. */
export function compileAsync<F extends (...args: never[]) => unknown>(
  f: F & Synchronous<F>,
  example: readonly unknown[],
  options?: CompileOptions,
): Promise<Compiled<F>>;
export async function compileAsync(
  f: (...args: never[]) => unknown,
  example: readonly unknown[],
  options: CompileOptions = {},
): Promise<unknown> {
  checkFunction('compileAsync', f, '');
  checkOptions(options);
  if (!Array.isArray(example)) {
    throw new TypeError(
      `compileAsync: expected an array of the arguments of a call as example, got ${describe(example)}`,
    );
  }
  if (assemblyOf(f) !== undefined) {
    const compiled = compile(f, options) as unknown as Fn;
    compiled(...example);
    return compiled;
  }
  const compiled = new CompiledFunction(f as Fn, options);
  await compiled.prepare(example);
  return named(f, shell(compiled), [compiled]);
}

/** What users call, with the name and length of f. */
function named(f: (...args: never[]) => unknown, compiled: object, functions: readonly CompiledFunction[]): unknown {
  Object.defineProperty(compiled, 'name', { value: f.name });
  Object.defineProperty(compiled, 'length', { value: f.length });
  return Object.defineProperty(compiled, 'stats', { get: () => stats(functions) });
}

/** Calls the code of the path taken last, and where that does not run, the run time: no array of arguments till then. */
function shell(run: CompiledFunction): Fn {
  return function compiled(a?: unknown, b?: unknown, c?: unknown, d?: unknown, ...rest: unknown[]): unknown {
    let y: unknown;
    // biome-ignore lint/complexity/noArguments: how many there are, which costs nothing, unlike a list of them
    switch (arguments.length) {
      case 1:
        y = run.current(a);
        return y !== undefined ? y : run.call([a]);
      case 2:
        y = run.current(a, b);
        return y !== undefined ? y : run.call([a, b]);
      case 3:
        y = run.current(a, b, c);
        return y !== undefined ? y : run.call([a, b, c]);
      case 4:
        y = run.current(a, b, c, d);
        return y !== undefined ? y : run.call([a, b, c, d]);
      case 0:
        return run.call([]);
      default:
        y = run.current(a, b, c, d, ...rest);
        return y !== undefined ? y : run.call([a, b, c, d, ...rest]);
    }
  };
}
