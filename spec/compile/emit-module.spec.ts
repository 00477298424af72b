import { expect, test, vi } from 'vitest';
import {
  add,
  defineOp,
  emitModule,
  grad,
  gradInto,
  lt,
  mul,
  type Scalar,
  sigmoid,
  sin,
  sqrt,
  valueAndGrad,
} from '../../lib/index.ts';
import { moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { everyOp, smoothPrograms, tamePrograms } from '../support/programs.ts';
import { same } from './eager.ts';

/** The function of a module's text. */
async function evaluate(text: string): Promise<(...args: unknown[]) => unknown> {
  return (await import(`data:text/javascript,${encodeURIComponent(text)}`)).evaluate;
}

test('the module of a random program, and of its gradient, computes what it computes, and imports nothing', async () => {
  const points = fc.array(moderate, { minLength: 3, maxLength: 3 });
  const agrees = async (f: (x: readonly number[]) => unknown, x: readonly number[]): Promise<void> => {
    const text = emitModule(f as never, x);
    expect(text).not.toMatch(/import|require|eval\(|Function\(/);
    same((await evaluate(text))(x), f(x));
  };
  await fc.assert(
    fc.asyncProperty(tamePrograms(everyOp), smoothPrograms, points, async (any, smooth, x) => {
      await agrees(any.runAll, x);
      await agrees(valueAndGrad(smooth.run), x);
    }),
    runs(0.3),
  );
});

test('the module of a gradient that is written into an array writes it', async () => {
  const text = emitModule(
    gradInto(([x, y]) => mul(x, y)),
    [2, 3],
    [0, 0],
  );
  const out = [0, 0];
  expect((await evaluate(text))([5, 7], out)).toBe(35);
  expect(out).toEqual([7, 5]);
});

test('is readable: one statement a line, types and functions for what is long', () => {
  const f = (x: Scalar, options: { readonly scale: Scalar }): Scalar => mul(options.scale, sigmoid(x));
  expect(emitModule(f, 1, { scale: 2 })).toBe(`/** @param {number} x */
function sigmoid(x) {
  return x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x));
}

/**
 * Straight-line code of 1 statement, made by dualgrad: edit what it was made from instead.
 *
 * @param {number} x1
 * @param {{ scale: number }} x2 a record
 * @returns {number}
 */
export function evaluate(x1, x2) {
  const x2_0 = x2["scale"];
  const v3 = x2_0 * (sigmoid(x1));
  return v3;
}
`);
});

test('where a comparison comes out otherwise, or a number is not finite, it says so', async () => {
  const bent = (x: Scalar): Scalar => (lt(x, 0) ? mul(x, x) : x);
  const f = await evaluate(emitModule(bent, 2));
  expect(f(3)).toBe(3);
  expect(() => f(-1)).toThrow(
    new RangeError('evaluate: expected comparisons to come out as where this was made; trace it there as well'),
  );
  const slope = await evaluate(
    emitModule(
      grad(([x]) => sqrt(x)),
      [4],
    ),
  );
  expect(slope([4])).toEqual([0.25]);
  expect(() => slope([0])).toThrow(
    new RangeError('evaluate: expected finite numbers, got one that is not, on which a derivative depends'),
  );
});

test('refuses what it can not write', () => {
  const double = defineOp({ name: 'double', arity: 1, value: (x) => 2 * x, partials: () => [2] });
  expect(() => emitModule(double as never, 1)).toThrow(
    new TypeError(
      `emitModule: expected operations of the library, got the string "double", whose text is not known; write it in the library's`,
    ),
  );
  expect(() => emitModule(3 as never, 1)).toThrow('emitModule: expected a function to differentiate, got 3');
  expect(() =>
    grad(([x]) => {
      emitModule(sin, x);
      return x;
    })([1]),
  ).toThrow('emitModule: expected plain numbers as the example, got numbers of a running derivative');
});

test('keys that are no words are quoted, in code, and left out of comments', async () => {
  const key = `*/ throw 'in"jected'; /*`;
  const f = (x: Readonly<Record<string, Scalar>>): Record<string, Scalar> => ({ [key]: add(x[key] as Scalar, 1) });
  const text = emitModule(f, { [key]: 1 });
  expect((await evaluate(text))({ [key]: 2 })).toEqual({ [key]: 3 });
  expect(text.slice(0, text.indexOf('export')).includes('jected')).toBe(false);
});

test.each([
  ['distance-normal', [[0.3, -1.2, 2]], async () => grad((await import('../../examples/distance-normal.ts')).distance)],
  ['robot-arm', [[0.1, 0.2, -0.3]], undefined],
] as const)('examples/%s prints a module that computes what the library computes', async (name, args, derivative) => {
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  const module = await import(`../../examples/${name}.ts`);
  log.mockRestore();
  const { valueAndJacobian } = await import('../../lib/index.ts');
  const f = derivative ? await derivative() : valueAndJacobian(module.hand);
  const text: string = module.normal ?? module.jacobianModule;
  same((await evaluate(text))(...args), (f as (...args: readonly unknown[]) => unknown)(...args));
});
