import { describe, test } from 'vitest';
import { floor, grad, hessian, jacobian, log, mul, type Scalar, sum } from '../../lib/entries/index.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import { table } from '../support/table.ts';
import { agrees, backends } from './eager.ts';

describe.each(backends)('compiled for %s', (backend) => {
  test.each(table)('$name at difficult arguments has the value, gradient and Hessian that it has eagerly', (op) => {
    const f = (x: readonly Scalar[]): Scalar => op.field(x);
    fc.assert(
      fc.property(fc.array(op.anywhere, { minLength: 3, maxLength: 3 }), (points) => {
        const args = points.map((point) => [point]);
        agrees(f, args, { backend }, 'signed');
        agrees(grad(f, { mode: 'forward' }), args, { backend });
        agrees(grad(f, { mode: 'reverse' }), args, { backend });
        agrees(hessian(f), args, { backend });
      }),
      runs(0.05),
    );
  });

  test.each(table)('the derivative of $name is a number like any other, of which 0 times NaN is NaN', (op) => {
    const f = (x: readonly Scalar[]): Scalar => mul(sum(grad(op.field)(x.slice(1))), log(x[0] as Scalar));
    fc.assert(
      fc.property(fc.array(fc.tuple(anyNumber, op.anywhere), { minLength: 3, maxLength: 3 }), (points) => {
        const args = points.map(([y, point]) => [[y, ...point]]);
        agrees(f, args, { backend });
        agrees(grad(f, { mode: 'forward' }), args, { backend });
        agrees(grad(f, { mode: 'reverse' }), args, { backend });
      }),
      runs(0.03),
    );
  });

  test.each(table)('where $name is NaN, so are derivatives of what it is cut off by', (op) => {
    const f = (x: readonly Scalar[]): Scalar[] => [floor(op.field(x)), sum(x)];
    fc.assert(
      fc.property(fc.array(op.anywhere, { minLength: 3, maxLength: 3 }), (points) => {
        const args = points.map((point) => [point]);
        for (const order of ['forward', 'reverse', 'elimination'] as const) {
          agrees(jacobian(f, order === 'elimination' ? {} : { mode: order }), args, { backend, order });
        }
      }),
      runs(0.02),
    );
  });
});
