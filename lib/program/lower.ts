import { algebra } from '../ops/define-op.ts';
import { type ArrayAlgebra, type ArrayRule, listsOf } from '../rules/array-rule.ts';
import type { Scalar } from '../scalar.ts';
import type { Builder } from './builder.ts';
import { opcodeOf } from './opcodes.ts';
import { simplified } from './simplify.ts';

const SCALARS: ArrayAlgebra<Scalar, readonly Scalar[]> = { ...algebra, ...listsOf<Scalar>() };

/** An array operation as the ops of its definition, on traced numbers. */
export function lowered(rule: ArrayRule, xs: readonly Scalar[], ys: readonly Scalar[]): Scalar {
  return rule.value(SCALARS, xs, ys);
}

function node(b: Builder, name: string, ...operands: number[]): number {
  return simplified(b, opcodeOf.get(name)!, operands);
}

function chain(b: Builder, name: string, nodes: readonly number[]): number {
  return nodes.reduce((total, x) => node(b, name, total, x));
}

/**
 * √Σx²; undefined where the squares overflow or underflow. That is a separate path: the definition would put all its loops
 * on every path.
 */
function norm(b: Builder, nodes: readonly number[]): number | undefined {
  const sum = (row: string): number =>
    chain(
      b,
      'add',
      nodes.map((x) => node(b, row, x)),
    );
  const squares = sum('square');
  // s + (s − s) is s where s is finite, else NaN. Where all are 0, as inside a box, the squares are right.
  const finite = node(b, 'add', squares, node(b, 'sub', squares, squares));
  const judged = b.select('eq', sum('abs'), b.constant(0), b.constant(1), finite);
  const isPlain = b.values[judged]! > 1e-280;
  b.guard('gt', judged, b.constant(1e-280), isPlain);
  return isPlain ? node(b, 'sqrt', squares) : undefined;
}

/** m + log Σ exp(x − m), the maximum selected as the derivative selects it, so that both share the exponentials. */
function logsumexp(b: Builder, nodes: readonly number[]): number {
  let m = b.constant(-Infinity);
  for (const x of nodes) m = b.select('gt', x, m, x, m);
  const weights = nodes.map((x) => node(b, 'exp', node(b, 'sub', x, m)));
  const shifted = node(b, 'add', m, node(b, 'log', chain(b, 'add', weights)));
  // An infinite maximum is the value. An entry that is NaN, which the selection passed over, makes the value NaN.
  return b.select('lt', node(b, 'abs', m), b.constant(Infinity), shifted, chain(b, 'max', nodes));
}

/** Array operations with a shorter form than their definition; undefined where that form does not hold. */
export const specialForms: ReadonlyMap<string, (b: Builder, nodes: readonly number[]) => number | undefined> = new Map([
  ['norm', norm],
  ['logsumexp', logsumexp],
]);
