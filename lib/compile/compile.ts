import { describe } from '../describe.ts';
import { Trace } from '../inspect/trace.ts';
import type { Vector } from '../scalar.ts';
import type { Sparse } from '../sparse/sparse-verb.ts';
import type { Examples, FromExamples, Traceable, UndeclaredFn } from '../transforms/examples.ts';
import { checkFunction } from '../transforms/options.ts';
import { assemblyOf } from '../transforms/provenance.ts';
import type { ArrayUnlessDeclared } from '../transforms/tree-types.ts';
import type { Data, Further } from '../transforms/types.ts';
import { compiledBlocks } from './blocks.ts';
import { CompiledFunction } from './compiled-function.ts';
import { type CompileOptions, checkOptions } from './options.ts';
import { stats } from './stats.ts';
import type {
  Compilation,
  Compiled,
  Declared,
  OfScalar,
  OfVector,
  Returnable,
  Synchronous,
  Undeclared,
} from './types.ts';

type Fn = (...args: unknown[]) => unknown;

/**
 * f, or any derivative of f, as straight-line code. It is called like f and returns the same result, to the bit (but see
 * `order`).
 *
 * The first call with arguments of a signature traces f and makes code; later calls run the code. Numbers are inputs: alone,
 * in arrays (Float64Array and Float32Array too), in records and in the fields of objects, of which f receives copies.
 * Integer arrays such as Int32Array are inputs as x, and where f hands them to array ops whole. Where f reads their entries
 * they are part of the signature, as strings, booleans, null and functions are, and arguments
 * named in `static`: each new value is compiled separately. Arrays and records are compared by content, other objects by
 * identity: those must not change. f must be pure. Captured variables are baked in when a path is first traced; they must
 * not change afterwards.
 *
 * Where a comparison or a `value(x)` comes out otherwise than in all earlier traces, that path is traced as well. max, min,
 * abs, clamp, relu and `where` are operations of the code and need no paths. f runs uncompiled where a number on which
 * derivatives depend is NaN or infinite, and beyond 64 paths. Beyond 32 signatures it does so too, but every hundredth call
 * that misses is compiled, and evicts the least recently called signature.
 *
 * Cost: the first call runs f twice, once on plain and once on traced numbers, and once more where an input is unused,
 * to check that it does not decide the result unnoticed; of a derivative also the differentiated function, on plain numbers.
 * Later calls run that too where they are checked: see `check`. It takes 1 to 2 µs a node once V8 has warmed up,
 * tens of µs in a fresh process; later calls take 0.3 to 2.4 times as long as code by hand (bench/README.md).
 * @throws {@link TypeError} when f is not a function, writes into its arguments, or returns anything but numbers, strings,
 * booleans, null, arrays and records of them; when an argument holds a Map, a Date or the like, which may change
 * unnoticed, and is not static.
 * @throws {@link RangeError} when an argument contains itself.
 * @throws {@link Error} when f returns other numbers on traced numbers than on plain ones, at the first call or at a later one
 * that is checked.
 * @example compile(grad(([x, y]) => mul(x, y)))([2, 3]) // [3, 2]
 * @see Griewank & Walther, Evaluating Derivatives, chapter 6
 */
export function compile<F extends OfScalar | OfVector | Undeclared = Undeclared>(
  f: F,
  options?: CompileOptions,
): Compiled<F>;
/** f with undeclared parameters. The first is taken to be an array. */
export function compile<F, Y extends Returnable>(
  f: F & Declared<F> & ((x: ArrayUnlessDeclared, ...rest: Data) => Y),
  options?: CompileOptions,
): Compiled<(x: Vector, ...rest: Further<F>) => Y>;
/** A sparse derivative, whose values may be written into an array of the caller's. */
export function compile<F extends ((...args: never[]) => unknown) & Sparse>(
  f: F,
  options?: CompileOptions,
): F & Compilation;
/** f with static arguments, which may be plain numbers. */
export function compile<F extends (...args: never[]) => unknown>(
  f: F & Synchronous<F>,
  options: CompileOptions & { readonly static: readonly number[] },
): Compiled<F>;
/** f whose result has its own type, but is not a Promise. */
export function compile<F extends (...args: never[]) => unknown>(
  f: F & Synchronous<F> & Traceable<F> & Declared<F>,
  options?: CompileOptions,
): Compiled<F>;
export function compile(f: (...args: never[]) => unknown, options: CompileOptions = {}): unknown {
  checkFunction('compile', f, '');
  checkOptions(options);
  const assembly = assemblyOf(f);
  if (assembly?.kind === 'blocks') {
    const { call, functions } = compiledBlocks(assembly, options);
    return named(f, call, functions);
  }
  if (assembly?.kind === 'sparse') {
    const functions: CompiledFunction[] = [];
    const own = sparseOptions(options);
    const call = assembly.again((numbers) => {
      functions[0] = new CompiledFunction(numbers, own);
      return shell(functions[0]);
    });
    return named(f, call, functions);
  }
  const compiled = new CompiledFunction(f as Fn, options);
  return named(f, shell(compiled), [compiled]);
}

/**
 * What {@link compile} returns, already compiled for arguments like `example`. Large functions are compiled off the main
 * thread, which they would block, or where a browser would refuse them. Tracing stays on the main thread.
 *
 * Cost: a call of f and a trace of it; making the code does not block the thread.
 * @throws {@link TypeError} and others, as a rejection, when compile or the first call would throw.
 * @example compileAsync(sin, [1]) instanceof Promise // true
 */
export function compileAsync<F extends OfScalar | OfVector | Undeclared = Undeclared>(
  f: F,
  example: Readonly<Examples<F>>,
  options?: CompileOptions,
): Promise<Compiled<F>>;
/** f with undeclared parameters, which are like the example. */
export function compileAsync<F, Y extends Returnable, A extends readonly unknown[]>(
  f: UndeclaredFn<F, A, Y>,
  example: readonly [...A],
  options?: CompileOptions,
): Promise<Compiled<(...args: FromExamples<A>) => Y>>;
/** f whose result has its own type, but is not a Promise. */
export function compileAsync<F extends (...args: never[]) => unknown>(
  f: F & Synchronous<F> & Traceable<F> & Declared<F>,
  example: Readonly<Examples<F>>,
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
  if (assemblyOf(f)) {
    const compiled = compile(f, options) as unknown as Fn;
    compiled(...example);
    return compiled;
  }
  const compiled = new CompiledFunction(f as Fn, options);
  await compiled.prepare(example);
  return named(f, shell(compiled), [compiled]);
}

/** The options of the function to the numbers of a sparse derivative, whose call has no place for an array to write into. */
function sparseOptions(options: CompileOptions): CompileOptions {
  const { order = 'auto', static: statics = [] } = options;
  if (order !== 'auto') {
    throw new RangeError(`compile: expected no order of a sparse derivative, which has one of its own, got '${order}'`);
  }
  return { ...options, static: statics.map((place) => Math.max(place - 1, 0)) };
}

/** The program of the path called last. */
function traceOf(functions: readonly CompiledFunction[]): Trace | undefined {
  const specialization = functions.flatMap((compiled) => compiled.specializations[0] ?? []).at(-1);
  const path = specialization?.last;
  return path && new Trace(path.program, path.result, specialization.signature);
}

/** The function that users call, with the name and length of f. */
function named(f: (...args: never[]) => unknown, compiled: object, functions: readonly CompiledFunction[]): unknown {
  Object.defineProperty(compiled, 'name', { value: f.name });
  Object.defineProperty(compiled, 'length', { value: f.length });
  Object.defineProperty(compiled, 'stats', { get: () => stats(functions) });
  return Object.defineProperty(compiled, 'trace', { value: () => traceOf(functions) });
}

/**
 * Calls the code of the path taken last, or the run time where that does not run. Only then are the arguments listed. A call
 * that is due is checked.
 */
function shell(run: CompiledFunction): Fn {
  const { schedule } = run;
  return function compiled(a?: unknown, b?: unknown, c?: unknown, d?: unknown, ...rest: unknown[]): unknown {
    let y: unknown;
    const isDue = --schedule.left < 0;
    // biome-ignore lint/complexity/noArguments: how many there are, which costs nothing, unlike a list of them
    switch (arguments.length) {
      case 1:
        if (isDue || schedule.first?.isNew(a)) return run.checkedCall([a]);
        y = run.current(a);
        return y !== undefined ? y : run.call([a]);
      case 2:
        if (isDue || schedule.isNewInTwo(a, b)) return run.checkedCall([a, b]);
        y = run.current(a, b);
        return y !== undefined ? y : run.call([a, b]);
      case 3:
        if (isDue || schedule.isNewInFour(a, b, c, undefined)) return run.checkedCall([a, b, c]);
        y = run.current(a, b, c);
        return y !== undefined ? y : run.call([a, b, c]);
      case 4:
        if (isDue || schedule.isNewInFour(a, b, c, d)) return run.checkedCall([a, b, c, d]);
        y = run.current(a, b, c, d);
        return y !== undefined ? y : run.call([a, b, c, d]);
      case 0:
        return isDue ? run.checkedCall([]) : run.call([]);
      default:
        if (isDue || [schedule.isNewInFour(a, b, c, d), schedule.isNewInRest(rest)].includes(true))
          return run.checkedCall([a, b, c, d, ...rest]);
        y = run.current(a, b, c, d, ...rest);
        return y !== undefined ? y : run.call([a, b, c, d, ...rest]);
    }
  };
}
