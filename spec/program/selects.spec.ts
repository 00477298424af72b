import { expect, test } from 'vitest';
import { add, eq, ge, grad, gt, le, lt, mul, ne, neg, type Scalar, where } from '../../lib/entries/index.ts';
import { capture } from '../../lib/program/capture.ts';
import { evaluator } from '../../lib/program/evaluator.ts';
import { finish } from '../../lib/program/finish.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { numbersOf } from '../../lib/tree/flatten.ts';
import { same } from '../compile/eager.ts';
import { fc } from '../support/fast-check.ts';

/** A comparison of two operands, by their places. */
type Condition = readonly [typeof lt, x: number, y: number];

type Nest = (operands: readonly Scalar[], conditions: readonly Condition[]) => Scalar;

/** Selects within selects, of few conditions, so that one often decides another. */
const { nest } = fc.letrec<{ nest: Nest }>((tie) => ({
  nest: fc.oneof(
    { maxDepth: 5, depthSize: 'large', withCrossShrink: true },
    fc.nat(3).map(
      (i): Nest =>
        (v) =>
          v[i]!,
    ),
    {
      weight: 4,
      arbitrary: fc.tuple(fc.nat(3), tie('nest'), tie('nest')).map(
        ([c, f, g]): Nest =>
          (v, conditions) => {
            const [compare, x, y] = conditions[c]!;
            return where(compare, v[x]!, v[y]!, f(v, conditions), g(v, conditions));
          },
      ),
    },
    tie('nest').map(
      (f): Nest =>
        (v, conditions) =>
          neg(f(v, conditions)),
    ),
    fc.tuple(fc.constantFrom(add, mul), tie('nest'), tie('nest')).map(
      ([op, f, g]): Nest =>
        (v, conditions) =>
          op(f(v, conditions), g(v, conditions)),
    ),
  ),
}));

// Conditions that differ in one thing: the comparison, or an operand.
const compare = fc.constantFrom(lt, lt, eq, le, gt, ge, ne);
const conditions = fc
  .tuple(compare, compare, fc.nat(3), fc.nat(3), fc.nat(3), fc.nat(3))
  .map(([c, d, x, p, y, q]): readonly Condition[] => [
    [c, x, y],
    [d, x, y],
    [c, p, y],
    [c, x, q],
  ]);
const points = fc.array(fc.tuple(...[0, 1].map(() => fc.constantFrom(-1, -0, 0, 0.5, 1, 2, NaN))), { minLength: 3 });

test('selects within selects choose in a program what where chooses in f, and so do their derivatives', () => {
  fc.assert(
    fc.property(nest, conditions, points, (f, chosen, [at, ...others]) => {
      const ofInputs = ([x, y]: readonly Scalar[]): Scalar => f([x!, y!, 0, 1], chosen);
      const functions = [
        (x: readonly Scalar[]) => [ofInputs(x)],
        (x: readonly Scalar[]) => grad(ofInputs, { mode: 'forward' })(x),
        (x: readonly Scalar[]) => grad(ofInputs, { mode: 'reverse' })(x),
      ];
      const tree = argumentTree('trace', [at]);
      for (const [i, g] of functions.entries()) {
        const outputs = (y: unknown): readonly Scalar[] => y as readonly Scalar[];
        const program = finish(capture('trace', g, tree, [at], numbersOf(tree, [at]), 'simplified', outputs)!);
        const { values, run } = evaluator(program);
        for (const x of [at!, ...others]) {
          // A derivative beside a NaN is left to f; a value never is.
          if (run(x) >= 0) expect(i).toBeGreaterThan(0);
          else
            same(
              Array.from(program.outputs, (node) => values[node]),
              g(x),
              i === 0 ? 'signed' : undefined,
            );
        }
      }
    }),
  );
});
