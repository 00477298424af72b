import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';

class Point {
  x: unknown = 0;
  y: unknown = 0;
}

const list = fc.array(anyNumber, { maxLength: 20 });

const leaves = fc.oneof(
  anyNumber,
  list,
  list.map((xs) => Float64Array.from(xs)),
  list.map((xs) => Float32Array.from(xs)),
  fc.constantFrom(null, true, 'word', Math.sin),
  fc.array(fc.integer({ min: -9, max: 9 })).map((xs) => Int32Array.from(xs)),
);

/** Numbers in every kind of container, and constants among them. */
export const values: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    leaves,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string({ maxLength: 3 }), fc.constant('__proto__')), tie('value'), { maxKeys: 3 }),
    fc.tuple(tie('value'), tie('value')).map(([x, y]) => Object.assign(new Point(), { x, y })),
  ),
})).value;

/** What a function may return. */
export const results: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    anyNumber,
    list,
    list.map((xs) => Float64Array.from(xs)),
    fc.constantFrom(null, false, 'word'),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.string({ maxLength: 3 }), tie('value'), { maxKeys: 3 }),
  ),
})).value;
