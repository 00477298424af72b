import { afterEach, describe, expect, test } from 'vitest';
import {
  countFlops,
  evaluationTrace,
  grad,
  hessian,
  isActive,
  mul,
  type Scalar,
  trace,
  type Vector,
} from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';

afterEach(() => {
  expect(runningDepth()).toBe(0);
});

const hidden: readonly (readonly [string, (xs: Vector) => Scalar])[] = [
  ['===', ([x, y]) => ((x as unknown) === 2 ? mul(x as Scalar, y as Scalar) : (x as Scalar))],
  ['truthiness', ([x, y, z]) => (z ? mul(x as Scalar, y as Scalar) : (x as Scalar))],
  ['typeof', ([x, y]) => (typeof x === 'number' ? mul(x, y as Scalar) : (x as Scalar))],
  ['isActive', ([x, y]) => (isActive(x) ? mul(x as Scalar, y as Scalar) : (x as Scalar))],
  ['includes', (xs) => (xs.includes(3) ? mul(xs[0] as Scalar, 3) : (xs[0] as Scalar))],
  ['a key of a Map', ([x]) => mul(x as Scalar, new Map<Scalar, number>([[2, 5]]).get(x as Scalar) ?? 1)],
];

describe.each(hidden)('a branch on %s is refused', (_, f) => {
  test.each<[string, () => unknown]>([
    ['trace', () => trace(f, [2, 3, 0])],
    ['trace of a gradient', () => trace(grad(f), [2, 3, 0])],
    ['trace of a Hessian', () => trace(hessian(f, { mode: 'reverse' }), [2, 3, 0])],
    ['countFlops', () => countFlops(f, [2, 3, 0])],
    ['countFlops of a gradient', () => countFlops(grad(f), [2, 3, 0])],
    ['evaluationTrace', () => evaluationTrace(f as never, [2, 3, 0] as never)],
  ])('by %s', (_, run) => {
    expect(run).toThrow(/^trace: expected the value of f on plain numbers, \d+, got \d+; f must not branch on x === 0/);
  });
});

test('a result of another shape on plain numbers is refused', () => {
  const f = (x: Scalar): Scalar | Scalar[] => (typeof x === 'number' ? [x] : x);
  expect(() => trace(f, 2)).toThrow('on plain numbers, a result of another shape, got 2');
});

test('f that is not deterministic, or throws on plain numbers, is traced', () => {
  expect(trace((x: Scalar) => mul(x, Math.random()), 2).length).toBe(3);
  const f = (x: Scalar): Scalar => {
    if (typeof x === 'number') throw new Error('plain');
    return mul(x, x);
  };
  expect(trace(f, 2).evaluate(3)).toBe(9);
});
