import type { BinaryOp, UnaryOp } from '../interpreter.ts';
import type { Scalar } from '../scalar.ts';

type Partial = (v: Scalar, x: Scalar) => Scalar | undefined;
type PartialOfTwo = (v: Scalar, x: Scalar, y: Scalar) => Scalar | undefined;

/** The op of a row as the general path receives it. */
export function rowOp(name: string, op: (x: Scalar) => Scalar, dx: Partial): UnaryOp<Scalar>;
export function rowOp(
  name: string,
  op: (x: Scalar, y: Scalar) => Scalar,
  dx: PartialOfTwo,
  dy: PartialOfTwo,
): BinaryOp<Scalar>;
export function rowOp(name: string, op: unknown, dx: unknown, dy?: unknown): object {
  return { name, op, dx, dy };
}
