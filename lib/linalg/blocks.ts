import type { TangentList } from '../interpreter.ts';
import type { Scalar } from '../scalar.ts';

/** The entries of a matrix, row after row, or of a vector. */
export type Block<S = Scalar> = readonly S[];

/** Blocks some of which are not there: tangents or adjoints, undefined of a block that has none. */
export type SomeBlocks = readonly (Block | undefined)[];

/** A list as blocks of these sizes. */
export function split(list: Block, sizes: readonly number[]): Block[] {
  let start = 0;
  return sizes.map((size) => {
    const block = list.slice(start, start + size);
    start += size;
    return block;
  });
}

/** Tangents as blocks, in which 0 stands for an inactive one. */
export function tangentBlocks(ts: TangentList<Scalar>, sizes: readonly number[]): SomeBlocks {
  let start = 0;
  return sizes.map((size) => {
    const block = ts.slice(start, start + size);
    start += size;
    return block.every((t) => t === undefined) ? undefined : block.map((t) => t ?? 0);
  });
}

/** Blocks as tangents. */
export function tangentList(blocks: SomeBlocks, sizes: readonly number[]): TangentList<Scalar> {
  return blocks.flatMap((block, i): TangentList<Scalar> => block ?? new Array<undefined>(sizes[i]!).fill(undefined));
}

/** The blocks that are there. */
export function present(blocks: SomeBlocks): readonly Block[] {
  return blocks.filter((block) => block !== undefined);
}

/** The blocks that are there put back in the places where they were. */
export function restored(found: readonly Block[], isThere: readonly boolean[]): SomeBlocks {
  let next = 0;
  return isThere.map((is) => (is ? found[next++]! : undefined));
}

/** Which blocks are there, as a text. */
export function activity(flags: readonly unknown[]): string {
  return flags.map((flag) => (flag === undefined || flag === false ? '0' : '1')).join('');
}

/** Whether numbers of a block carry derivatives. */
export function hasDerivatives(block: Block): boolean {
  return block.some((x) => typeof x !== 'number' && x.value !== x);
}
