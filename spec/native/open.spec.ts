import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import * as d from '../../lib/entries/index.ts';
import { $open } from '../../lib/entries/native-runtime.ts';
import { isActive, type Scalar } from '../../lib/scalar.ts';
import { thrown } from '../scalar/refuses.ts';

// Duals made by hand raise the count while they are there.
const kept = d.dual(d.dual(1, 1), 1);
/** What is not to be collected. */
const tapes: d.UserTape[] = [];
let before: number;
beforeEach(() => {
  before = $open.count;
});
afterEach(() => {
  expect($open.count).toBe(before);
});

type F = (xs: readonly Scalar[]) => Scalar;

/** Every call that runs f on active numbers. */
const calls: readonly (readonly [string, (f: F) => unknown])[] = [
  ['derivative', (f) => d.derivative((x) => f([x, 2]))(1)],
  ['grad, one lane', (f) => d.grad(f, { lanes: 1 })([1, 2])],
  ['grad, lanes', (f) => d.grad(f, { mode: 'forward' })([1, 2])],
  ['grad, reverse', (f) => d.grad(f, { mode: 'reverse' })([1, 2])],
  ['gradInto', (f) => d.gradInto(f)([1, 2], [0, 0])],
  ['hessian', (f) => d.hessian(f)([1, 2])],
  ['hvp', (f) => d.hvp(f, [1, 2], [1, 0])],
  ['jacobian', (f) => d.jacobian((x) => [f(x)])([1, 2])],
  ['jvp', (f) => d.jvp(f, [1, 2], [1, 0])],
  ['vjp', (f) => d.vjp(f, [1, 2]).pullback(1)],
  ['taylor', (f) => d.taylor((x: Scalar) => f([x, 2]), 1, 3)],
  ['checkpoint', (f) => d.grad((x) => d.checkpoint(f)(x))([1, 2])],
  ['a derivative inside', (f) => d.grad(([x]) => d.derivative((y) => f([x!, y]))(x!))([1])],
  ['compile', (f) => d.compile(f)([1, 2])],
  ['compile of a gradient', (f) => d.compile(d.grad(f))([1, 2])],
  ['trace', (f) => d.trace(f, [1, 2])],
  ['emitModule', (f) => d.emitModule(f, [1, 2])],
  ['diagnose', (f) => d.diagnose(f, [1, 2])],
  ['countFlops', (f) => d.countFlops(f, [1, 2])],
  ['countFlops of a gradient', (f) => d.countFlops(d.grad(f), [1, 2])],
  ['sweepWork', (f) => d.sweepWork(f, [1, 2])],
  ['evaluationTrace', (f) => d.evaluationTrace(f, [1, 2])],
  ['checkDerivatives', (f) => d.checkDerivatives(f, [1, 2])],
];

describe.each(calls)('%s', (_, call) => {
  const f: F = ([x, y]) => d.max(d.mul(d.abs(x!), d.sin(y!)), 0.1);

  test('counts while f has active numbers, and on plain numbers runs with none open', () => {
    const active: number[] = [];
    const plain: number[] = [];
    call((xs) => {
      (xs.some(isActive) ? active : plain).push($open.count - before);
      return f(xs);
    });
    expect(active.length).toBeGreaterThan(0);
    expect(Math.min(...active)).toBeGreaterThan(0);
    // A nested derivative of what is constant, and points between, may be plain inside of others.
    if (plain.length > 0) expect(plain.at(-1)).toBe(0);
  });

  test('counts no more after f has thrown', () => {
    const failing: F = (xs) => {
      if (xs.some(isActive)) throw new RangeError('of f');
      return f(xs);
    };
    expect(thrown(() => call(failing))).toMatch(/of f/);
  });

  test('counts no more after the stack has overflowed, wherever it ends', () => {
    const deep = (n: number): Scalar => (n === 0 ? 1 : d.mul(deep(n - 1), 1));
    const endless: F = (xs) => (xs.some(isActive) ? deep(Number.POSITIVE_INFINITY) : f(xs));
    expect(thrown(() => call(endless))).toMatch(/Maximum call stack/);
    // Each frame further in leaves less of the stack to the call: it ends in f, in the call itself, or in its end.
    const near = (): void => {
      try {
        near();
      } catch {
        thrown(() => call(f));
      }
    };
    for (let k = 0; k < 20; k++) near();
  });
});

test('a tape of the user counts from its beginning', () => {
  const tape = d.tape();
  tapes.push(tape);
  expect($open.count).toBe(before + 1);
  tape.backward(d.square(tape.variable(3)));
  tape.clear();
  expect($open.count).toBe(before + 1);
  before++;
});

test('duals made by hand count once for each depth of nesting', () => {
  d.dual(2, 1);
  d.dual(3, 1);
  d.dual(d.dual(2, 1), 1);
  expect($open.count).toBe(before);
  expect($open.count).toBeGreaterThanOrEqual(2);
  expect(d.tangent(kept)).toBe(1);
});

describe('levels that no call ends count while a number of them is left', () => {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  /** Collects garbage until the count is as expected, or for so long that it never will be. */
  const counted = async (expected: number): Promise<number> => {
    for (let i = 0; i < 30 && $open.count !== expected; i++) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    return $open.count;
  };
  /** Collects garbage until the count stays the same. */
  const settled = async (): Promise<number> => {
    for (let same = 0, last = -1; same < 4; ) {
      collect();
      await new Promise((resolve) => setTimeout(resolve, 5));
      same = $open.count === last ? same + 1 : 0;
      last = $open.count;
    }
    return $open.count;
  };
  /** In a function of its own: no temporary of the test holds what is made. */
  const deep = (): string => d.mul(d.dual(kept, 1), 2).toString();

  beforeEach(async () => {
    // The tests before may have left some that are still to be collected, or that the runner holds.
    before = await settled();
    expect(before).toBeGreaterThanOrEqual(2 + tapes.length);
  });

  test('a dual by hand', async () => {
    let inner: d.Scalar | undefined = d.square(d.dual(kept, 1));
    expect($open.count).toBe(before + 1);
    expect(await counted(before)).toBe(before + 1);
    expect(inner.toString()).toContain('ε₃');
    inner = undefined;
    expect(await counted(before)).toBe(before);
    const text = deep();
    expect(deep()).toBe(text);
    expect(await counted(before)).toBe(before);
  });

  test('an open tape, and one that is cleared', async () => {
    let tape: d.UserTape | undefined = d.tape();
    let y: d.Scalar | undefined = d.square(tape.variable(3));
    tape.backward(y);
    tape.clear();
    y = tape.variable(2);
    tape = undefined;
    expect(await counted(before)).toBe(before + 1);
    expect(d.square(y).toString()).toBe('Var(4)');
    y = undefined;
    expect(await counted(before)).toBe(before);
  });
});
