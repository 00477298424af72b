import { add, isActive, mul, registerTree, type Scalar, sin } from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';

/** A registered class. */
export class Ball {
  readonly #center: unknown;
  readonly radius: unknown;

  constructor(center: unknown, radius: unknown) {
    this.#center = center;
    this.radius = radius;
  }

  get center(): unknown {
    return this.#center;
  }
}

registerTree(Ball, {
  fields: (ball) => ({ center: ball.center, radius: ball.radius }),
  make: ({ center, radius }) => new Ball(center, radius),
});

const number = fc.double({ min: -2, max: 2, noNaN: true });
const typed = (kind: Float64ArrayConstructor | Float32ArrayConstructor | Int8ArrayConstructor): fc.Arbitrary<unknown> =>
  fc.array(number, { maxLength: 3 }).map((xs) => kind.from(xs));
const key = fc.oneof(fc.constantFrom('W', 'b', 'level', 'length', '0', 'a b', '__proto__', 'constructor'), fc.string());

/** A record with these fields, of a prototype or none. */
export function recordOf(fields: readonly (readonly [string, unknown])[], prototype: object | null): object {
  const record = Object.fromEntries(fields);
  return prototype === Object.prototype ? record : Object.setPrototypeOf(record, prototype);
}

const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof({ maxDepth: 4, depthSize: 'small' }, tie('leaf'), tie('list'), tie('record'), tie('ball')),
  leaf: fc.oneof(
    { weight: 4, arbitrary: number },
    typed(Float64Array),
    typed(Float32Array),
    typed(Int8Array),
    fc.array(number, { maxLength: 3 }),
    fc.string(),
    fc.boolean(),
    fc.constant(null),
  ),
  list: fc.array(tie('tree'), { maxLength: 3 }),
  record: fc
    .tuple(
      fc.uniqueArray(fc.tuple(key, tie('tree')), { maxLength: 3, selector: ([name]) => name }),
      fc.constantFrom(Object.prototype, null),
    )
    .map(([fields, prototype]) => recordOf(fields, prototype)),
  ball: fc.tuple(tie('tree'), tie('tree')).map(([center, radius]) => new Ball(center, radius)),
}));

/** Trees of every kind of leaf, list and record. */
export const trees: fc.Arbitrary<object> = fc
  .tuple(fc.array(tree, { maxLength: 2 }), fc.boolean(), tree)
  .map(([list, isRecord, x]) => (isRecord ? { list, x } : [...list, x]));

/** The numbers of a tree, in order, by a walk of its own. */
export function numbersIn(x: unknown): Scalar[] {
  if (typeof x === 'number' || isActive(x)) return [x];
  if (typeof x !== 'object' || x === null) return [];
  if (ArrayBuffer.isView(x)) return Array.from(x as Float64Array);
  if (x instanceof Ball) return numbersIn([x.center, x.radius]);
  return Object.values(x).flatMap(numbersIn);
}

/** A tree like x with other numbers, `next` of its typed arrays. */
export function replaced(x: unknown, next: () => unknown, list: (xs: unknown[]) => unknown): unknown {
  if (typeof x === 'number') return next();
  if (typeof x !== 'object' || x === null) return x;
  if (ArrayBuffer.isView(x)) return list(Array.from(x as Float64Array, next));
  const part = (xi: unknown): unknown => replaced(xi, next, list);
  if (x instanceof Ball) {
    const center = part(x.center);
    return new Ball(center, part(x.radius));
  }
  if (Array.isArray(x)) return x.map(part);
  return recordOf(
    Object.entries(x).map(([name, xi]) => [name, part(xi)]),
    Object.getPrototypeOf(x),
  );
}

/** A function of a list of numbers that mixes them all. */
export function mixed(xs: readonly Scalar[]): Scalar {
  return xs.reduce<Scalar>((sum, x, i) => add(mul(sum, 0.5), mul(sin(mul(x, i + 1)), add(x, sum))), 1);
}
