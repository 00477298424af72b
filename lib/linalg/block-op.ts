import type { ListOp, TangentList } from '../interpreter.ts';
import { liftLists } from '../ops/lift-lists.ts';
import { isPlainList } from '../ops/ordering.ts';
import type { Scalar } from '../scalar.ts';
import { blockCall } from './block-call.ts';
import {
  activity,
  type Block,
  hasDerivatives,
  present,
  restored,
  type SomeBlocks,
  split,
  tangentBlocks,
  tangentList,
} from './blocks.ts';
import { Memo } from './memo.ts';
import { keyOf } from './shape-key.ts';

/**
 * An operation of matrices and vectors with a rule on its factorization. Traced it is one call of the program, and its
 * derivative another. The rule is made of such operations, so that it is differentiated itself for derivatives of higher order.
 */
export interface BlockOp<F = unknown> {
  readonly name: string;
  /** The numbers of entries of the results. */
  readonly results: readonly number[];
  /** The results for plain numbers. */
  readonly value: (xs: readonly Block<number>[], memo: Memo<F>) => readonly Block<number>[];
  /** ẏ from ẋ: which results have tangents follows from which arguments have. */
  readonly pushforward: (xs: readonly Block[], ys: readonly Block[], tangents: SomeBlocks, memo: Memo<F>) => SomeBlocks;
  /** x̄ from ȳ, of the arguments that are wanted. */
  readonly pullback: (
    xs: readonly Block[],
    ys: readonly Block[],
    adjoints: SomeBlocks,
    memo: Memo<F>,
    wanted: readonly boolean[],
  ) => SomeBlocks;
}

/** The results of an operation. `memo` has the factors that others found at the same point. */
export function blocksOf<F>(op: BlockOp<F>, xs: readonly Block[], memo: Memo<F> = new Memo()): readonly Block[] {
  if (xs.every(isPlainList)) return op.value(xs as readonly Block<number>[], memo);
  return split(liftLists(listOp(op, xs, memo), xs.flat()), op.results);
}

/** The operation as one of a list, at arguments of this shape and activity. */
function listOp<F>(op: BlockOp<F>, inputs: readonly Block[], given: Memo<F>): ListOp<Scalar> {
  const { name, results } = op;
  const sizes = inputs.map((x) => x.length);
  const wanted = inputs.map(hasDerivatives);
  const shape = `${sizes};${results}`;
  let memo = given;
  type Rule = (xs: readonly Block[], ys: readonly Block[], ts: SomeBlocks, memo: Memo<F>) => SomeBlocks;
  const linear = (kind: string, rule: Rule, from: readonly number[], to: readonly number[]) => {
    return (xs: Block, ys: Block, ts: TangentList<Scalar>): TangentList<Scalar> => {
      const tangents = tangentBlocks(ts, from);
      const seeded = tangents.map((t) => t !== undefined);
      const values = sizes.length + results.length;
      const run = (all: readonly Block[]): SomeBlocks => {
        const others = restored(all.slice(values), seeded);
        return rule(all.slice(0, sizes.length), all.slice(sizes.length, values), others, memo);
      };
      const blocks = [...split(xs, sizes), ...split(ys, results), ...present(tangents)];
      return tangentList(
        blockCall({ name: `${name}.${kind}`, shape: `${shape};${activity(seeded)};${activity(wanted)}`, run }, blocks),
        to,
      );
    };
  };
  return {
    name,
    op: (xs) => op.value(split(xs, sizes) as readonly Block<number>[], memo).flat(),
    call: () => {
      const key = keyOf(name, shape);
      memo = key.memo as Memo<F>;
      return key;
    },
    pushforward: linear('jvp', op.pushforward, sizes, results),
    pullback: linear('vjp', (xs, ys, ws, factors) => op.pullback(xs, ys, ws, factors, wanted), results, sizes),
  };
}
