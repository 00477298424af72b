import { endLevel, INTERPRETING, Level, TRACE_DEPTH } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import type { Verb } from '../tree/arguments.ts';
import { flatten } from '../tree/flatten.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import { map } from '../tree/unflatten.ts';
import { Builder, type Policy } from './builder.ts';
import { argumentPlaces, inputPlaces } from './input-places.ts';
import { ElementRead, standIn } from './integer-data.ts';
import { captureError } from './trace-errors.ts';
import { outputNode, TracedNumberOf } from './traced-number.ts';

/** What to write where a number that comes from the arguments at these places is needed plain. */
export type Advice = (places: readonly number[]) => string;

/** The argument that a function is a function of, where no verb says another. */
export const FIRST: readonly number[] = [0];

/**
 * The program of f at `args` of this tree, whose numbers are `numbers`: f is run once, on traced numbers. `own` are
 * the arguments that f is a function of: their integer arrays are arrays of numbers, as verbs hand them to f. `outputs` lists the numbers of its result, or returns undefined where the result is not as expected; then there is no program.
 * @throws whatever f throws on traced numbers; ElementRead where f reads an element of an integer array; TypeError where f writes into its arguments, which a simplified program would lose.
 */
export function capture(
  verb: Verb,
  f: (...args: never[]) => unknown,
  tree: ListTree,
  args: readonly unknown[],
  numbers: Float64Array,
  policy: Policy,
  outputs: (y: unknown, builder: Builder) => readonly Scalar[] | undefined,
  advice?: Advice,
  own: readonly number[] = FIRST,
): Builder | undefined {
  const builder = new Builder(policy);
  const level = new Level(TRACE_DEPTH, builder, INTERPRETING);
  try {
    const inputs: Scalar[] = Array.from(numbers, (x) => new TracedNumberOf(level, builder.input(x)));
    let place = 0;
    let elementRead: ElementRead | undefined;
    const copies = tree.entries.map((entry, i) => {
      const read = (): never => {
        elementRead = new ElementRead(i);
        throw elementRead;
      };
      return map(
        entry,
        args[i],
        () => inputs[place++],
        (list, numbers) => (own.includes(i) ? numbers : standIn(list, numbers, read)),
      );
    });
    const y = f(...(copies as never[]));
    // f may have caught it.
    if (elementRead !== undefined) throw elementRead;
    if (builder.isSimplified) checkWrites(tree, copies, inputs);
    const scalars = outputs(y, builder);
    if (scalars === undefined) return undefined;
    builder.outputs = scalars.map((s) => outputNode(builder, s));
    return builder;
  } catch (error) {
    const { refused } = builder;
    const places = refused?.error === error ? argumentPlaces(tree, inputPlaces(builder, refused!.node)) : [];
    throw captureError(error, verb, places.length > 0 ? advice?.(places) : undefined);
  } finally {
    endLevel(level);
  }
}

/** Checks that f did not write into its arguments: code would lose that. */
function checkWrites({ entries }: ListTree, copies: readonly unknown[], inputs: readonly Scalar[]): void {
  let place = 0;
  const isLeft = (tree: Tree, x: unknown): boolean =>
    tree.kind === 'constant' || (flatten(tree, x)?.every((leaf) => leaf === inputs[place++]) ?? false);
  if (entries.every((tree, i) => isLeft(tree, copies[i]))) return;
  throw new TypeError(
    'compile: expected f to leave its arguments as they are, got one that f has written into; return the result, or compile gradInto(f) to have a gradient written',
  );
}
