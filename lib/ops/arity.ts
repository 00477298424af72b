import { describe } from '../describe.ts';
import { Active } from '../scalar.ts';

/**
 * Checks what an op of `arity` operands was called with after them. Callbacks pass more than an op takes, and are let
 * through: `map` adds an index and the array to one operand, `reduce` to two.
 * @throws {@link TypeError} when `next` or `after` is a number or a Scalar that the op would drop.
 */
export function checkArity(name: string, arity: number, next: unknown, after: unknown): void {
  if (typeof next === 'number' && (isArray(after) || (arity === 1 && !isScalar(after)))) return;
  // Inside the library [] stands for a second array.
  if (!isScalar(next) && !isScalar(after) && !(isArray(next) && next.length > 0)) return;
  const call = `${name}(x${arity > 1 ? ', y' : ''})`;
  const instead = isArray(next)
    ? `write xs.map((x) => ${call})`
    : arity === 2
      ? `write ${name}(${call}, z)`
      : 'leave it out';
  throw new TypeError(
    `${name}: expected ${arity} argument${arity > 1 ? 's' : ''}, got ${describe(next)} as well; ${instead}`,
  );
}

/** What is known of an op: its name, and by its fields whether it takes two operands. */
interface Named {
  readonly name: string;
  readonly dy?: unknown;
  readonly isPair?: true;
}

/** {@link checkArity} of the op of a row. */
export function checkSurplus({ name, dy, isPair }: Named, next: unknown, after: unknown): void {
  checkArity(name, dy || isPair ? 2 : 1, next, after);
}

/** Whether x is an array of any kind. */
export function isArray(x: unknown): x is ArrayLike<unknown> {
  return Array.isArray(x) || ArrayBuffer.isView(x);
}

function isScalar(x: unknown): boolean {
  return typeof x === 'number' || x instanceof Active;
}
