import { beforeAll, describe, expect, test, vi } from 'vitest';
import * as ours from '../../lib/entries/forward.ts';
import { refuses } from './refuses.ts';

const { derivative, dual, grad, jacobian, jvp } = ours;

let theirs: typeof ours;

beforeAll(async () => {
  vi.resetModules();
  theirs = await import('../../lib/entries/forward.ts');
});

function secondCopy(op: string): string {
  return `${op}: expected a number of this copy of dualgrad, got one made by a second copy; see that dualgrad is installed and bundled once`;
}

test('there really are two copies, and each works', () => {
  expect(theirs.mul).not.toBe(ours.mul);
  expect(theirs.derivative((x) => theirs.mul(x, x))(3)).toBe(6);
  expect(derivative((x) => ours.mul(x, x))(3)).toBe(6);
});

describe('a number of a second copy of the library is recognised', () => {
  const foreign = (): never => theirs.dual(3, 1) as never;

  test.each<[string, () => unknown]>([
    ['mul', () => ours.mul(foreign(), 2)],
    ['mul', () => ours.mul(2, foreign())],
    ['mul', () => ours.mul(dual(2, 1), foreign())],
    ['sin', () => ours.sin(foreign())],
    ['sum', () => ours.sum([1, foreign()])],
    ['lt', () => ours.lt(foreign(), 2)],
    ['where', () => ours.where(ours.lt, 1, 2, foreign(), 3)],
    ['value', () => ours.value(foreign())],
    ['stopGradient', () => ours.stopGradient(foreign())],
    ['dual', () => dual(foreign(), 1)],
    ['derivative', () => derivative((x) => x)(foreign())],
    ['derivative', () => derivative(() => foreign())(3)],
    ['grad', () => grad(([x]) => x)([1, foreign()])],
    ['grad', () => grad(() => foreign())([1, 2])],
    ['jacobian', () => jacobian(() => [1, foreign()])([1, 2])],
    ['jvp', () => jvp((x) => x, foreign(), 1)],
    ['jvp', () => jvp((x) => x, 1, foreign())],
  ])('by %s', (op, call) => {
    refuses(call, TypeError, secondCopy(op));
  });

  test('by isActive, which says that it carries derivatives', () => {
    expect(ours.isActive(foreign())).toBe(true);
  });

  test('by our op inside their derivative, and theirs inside ours', () => {
    refuses(() => theirs.derivative((x) => ours.mul(x as never, 2) as never)(3), TypeError, secondCopy('mul'));
    refuses(() => derivative((x) => theirs.mul(x as never, 2) as never)(3), TypeError, secondCopy('mul'));
    expect(theirs.derivative((x) => theirs.mul(x, 2))(3)).toBe(2);
  });

  test('but a derivative of theirs at a plain number is a plain number, and welcome', () => {
    const f = (x: ours.Scalar): ours.Scalar => ours.mul(x, theirs.derivative(theirs.square)(2));
    expect(derivative(f)(3)).toBe(4);
  });
});
