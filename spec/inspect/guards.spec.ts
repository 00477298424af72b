import { afterEach, describe, expect, test } from 'vitest';
import {
  abs,
  cos,
  derivative,
  eq,
  ge,
  grad,
  gt,
  isActive,
  le,
  log,
  lt,
  mod,
  mul,
  ne,
  relu,
  type Scalar,
  sin,
  square,
  stopGradient,
  sum,
  trace,
  value,
  variance,
  where,
} from '../../lib/entries/index.ts';
import { runningDepth } from '../../lib/level.ts';
import { thrown } from '../scalar/refuses.ts';

type Xs = readonly [Scalar, Scalar];

afterEach(() => {
  expect(runningDepth()).toBe(0);
});

describe('guards', () => {
  const comparisons = { lt, le, gt, ge, eq, ne };

  test.each(Object.entries(comparisons))('%s is decided at the traced point and kept', (name, compare) => {
    const f = ([x, y]: Xs): Scalar => (compare(x, y) ? sin(x) : cos(y));
    for (const at of [
      [1, 2],
      [2, 1],
      [2, 2],
    ] as const) {
      const graph = trace(f, at);
      const outcome = compare(at[0], at[1]);
      const remark = at[0] !== at[1] ? '' : ['eq', 'ne'].includes(name) ? ', at this point only' : ', at a tie';
      expect(graph.toString()).toContain(`\nguard ${name}(x[0], x[1]) is ${outcome}${remark}\n`);
      for (const x of [
        [3, 5],
        [5, 3],
        [4, 4],
        [NaN, 1],
      ] as const) {
        if (compare(x[0], x[1]) === outcome) {
          expect(graph.evaluate(x)).toBe(f(x));
          expect(graph.share().evaluate(x)).toBe(f(x));
          continue;
        }
        const message = `evaluate: expected ${name}(x[0], x[1]) to be ${outcome}, as in the trace, got ${name}(${x.join(', ')}); f goes another way here: trace it again`;
        expect(() => graph.evaluate(x)).toThrow(new Error(message));
        expect(() => graph.share().evaluate(x)).toThrow(new Error(message));
        expect(graph.evaluate(at)).toBe(f(at));
      }
    }
  });

  test('where keeps one, and the operand not chosen is no part of the result', () => {
    const graph = trace((x: Scalar) => where(gt, x, 0, x, mul(x, 0.1)), 2);
    expect(graph.toString()).toContain('guard gt(x, 0) is true');
    expect(graph.result).toBe(0);
    expect(() => graph.evaluate(-1)).toThrow('expected gt(x, 0) to be true');
  });

  test('the primal of a kinked op keeps none, its derivative does', () => {
    expect(trace(relu, 2).evaluate(-3)).toBe(0);
    const slope = trace(derivative(abs), 2);
    expect(thrown(() => slope.evaluate(-3))).toMatch(/nothing thrown|f goes another way here/);
    expect(slope.evaluate(5)).toBe(1);
  });

  test('a comparison through levels is one of innermost numbers', () => {
    const f = derivative((x: Scalar) => (lt(mul(x, x), 5) ? mul(x, x) : x));
    const graph = trace(f, 2);
    expect(graph.toString()).toContain('guard lt(');
    expect(graph.evaluate(1)).toBe(2);
    expect(() => graph.evaluate(3)).toThrow('got lt(9, 5)');
  });

  test('value(x) keeps what it gave', () => {
    const graph = trace((x: Scalar) => mul(x, value(x)), 3);
    expect(graph.evaluate(3)).toBe(9);
    expect(() => graph.evaluate(4)).toThrow(
      new Error('evaluate: expected value(x) to be 3, as in the trace, got 4; f goes another way here: trace it again'),
    );
  });

  test('value(x) of a NaN gave NaN', () => {
    const graph = trace((x: Scalar) => mul(2, Number.isNaN(value(x)) ? 1 : x), NaN);
    expect(graph.evaluate(NaN)).toBe(2);
    expect(() => graph.evaluate(4)).toThrow('f goes another way here');
  });

  test('a derivative goes another way where a value is NaN, and says so', () => {
    const slope = trace(derivative(log), 2);
    expect(slope.evaluate(4)).toBe(0.25);
    expect(() => slope.evaluate(-1)).toThrow(
      new Error(
        'evaluate: expected v1 to be a number, as in the trace, got NaN; derivatives go another way here: trace it again',
      ),
    );
    expect(slope.share().evaluate(4)).toBe(0.25);
    expect(() => slope.share().evaluate(-1)).toThrow('derivatives go another way here');
    const outside = trace(derivative(log), -1);
    expect(outside.evaluate(-2)).toBe(NaN);
    expect(() => outside.evaluate(2)).toThrow('to be NaN, as in the trace, got 0.6931471805599453');
    expect(trace(log, 2).evaluate(-1)).toBe(NaN);
    const total = trace(
      grad(([x, y]: Xs) => sum([x, y])),
      [1, 2],
    );
    expect(thrown(() => total.evaluate([NaN, 1]))).toContain('derivatives go another way here');
  });

  test('and where a NaN came of an argument that is infinite, or of none', () => {
    const f = (x: Scalar): Scalar => mod(x, 0);
    expect([derivative(f)(1), derivative(f)(Infinity)]).toEqual([NaN, 1]);
    const slope = trace(derivative(f), 1);
    expect(slope.evaluate(2)).toBe(NaN);
    expect(() => slope.evaluate(Infinity)).toThrow(
      new Error(
        'evaluate: expected x to be finite, as in the trace, got Infinity; derivatives go another way here: trace it again',
      ),
    );
    expect(() => slope.share().evaluate(Infinity)).toThrow('expected x to be finite');
    const far = trace(derivative(f), Infinity);
    expect(far.evaluate(-Infinity)).toBe(1);
    expect(() => far.evaluate(1)).toThrow('expected x to be infinite or NaN, as in the trace, got 1');
    const spread = trace(grad(variance), [Infinity, 1]);
    expect(() => spread.evaluate([NaN, 1])).toThrow('expected x[0] to be a number, as in the trace, got NaN');
  });

  test('isActive and stopGradient keep none', () => {
    const graph = trace((x: Scalar) => (isActive(x) ? stopGradient(mul(x, x)) : square(x)), 3);
    expect(graph.toString()).not.toContain('guard');
    expect(graph.evaluate(4)).toBe(16);
    expect(
      trace(
        derivative((x: Scalar) => mul(stopGradient(x), x)),
        3,
      ).evaluate(4),
    ).toBe(4);
  });
});

describe('the text says where a guard holds', () => {
  test.each([
    ['eq', (x: Scalar) => (eq(x, 2) ? x : square(x)), 2, 'guard eq(x, 2) is true, at this point only'],
    ['ne', (x: Scalar) => (ne(x, 2) ? x : square(x)), 2, 'guard ne(x, 2) is false, at this point only'],
    ['value', (x: Scalar) => mul(value(x), x), 2, 'guard is(x, 2) is true, at this point only'],
    ['a tie', (x: Scalar) => (lt(x, 2) ? x : square(x)), 2, 'guard lt(x, 2) is false, at a tie'],
    ['no tie', (x: Scalar) => (lt(x, 2) ? x : square(x)), 3, 'guard lt(x, 2) is false'],
    ['not equal', (x: Scalar) => (eq(x, 2) ? x : square(x)), 3, 'guard eq(x, 2) is false'],
  ] as const)('%s', (_, f, x, line) => {
    expect(trace(f, x).toString().split('\n')).toContain(line);
  });
});
