import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { add, emitModule, isActive, mul, type Scalar, trace } from '../../lib/entries/index.ts';
import { recordOf } from '../../lib/tree/unflatten.ts';
import { same } from '../compile/eager.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { values } from '../tree/values.ts';

type Fn = (...args: unknown[]) => unknown;

const isIntegers = (x: unknown): x is Int32Array => x instanceof Int32Array;
const isFloats = (x: unknown): x is Float64Array => x instanceof Float64Array || x instanceof Float32Array;
const isNumbers = (x: unknown): x is readonly number[] =>
  isIntegers(x) || isFloats(x) || (Array.isArray(x) && Array.from(x).every((xi) => typeof xi === 'number'));

/** Σ of the numbers, each times a factor that tells where it is. */
function weighted(x: unknown, factor: number): Scalar {
  if (typeof x === 'number' || isActive(x)) return mul(factor, x as Scalar);
  if (typeof x !== 'object' || x === null) return factor * String(x).length;
  return Object.entries(x).reduce<Scalar>(
    (total, [key, xi], i) => add(total, weighted(xi, factor * (2 + i) + key.length)),
    factor,
  );
}

/** A function whose value tells every part of its arguments. */
const f: Fn = (...args) => weighted(args, 1);

/** What must be the same: everything but the numbers and the kind of a list of them. */
function shape(x: unknown, isTrace: boolean): unknown {
  if (typeof x === 'number') return 'number';
  if (isNumbers(x)) return ['numbers', x.length];
  if (Array.isArray(x)) return ['list', ...Array.from(x, (xi) => shape(xi, isTrace))];
  if (typeof x !== 'object' || x === null) return { is: x };
  const prototype = Object.getPrototypeOf(x);
  const isPlain = prototype === Object.prototype || prototype === null;
  const entries = Object.entries(x).map(([key, xi]) => [key, shape(xi, isTrace)]);
  return ['record', isTrace ? prototype : isPlain, entries];
}

/** Other numbers in the same places. */
function moved(x: unknown, next: () => number): unknown {
  if (typeof x === 'number') return next();
  if (isIntegers(x)) return x;
  if (isFloats(x)) return x.map(next);
  if (Array.isArray(x)) return Array.from(x, (xi) => moved(xi, next));
  if (typeof x !== 'object' || x === null) return x;
  const keys = Object.keys(x);
  return recordOf(Object.getPrototypeOf(x), keys, (i) => moved(Reflect.get(x, keys[i] as string), next));
}

/** x with one of its parts replaced, left out, put in, or wrapped. */
function altered(x: unknown, other: unknown, path: readonly number[], kind: number): unknown {
  const [first = 0, ...rest] = path;
  const isOpen = typeof x === 'object' && x !== null && !isIntegers(x) && !isFloats(x);
  const keys = isOpen ? Object.keys(x) : [];
  if (keys.length === 0 || path.length === 0) {
    if (kind === 1) return [x];
    if (kind === 2 && Array.isArray(x)) return [...x, other];
    if (kind === 2 && isOpen) return { ...x, other };
    if (kind === 3 && Array.isArray(x)) return x.slice(1);
    if (kind === 3 && isOpen) return Object.fromEntries(Object.entries(x).slice(1));
    if (kind === 4 && isOpen && !Array.isArray(x)) return Object.fromEntries(Object.entries(x).reverse());
    if (kind === 5 && Array.isArray(x)) return x.length > 1 ? [x.slice(0, 1), x.slice(1)] : { ...x };
    return other;
  }
  const at = first % keys.length;
  const parts = keys.map((key, i) => {
    const part = Reflect.get(x as object, key);
    return i === at ? altered(part, other, rest, kind) : part;
  });
  return Array.isArray(x) ? parts : recordOf(Object.getPrototypeOf(x), keys, (i) => parts[i]);
}

const others = fc.oneof(values, fc.constantFrom<unknown>(null, undefined, 'word', {}, [], 0, '', Math.sin));
const args = fc.array(values, { minLength: 1, maxLength: 3 });
const alterations = fc.record({ path: fc.array(fc.nat(5), { maxLength: 3 }), kind: fc.nat(5), other: others });

const evaluate = (text: string): Fn =>
  new Function(`'use strict';${text.replace(/^export /gm, '')};return evaluate`)() as Fn;

const hasFunction = (x: unknown): boolean =>
  typeof x === 'function' || (typeof x === 'object' && x !== null && Object.values(x).some(hasFunction));

function outcome(run: () => unknown): unknown {
  try {
    return run();
  } catch (error) {
    return error;
  }
}

/** What evaluate takes the arguments to be: those without a number may be left out. */
function completed(called: readonly unknown[], example: readonly unknown[]): readonly unknown[] {
  if (called.length >= example.length) return called;
  const left = [...called];
  const all = example.map((x, i) => (hasNumber(x, i) ? left.shift() : x));
  return left.length > 0 ? called : all;
}

function hasNumber(x: unknown, place: number): boolean {
  if (isIntegers(x)) return place === 0 && x.length > 0;
  if (typeof x === 'number') return true;
  return typeof x === 'object' && x !== null && Object.values(x).some((xi) => hasNumber(xi, 1));
}

for (const [name, make, isTrace] of [
  ['a module', (example: readonly unknown[]): Fn => evaluate(emitModule(f as never, ...example)), false],
  [
    'evaluate of a trace',
    (example: readonly unknown[]): Fn => {
      const traced = trace(f as never, ...example);
      return (...xs) => traced.evaluate(...xs);
    },
    true,
  ],
] as const) {
  test(`${name} takes arguments of the shape of the example, and refuses all others`, () => {
    fc.assert(
      fc.property(args, alterations, fc.infiniteStream(anyNumber), (example, { path, kind, other }, numbers) => {
        fc.pre(isTrace || !hasFunction(example));
        const own = make(example);
        const again = moved(example, () => numbers.next().value) as unknown[];
        same(own(...again), f(...again));
        const changed = altered(example, other, path, kind);
        const called = Array.isArray(changed) ? changed : [changed];
        const all = isTrace ? completed(called, example) : called;
        const got = outcome(() => own(...called));
        // An integer array may be a constant.
        if (got instanceof Error) expect(String(got)).toMatch(/^(Type|Range)Error: evaluate: expected /);
        else same(got, f(...all));
        const isSame = isDeepStrictEqual(shape(all, isTrace), shape(example, isTrace));
        expect(isSame || got instanceof Error).toBe(true);
      }),
    );
  });
}
