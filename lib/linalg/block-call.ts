import { type Dual, DualOf } from '../forward/dual.ts';
import { enter, leave } from '../level.ts';
import { liftLists } from '../ops/lift-lists.ts';
import { isPlainList } from '../ops/ordering.ts';
import { recordOnTape } from '../reverse/recording.ts';
import { Tape } from '../reverse/tape.ts';
import type { Scalar } from '../scalar.ts';
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
import { keyOf } from './shape-key.ts';

/** A function of blocks that is differentiated by its operations, as the rules of operations are. */
export interface BlockFunction {
  readonly name: string;
  /** Tells calls apart that return blocks of other shapes. */
  readonly shape: string;
  readonly run: (xs: readonly Block[]) => SomeBlocks;
}

/**
 * The results of a function of blocks. It is one call at every level: traced, a node of the program, and on a tape n slots for
 * n results. Where no numbers carry derivatives it runs; its derivatives are calls of the same kind.
 */
export function blockCall({ name, shape, run }: BlockFunction, xs: readonly Block[]): SomeBlocks {
  if (xs.every(isPlainList)) return run(xs);
  const sizes = xs.map((x) => x.length);
  const wanted = xs.map(hasDerivatives);
  let isThere: readonly boolean[] = [];
  let results: readonly number[] = [];
  const op = (list: Block): Block => {
    const found = run(split(list, sizes));
    isThere = found.map((block) => block !== undefined);
    results = present(found).map((block) => block.length);
    return present(found).flat();
  };
  const own = `${shape}(${sizes})`;
  const found = liftLists(
    {
      name,
      op,
      call: () => keyOf(name, own),
      // ẏ = J ẋ
      pushforward: (at, _ys, ts) => {
        const tangents = tangentBlocks(ts, sizes);
        const seeded = tangents.map((t) => t !== undefined);
        const pushed: BlockFunction = {
          name: `${name}.jvp`,
          shape: `${own}${activity(seeded)}`,
          run: (all) => pushBlocks(run, all.slice(0, sizes.length), restored(all.slice(sizes.length), seeded)),
        };
        return tangentList(blockCall(pushed, [...split(at, sizes), ...present(tangents)]), results);
      },
      // x̄ = Jᵀ ȳ
      pullback: (at, _ys, ws) => {
        const adjoints = tangentBlocks(ws, results);
        const seeded = adjoints.map((w) => w !== undefined);
        const pulled: BlockFunction = {
          name: `${name}.vjp`,
          shape: `${own}${activity(seeded)},${activity(wanted)}`,
          run: (all) => pullBlocks(run, all.slice(0, sizes.length), restored(all.slice(sizes.length), seeded), wanted),
        };
        return tangentList(blockCall(pulled, [...split(at, sizes), ...present(adjoints)]), sizes);
      },
    },
    xs.flat(),
  );
  return restored(split(found, results), isThere);
}

type Run = BlockFunction['run'];

/** The tangents of the results that are there. */
export function pushBlocks(run: Run, xs: readonly Block[], ts: SomeBlocks): SomeBlocks {
  const level = enter(undefined);
  try {
    const ys = run(xs.map((x, k) => (ts[k] === undefined ? x : x.map((xi, i) => new DualOf(level, xi, ts[k]![i]!)))));
    return present(ys).map((y) => {
      const tangents = y.map((yi) => (typeof yi !== 'number' && yi.level === level ? (yi as Dual).tangent : undefined));
      return tangents.every((t) => t === undefined) ? undefined : tangents.map((t) => t ?? 0);
    });
  } finally {
    leave(level);
  }
}

/** The adjoints of the arguments that are wanted, from those of the results that are there. */
export function pullBlocks(run: Run, xs: readonly Block[], ws: SomeBlocks, wanted: readonly boolean[]): SomeBlocks {
  const sizes = xs.filter((_, k) => wanted[k]).map((x) => x.length);
  const inputs = xs.filter((_, k) => wanted[k]).flat();
  const f = (variables: readonly Scalar[]): Scalar[] => {
    const blocks = restored(split(variables, sizes), wanted);
    const ys = present(run(xs.map((x, k) => blocks[k] ?? x)));
    return ys.filter((_, k) => ws[k] !== undefined).flat();
  };
  const weights = present(ws).flat();
  const reached = recordOnTape(new Tape(), f, inputs, (ys, recording) => {
    const slots = (ys as readonly Scalar[]).map((y) => recording.slot(y));
    const places = Array.from(slots.keys()).filter((i) => slots[i] !== undefined);
    return recording.tape.reach(
      places.map((i) => slots[i]!),
      places.map((i) => weights[i]!),
      inputs.length,
    );
  });
  const found = tangentBlocks(reached, sizes);
  let next = 0;
  return wanted.map((is) => (is ? found[next++] : undefined));
}
