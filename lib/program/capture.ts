import { DEPTH, endLevel, INTERPRETING, Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { replaced, type Shape, type Verb } from '../tree/arguments.ts';
import { Builder, type Policy } from './builder.ts';
import { captureError } from './trace-errors.ts';
import { nodeOf, TracedNumberOf } from './traced-number.ts';

/**
 * The program of f at `args` of these shapes, whose numbers are `numbers`: f is run once, on traced numbers. `outputs` lists
 * the numbers of its result, or gives undefined where that is not what was expected; then there is no program.
 * @throws whatever f throws on traced numbers; TypeError where a simplified program would lose what f writes into its arguments.
 */
export function capture(
  verb: Verb,
  f: (...args: never[]) => unknown,
  shapes: readonly Shape[],
  args: readonly unknown[],
  numbers: Float64Array,
  policy: Policy,
  outputs: (y: unknown) => readonly Scalar[] | undefined,
): Builder | undefined {
  const builder = new Builder(policy);
  const level = new Level(DEPTH.trace, builder, INTERPRETING);
  try {
    const inputs: Scalar[] = Array.from(numbers, (x) => new TracedNumberOf(level, builder.input(x)));
    let place = 0;
    const copies = shapes.map((shape, i) => replaced(shape, args[i], () => inputs[place++]));
    const y = f(...(copies as never[]));
    if (builder.isSimplified) checkWrites(shapes, copies, inputs);
    const scalars = outputs(y);
    if (scalars === undefined) return undefined;
    builder.outputs = scalars.map((s) => nodeOf(builder, s));
    return builder;
  } catch (error) {
    throw captureError(error, verb);
  } finally {
    endLevel(level);
  }
}

/** What f writes into its arguments would be lost when it runs as code. */
function checkWrites(shapes: readonly Shape[], copies: readonly unknown[], inputs: readonly Scalar[]): void {
  let place = 0;
  const isLeft = (shape: Shape, x: unknown): boolean => {
    const list = x as readonly unknown[];
    switch (shape.kind) {
      case 'number':
        return x === inputs[place++];
      case 'numbers':
        return list.length === shape.length && list.every((entry) => entry === inputs[place++]);
      case 'array':
        return list.length === shape.entries.length && shape.entries.every((entry, i) => isLeft(entry, list[i]));
      case 'record':
        return (
          Object.keys(x as object).length === shape.keys.length &&
          shape.entries.every((entry, i) => isLeft(entry, (x as Record<string, unknown>)[shape.keys[i]!]))
        );
      case 'static':
        return true;
    }
  };
  if (shapes.every((shape, i) => isLeft(shape, copies[i]))) return;
  throw new TypeError(
    'compile: expected f to leave its arguments as they are, got one that f has written into; return the result, or compile gradInto(f) to have a gradient written',
  );
}
