import { describe, expect, test } from 'vitest';
import { add, derivative, grad, gradInto, hvp, jvp, mul, type Scalar, square, sum } from '../../lib/entries/forward.ts';
import { withoutNativeArithmetic } from '../native/advice.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';
import { all, ofArrays, ofNumbers } from './calls.ts';

withoutNativeArithmetic();

const f = (): never => {
  throw new Error('f was called, though its input is wrong');
};
const isList = (x: unknown): boolean => Array.isArray(x) || x instanceof Float64Array;
const isConstant = (x: unknown): boolean => x === null || typeof x === 'string' || typeof x === 'boolean';
const isPlain = (x: unknown): boolean => [Object.prototype, null].includes(Object.getPrototypeOf(Object(x)));
const notArrays = notNumbers.filter(({ x }) => !isList(x));
const notTrees = notArrays.filter(({ x }) => typeof x !== 'object' || x === null || !isPlain(x));
const tree = 'an array or a record of numbers';

describe.each(ofArrays)('$title', ({ name, call }) => {
  test.each(notTrees)('refuses $text for x', ({ x, text }) => {
    const hint = name === 'hvp' && x === undefined ? '; write hvp(f, x, v)' : '';
    refuses(() => call(f, x), TypeError, `${name}: expected x to be ${tree}, got ${text}${hint}`);
  });

  test('refuses a number for x, and says what to use', () => {
    refuses(
      () => call(f, 3),
      TypeError,
      `${name}: expected x to be ${tree}, got 3; for a function of one number use ${name === 'hessian' ? 'derivative(derivative(f))' : 'derivative(f)'}`,
    );
  });

  test.each([
    [new BigInt64Array(2), 'a BigInt64Array of length 2'],
    [new DataView(new ArrayBuffer(8)), 'a DataView of length 8'],
    [new Set([1]), 'a Set'],
  ])('refuses %o for x', (x, text) => {
    refuses(() => call(f, x), TypeError, `${name}: expected x to be ${tree}, got ${text}`);
  });

  test.each(notTrees.filter(({ x }) => !isConstant(x)))('refuses $text for an entry of x', ({ x, text }) => {
    refuses(() => call(f, [x]), TypeError, `${name}: expected x[0] to be a number, got ${text}`);
  });

  test('refuses a record with a field that is no number', () => {
    refuses(() => call(f, { valueOf: f }), TypeError, `${name}: expected x.valueOf to be a number, got a function`);
    const lookalike = { value: 3, tangent: 1, level: undefined };
    refuses(() => call(f, [lookalike]), TypeError, `${name}: expected x[0].level to be a number, got undefined`);
  });

  test('refuses a sparse array', () => {
    const sparse = [1, 2, 3];
    delete sparse[1];
    refuses(() => call(f, sparse), TypeError, `${name}: expected x[1] to be a number, got a hole in a sparse array`);
  });
});

describe.each(ofNumbers)('$title', ({ name, call }) => {
  const isDerivative = name === 'derivative';
  const expected = isDerivative ? 'a number or a Scalar of dualgrad' : 'x to be a number, an array or a record';

  test.each(isDerivative ? notNumbers : notTrees)('refuses $text for x', ({ x, text }) => {
    refuses(() => call(f, x), TypeError, `${name}: expected ${expected}, got ${text}`);
  });
});

describe.each(all)('$title', ({ name, call }) => {
  test.each(notNumbers.filter(({ x }) => typeof x !== 'function'))('refuses $text for f', ({ x, text }) => {
    refuses(() => call(x, [1]), TypeError, `${name}: expected a function to differentiate, got ${text}`);
  });
});

describe('the function that a transform is given is checked at once, not at the first call', () => {
  test('derivative', () => {
    refuses(() => derivative(3 as never), TypeError, 'derivative: expected a function to differentiate, got 3');
  });

  test('grad', () => {
    refuses(() => grad(undefined as never), TypeError, 'grad: expected a function to differentiate, got undefined');
  });
});

describe('jvp and hvp: v', () => {
  const dot = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(x, y);

  test.each([[[]], [[1]], [[1, 2, 3]], [new Float64Array(3)]])('of another length than x is refused: %j', (v) => {
    const message = (name: string): string => `${name}: expected v to have the length of x, 2, got ${v.length}`;
    refuses(() => jvp(dot, [1, 2], v as never), RangeError, message('jvp'));
    refuses(() => hvp(dot, [1, 2], v as never), RangeError, message('hvp'));
  });

  test('an array beside a number x, and a number beside an array x', () => {
    refuses(
      () => jvp((x: Scalar) => x, 1, [1] as never),
      TypeError,
      'jvp: expected v to be a number, as x is, got an array',
    );
    refuses(() => jvp(dot, [1, 2], 1 as never), TypeError, 'jvp: expected v to be an array or a Float64Array, got 1');
  });

  test.each(notArrays)('$text is refused', ({ x, text }) => {
    refuses(
      () => jvp((y: Scalar) => y, 1, x as never),
      TypeError,
      `jvp: expected a number or a Scalar of dualgrad, got ${text}`,
    );
    refuses(
      () => hvp(dot, [1, 2], x as never),
      TypeError,
      `hvp: expected v to be an array or a Float64Array, got ${text}`,
    );
  });

  test('with a hole or a wrong entry is refused', () => {
    const sparse = [1, 2];
    delete sparse[1];
    refuses(
      () => jvp(dot, [1, 2], sparse as never),
      TypeError,
      'jvp: expected v[1] to be a number, got a hole in a sparse array',
    );
    refuses(
      () => hvp(dot, [1, 2], [1, '2'] as never),
      TypeError,
      'hvp: expected v[1] to be a number, got the string "2"',
    );
  });
});

describe('gradInto: out', () => {
  const sumOfSquares = (xs: readonly Scalar[]): Scalar => sum(xs.map(square));

  test.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [3, '3'],
    [{ length: 2 }, 'an object'],
    [new Float32Array(2), 'a Float32Array of length 2'],
  ])('%o is refused', (out, text) => {
    refuses(
      () => gradInto(f)([1, 2], out as never),
      TypeError,
      `gradInto: expected out to be an array or a Float64Array, got ${text}`,
    );
  });

  test.each([[[7]], [[7, 8, 9]], [Float64Array.of(7)]])('of another length than x is refused: %j', (out) => {
    const before = out.slice();
    refuses(
      () => gradInto(f)([1, 2], out),
      RangeError,
      `gradInto: expected out to have the length of x, 2, got ${out.length}`,
    );
    expect(out).toEqual(before);
  });

  test('is untouched when f fails, returns nonsense, or its passes differ', () => {
    const out = [7, 8];
    refuses(
      () => gradInto((() => [1]) as never)([1, 2], out),
      TypeError,
      'gradInto: expected f(x) to be a number, got an array of length 1; for vector outputs use jacobian(f)',
    );
    refuses(
      () => gradInto(([x, y]) => ((x as unknown) === 1 ? y : add(x, y)), { lanes: 1 })([1, 2], out),
      Error,
      'gradInto: expected the same value from every pass over one x, got 3 and then 2; f must not branch on x === 0, truthiness or typeof (write eq(x, 0)), nor use Math.random',
    );
    refuses(
      () => gradInto(([x, y]) => mul(x, (y as number) * 2))([1, 2], out),
      TypeError,
      'expected a plain number, got Lanes(2 + [0, 1]ε); write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array',
    );
    expect(out).toEqual([7, 8]);
  });

  test('cannot hold an outer derivative, and says what to use', () => {
    const out = [7, 8];
    refuses(
      () => derivative((a) => gradInto(([x, y]) => mul(a, mul(x, y)))([1, 2], out))(3),
      TypeError,
      'gradInto: expected plain numbers, got Dual(6 + 2ε) of an outer derivative; inside another derivative use valueAndGrad',
    );
    refuses(
      () => derivative((a) => gradInto(sumOfSquares)([a, 2] as never, out))(3),
      TypeError,
      'gradInto: expected plain numbers, got Dual(13 + 6ε) of an outer derivative; inside another derivative use valueAndGrad',
    );
    expect(out).toEqual([7, 8]);
  });

  test('may be x itself', () => {
    const x = Float64Array.of(2, 3);
    expect(gradInto(sumOfSquares)(x, x)).toBe(13);
    expect(x).toEqual(Float64Array.of(4, 6));
  });

  test('is written in full, whatever was in it', () => {
    const out = [Number.NaN, Number.POSITIVE_INFINITY, 5];
    expect(gradInto(([x]) => square(x))([3, 1, 1], out)).toBe(9);
    expect(out).toEqual([6, 0, 0]);
  });
});
