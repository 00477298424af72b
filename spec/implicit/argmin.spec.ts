import { describe, expect, test } from 'vitest';
import {
  add,
  argmin,
  compile,
  cos,
  derivative,
  exp,
  hessian,
  jacobian,
  mul,
  type Scalar,
  square,
  sub,
  value,
} from '../../lib/entries/index.ts';
import { fc, runs } from '../support/fast-check.ts';

const parameter: fc.Arbitrary<number> = fc.double({ min: -2, max: 2, noNaN: true });
const close = (got: number, expected: number, within: number): void =>
  expect(Math.abs(got - expected)).toBeLessThanOrEqual(within * Math.max(1, Math.abs(expected)));

const rosenbrock = (a: Scalar): readonly Scalar[] =>
  argmin(([x, y]: readonly [Scalar, Scalar]) => add(square(sub(a, x)), mul(100, square(sub(y, square(x))))), [-1.2, 1]);

describe('argmin', () => {
  test('of Rosenbrock’s function is (a, a²), with its derivatives in every mode', () => {
    fc.assert(
      fc.property(parameter, (a) => {
        const f = ([t]: readonly Scalar[]): readonly Scalar[] => rosenbrock(t!);
        const [x, y] = f([a]) as number[];
        close(x!, a, 1e-9);
        close(y!, a * a, 1e-9);
        for (const mode of ['forward', 'reverse'] as const) {
          const [[dx], [dy]] = jacobian(f, { mode })([a]) as [[number], [number]];
          close(dx, 1, 1e-8);
          close(dy, 2 * a, 1e-8);
        }
        close(hessian(([t]) => rosenbrock(t)[1]!)([a])[0]![0]!, 2, 1e-5);
      }),
      runs(0.1),
    );
  });

  test('compiled', () => {
    const slopes = jacobian(([t]: readonly [Scalar]) => rosenbrock(t) as Scalar[]);
    const compiled = compile(slopes);
    for (const a of [0.5, 1, 1.5, -1]) expect(compiled([a])).toEqual(slopes([a]));
  });

  test('keeps its full digits: those of x, not of √ε', () => {
    expect(argmin((x) => sub(square(sub(x, 0.1)), cos(sub(x, 0.1))), 3)).toBe(0.1);
  });

  test('of records, by arguments', () => {
    const ridge = (l: Scalar): Scalar =>
      argmin(
        (p: { slope: Scalar; at: Scalar }, penalty: Scalar) =>
          add(add(square(sub(p.slope, 3)), mul(penalty, square(p.slope))), square(sub(p.at, p.slope))),
        { slope: 0, at: 0 },
        { args: [l] },
      ).slope;
    // 3/(1 + λ)
    close(ridge(0.5) as number, 2, 1e-15);
    close(derivative(ridge)(0.5), -3 / 1.5 ** 2, 1e-14);
    close(derivative(derivative(ridge))(0.5), 6 / 1.5 ** 3, 1e-13);
  });

  test('is improved where a solver of the user’s stops early', () => {
    const golden = (f: (x: number) => number): number => {
      let [low, high] = [-5, 5];
      for (let i = 0; i < 60; i++) {
        const third = (high - low) / 3;
        if (f(low + third) < f(high - third)) high -= third;
        else low += third;
      }
      return low;
    };
    const f = (a: Scalar): Scalar => argmin((x) => sub(exp(x), mul(a, x)), 0, { solver: golden });
    close(value(f(2)), Math.log(2), 4e-16);
    close(derivative(f)(2), 0.5, 1e-15);
  });

  test.each([
    [
      'a maximum',
      () => argmin((x) => mul(-1, square(x)), 0),
      'got x = [0], where the Hessian is not positive definite',
    ],
    ['no minimum', () => argmin((x) => sub(square(x), mul(x, square(x))), 5), 'argmin: expected to come to a minimum'],
    ['a straight line', () => argmin((x) => x, 0), 'where its Jacobian is singular'],
    ['a vector', () => argmin(((x: Scalar) => [x]) as never, 0), 'argmin: expected f(x) to be a number'],
  ])('refuses %s', (_name, run, message) => {
    expect(run).toThrow(message);
  });
});
