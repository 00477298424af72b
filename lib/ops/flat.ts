import type { UnaryOp } from '../interpreter.ts';
import type { Active, Scalar } from '../scalar.ts';
import { isConstant } from './compare.ts';
import { lift1 } from './lift.ts';
import { convention } from './piecewise.ts';

/**
 * 0, at d = 0. Added to one side of a function that bends there, it makes the derivatives by d of this order, which differ on
 * the two sides, NaN; those of lower order are 0.
 */
export function flat(d: Scalar, order: 2 | 3): Scalar {
  if (isConstant(d)) return 0;
  return lift1(order === 2 ? toSecond : toThird, d as Active);
}

const toSecond: UnaryOp<Scalar> = {
  name: 'flat',
  op: (d) => flat(d, 2),
  // dv = 0 dd
  dx: (_v, d) => convention(0, d),
};

const toThird: UnaryOp<Scalar> = {
  name: 'flat',
  op: (d) => flat(d, 3),
  // dv = 0 dd
  dx: (_v, d) => flat(d, 2),
};
