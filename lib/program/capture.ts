import { endLevel, Level } from '../level.ts';
import type { Scalar } from '../scalar.ts';
import { replaced, type Shape } from '../tree/arguments.ts';
import { leaves, type Result } from '../tree/results.ts';
import { Builder } from './builder.ts';
import { assemble } from './finish.ts';
import type { Guard, Program } from './program.ts';
import { nodeOf, RecordedOf } from './traced-number.ts';

// Below everything else, as a trace: whatever is differentiated on top is recorded.
const DEPTH: number = -(2 ** 22);

/** What f did at one point: the guards as they came, and the program. */
export interface Recording {
  readonly guards: readonly Guard[];
  readonly program: Program;
  /** The outputs as the trace found them. */
  readonly values: readonly number[];
}

/**
 * Traces f, whose result on numbers had the shape `result`, at `args` of these shapes; undefined where the traced result has
 * another shape.
 * @throws whatever f throws on traced numbers; TypeError where it writes into its arguments.
 */
export function record(
  f: (...args: never[]) => unknown,
  shapes: readonly Shape[],
  args: readonly unknown[],
  numbers: Float64Array,
  result: Result,
): Recording | undefined {
  const builder = new Builder();
  const level = new Level(DEPTH, builder);
  try {
    let place = 0;
    const inputs: Scalar[] = Array.from(numbers, (x) => new RecordedOf(level, builder.input(x)));
    const given = shapes.map((shape, i) => replaced(shape, args[i], () => inputs[place++]));
    const y = f(...(given as never[]));
    refuseWrites(shapes, given, inputs);
    const scalars = leaves(result, y);
    if (scalars === undefined) return undefined;
    const outputs = scalars.map((s) => nodeOf(builder, s));
    const values = outputs.map((node) => builder.values[node]!);
    return { guards: builder.guards, program: assemble(builder, outputs), values };
  } finally {
    endLevel(level);
  }
}

/** What f has written would be lost when it runs as code. */
function refuseWrites(shapes: readonly Shape[], given: readonly unknown[], inputs: readonly Scalar[]): void {
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
  if (shapes.every((shape, i) => isLeft(shape, given[i]))) return;
  throw new TypeError(
    'compile: expected f to leave its arguments as they are, got one that f has written into; return the result, or compile gradInto(f) to have a gradient written',
  );
}
