import { describe, expect, test } from 'vitest';
import { compile, derivative, grad, jvp, type Scalar, trace, value } from '../../lib/entries/index.ts';
import * as native from '../../lib/entries/native-runtime.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';

const { $mul, $and, $order, $Math } = native;

/** Functions that are constant between jumps: written with operators of transformed code, and in JavaScript. */
const pieces: readonly (readonly [name: string, of: (x: Scalar) => unknown, plain: (x: number) => number])[] = [
  ['x | 0', (x) => native.$or(x, 0), (x) => x | 0],
  ['x & 6', (x) => $and(x, 6), (x) => x & 6],
  ['x ^ 5', (x) => native.$xor(x, 5), (x) => x ^ 5],
  ['1 << x', (x) => native.$shl(1, x), (x) => 1 << x],
  ['x >> 1', (x) => native.$shr(x, 1), (x) => x >> 1],
  ['x >>> 1', (x) => native.$ushr(x, 1), (x) => x >>> 1],
  ['~x', (x) => native.$not(x), (x) => ~x],
  ['~~x', (x) => native.$not(native.$not(x)), (x) => ~~x],
  ['Math.imul(x, 3)', (x) => native.$Math_imul(x, 3), (x) => Math.imul(x, 3)],
  ['Math.clz32(x)', (x) => native.$Math_clz32(x), (x) => Math.clz32(x)],
  ['x ? 2 : 3', (x) => (native.$truthy(x) ? 2 : 3), (x) => (x ? 2 : 3)],
  ['isNaN(x)', (x) => Number(native.$isNaN(x)), (x) => Number(Number.isNaN(x))],
  ['isFinite(x)', (x) => Number(native.$isFinite(x)), (x) => Number(Number.isFinite(x))],
  ['Number.isNaN(x)', (x) => Number(native.$Number_isNaN(x)), (x) => Number(Number.isNaN(x))],
  ['Number.isFinite(x)', (x) => Number(native.$Number_isFinite(x)), (x) => Number(Number.isFinite(x))],
  ['Number.isInteger(x)', (x) => Number(native.$Number_isInteger(x)), (x) => Number(Number.isInteger(x))],
  ['Number.isSafeInteger(x)', (x) => Number(native.$Number_isSafeInteger(x)), (x) => Number(Number.isSafeInteger(x))],
  ['Object.is(x, 0)', (x) => Number(native.$Object_is(x, 0)), (x) => Number(Object.is(x, 0))],
  ['Object.is(-0, x)', (x) => Number(native.$Object_is(-0, x)), (x) => Number(Object.is(-0, x))],
  ['Object.is(x, NaN)', (x) => Number(native.$Object_is(x, NaN)), (x) => Number(Object.is(x, NaN))],
  ['Object.is(x, -x)', (x) => Number(native.$Object_is(x, native.$neg(x))), (x) => Number(Object.is(x, -x))],
  ['typeof x', (x) => (native.$typeof(x) === 'number' ? 5 : 6), () => 5],
  ['[4, 5, 6][x & 1]', (x) => [4, 5, 6][$and(x, 1) as number], (x) => [4, 5, 6][x & 1]!],
  ['table[x]', (x) => [4, 5, 6][native.$key(x) as number] ?? 7, (x) => [4, 5, 6][x] ?? 7],
  ['[1, 2, NaN].includes(x)', (x) => Number(native.$includes([1, 2, NaN], x)), (x) => Number([1, 2, NaN].includes(x))],
  ['[1, 2, x].indexOf(2)', (x) => native.$indexOf([1, x, 2], 2), (x) => [1, x, 2].indexOf(2)],
  ['[x, 2, x].lastIndexOf(x)', (x) => native.$lastIndexOf([x, 2, x], x), (x) => [x, 2, x].lastIndexOf(x)],
  ['Float64Array', (x) => native.$indexOf(Float64Array.of(1, 2), x), (x) => Float64Array.of(1, 2).indexOf(x)],
  ["'-10'.indexOf(x)", (x) => native.$indexOf('-10', x), (x) => '-10'.indexOf(x as never)],
  [
    'the place of x in [1, x, -2] sorted',
    (x) => {
      const compare = $order((a: { v: Scalar }, b: { v: Scalar }) => native.$sub(a.v, b.v)) as () => number;
      return [{ v: 1 }, { v: x, own: true }, { v: -2 }].sort(compare).findIndex(({ own }) => own);
    },
    (x) => [{ v: 1 }, { v: x, own: true }, { v: -2 }].sort((a, b) => a.v - b.v).findIndex(({ own }) => own),
  ],
  ['switch (Math.trunc(x))', (x) => chosen(native.$key($Math.trunc(x as never))), (x) => chosen(Math.trunc(x))],
];

function chosen(key: unknown): number {
  switch (key) {
    case 0:
      return 10;
    case 1:
    case 2:
      return 11;
    default:
      return 12;
  }
}

describe.each(pieces)('%s', (_, of, plain) => {
  const f = (x: Scalar): Scalar => $mul(x, of(x) as number);
  const g = ([x]: readonly Scalar[]): Scalar => f(x!);

  test('is what JavaScript has, and its derivative is 0, in every mode', () => {
    fc.assert(
      fc.property(anyNumber, (x) => {
        const piece = plain(x);
        expect(of(x)).toBe(piece);
        const slope = Number.isNaN(x) ? NaN : piece + 0;
        expect(value(jvp(f, x, 1).value)).toBe(x * piece);
        expect(derivative(f)(x)).toBe(slope);
        expect(grad(g, { mode: 'reverse' })([x])).toEqual([slope]);
        expect(derivative(derivative(f))(x)).toBe(Number.isNaN(x) ? NaN : 0);
      }),
    );
  });

  test('is guarded where it is compiled', () => {
    const numbers = fc.array(anyNumber, { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(numbers, (xs) => {
        const compiled = compile(f);
        const slopes = compile(derivative(f));
        for (const x of xs) {
          expect(compiled(x)).toBe(f(x));
          expect(slopes(x)).toBe(derivative(f)(x));
        }
      }),
      runs(0.5),
    );
  });
});

test('one comparison tells whether a traced number counts as true', () => {
  expect(trace((x: Scalar) => (native.$truthy(x) ? $mul(x, 2) : x), 3).toString()).toMatchInlineSnapshot(`
    "x = input      3
    v1 = abs(x)    3
    y = mul(x, 2)  6
    guard gt(v1, 0) is true
    result y"
  `);
});

test('a traced number as a key is guarded as that number', () => {
  expect(trace((x: Scalar) => $mul(x, [4, 5, 6][native.$or(x, 0) as number]!), 1.5).toString()).toMatchInlineSnapshot(`
    "x = input      1.5
    v1 = trunc(x)  1
    y = mul(x, 5)  7.5
    guard is(v1, 1) is true, at this point only
    result y"
  `);
});
