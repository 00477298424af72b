import { type BackendName, type CompiledCall, type Convention, MISS } from '../backends/backend.ts';
import { type Generated, generate } from '../backends/preference.ts';
import { ledger } from '../inspect/ledger.ts';
import { insideDerivative } from '../level.ts';
import type { Advice } from '../program/capture.ts';
import { withIntegerData } from '../program/integer-data.ts';
import { argumentTree, hasActive, isActiveArgument, RESULT, untyped } from '../tree/arguments.ts';
import { arrange } from '../tree/arrangement.ts';
import { eachPlace, isDestination } from '../tree/destination.ts';
import { flatten, numbersOf } from '../tree/flatten.ts';
import { integerPlaces, withIntegers } from '../tree/integer-lists.ts';
import { resultTree } from '../tree/results.ts';
import { leafCount, type Tree } from '../tree/tree.ts';
import { CheckSchedule } from './check-schedule.ts';
import { checkValue } from './check-value.ts';
import type { CompileOptions } from './options.ts';
import { type Orders, Path } from './paths.ts';
import { type Product, pipeline } from './pipeline.ts';
import { Specialization } from './specialization.ts';
import { staticAdvice } from './static-advice.ts';
import { now } from './stats.ts';
import { checkSubject, type Subject } from './subject.ts';

type Fn = (...args: unknown[]) => unknown;

// A signature beyond these evicts the least recently called one,
const SIGNATURES = 32;
// but one in so many calls only: compiling takes about as long as so many calls of f (46 to 92 for gradients by 2 to 400
// inputs), so that where more signatures take turns than are kept, calls take about twice as long as f's at most.
const PATIENCE = 100;

// Where no code fits, one call in as many tries it all the same: trying every path takes as long as ten calls of f.
const LONGEST = 1024;

const NO_CODE: CompiledCall = () => undefined;

/** An evaluated call, to be compiled. */
interface Evaluated {
  readonly args: readonly unknown[];
  /** The numbers of the arguments before the call. */
  readonly numbers: Float64Array;
  /** What f returned, and its tree. */
  readonly y: unknown;
  readonly result: Tree;
}

/** The run time of a compiled function: its specializations, when to compile, and when to give up. */
export class CompiledFunction {
  /** The code of the path that was taken last. */
  current: CompiledCall = NO_CODE;
  /** The most recently called first. */
  readonly specializations: Specialization[] = [];
  milliseconds = 0;
  /** How many calls have missed a full cache since the last eviction. */
  private misses = 0;
  /** How many calls in a row no code fitted, and how many calls to evaluate without trying. */
  private failures = 0;
  private pause = 0;
  private isAsync = false;
  /** The places in {@link inputs} whose integer arrays are no data: static, or f reads their elements. */
  private readonly elementsRead: Set<number>;
  /** When calls are checked. */
  readonly schedule: CheckSchedule;
  /** The path whose code ran in the last call; undefined where none did, or it was new. */
  private ran: Path | undefined;
  private isChecking = false;
  private readonly subject: Subject;
  private readonly writes: boolean;
  private readonly statics: ReadonlySet<number>;
  private readonly backend: BackendName | 'auto';
  /** The place of an argument in the call that the user wrote. */
  private readonly placeOf = (i: number): number => (this.writes && i > 0 ? i + 1 : i);

  constructor(f: Fn, { static: statics = [], backend = 'auto', order = 'auto', check = 'sampled' }: CompileOptions) {
    this.schedule = new CheckSchedule(check);
    this.subject = checkSubject(f, order);
    this.writes = this.subject.writes;
    this.statics = new Set(statics);
    this.elementsRead = new Set(this.writes ? statics.map((place) => Math.max(place - 1, 0)) : statics);
    this.backend = backend;
  }

  call(args: readonly unknown[]): unknown {
    if (this.pause > 0) {
      this.pause--;
      return this.evaluate(args);
    }
    if (args.some((x, i) => isActiveArgument(x, i, 'compile', this.statics.has(i)))) return this.evaluate(args);
    const specialization = this.specializationOf(args);
    if (specialization === undefined) return this.specialize(args);
    const tried = new Set<Path>();
    let path = specialization.last;
    let from: Path | undefined;
    let guard = MISS;
    while (path !== undefined) {
      tried.add(path);
      const { call, outcome } = path.code;
      const y = call(...args);
      if (y !== undefined) {
        specialization.last = path;
        this.current = call;
        this.failures = 0;
        this.ran = path;
        return y;
      }
      guard = outcome.signal;
      from = path;
      // Not a guard of f: a needed number is not finite, `out` cannot be written into, or the code is running.
      if (guard < 0 || guard >= path.guards.length) return this.giveUp(args);
      path = path.alternatives(guard).find((other) => !tried.has(other));
    }
    return specialization.isOpen() ? this.extend(specialization, args, from, guard) : this.giveUp(args);
  }

  /** As {@link call}, and compares the value of f with the program's. */
  checkedCall(args: readonly unknown[]): unknown {
    const { schedule } = this;
    const start = now();
    // An operation of the user's may call the function that is being checked.
    if (this.isChecking || !schedule.takes(start, this.milliseconds)) return this.current(...args) ?? this.call(args);
    this.ran = undefined;
    // A gradient is written only when the value is known to be right.
    const tree = this.specializationOf(args)?.into;
    const out = tree && isDestination(tree, args[1]) ? args[1] : undefined;
    const gradient =
      out && arrange(tree!, new Array<number>(leafCount(tree!)).fill(0), (list) => Float64Array.from(list));
    const y = this.call(out === undefined ? args : [args[0], gradient, ...args.slice(2)]);
    const path = this.ran as Path | undefined;
    const [specialization] = this.specializations;
    if (path !== undefined && specialization?.accepts(this.inputs(args))) {
      this.isChecking = true;
      try {
        checkValue(path, {
          verb: 'compile',
          f: this.subject.plain,
          signature: specialization.signature,
          args: this.inputs(args),
          numbers: specialization.numbers.slice(),
          own: this.subject.own,
          placeOf: this.placeOf,
        });
      } finally {
        this.isChecking = false;
      }
      schedule.took(now() - start);
    }
    if (out !== undefined) {
      const numbers = gradientIn(tree!, gradient);
      let place = 0;
      eachPlace(tree!, out, (container, key) => {
        container[key] = numbers[place++];
      });
    }
    return y;
  }

  /** Evaluates f; each time in a row that no code fits, twice as many calls after this one are evaluated without trying. */
  private giveUp(args: readonly unknown[]): unknown {
    this.pause = Math.min(2 ** this.failures++, LONGEST) - 1;
    if (this.pause > 0) this.current = NO_CODE;
    return this.evaluate(args);
  }

  /** Calls f. A derivative gets its data in plain arrays, as when it is captured: a typed one holds no Scalars. */
  private evaluate(args: readonly unknown[]): unknown {
    const { f, isData } = this.subject;
    return f(...args.map((x, i) => (isData(i) && !this.statics.has(i) ? untyped(x) : x)));
  }

  /** Compiles for arguments like these, off the main thread where the back end can. */
  async prepare(args: readonly unknown[]): Promise<void> {
    this.isAsync = true;
    try {
      this.call(args);
    } finally {
      this.isAsync = false;
    }
    await Promise.all(this.specializationOf(args)?.paths.map(({ ready }) => ready) ?? []);
    this.current = NO_CODE;
  }

  private specializationOf(args: readonly unknown[]): Specialization | undefined {
    const { specializations } = this;
    const inputs = this.inputs(args);
    const index = specializations.findIndex((known) => known.accepts(inputs));
    if (index > 0) specializations.unshift(...specializations.splice(index, 1));
    return index < 0 ? undefined : specializations[0];
  }

  /** The arguments without the array that a gradient is written into. */
  private inputs(args: readonly unknown[]): readonly unknown[] {
    return this.writes ? [args[0], ...args.slice(2)] : args;
  }

  /** Compiles for a new signature. */
  private specialize(args: readonly unknown[]): unknown {
    for (const place of this.statics) {
      if (place < args.length) continue;
      throw new RangeError(
        `compile: expected static to name arguments of the call, got ${place} where there are ${args.length}; hand over undefined for one that is left out`,
      );
    }
    const inputs = this.inputs(args);
    const given = argumentTree('compile', inputs, this.statics, this.placeOf);
    const { tree, numbers } = withIntegers({ tree: given, numbers: numbersOf(given, inputs) }, this.elementsRead);
    if (this.specializations.length >= SIGNATURES && ++this.misses < PATIENCE) return this.evaluate(args);
    this.misses = 0;
    for (const [i, entry] of tree.entries.entries()) this.schedule.watch(this.placeOf(i), entry);
    const into = this.writes ? this.subject.pointOf(tree) : undefined;
    return this.extend(new Specialization(tree, into, numbers), args, undefined, MISS);
  }

  /** Evaluates f, and compiles the path that it takes. */
  private extend(known: Specialization, args: readonly unknown[], parent: Path | undefined, guard: number): unknown {
    // Read before f is called: f may call this function, or write the gradient over x.
    const numbers = known.numbers.slice();
    const value = insideDerivative(() => this.evaluate(args));
    if (hasActive(value, 'compile', false, RESULT)) return value;
    const start = now();
    const y = this.writes ? { value, gradient: gradientIn(known.into!, args[1]) } : value;
    const result = resultTree(y, 'compile');
    const before = { tree: known.signature, numbers };
    const { specialization, compiled } = withIntegerData(before, this.elementsRead, (flat) => {
      const specialization =
        flat.tree === known.signature ? known : new Specialization(flat.tree, known.into, flat.numbers);
      return { specialization, compiled: this.compile(specialization, { args, numbers: flat.numbers, y, result }) };
    });
    const from = specialization === known ? parent : undefined;
    if (specialization !== known) this.forgetElements();
    // Otherwise f differed before that guard: it does not depend on its arguments alone.
    if (compiled === undefined || !(from?.isLeftBy(compiled.product.guards, guard) ?? true)) specialization.refused++;
    else {
      const path = new Path(compiled.product, compiled.orders, from, guard);
      specialization.add(path);
      this.current = path.code.call;
    }
    if (!this.specializations.includes(specialization)) this.specializations.unshift(specialization);
    if (this.specializations.length > SIGNATURES) this.specializations.pop();
    this.milliseconds += now() - start;
    // What the code returns, as from now on: it may differ in the last digit. But a gradient may be written over x already.
    return compiled === undefined || this.writes ? value : (this.current(...args) ?? value);
  }

  /** Drops the specializations for which integer arrays were data that have turned out to be places and counts. */
  private forgetElements(): void {
    const { specializations, elementsRead } = this;
    const left = specializations.filter(
      ({ signature }) => !integerPlaces(signature).some((place) => elementsRead.has(place)),
    );
    specializations.splice(0, specializations.length, ...left);
  }

  /** Code in the order asked for, or predicted; undefined where that adds in another order than f. */
  private compile(
    { signature, into }: Specialization,
    { args, numbers, y, result }: Evaluated,
  ): { readonly product: Product<Generated>; readonly orders: Orders } | undefined {
    const convention: Convention = { signature, result, into };
    const expected = flatten(result, y) as number[];
    const inputs = this.inputs(args);
    const { plain, wrt, own } = this.subject;
    const advice: Advice = (places) => staticAdvice(places.map(this.placeOf), wrt);
    for (const { f, order, isExact, found } of this.subject.candidates(inputs, y)) {
      const original = isExact ? f : this.subject.returning;
      const product = pipeline(
        {
          verb: 'compile',
          f,
          original,
          isExact,
          signature,
          args: inputs,
          numbers,
          result,
          expected,
          found,
          plain,
          advice,
          own,
        },
        (program) => generate(program, convention, this.backend, this.isAsync),
      );
      if (product) return { product, orders: order ? { [order]: ledger(product.program).textbook } : {} };
    }
    return undefined;
  }
}

/** The gradient that was written into `out`. */
function gradientIn(tree: Tree, out: unknown): number[] {
  const numbers: number[] = [];
  eachPlace(tree, out, (container, key) => numbers.push(container[key] as number));
  return numbers;
}
