import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as ours from '../../lib/entries/index.ts';
import * as native from '../../lib/entries/native-runtime.ts';
import { isActive, type Scalar } from '../../lib/scalar.ts';
import { refuses, thrown } from '../scalar/refuses.ts';

const cure =
  'this code is not transformed (mark it by native(f) or "use grad", or take its package in by packages: [\'NAME\'] of dualgrad/plugin, or by DUALGRAD_PACKAGES=NAME with dualgrad/register), or it stores a Scalar where only plain numbers can be: in a Float32Array, an integer array, a Date';

/** f(x) with x an active 3. */
const on = (f: (x: number) => unknown) => (): unknown =>
  ours.derivative((x) => (isActive(x) ? (f(x as never) as Scalar) : x))(3);

describe('an active number in code that is not transformed, once native arithmetic is in play', () => {
  const arithmetic =
    'write mul(x, y) for x * y, neg(x) for -x, lt(x, y) for x < y, sin(x) for Math.sin(x), and keep Scalars in a plain array, not in a Float64Array';

  test.each<readonly [string, (x: number) => unknown, string]>([
    ['x * x', (x) => x * x, arithmetic],
    ['Math.sin(x)', (x) => Math.sin(x), arithmetic],
    ['x + 1', (x) => x + 1, 'write add(x, y) for x + y and eq(x, y) for x == y'],
    [
      'a text',
      (x) => `${x}`,
      'write x.toString() for its text or value(x) for its number: xs[value(x)], sort((x, y) => value(x) - value(y))',
    ],
    ['a store into a Float32Array', (x) => Float32Array.of(x), arithmetic],
  ])('%s is refused, with the cures', (_, misuse, advice) => {
    refuses(on(misuse), TypeError, `expected a plain number, got Dual(3 + 1ε); ${advice}; ${cure}`);
  });

  test.each([
    ['/app/node_modules/ml-matrix/src/matrix.js', 'ml-matrix'],
    ['/app/node_modules/.pnpm/@turf+area@7/node_modules/@turf/area/index.js', '@turf/area'],
    ['C:\\app\\node_modules\\gamma\\index.js', 'gamma'],
    ['/app/node_modules/.vite/deps/gamma.js', 'NAME'],
    ['/app/src/model.js', 'NAME'],
  ])('in %s the package is named: %s', (file, name) => {
    const f = new Function(`return (x) => Math.sin(x)\n//# sourceURL=${file}`)() as (x: number) => number;
    const message = thrown(on(f));
    expect(message).toContain(`packages: ['${name}'] of dualgrad/plugin, or by DUALGRAD_PACKAGES=${name} with`);
  });

  test('is refused so where it is traced', () => {
    expect(thrown(() => (ours.compile(((x: number) => x * x) as never) as (x: number) => number)(3))).toContain(cure);
  });
});

describe('methods of numbers that give a text explain themselves', () => {
  test.each([
    ['toFixed', 'to round it write Math.round(x * 100) / 100'],
    ['toPrecision', 'to round it write Math.round'],
    ['toExponential', 'to round it write Math.round'],
    ['toLocaleString', 'in a template leave the call out'],
  ] as const)('%s', (name, instead) => {
    refuses(
      on((x) => (x as unknown as Record<string, () => string>)[name]!()),
      TypeError,
      `${name}: expected a plain number, got Dual(3 + 1ε); a text has no derivative: for the digits write value(x).${name}(…), ${instead}`,
    );
  });

  test('valueOf and toString are those of any active number', () => {
    on((x) => {
      expect(x.valueOf()).toBe(x);
      expect(x.toString()).toBe('Dual(3 + 1ε)');
      return x;
    })();
  });
});

describe('functions of Math without a rule', () => {
  test.each([
    ['fround', native.$Math_fround, 'rounding to 32 bits has no derivative; leave it out'],
    ['f16round', native.$Math_f16round, 'rounding to 16 bits has no derivative; leave it out'],
  ] as const)('Math.%s refuses an active number', (name, f, why) => {
    refuses(
      on((x) => f(x)),
      TypeError,
      `Math.${name}: expected plain numbers, got Dual(3 + 1ε); ${why}`,
    );
  });

  test('Math.sumPrecise does, and says that a loop will do', () => {
    refuses(
      on((x) => native.$Math_sumPrecise([1, x])),
      TypeError,
      'Math.sumPrecise: expected plain numbers, got Dual(3 + 1ε); it has no rule; add the numbers up in a loop',
    );
  });

  test('one that the engine does not have is not a function', () => {
    const { f16round } = Math as { f16round?: (x: number) => number };
    if (f16round === undefined) refuses(() => native.$Math_f16round(1), TypeError, 'Math.f16round is not a function');
    else expect(native.$Math_f16round(1.1)).toBe(f16round(1.1));
  });
});

describe('a number of a second copy of the library', () => {
  let theirs: typeof ours;
  beforeAll(async () => {
    vi.resetModules();
    theirs = await import('../../lib/entries/index.ts');
  });

  test.each<readonly [string, (x: never) => unknown]>([
    ['add', (x) => native.$add(x, 1)],
    ['mul', (x) => native.$mul(2, x)],
    ['neg', (x) => native.$neg(x)],
    ['lt', (x) => native.$lt(x, 1)],
    ['sin', (x) => native.$Math_sin(x)],
    ['max', (x) => native.$Math_max(x, 1)],
    ['eq', (x) => native.$eq(x, 1)],
  ])('is named by operators of transformed code: %s', (op, call) => {
    refuses(
      () => call(theirs.dual(3, 1) as never),
      TypeError,
      `${op}: expected a number of this copy of dualgrad, got one made by a second copy; see that dualgrad is installed and bundled once`,
    );
  });
});
