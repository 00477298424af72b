import { add, type Scalar } from '../../lib/entries/index.ts';
import { isActive } from '../../lib/scalar.ts';
import { registerTree } from '../../lib/tree/registered-class.ts';
import { moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

/** A class with a private field, whose instances are trees once it is registered. */
export class Interval {
  readonly #ends: readonly [Scalar, Scalar];
  constructor(low: Scalar, high: Scalar) {
    this.#ends = [low, high];
  }
  get ends(): readonly [Scalar, Scalar] {
    return this.#ends;
  }
}

registerTree(Interval, { fields: ({ ends }) => ends, make: ([low, high]) => new Interval(low, high) });

const lists = fc.array(moderate, { maxLength: 4 });

/** Parameters: numbers in containers of every kind, strings, booleans and null among them. */
export const parameters: fc.Arbitrary<object> = fc
  .letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      moderate,
      lists,
      lists.map((xs) => Float64Array.from(xs)),
      lists.map((xs) => Float32Array.from(xs)),
      fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 3 }).map((xs) => Int32Array.from(xs)),
      fc.constantFrom(null, true, false, 'word', ''),
      fc.tuple(moderate, moderate).map(([low, high]) => new Interval(low, high)),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom('W', 'b', 'level', 'a b', '0', 'constructor', '__proto__'), tie('tree'), {
        maxKeys: 3,
        noNullPrototype: false,
      }),
    ),
  }))
  .tree.map((tree) => ({ tree, last: 0.75 }));

/** The numbers of parameters, in order. */
export function numbersOf(x: unknown): Scalar[] {
  if (typeof x === 'number' || isActive(x)) return [x];
  if (typeof x !== 'object' || x === null) return [];
  if (x instanceof Interval) return [...x.ends];
  return (ArrayBuffer.isView(x) ? [...(x as Float64Array)] : Object.values(x)).flatMap(numbersOf);
}

/** Three numbers that depend on all of the parameters, and on a string of theirs. */
export function three(x: unknown): [Scalar, Scalar, Scalar] {
  const numbers = numbersOf(x);
  const [a = 0.5, b = 2, ...rest] = numbers;
  return [a, b, rest.reduce(add, JSON.stringify(x)?.includes('word') ? 1 : 0.25)];
}

/** Parameters as plain data, to compare: with the kinds of their containers, and no sign of a zero, as derivatives have none. */
export function shown(x: unknown): unknown {
  if (typeof x === 'number') return x === 0 ? 0 : x;
  if (typeof x !== 'object' || x === null) return x;
  if (x instanceof Interval) return ['an interval', ...x.ends.map(shown)];
  if (ArrayBuffer.isView(x)) return [x.constructor.name, ...Array.from(x as Float64Array, shown)];
  if (Array.isArray(x)) return ['a list', ...x.map(shown)];
  return [
    Object.getPrototypeOf(x) === null ? 'without a prototype' : 'a record',
    ...Object.entries(x).flatMap(([key, part]) => [key, shown(part)]),
  ];
}
