import { capture } from '../program/capture.ts';
import { finish } from '../program/finish.ts';
import type { Guard, Program } from '../program/program.ts';
import { flatten } from '../tree/flatten.ts';
import type { Tree } from '../tree/tree.ts';
import { type Example, tracedDiffers, verify } from './verify.ts';

/** The result of the pipeline. */
export interface Product<C> {
  /** The guards in the order in which f came to them, over the captured nodes. */
  readonly guards: readonly Guard[];
  readonly program: Program;
  /** The shape of the result whose numbers are the program's outputs. */
  readonly result: Tree;
  readonly code: C;
}

/** Shows the program as it leaves a stage. */
export type View = (stage: 'capture' | 'finish' | 'verify', program: Program) => void;

/**
 * From a function to code. `capture` runs f once on traced numbers and simplifies as it goes; `finish` keeps what the
 * outputs and the guards need and adds the guard of finite numbers; `verify` compares the program with the result of f on
 * plain numbers; `generate` makes code or text. Undefined where sums of the program come in another order than f's.
 */
export function pipeline<C>(
  example: Example,
  generate: (program: Program) => C,
  view: View = () => {},
): Product<C> | undefined {
  const { verb, f, signature, args, numbers, result } = example;
  const captured = capture(verb, f, signature, args, numbers, 'simplified', (y) => flatten(result, y));
  if (captured === undefined) throw tracedDiffers(verb, 'a result of another shape');
  view('capture', captured);
  const program = finish(captured);
  view('finish', program);
  if (!verify(program, example)) return undefined;
  view('verify', program);
  return { guards: captured.guards, program, result, code: generate(program) };
}
