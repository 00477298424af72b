import { describe } from './describe.ts';
import type { InnermostInterpreter, Interpreter, Linearization, Predicate } from './interpreter.ts';
import { INTERPRETING, type Level, LIVE } from './level.ts';
import type { TypedArray } from './typed-array.ts';

/** A plain number, or a number that carries derivative information. */
export type Scalar = number | Active;

/** The argument and the result of functions of several variables. */
export type Vector = readonly Scalar[];

/** The arguments of array operations. */
export type Numeric = readonly Scalar[] | TypedArray;

/** The arguments of an op that takes any number of Scalars; the second form is what `reduce` passes. */
export type Operands = readonly Scalar[] | readonly [x: Scalar, y: Scalar, index: number, array: Numeric];

/** The partials by the entries of each array; undefined where an entry contributes nothing. */
export type Partials = readonly (readonly (Scalar | undefined)[])[];

/** What Node's console.log calls on an object. */
const INSPECT: unique symbol = Symbol.for('nodejs.util.inspect.custom');

/** Present on the Actives of every loaded copy of the library, so that two copies can recognise each other. */
const COPY: unique symbol = Symbol.for('dualgrad.active');

/**
 * A number that carries derivative information. Users meet it only as part of {@link Scalar}:
 * a derivative call makes Actives, operator functions compute with them, and the call takes them apart.
 *
 * An op computes the value and the local partials, and asks its operand to push them forward;
 * so a new kind of Active, or a new op, does not depend on the others.
 */
export abstract class Active {
  declare protected readonly brand: 'dualgrad';

  /** @internal The derivative call that this number belongs to. */
  declare readonly level: Level;

  /** The primal one level further out: a number, or in a nested derivative another Active. A traced number is its own value. */
  declare readonly value: Scalar;

  /** @internal Set on numbers that interpret ops themselves instead of being differentiated by their partials. */
  declare readonly interpreter?: Interpreter<Scalar>;

  /** @internal The result `v` of an op whose only active operand is this, `p` its partial: v̇ = p ẋ. */
  abstract scale(v: Scalar, p: Scalar): Scalar;

  /** @internal The result `v` of an op with two active operands of this level: v̇ = p ẋ + q ẏ. */
  abstract combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Scalar;

  /** @internal The result `v` of an op over arrays: v̇ = Σ pᵢ ẋᵢ over the entries of each that are active at this level. */
  abstract gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Scalar;

  /** @internal The results of an op of a list that this is an entry of: active as its derivative says. */
  propagate?(map: Linearization<Scalar>): readonly Scalar[];

  /** What console.log prints. */
  abstract toString(): string;

  /** What JSON.stringify writes: the same text. */
  toJSON(): string {
    return this.toString();
  }

  /** `*`, `+`, `<`, `Math.sin`, template strings and stores into typed arrays all end here. */
  [Symbol.toPrimitive](hint: string): never {
    throw new TypeError(`expected a plain number, got ${this.toString()}; ${INSTEAD[hint]}`);
  }
}

/** What to write instead, by the hint that JavaScript passes to Symbol.toPrimitive. */
export const INSTEAD: Record<string, string> = {
  number:
    'write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array',
  default: 'write add(x, y) for x + y and eq(x, y) for x == y',
  string:
    'write x.toString() for its text or value(x) for its number: xs[value(x)], sort((x, y) => value(x) - value(y))',
};

/** Has Node's console.log print objects of this prototype by their own `toString`. */
export function printAsText<T extends object>(prototype: T): T {
  return Object.defineProperty(prototype, INSPECT, {
    value(this: object): string {
      return this.toString();
    },
  });
}

Object.assign(Active.prototype, {
  [COPY]: true,
  [INSPECT](this: Active): string {
    return this.toString();
  },
});

/** Checks that `x` is an Active whose derivative call is still running. */
export function checkLive(x: unknown, op: string): asserts x is Active {
  const state = (x as Active | undefined)?.level?.state;
  if (state !== LIVE && state !== INTERPRETING) throw refusal(x, op);
}

/** The error for an `x` that ops can't compute with. */
function refusal(x: unknown, op: string): TypeError {
  let instead = `or a Scalar of dualgrad, got ${describe(x)}`;
  if (x instanceof Active) {
    const ended =
      x.level?.ended ??
      'derivative call that has ended; return results from f instead of storing them, and keep f synchronous';
    // Without a level it was made by new Dual().
    if (x.level) instead = `of a running derivative, got ${x.toString()} of a ${ended}`;
  } else if (isActive(x)) {
    instead =
      'of this copy of dualgrad, got one made by a second copy; see that dualgrad is installed and bundled once';
  }
  return new TypeError(`${op}: expected a number ${instead}`);
}

/** The operand that an op computes with in place of `x`: its primal, one level out. Plain and interpreting numbers stay. */
export function primal(x: Scalar): Scalar {
  return typeof x !== 'number' && x?.level?.state === LIVE ? x.value : x;
}

/** Checks that ops can compute with `x`. */
export function checkScalar(x: unknown, op: string): asserts x is Scalar {
  if (typeof x !== 'number') checkLive(x, op);
}

/** A number that stands in for a plain one: a traced number. */
export interface Innermost extends Active {
  readonly interpreter: InnermostInterpreter<Scalar>;
}

/** The innermost number of `x`: a plain one, or a traced one. */
export function numberWithin(x: Scalar): number | Innermost {
  let v = x;
  while (typeof v !== 'number') {
    if (v.value === v) return v as Innermost;
    v = v.value;
  }
  return v;
}

/** Whether the innermost number of `x` is NaN; a traced number notes the question. */
export function isNaNWithin(x: Scalar): boolean {
  return Number.isNaN(watch(x, 'NaN'));
}

/** Whether the innermost number of `x` is finite; a traced number notes the question. */
export function isFiniteWithin(x: Scalar): boolean {
  return Number.isFinite(watch(x, 'finite'));
}

function watch(x: Scalar, predicate: Predicate): number {
  const v = numberWithin(x);
  return typeof v === 'number' ? v : v.interpreter.watch(predicate);
}

/**
 * The derivative t of y, as the result of the call that computed it. A zero has the sign +, in every mode. Traced numbers note
 * that it holds where y is not NaN.
 */
export function derived(y: Scalar, t: Scalar): Scalar {
  const v = numberWithin(y);
  if (typeof v !== 'number') output(v);
  return output(t);
}

function output(x: Scalar): Scalar {
  if (typeof x === 'number') return x + 0;
  if (x.value === x) return (x as Innermost).interpreter.output?.() ?? x;
  const v = output(x.value);
  return Object.is(v, x.value) ? x : x.scale(v, 1);
}

/** As {@link value}, for the library's own comparisons: a traced number adds no guard. */
export function peek(x: Scalar): number {
  const v = numberWithin(x);
  return typeof v === 'number' ? v : v.interpreter.at;
}

/** How often {@link value} has dropped derivatives. */
export const reads: { count: number } = { count: 0 };

/**
 * The innermost plain number of `x`, through all levels; a plain number is itself.
 * It works after the derivative call has ended, too.
 * Cost: none; the result carries no derivative.
 * @throws {@link TypeError} when `x` is neither a number nor a Scalar.
 * @example value(dual(3, 1)) // 3
 */
export function value(x: Scalar): number {
  if (typeof x === 'number') return x;
  if (!(x instanceof Active)) throw refusal(x, 'value');
  const v = numberWithin(x);
  if (typeof v === 'number') {
    reads.count++;
    return v;
  }
  const { at } = v.interpreter;
  if (v.level.state) v.interpreter.guard('is', v, at, true);
  return at;
}

/**
 * Whether `x` carries derivative information; false for a plain number, and for anything that is no number.
 * @example isActive(dual(3, 1)) // true
 */
export function isActive(x: unknown): x is Active {
  return (x as { [COPY]?: boolean } | null | undefined)?.[COPY] === true;
}

/**
 * The number of `x` as a constant: every derivative of the result is zero, at every level.
 * @throws {@link TypeError} when `x` is neither a number nor a Scalar.
 * @example derivative((x) => mul(stopGradient(x), x))(3) // 3
 */
export function stopGradient(x: Scalar): Scalar {
  checkScalar(x, 'stopGradient');
  const v = numberWithin(x);
  if (typeof v !== 'number') v.interpreter.stop?.();
  return passive(v);
}

/** As {@link stopGradient}, in rules. */
export function passive(x: Scalar): Scalar {
  const v = numberWithin(x);
  return typeof v === 'number' ? v : (v.interpreter.passive?.() ?? v);
}
