import { capture } from '../program/capture.ts';
import { finish } from '../program/finish.ts';
import type { Guard, Program } from '../program/program.ts';
import type { Shape, Verb } from '../tree/arguments.ts';
import { leaves, type Result } from '../tree/results.ts';

/** What f did at one point: the guards as they came, and the program. */
export interface Recording {
  readonly guards: readonly Guard[];
  readonly program: Program;
  /** The outputs at that point. */
  readonly values: readonly number[];
}

/** The program of f, whose result on numbers had the shape `result`; undefined where the traced result has another shape. */
export function record(
  verb: Verb,
  f: (...args: never[]) => unknown,
  shapes: readonly Shape[],
  args: readonly unknown[],
  numbers: Float64Array,
  result: Result,
): Recording | undefined {
  const captured = capture(verb, f, shapes, args, numbers, 'simplified', (y) => leaves(result, y));
  if (captured === undefined) return undefined;
  const values = captured.outputs.map((node) => captured.values[node]!);
  return { guards: captured.guards, program: finish(captured), values };
}
