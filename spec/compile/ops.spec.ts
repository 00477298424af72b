import { describe, test } from 'vitest';
import { grad, hessian, type Scalar } from '../../lib/index.ts';
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
});
