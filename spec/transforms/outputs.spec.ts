import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivative, grad, hessian, jacobian, jvp, mul, type Scalar, square } from '../../lib/entries/forward.ts';
import { vjp } from '../../lib/entries/index.ts';
import { notNumbers, refuses } from '../scalar/refuses.ts';
import { ofScalarFunctions, ofVectorFunctions } from './calls.ts';

// Every rejection that nobody handled; the spec fails if there is any.
const unhandled: unknown[] = [];
const note = (reason: unknown): void => {
  unhandled.push(reason);
};
const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 5));

beforeAll(() => {
  process.on('unhandledRejection', note);
});
afterAll(() => {
  process.off('unhandledRejection', note);
});

function hint(y: unknown): string {
  if (y === undefined) return '; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)';
  if (typeof y === 'function') return '; call it inside f, so that f returns its result';
  if (y instanceof Promise) return '; f must be synchronous: await first, then differentiate';
  return '';
}

const notResults = notNumbers.filter(
  ({ x }) =>
    !Array.isArray(x) && !(x instanceof Float64Array) && !(x !== null && typeof x === 'object' && 'level' in x),
);
const tree = (name: string): string =>
  /jvp|vjp/.test(name) ? 'a number, an array or a record' : 'an array or a record';
const notTrees = notResults.filter(({ text }) => text !== 'an object');
const notEntries = notTrees.filter(({ text }) => !/^(null|true|the string)/.test(text));

describe.each([
  ...ofScalarFunctions,
  { name: 'derivative', title: 'derivative', call: (f: unknown) => derivative(f as never)(3) },
])('$title', ({ name, call }) => {
  test.each(notResults)('refuses $text from f', ({ x: y, text }) => {
    refuses(() => call(() => y, [1, 2]), TypeError, `${name}: expected f(x) to be a number, got ${text}${hint(y)}`);
  });

  test('refuses an object that only looks like a number', () => {
    refuses(
      () => call(() => ({ level: {}, value: 3 }), [1, 2]),
      TypeError,
      `${name}: expected a number or a Scalar of dualgrad, got an object`,
    );
  });

  test('takes what is a number', () => {
    for (const y of [0, -0, Number.NaN, Number.POSITIVE_INFINITY]) expect(() => call(() => y, [1, 2])).not.toThrow();
  });
});

describe.each(ofScalarFunctions)('$title', ({ name, call }) => {
  test.each<[string, () => unknown, string]>([
    ['an array', () => [1, 2, 3], 'an array of length 3'],
    ['its own argument', ((x: unknown) => x) as never, 'an array of length 2'],
    ['a Float64Array', () => new Float64Array(3), 'a Float64Array of length 3'],
  ])('refuses %s from f, and says what to use', (_, f, text) => {
    refuses(
      () => call(f, [1, 2]),
      TypeError,
      `${name}: expected f(x) to be a number, got ${text}; for vector outputs use jacobian(f)`,
    );
  });
});

test('derivative refuses an array from f, and says what to use', () => {
  refuses(
    () => derivative(((x: Scalar) => [x, x]) as never)(3),
    TypeError,
    'derivative: expected f(x) to be a number, got an array of length 2; for a vector of functions use jvp(f, x, 1).tangent',
  );
  expect(jvp((x: Scalar) => [x, square(x)], 3, 1).tangent).toEqual([1, 6]);
});

describe.each([
  ...ofVectorFunctions,
  { name: 'jvp', title: 'jvp', call: (f: unknown) => jvp(f as never, [1, 2] as never, [1, 1] as never) },
  { name: 'vjp', title: 'vjp', call: (f: unknown) => vjp(f as never, [1, 2] as never) },
])('$title', ({ name, call }) => {
  test.each(notEntries)('refuses $text for an entry of f(x)', ({ x: y, text }) => {
    refuses(
      () => call(([x]: Scalar[]) => [x, y], [1, 2]),
      TypeError,
      `${name}: expected f(x)[1] to be a number, got ${text}${hint(y)}`,
    );
  });

  test('refuses an object that only looks like a number for an entry of f(x)', () => {
    refuses(
      () => call(([x]: Scalar[]) => [x, { value: 3, tangent: 1, level: undefined }], [1, 2]),
      TypeError,
      `${name}: expected f(x)[1].level to be a number, got undefined${hint(undefined)}`,
    );
  });

  test.each([
    [new Float64Array(2), 'a Float64Array of length 2'],
    [new Float32Array(2), 'a Float32Array of length 2'],
  ])('refuses %o from f, which could not hold derivatives', (y, text) => {
    refuses(
      () => call(() => y, [1, 2]),
      TypeError,
      `${name}: expected f(x) to be ${tree(name)}, got ${text}; a typed array can't hold derivatives, return a plain array`,
    );
  });

  test.each(notTrees)('refuses $text from f', ({ x: y, text }) => {
    refuses(
      () => call(() => y, [1, 2]),
      TypeError,
      `${name}: expected f(x) to be ${tree(name)}, got ${text}${hint(y)}`,
    );
  });
});

describe.each(ofVectorFunctions)('$title', ({ name, title, call }) => {
  test.each<[string, (x: Scalar[]) => unknown, string]>([
    ['a plain number', () => 3, '3'],
    ['an active number', ([x]) => x, title.endsWith('in reverse') ? 'Var(1)' : 'Lanes(1 + [1, 0]ε)'],
  ])('refuses %s from f, and says what to use', (_, f, text) => {
    refuses(
      () => call(f, [1, 2]),
      TypeError,
      `${name}: expected f(x) to be an array or a record, got the number ${text}; for scalar outputs use grad(f)`,
    );
  });
});

describe('a function of several arguments given in parts', () => {
  test('a derivative that returns a function is refused at every order', () => {
    const curried = (x: Scalar) => (y: Scalar) => mul(x, y);
    refuses(
      () => derivative(curried as never)(3),
      TypeError,
      'derivative: expected f(x) to be a number, got a function; call it inside f, so that f returns its result',
    );
    refuses(
      () => derivative(derivative(curried as never) as never)(3),
      TypeError,
      'derivative: expected f(x) to be a number, got a function; call it inside f, so that f returns its result',
    );
    // The function s of Manzyuk et al., whose derivative at 0 would be a transform.
    refuses(
      () => derivative(((u: Scalar) => (g: (x: Scalar) => Scalar) => (x: Scalar) => g(mul(x, u))) as never)(0),
      TypeError,
      'derivative: expected f(x) to be a number, got a function; call it inside f, so that f returns its result',
    );
    expect(derivative((x) => curried(x)(5))(3)).toBe(5);
  });

  test('a forgotten call of a derivative is refused', () => {
    refuses(
      () => grad((() => grad(([x]) => x)) as never)([3]),
      TypeError,
      'grad: expected f(x) to be a number, got a function; call it inside f, so that f returns its result',
    );
  });
});

describe('an async function', () => {
  const late = async (x: Scalar): Promise<Scalar> => {
    await null;
    return mul(x, x);
  };
  const hinted = 'got a Promise; f must be synchronous: await first, then differentiate';

  test.each<[string, () => unknown, string]>([
    ['derivative', () => derivative(late as never)(3), 'f(x) to be a number'],
    ['jvp', () => jvp(late as never, 3, 1), 'f(x) to be a number, an array or a record'],
    ['grad', () => grad((([x]: Scalar[]) => late(x as Scalar)) as never)([3, 4]), 'f(x) to be a number'],
    ['hessian', () => hessian((([x]: Scalar[]) => late(x as Scalar)) as never)([3, 4]), 'f(x) to be a number'],
    [
      'jacobian',
      () => jacobian((([x]: Scalar[]) => late(x as Scalar)) as never)([3, 4]),
      'f(x) to be an array or a record',
    ],
    ['jacobian', () => jacobian(((x: Scalar[]) => x.map(late)) as never)([3, 4]), 'f(x)[0] to be a number'],
    ['jvp', () => jvp(((x: Scalar[]) => x.map(late)) as never, [3, 4], [1, 1]), 'f(x)[0] to be a number'],
  ])('is refused by %s, once, and no rejection is left unhandled', async (name, call, expected) => {
    refuses(call, TypeError, `${name}: expected ${expected}, ${hinted}`);
    await settled();
    expect(unhandled.splice(0)).toEqual([]);
  });

  test('a thenable of another library counts as a Promise', () => {
    let handled = false;
    const thenable = {
      // biome-ignore lint/suspicious/noThenProperty: a promise of another library
      then: (_: unknown, failed?: unknown) => {
        handled = typeof failed === 'function';
      },
    };
    refuses(
      () => derivative((() => thenable) as never)(3),
      TypeError,
      `derivative: expected f(x) to be a number, ${hinted}`,
    );
    expect(handled).toBe(true);
  });

  test('awaiting first and differentiating then is how it is done', async () => {
    const scale = await Promise.resolve(5);
    expect(derivative((x) => mul(scale, square(x)))(3)).toBe(30);
  });
});
