import { capture } from '../program/capture.ts';
import { finish } from '../program/finish.ts';
import type { Guard, Program } from '../program/program.ts';
import type { Verb } from '../tree/arguments.ts';
import { flatten } from '../tree/flatten.ts';
import type { ListTree, Tree } from '../tree/tree.ts';

/** What f did at one point: the guards as they came, and the program. */
export interface Recording {
  readonly guards: readonly Guard[];
  readonly program: Program;
  /** The outputs at that point. */
  readonly values: readonly number[];
}

/** The program of f, whose result on numbers has the tree `result`; undefined where the traced result has another. */
export function record(
  verb: Verb,
  f: (...args: never[]) => unknown,
  tree: ListTree,
  args: readonly unknown[],
  numbers: Float64Array,
  result: Tree,
): Recording | undefined {
  const captured = capture(verb, f, tree, args, numbers, 'simplified', (y) => flatten(result, y));
  if (captured === undefined) return undefined;
  const values = captured.outputs.map((node) => captured.values[node]!);
  return { guards: captured.guards, program: finish(captured), values };
}
