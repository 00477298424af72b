import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import { rowOp } from '../ops/row-op.ts';
import { peek, type Scalar } from '../scalar.ts';

type Partial = (v: Scalar, x: Scalar) => Scalar | undefined;
type PartialOfTwo = (v: Scalar, x: Scalar, y: Scalar) => Scalar | undefined;

/** A family of functions where its order is known to be a plain number. */
export type OpOfOrder = BinaryOp<Scalar>['op'];

/** The op of a special function as the general path receives it: of no opcode, a program calls it. */
export function specialOp(name: string, op: (x: Scalar) => Scalar, dx: Partial): UnaryOp<Scalar>;
export function specialOp(
  name: string,
  op: (x: Scalar, y: Scalar) => Scalar,
  dx: PartialOfTwo,
  dy: PartialOfTwo,
): BinaryOp<Scalar>;
export function specialOp(name: string, op: unknown, dx: unknown, dy?: unknown): object {
  return { ...rowOp(name, op as never, dx as never, dy as never), from: 'dualgrad/special/kernels' };
}

/** The same of a family. Where a trace asks for the partials of a call, its order comes as an active number as well. */
export function familyOp(name: string, op: (n: number, x: Scalar) => Scalar, dy: PartialOfTwo): BinaryOp<Scalar> {
  const general = (n: Scalar, x: Scalar): Scalar => op(peek(n), x);
  return specialOp(name, Object.defineProperty(general, 'name', { value: name }), () => undefined, dy);
}
