import { describe, expect, test } from 'vitest';
import {
  add,
  grad,
  gradInto,
  hessian,
  jacobian,
  mul,
  type Scalar,
  sin,
  sum,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/forward.ts';
import { refuses } from '../scalar/refuses.ts';
import { withOptions } from './calls.ts';

const f = (): never => {
  throw new Error('f was called, though the options are wrong');
};

describe.each(withOptions)('$title', ({ name, call }) => {
  test.each<[unknown, string]>([
    [0, '0'],
    [17, '17'],
    [-1, '-1'],
    [2.5, '2.5'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Infinity'],
    ['4', 'the string "4"'],
    [null, 'null'],
    [true, 'true'],
    [4n, 'the BigInt 4n'],
    [[4], 'an array of length 1'],
  ])('refuses lanes: %s', (lanes, text) => {
    refuses(
      () => call(f, [1], { lanes }),
      RangeError,
      `${name}: expected lanes to be a whole number from 1 to 16, got ${text}`,
    );
  });

  test.each<[unknown, string]>([
    ['reverse', 'the string "reverse"'],
    ['Forward', 'the string "Forward"'],
    ['', 'the string ""'],
    [null, 'null'],
    [1, '1'],
  ])('refuses mode: %s', (mode, text) => {
    refuses(() => call(f, [1], { mode }), RangeError, `${name}: expected mode to be 'forward', got ${text}`);
  });

  test.each([{ lane: 4 }, { lanes: 4, chunk: 2 }, { mode: 'forward', Lanes: 2 }])('refuses %o', (options) => {
    const unknown = Object.keys(options).find((key) => key !== 'lanes' && key !== 'mode');
    refuses(
      () => call(f, [1], options),
      TypeError,
      `${name}: expected no option but mode, lanes, check, wrt${name === 'gradInto' ? '' : ', aux'}, got '${unknown}'`,
    );
  });

  test.each<[unknown, string]>([
    [null, 'null'],
    [4, '4'],
    ['forward', 'the string "forward"'],
    [[4], `an array of length 1; write ${name}(f)(x)`],
    [Float64Array.of(4), `a Float64Array of length 1; write ${name}(f)(x)`],
    [new Map([['lanes', 4]]), 'a Map'],
    [new Set(['lanes']), 'a Set'],
    [() => 4, 'a function'],
  ])('refuses %s for options', (options, text) => {
    refuses(
      () => call(f, [1], options),
      TypeError,
      `${name}: expected options to be an object like { lanes: 4 }, got ${text}`,
    );
  });

  test('are checked before there is any x', () => {
    const make = { grad, gradInto, hessian, jacobian, valueAndGrad, valueAndJacobian }[name];
    refuses(
      () => (make as (g: unknown, options: unknown) => unknown)(f, { lanes: 0 }),
      RangeError,
      `${name}: expected lanes to be a whole number from 1 to 16, got 0`,
    );
  });

  test('takes undefined for not given', () => {
    const constant = (x: readonly Scalar[]): unknown => (name.endsWith('acobian') ? [x[0]] : x[0]);
    const plain = call(constant, [1, 2]);
    expect(call(constant, [1, 2], undefined)).toEqual(plain);
    expect(call(constant, [1, 2], {})).toEqual(plain);
    expect(call(constant, [1, 2], { mode: undefined, lanes: undefined })).toEqual(plain);
    expect(call(constant, [1, 2], { mode: 'forward', lanes: 16 })).toEqual(plain);
  });
});

/** How many times `transform` runs f on n inputs, and how many of them are seeded each time. */
function seededPerPass(n: number, options: object): number[] {
  const passes: number[] = [];
  const count = (xs: readonly Scalar[]): Scalar => {
    passes.push(xs.filter((x) => typeof x !== 'number').length);
    return sum(xs);
  };
  const slope = grad(count, options);
  // The first call ends with a run on plain numbers.
  slope(new Array(n).fill(1));
  expect(passes.pop()).toBe(0);
  const first = passes.splice(0);
  expect(slope(new Array(n).fill(1))).toEqual(new Array(n).fill(1));
  expect(passes).toEqual(first);
  return passes;
}

describe('lanes', () => {
  test('lanes: 1 is literally one pass per input', () => {
    expect(seededPerPass(5, { lanes: 1 })).toEqual([1, 1, 1, 1, 1]);
    expect(seededPerPass(1, { lanes: 1 })).toEqual([1]);
  });

  test.each(Array.from({ length: 16 }, (_, i) => i + 1))(
    'lanes: %d differentiates by so many inputs a pass',
    (lanes) => {
      for (const n of [1, 5, 16, 17]) {
        const passes = seededPerPass(n, { lanes });
        expect(passes).toHaveLength(Math.ceil(n / lanes));
        expect(passes.slice(0, -1)).toEqual(new Array(passes.length - 1).fill(lanes));
      }
    },
  );

  test('by itself the library takes the fewest passes, then spreads the inputs', () => {
    expect(seededPerPass(1, {})).toEqual([1]);
    expect(seededPerPass(3, {})).toEqual([3]);
    expect(seededPerPass(16, {})).toEqual([16]);
    expect(seededPerPass(17, {})).toEqual([10, 7]);
    expect(seededPerPass(18, {})).toEqual([10, 8]);
    expect(seededPerPass(23, {})).toEqual([12, 11]);
    expect(seededPerPass(33, {})).toEqual([12, 12, 9]);
    expect(seededPerPass(100, {})).toHaveLength(7);
  });

  test('without inputs f is run once', () => {
    for (const options of [{}, { lanes: 1 }, { lanes: 7 }]) expect(seededPerPass(0, options)).toEqual([0]);
  });

  test('the width changes nothing in the result', () => {
    const g = (xs: readonly Scalar[]): Scalar[] => [sum(xs.map(sin)), xs.reduce(mul, 1), add(xs[0] as Scalar, 1)];
    const at = [0.1, -0.2, 0.3, 0.4, 5, -6, 7];
    const expected = jacobian(g, { lanes: 1 })(at);
    for (let lanes = 2; lanes <= 16; lanes++) expect(jacobian(g, { lanes })(at)).toEqual(expected);
  });
});
