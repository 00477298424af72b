import { describe, expect, test } from 'vitest';
import {
  add,
  countFlops,
  grad,
  jacobian,
  jvp,
  mul,
  predictCost,
  type Scalar,
  sin,
  sum,
  valueAndGrad,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { everyOp, Program, program, tamePrograms } from '../support/programs.ts';
import { product, products } from './programs.ts';

/** Programs of the given ops and nothing else. */
function programsOf(ops: readonly string[]): fc.Arbitrary<Program> {
  const instruction = fc.record({
    op: fc.constantFrom(...ops),
    operands: fc.array(fc.nat(5), { minLength: 2, maxLength: 2 }),
  });
  const constants = fc.array(fc.constantFrom(0.5, 2, 3), { maxLength: 2 });
  const instructions = fc.array(instruction, { minLength: 1, maxLength: 20 });
  return fc.tuple(constants, instructions).map(([c, list]) => new Program(c, list, false));
}

const point = fc.array(fc.double({ min: 1, max: 2, noNaN: true }), { minLength: 1, maxLength: 5 });

/** Textbook totals of f, of f with one tangent, and of f with its gradient by one sweep. */
function totals(p: Program, x: readonly number[]): { f: number; forward: number; reverse: number } {
  const v = x.map((_, i) => i + 0.5);
  return {
    f: countFlops(p.run, x).textbook,
    forward: countFlops((at: readonly Scalar[], along: readonly Scalar[]) => jvp(p.run, at, along), x, v).textbook,
    reverse: countFlops(valueAndGrad(p.run, { mode: 'reverse' }), x).textbook,
  };
}

test('of + − ×: with a tangent at most 4 times the operations of f, with its gradient at most 5 times', () => {
  fc.assert(
    fc.property(programsOf(['add', 'sub', 'mul']), point, (p, x) => {
      const { f, forward, reverse } = totals(p, x);
      expect(forward).toBeLessThanOrEqual(4 * f);
      expect(reverse).toBeLessThanOrEqual(5 * f);
    }),
  );
});

// A division reaches 4 and 5 only if its tangent is factored, (ẋ − v ẏ)/y: then every lane would pay a division, where
// 1/y and v/y, computed once, serve all of them.
test('of + − × ÷: at most 6 and 7 times', () => {
  fc.assert(
    fc.property(programsOf(['add', 'sub', 'mul', 'div']), point, (p, x) => {
      const { f, forward, reverse } = totals(p, x);
      expect(forward).toBeLessThanOrEqual(6 * f);
      expect(reverse).toBeLessThanOrEqual(7 * f);
    }),
  );
});

describe('predictCost', () => {
  const sizes: readonly (readonly [n: number, m: number])[] = [
    ...[
      [1, 1],
      [2, 1],
      [4, 1],
      [10, 1],
      [16, 2],
      [20, 3],
      [32, 1],
    ],
    ...[
      [1, 10],
      [3, 8],
      [10, 10],
    ],
  ] as never;

  test.each(sizes)('of products, %i inputs and %i outputs: what is counted, within a factor of 1.5', (n, m) => {
    const f = products(n, m);
    const x = Array.from({ length: n }, () => 1);
    const base = countFlops(f, x).textbook;
    const predicted = predictCost({ inputs: n, outputs: m });
    const counted = (mode: 'forward' | 'reverse'): number => countFlops(jacobian(f, { mode }), x).textbook / base;
    for (const mode of ['forward', 'reverse'] as const) {
      const ratio = predicted[mode] / counted(mode);
      expect(ratio, `${mode}: predicted ${predicted[mode]}, counted ${counted(mode)}`).toBeGreaterThan(1 / 1.5);
      expect(ratio, `${mode}: predicted ${predicted[mode]}, counted ${counted(mode)}`).toBeLessThan(1.5);
    }
  });

  test('auto takes the mode with fewer operations predicted', () => {
    const chosen = [1, 2, 4, 10, 32].map((inputs) => {
      const f = (x: readonly Scalar[]): Scalar => products(inputs, 1)(x)[0] as Scalar;
      const x = Array.from({ length: inputs }, () => 1);
      const { mode } = predictCost({ inputs, outputs: 1 });
      expect(countFlops(grad(f), x)).toEqual(countFlops(grad(f, { mode }), x));
      return mode;
    });
    expect(chosen).toEqual(['forward', 'reverse', 'reverse', 'reverse', 'reverse']);
  });
});

describe('predictCost against the ledger', () => {
  const ledgers = (f: (x: readonly Scalar[]) => Scalar[], n: number): { forward: number; reverse: number } => {
    const x = Array.from({ length: n }, (_, i) => 0.5 + i / (2 * n));
    const counted = (mode: 'forward' | 'reverse'): number => countFlops(jacobian(f, { mode }), x).textbook;
    return { forward: counted('forward'), reverse: counted('reverse') };
  };

  test.each([2, 3, 4, 6, 8, 10, 12, 16])('of the product of %i inputs both say the same numbers', (n) => {
    const f = (x: readonly Scalar[]): Scalar => x.reduce((p, xi) => mul(p, xi));
    const x = Array.from({ length: n }, (_, i) => 2 + i);
    const { forward, reverse } = predictCost({ inputs: n, outputs: 1 });
    const f1 = countFlops(f, x).textbook;
    expect(countFlops(grad(f, { mode: 'forward' }), x).textbook).toBe(f1 * forward);
    expect(countFlops(grad(f, { mode: 'reverse' }), x).textbook).toBe(f1 * reverse);
  });

  /** 30 times the program, so that its cost is that of its operations; all m outputs depend on all of them. */
  const repeated =
    (run: (x: readonly Scalar[]) => Scalar, m: number) =>
    (x: readonly Scalar[]): Scalar[] => {
      let s = product(x);
      for (let i = 0; i < 30; i++) s = sin(mul(s, add(run([s, x[0]!]), s)));
      return Array.from({ length: m }, (_, i) => mul(s, x[i % x.length]!));
    };

  const ratio = ({ forward, reverse }: { readonly forward: number; readonly reverse: number }): number =>
    Math.max(forward, reverse) / Math.min(forward, reverse);

  const size = fc.integer({ min: 1, max: 40 });
  const choosesAsCounted = (ops: readonly string[], least: number) =>
    fc.property(tamePrograms(ops), size, size, (p, n, m) => {
      const predicted = predictCost({ inputs: n, outputs: m });
      if (ratio(predicted) < least) return;
      const counted = ledgers(
        repeated((x) => sum(p.runAll(x)), m),
        n,
      );
      if (ratio(counted) < 1.5) return;
      expect(predicted.mode, JSON.stringify(counted)).toBe(counted.forward <= counted.reverse ? 'forward' : 'reverse');
    });

  test('of sums and differences, it chooses what the ledger does wherever both differ by 1.5 times', () => {
    fc.assert(choosesAsCounted(['add', 'sub'], 1.5));
  });

  // An operation of one operand costs forward a third of what is predicted, and reverse half: by 1.5 times 1.5 the choice is
  // safe of those too.
  test('of functions of any operations, wherever the prediction differs by 2.25 times', () => {
    fc.assert(choosesAsCounted(everyOp, 2.25));
  });

  // Found by fast-check: predicted 111 and 73 times f, most of which are operations of one operand, or with a constant.
  test('sizes do not tell how many operands operations have', () => {
    const steps = [
      ['acos', 0],
      ['pow', 0, 0],
      ['add', 0, 0],
    ] as const;
    const p = program([], steps, true);
    const { forward, reverse } = ledgers(
      repeated((x) => sum(p.runAll(x)), 18),
      33,
    );
    expect(predictCost({ inputs: 33, outputs: 18 })).toEqual({ forward: 111, reverse: 73, mode: 'reverse' });
    expect(reverse / forward).toBeGreaterThan(1.5);
  });

  // Near a tie (19 and 21 times f), with two operations of four that no output needs: a sweep does not reach them.
  test('sizes do not tell what no output depends on', () => {
    const { run } = program(
      [],
      [
        ['add', 0, 0],
        ['add', 0, 0],
        ['add', 0, 0],
        ['sech', 8],
      ],
      true,
    );
    const { forward, reverse } = ledgers(repeated(run, 5), 5);
    expect(predictCost({ inputs: 5, outputs: 5 })).toEqual({ forward: 19, reverse: 21, mode: 'forward' });
    expect(forward / reverse).toBeGreaterThan(1.5);
  });
});
