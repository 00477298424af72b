import { describe, test } from 'vitest';
import {
  hermite,
  hessian,
  interp,
  jacobian,
  median,
  quantile,
  type Scalar,
  sort,
  spline,
  square,
  sum,
  topK,
  trapezoid,
} from '../../lib/entries/index.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { agrees, backends } from './eager.ts';

type Fields = (x: readonly Scalar[]) => Scalar[];

const OPS: readonly (readonly [name: string, f: Fields])[] = [
  ['sort', (x) => sort(x)],
  ['topK', (x) => topK(x, 2)],
  ['median', (x) => [median(x)]],
  ['median of one', (x) => [median([x[0]!])]],
  ['quantile', (x) => [quantile(x, 0.4)]],
  ['quantile by q', ([q, ...x]) => [quantile(x, interp(q!, [0, 1], [0, 1]))]],
  ['interp', ([x, ...ys]) => [interp(x!, [-1, 0, 1], ys)]],
  ['hermite', ([x, ...ys]) => [hermite(x!, [-1, 0, 1], ys, [0, 1, 2])]],
  ['spline', ([x, ...ys]) => [spline(x!, [-1, 0, 1], ys)]],
  ['trapezoid', ([a, b, ...ys]) => [trapezoid(ys, [a!, b!])]],
];

const hard = fc.array(fc.oneof(fc.constantFrom(NaN, -0, 0, 1, 2, -1, Infinity, -Infinity), anyNumber), {
  minLength: 4,
  maxLength: 4,
});

describe.each(backends)('compiled for %s', (backend) => {
  test.each(OPS)('%s at ties, zeros, NaN and infinities has the values and derivatives that it has eagerly', (_, f) => {
    fc.assert(
      fc.property(fc.array(hard, { minLength: 3, maxLength: 3 }), (points) => {
        const args = points.map((point) => [point]);
        agrees(f, args, { backend }, 'signed');
        agrees(jacobian(f, { mode: 'forward' }), args, { backend });
        agrees(jacobian(f, { mode: 'reverse' }), args, { backend });
        agrees(
          hessian((x: readonly Scalar[]) => sum(f(x).map(square))),
          args,
          { backend },
        );
      }),
      {
        ...runs(0.1),
        // Paths are traced at points where entries are NaN, and hold there alone.
        examples: [
          [
            [
              [0, 0, NaN, 0],
              [NaN, -0, 0, NaN],
              [NaN, 0, 0, NaN],
            ],
          ],
          [
            [
              [NaN, NaN, NaN, NaN],
              [0, 0, 0, NaN],
              [0, NaN, 0, 0],
            ],
          ],
        ],
      },
    );
  });
});
