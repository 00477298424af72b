import type { Backend } from '../backends/backend.ts';
import { type Direct, FAILED } from '../backends/js/call.ts';
import { describe } from '../describe.ts';
import { ledger } from '../inspect/ledger.ts';
import { madeBy } from '../transforms/provenance.ts';
import { argumentTree, hasActive, untyped } from '../tree/arguments.ts';
import { flatten } from '../tree/flatten.ts';
import { resultTree } from '../tree/results.ts';
import type { Tree } from '../tree/tree.ts';
import { type Candidate, candidates, givenBy } from './candidates.ts';
import type { CompileOptions, Order } from './options.ts';
import type { Path, Taken } from './paths.ts';
import { type Recording, record } from './recording.ts';
import { Entry } from './specialization.ts';
import { now } from './stats.ts';
import { refuseIgnored } from './unused-inputs.ts';
import { differs, firstDifference, rounding } from './verify.ts';

// Shapes beyond these push out the one that was not called for longest,
const SHAPES = 32;
// but one in so many calls only: compiling takes about as long as so many calls of f (46 to 92 for gradients by 2 to 400
// inputs), so that where more shapes take turns than are kept, calls take about twice as long as f's at most.
const PATIENCE = 100;

type Fn = (...args: unknown[]) => unknown;

// Where the first trace is larger, others would take longer than they could save.
const LARGE = 20_000;

// Where nothing compiled serves, one call in as many tries it all the same: trying every way takes as long as ten calls of f.
const LONGEST = 1024;

const MISS: Direct = () => {
  FAILED[0] = -1;
  return undefined;
};

/** A call that is evaluated, to be compiled. */
interface Call {
  readonly entry: Entry;
  readonly args: readonly unknown[];
  /** The numbers of the arguments as they were. */
  readonly numbers: Float64Array;
  /** What f gave, and its tree. */
  readonly given: unknown;
  readonly result: Tree;
}

/** What stands behind a compiled function: the shapes it knows, and how it comes to know more. */
export class Compiler {
  /** The way that was taken last, for arguments of the shape that came last. */
  current: Direct = MISS;
  /** By shape, the one called last first. */
  readonly entries: Entry[] = [];
  milliseconds = 0;
  /** How many calls in want of room have come since the last shape was pushed out. */
  private waiting = 0;
  /** How often in a row nothing compiled has served, and how many calls are f's without a try. */
  private misses = 0;
  private pause = 0;
  private isAsync = false;
  private readonly f: Fn;
  private readonly order: Order | 'auto';
  private readonly writes: boolean;
  /** How many arguments are the verb's own, where f is a derivative; the others are data. */
  private readonly own: number;
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
    this.order = order;
    this.writes = givenBy(f) !== undefined;
    this.own = this.writes ? 2 : made ? 1 : Number.POSITIVE_INFINITY;
    this.statics = new Set(statics);
    this.backend = backend;
  }

  call(args: readonly unknown[]): unknown {
    if (this.pause > 0) {
      this.pause--;
      return this.evaluate(args);
    }
    if (args.some((x, i) => hasActive(x, 'compile', this.statics.has(i)))) return this.evaluate(args);
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
        this.misses = 0;
        return y;
      }
      guard = FAILED[0]!;
      from = path;
      // Not a guard of f's: a number is not finite that must be, `out` is no array to write into, or a run is under way.
      if (guard < 0 || guard >= path.recording.guards.length) return this.miss(args);
      path = path.alternatives(guard).find((other) => !tried.has(other));
    }
    return entry.isOpen() ? this.extend(entry, args, from, guard) : this.miss(args);
  }

  /** Evaluates f, and where nothing compiled has served for long, so the next times: twice as often as the time before. */
  private miss(args: readonly unknown[]): unknown {
    this.pause = Math.min(2 ** this.misses++, LONGEST) - 1;
    if (this.pause > 0) this.current = MISS;
    return this.evaluate(args);
  }

  /** f as it is. What is differentiated gets data in plain arrays, as it does in a trace: a typed one holds no Scalars. */
  private evaluate(args: readonly unknown[]): unknown {
    return this.f(...(args.length <= this.own ? args : args.map((x, i) => (this.isData(i) ? untyped(x) : x))));
  }

  private isData(place: number): boolean {
    return place >= this.own && !this.statics.has(place);
  }

  /** Compiles for arguments like these, WebAssembly beside the thread. */
  async prepare(args: readonly unknown[]): Promise<void> {
    this.isAsync = true;
    try {
      this.call(args);
    } finally {
      this.isAsync = false;
    }
    await this.entryOf(args)?.made;
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
    for (const place of this.statics) {
      if (place < args.length) continue;
      throw new RangeError(
        `compile: expected static to name arguments of the call, got ${place} where there are ${args.length}; hand over undefined for one that is left out`,
      );
    }
    const inputs = this.inputs(args);
    const tree = argumentTree('compile', inputs, this.statics, (i) => (this.writes && i > 0 ? i + 1 : i));
    if (this.entries.length >= SHAPES && ++this.waiting < PATIENCE) return this.evaluate(args);
    this.waiting = 0;
    const entry = new Entry(tree, this.writes ? (args[0] as ArrayLike<number> | undefined)?.length : undefined);
    entry.takes(inputs);
    return this.extend(entry, args, undefined, -1);
  }

  /** Evaluates f, and compiles the way it goes here. */
  private extend(entry: Entry, args: readonly unknown[], parent: Path | undefined, guard: number): unknown {
    // Before f is called, which may call this very function, or write the gradient over x.
    const numbers = entry.numbers.slice();
    const y = this.evaluate(args);
    if (hasActive(y, 'compile', false)) return y;
    const start = now();
    const given = this.writes ? { value: y, gradient: Array.from(args[1] as ArrayLike<number>) } : y;
    const result = resultTree(given, 'compile');
    const recording = this.record({ entry, args, numbers, result, given });
    // Else f did otherwise than before up to there: it is no function of its arguments alone.
    if (recording === undefined || !(parent?.isLeftBy(recording, guard) ?? true)) entry.refused++;
    else this.current = entry.add(recording, result, this.backend, parent, guard, this.isAsync).call;
    if (!this.entries.includes(entry)) this.entries.unshift(entry);
    if (this.entries.length > SHAPES) this.entries.pop();
    this.milliseconds += now() - start;
    // What the code gives, as from now on: it may differ in the last digit. But a gradient may be written over x already.
    return recording === undefined || this.writes ? y : (this.current(...args) ?? y);
  }

  /** The trace of f, which has to give what f gave; undefined where another order of additions cancels. */
  private record(call: Call): Taken | undefined {
    const { entry, args, given } = call;
    const orders: Partial<Record<Order, number>> = {};
    let best: Recording | undefined;
    for (const candidate of entry.traced ? [entry.traced] : candidates(this.f, this.order, args[0], given)) {
      const recording = this.trace(candidate, call);
      if (recording === undefined) continue;
      const flops = ledger(recording.program).textbook;
      if (candidate.order !== undefined) orders[candidate.order] = flops;
      if (best === undefined || flops < ledger(best.program).textbook) {
        best = recording;
        entry.traced = candidate;
      }
      if (best.program.length > LARGE) break;
    }
    return best && { ...best, orders };
  }

  private trace({ f, isExact }: Candidate, { entry, args, numbers, result, given }: Call): Recording | undefined {
    const expected = flatten(result, given) as number[];
    const recording = record('compile', f, entry.arguments, this.inputs(args), numbers, result);
    if (recording === undefined) throw differs('compile', 'a result of another shape');
    const difference = firstDifference(recording, expected, rounding(expected));
    if (difference !== undefined && isExact) throw differs('compile', difference.join(' and then '));
    // A select adds up what a branch leaves out, so that sums may come in another order: then f is evaluated as it is.
    const isSame = difference === undefined && !(isExact && firstDifference(recording, expected) !== undefined);
    if (!isSame) return undefined;
    refuseIgnored('compile', f, entry.arguments, this.inputs(args), numbers, result, recording.program);
    return recording;
  }
}
