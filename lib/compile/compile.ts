import { describe } from '../describe.ts';
import type { Scalar } from '../scalar.ts';
import { madeBy } from '../transforms/made.ts';
import { checkFunction } from '../transforms/options.ts';
import type { Of } from '../transforms/types.ts';
import { hasActive, shapeOf } from './arguments.ts';
import type { Backend } from './backend.ts';
import { type Direct, FAILED } from './direct.ts';
import { Entry, type Traced } from './entry.ts';
import type { Path } from './paths.ts';
import { type Recording, record } from './record.ts';
import { leaves, type Result, resultOf } from './results.ts';
import { type CompileStats, flopsOf, now, stats } from './stats.ts';

// Shapes beyond these push out the one that was not called for longest.
const SHAPES = 32;

/** How a function is compiled. */
export interface CompileOptions {
  /** The places of arguments that are counts or flags: not inputs, but part of what is compiled for. */
  readonly static?: readonly number[] | undefined;
  /**
   * How the code runs; 'auto' takes JavaScript for small functions and WebAssembly for large ones, and the interpreter where
   * a page's policy forbids both.
   */
  readonly backend?: 'auto' | 'js' | 'wasm' | 'interpreter' | undefined;
  /**
   * In which order the chain rule goes, for a derivative made by a verb. By itself as it was made; a Jacobian whose mode was
   * left open, in whichever order takes the fewest operations. 'elimination' is the best cross-country order; what it, or
   * another mode than f's, computes agrees as far as rounding allows, not to the bit.
   */
  readonly order?: 'auto' | 'forward' | 'reverse' | 'elimination' | undefined;
}

/** T with numbers for Scalars. */
type Plain<T> = T extends Scalar ? number : T extends object ? { -readonly [K in keyof T]: Plain<T[K]> } : T;

/** An argument with numbers for Scalars. */
type Numbers<T> = T extends Scalar ? number : T extends readonly unknown[] ? Readonly<Of<number, T>> : T;

/** f on plain numbers. */
type OnNumbers<F> = F extends (...args: infer A) => infer Y
  ? (...args: { [K in keyof A]: Numbers<A[K]> }) => Plain<Y>
  : never;

/** A compiled function: called as f is, and on numbers it gives numbers. */
export type Compiled<F> = OnNumbers<F> & F & { readonly stats: CompileStats };

type Fn = (...args: unknown[]) => unknown;

/**
 * f, or any derivative of f, as straight-line code: traced at the first call with arguments of a shape, run as code from
 * then on. It is called as f is and gives what f gives, to the bit (but see `order`). Numbers, arrays of them and records are inputs; other
 * arguments, and those named in `static`, belong to the shape (arrays by what is in them, objects by identity), and what f
 * captures is constant from the first call on. f must be pure.
 *
 * Where a comparison or a `value(x)` comes out as in no trace before, that way is traced as well. max, min, abs, clamp, relu
 * and `where` are operations of the code. Where a number is NaN or infinite on which derivatives depend, and beyond 64 ways,
 * f is evaluated as it is.
 *
 * Cost: the first call about 2 µs an operation; later ones that of code written by hand.
 * @throws {@link TypeError} when f is not a function, writes into its arguments, or returns anything but numbers, arrays and
 * records of them.
 * @throws {@link Error} when f gives other numbers traced than not.
 * @example compile(grad(([x, y]) => mul(x, y)))([2, 3]) // [3, 2]
 * @see Griewank & Walther, Evaluating Derivatives, chapter 6
 */
export function compile<F extends (...args: never[]) => unknown>(f: F, options: CompileOptions = {}): Compiled<F> {
  checkFunction('compile', f);
  checkOptions(options);
  const compiler = new Compiler(f as unknown as Fn, options);
  const compiled = shell(compiler);
  Object.defineProperty(compiled, 'name', { value: f.name });
  Object.defineProperty(compiled, 'length', { value: f.length });
  return Object.defineProperty(compiled, 'stats', {
    get: () => stats(compiler.entries, compiler.milliseconds),
  }) as never;
}

function checkOptions(options: CompileOptions): void {
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new TypeError(`compile: expected options to be an object like { static: [1] }, got ${describe(options)}`);
  }
  for (const key of Object.keys(options)) {
    if (key === 'static' || key === 'backend' || key === 'order') continue;
    throw new TypeError(`compile: expected the options static, backend and order, got an unknown option '${key}'`);
  }
  const places: unknown = options.static ?? [];
  if (!Array.isArray(places) || !places.every((i) => Number.isInteger(i) && i >= 0)) {
    throw new TypeError(`compile: expected static to list places of arguments, like [1], got ${describe(places)}`);
  }
  const among = (name: string, value: unknown, names: readonly string[]): void => {
    if (value === undefined || names.includes(value as string)) return;
    throw new RangeError(
      `compile: expected ${name} to be ${names.map((n) => `'${n}'`).join(' or ')}, got ${describe(value)}`,
    );
  };
  among('backend', options.backend, ['auto', 'js', 'wasm', 'interpreter']);
  among('order', options.order, ['auto', 'forward', 'reverse', 'elimination']);
}

/** Calls what was compiled last, and where that does not fit, the compiler: without an array of arguments while it fits. */
function shell(compiler: Compiler): Fn {
  return function compiled(a?: unknown, b?: unknown, c?: unknown, d?: unknown, ...rest: unknown[]): unknown {
    let y: unknown;
    // biome-ignore lint/complexity/noArguments: how many there are, which costs nothing, unlike a list of them
    switch (arguments.length) {
      case 1:
        y = compiler.current(a);
        return y !== undefined ? y : compiler.call([a]);
      case 2:
        y = compiler.current(a, b);
        return y !== undefined ? y : compiler.call([a, b]);
      case 3:
        y = compiler.current(a, b, c);
        return y !== undefined ? y : compiler.call([a, b, c]);
      case 4:
        y = compiler.current(a, b, c, d);
        return y !== undefined ? y : compiler.call([a, b, c, d]);
      case 0:
        return compiler.call([]);
      default:
        y = compiler.current(a, b, c, d, ...rest);
        return y !== undefined ? y : compiler.call([a, b, c, d, ...rest]);
    }
  };
}

const JACOBIANS: readonly string[] = ['jacobian', 'valueAndJacobian'];

// Where the first trace is larger, others would take longer than they could save.
const LARGE = 20_000;

// In another order than f's, digits cancel otherwise. Where most of them do, f is evaluated as it is.
const NEAR = 1e-9;

const MISS: Direct = () => {
  FAILED[0] = -1;
  return undefined;
};

class Compiler {
  /** The way that was taken last, for arguments of the shape that came last. */
  current: Direct = MISS;
  /** By shape, the one called last first. */
  readonly entries: Entry[] = [];
  milliseconds = 0;
  private readonly f: Fn;
  /** What may be traced, of which the one with the fewest operations is: f, but where f writes a gradient, what gives it. */
  private readonly candidates: readonly Traced[];
  private readonly writes: boolean;
  private readonly statics: ReadonlySet<number>;
  private readonly backend: Backend | 'auto';

  constructor(f: Fn, { static: statics = [], backend = 'auto', order = 'auto' }: CompileOptions) {
    const made = madeBy(f);
    if (order !== 'auto' && made === undefined) {
      throw new TypeError(
        `compile: expected f to be made by a verb like grad or jacobian for order '${order}', got ${describe(f)}`,
      );
    }
    if (order === 'elimination' && made?.eliminated === undefined) {
      throw new TypeError(
        `compile: expected f to be made by grad, valueAndGrad, gradInto, jacobian or valueAndJacobian for order 'elimination', got one made by ${made?.verb}`,
      );
    }
    const mode = order === 'auto' || order === 'elimination' ? undefined : order;
    this.f = (mode && made ? made.inMode(mode) : f) as Fn;
    this.writes = made?.given !== undefined;
    const eliminated = (): Traced => ({ f: made?.eliminated?.() as Fn, isExact: false });
    const asMade: Traced = { f: (made?.given?.(mode) as Fn | undefined) ?? this.f, isExact: true };
    const others = (): Traced[] => [
      ...(['forward', 'reverse'] as const).map((m) => ({ f: made?.inMode(m) as Fn, isExact: false })),
      eliminated(),
    ];
    const isOpen = order === 'auto' && made?.isFree === true && JACOBIANS.includes(made.verb);
    this.candidates = order === 'elimination' ? [eliminated()] : isOpen ? [asMade, ...others()] : [asMade];
    this.statics = new Set(statics);
    this.backend = backend;
  }

  call(args: readonly unknown[]): unknown {
    if (args.some(hasActive)) return this.f(...args);
    const entry = this.entryOf(args);
    if (entry === undefined) return this.begin(args);
    const tried = new Set<Path>();
    let path = entry.last;
    let from: Path | undefined;
    let guard = -1;
    while (path !== undefined) {
      tried.add(path);
      const y = path.call(...args);
      if (y !== undefined) {
        entry.last = path;
        this.current = path.call;
        return y;
      }
      guard = FAILED[0] as number;
      from = path;
      // Not a guard of f's: a number is not finite that must be, `out` is no array to write into, or a run is under way.
      if (guard < 0 || guard >= path.recording.guards.length) return this.f(...args);
      path = path.alternatives(guard).find((other) => !tried.has(other));
    }
    return entry.isOpen() ? this.extend(entry, args, from, guard) : this.f(...args);
  }

  private entryOf(args: readonly unknown[]): Entry | undefined {
    const inputs = this.inputs(args);
    const place = this.entries.findIndex((entry) => entry.takes(inputs));
    if (place > 0) this.entries.unshift(...this.entries.splice(place, 1));
    return place < 0 ? undefined : this.entries[0];
  }

  private inputs(args: readonly unknown[]): readonly unknown[] {
    return this.writes ? [args[0], ...args.slice(2)] : args;
  }

  private begin(args: readonly unknown[]): unknown {
    const inputs = this.inputs(args);
    const shapes = inputs.map((x, i) => shapeOf(x, this.statics.has(this.writes && i > 0 ? i + 1 : i)));
    const entry = new Entry(shapes, this.writes ? (args[0] as ArrayLike<number> | undefined)?.length : undefined);
    entry.takes(inputs);
    return this.extend(entry, args, undefined, -1);
  }

  /** Evaluates f, and compiles the way it goes here. */
  private extend(entry: Entry, args: readonly unknown[], parent: Path | undefined, guard: number): unknown {
    // Before f is called, which may call this very function, or write the gradient over x.
    const numbers = entry.numbers.slice();
    const y = this.f(...args);
    if (hasActive(y)) return y;
    const start = now();
    const given = this.writes ? { value: y, gradient: Array.from(args[1] as ArrayLike<number>) } : y;
    const result = resultOf(given);
    const recording = this.record(entry, args, numbers, result, given);
    // Else f did otherwise than before up to there: it is no function of its arguments alone.
    if (recording === undefined || !(parent?.isLeftBy(recording, guard) ?? true)) entry.refused++;
    else this.current = entry.add(recording, result, this.backend, parent, guard).call;
    if (!this.entries.includes(entry)) this.entries.unshift(entry);
    if (this.entries.length > SHAPES) this.entries.pop();
    this.milliseconds += now() - start;
    return y;
  }

  /** The trace of f, which has to give what f gave; undefined where another order of additions cancels. */
  private record(
    entry: Entry,
    args: readonly unknown[],
    numbers: Float64Array,
    result: Result,
    given: unknown,
  ): Recording | undefined {
    if (entry.traced !== undefined) return this.trace(entry.traced, entry, args, numbers, result, given);
    let best: Recording | undefined;
    for (const candidate of this.candidates) {
      const recording = this.trace(candidate, entry, args, numbers, result, given);
      if (recording === undefined) continue;
      if (best === undefined || flopsOf(recording.program) < flopsOf(best.program)) {
        best = recording;
        entry.traced = candidate;
      }
      if (best.program.length > LARGE) break;
    }
    return best;
  }

  private trace(
    { f, isExact }: Traced,
    entry: Entry,
    args: readonly unknown[],
    numbers: Float64Array,
    result: Result,
    given: unknown,
  ): Recording | undefined {
    const expected = leaves(result, given) as number[];
    let recording: Recording | undefined;
    try {
      recording = record(f, entry.shapes, this.inputs(args), numbers, result);
    } catch (error) {
      throw explained(error);
    }
    if (recording === undefined) throw differs('a result of another shape');
    // Derivatives are traced as if all were finite; where it is not, they may differ, and the program finds out.
    const isChecked = recording.program.checks.some(({ compare }) => compare === 'finite');
    const scale = isExact ? 0 : expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
    let isNear = true;
    recording.values.forEach((value, i) => {
      const before = expected[i] as number;
      if (value === before || (Number.isNaN(value) && Number.isNaN(before))) return;
      if (isChecked && !(Number.isFinite(value) && Number.isFinite(before))) return;
      if (isExact) throw differs(`${before} and then ${value}`);
      isNear &&= Math.abs(value - before) <= NEAR * scale;
    });
    return isNear ? recording : undefined;
  }
}

function differs(got: string): Error {
  return new Error(
    `compile: expected f to give the same traced as not, got ${got}; f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor use Math.random or change what it captures`,
  );
}

/** Traced numbers are refused where plain ones are not: by operators, as counts and as places in arrays. */
function explained(error: unknown): unknown {
  if (!(error instanceof TypeError) || !error.message.startsWith('expected a plain number')) return error;
  return new TypeError(
    `compile: ${error.message}; an argument that is a count, a place or a flag is named in compile(f, { static: [i] })`,
    { cause: error },
  );
}
