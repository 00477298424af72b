import { describe } from '../describe.ts';
import { isVector } from '../tree/container.ts';

const SHAPE = '{ count, columns, f }, or { count, columns, jacobian } with known derivatives';

/** Checks the fields of the families of a block Jacobian. */
export function checkFamilies(families: unknown): void {
  if (!Array.isArray(families)) {
    throw new TypeError(`blockJacobian: expected an array of families ${SHAPE}, got ${describe(families)}`);
  }
  for (const [k, family] of families.entries()) checkFamily(`families[${k}]`, family);
}

function checkFamily(name: string, family: unknown): void {
  if (typeof family !== 'object' || family === null) {
    throw new TypeError(`blockJacobian: expected ${name} to be ${SHAPE}, got ${describe(family)}`);
  }
  const { count, columns, f, jacobian } = family as Readonly<Record<string, unknown>>;
  if (!Number.isInteger(count) || (count as number) < 0) {
    const kind = typeof count === 'number' ? RangeError : TypeError;
    throw new kind(
      `blockJacobian: expected ${name}.count to be a whole number from 0, how many blocks there are, got ${describe(count)}`,
    );
  }
  if (typeof columns !== 'function') {
    throw new TypeError(
      `blockJacobian: expected ${name}.columns to be a function from a block to its places in x, got ${describe(columns)}`,
    );
  }
  const [field, own] = jacobian === undefined ? ['f', f] : ['jacobian', jacobian];
  if (typeof own === 'function') return;
  throw new TypeError(`blockJacobian: expected ${name}.${field} to be a function, got ${describe(own)}`);
}

/** Checks the columns of a block: places in x, each once. */
export function checkColumns(columns: readonly number[], block: number, length: number): void {
  if (!isVector(columns)) {
    throw new TypeError(
      `blockJacobian: expected columns(${block}) to be an array of places in x, got ${describe(columns)}`,
    );
  }
  const found = new Set<number>();
  for (const column of columns) {
    if (!Number.isInteger(column) || column < 0 || column >= length) throw misplaced(length, block, column);
    if (found.has(column)) {
      throw new RangeError(
        `blockJacobian: expected the columns of block ${block} to name each place once, got ${column} twice; use the entry twice in f`,
      );
    }
    found.add(column);
  }
}

/** The error for a column that is not in x. */
export function misplaced(length: number, block: number, column: unknown): RangeError {
  return new RangeError(
    `blockJacobian: expected the columns of block ${block} to be places in x, from 0 to ${length - 1}, got ${describe(column)}`,
  );
}
