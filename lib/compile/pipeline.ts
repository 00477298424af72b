import type { Builder } from '../program/builder.ts';
import { capture } from '../program/capture.ts';
import { finish } from '../program/finish.ts';
import type { Guard, Program } from '../program/program.ts';
import { nodeOf } from '../program/traced-number.ts';
import { numberWithin, type Scalar } from '../scalar.ts';
import { flatten } from '../tree/flatten.ts';
import { numbersIn } from '../tree/leaves.ts';
import type { Tree } from '../tree/tree.ts';
import { type Example, tracedDiffers, verify, verifyValues } from './verify.ts';

/** The result of the pipeline. */
export interface Product<C> {
  /** The guards in the order in which f came to them, over the captured nodes. */
  readonly guards: readonly Guard[];
  readonly program: Program;
  /** The program of the values of the differentiated function; of a function that no verb made, `program` itself. */
  readonly values: Program;
  /** The shape of the result whose numbers are the program's outputs. */
  readonly result: Tree;
  readonly code: C;
}

/** Shows the program as it leaves a stage. */
export type View = (stage: 'capture' | 'finish' | 'verify', program: Program) => void;

/**
 * From a function to code. `capture` runs f once on traced numbers and simplifies as it goes; `finish` keeps what the
 * outputs and the guards need and adds the guard of finite numbers; `verify` compares the program with the result of f on
 * plain numbers, and the values that it differentiates; `generate` makes code or text. Undefined where sums of the program come
 * in another order than f's, or a number that the program takes to be finite is not.
 */
export function pipeline<C>(
  example: Example,
  generate: (program: Program) => C,
  view: View = () => {},
): Product<C> | undefined {
  const { verb, f, signature, args, numbers, result, found, plain, advice, own } = example;
  let isOutside = false;
  const outputs = (y: unknown, builder: Builder): Scalar[] | undefined => {
    isOutside = builder.isOutside;
    return flatten(result, y);
  };
  const captured = capture(verb, f, signature, args, numbers, 'simplified', outputs, advice, own);
  if (captured === undefined) {
    if (isOutside) return undefined;
    throw tracedDiffers(verb, 'a result of another shape');
  }
  view('capture', captured);
  const program = finish(captured);
  view('finish', program);
  const values = found === undefined ? program : finish(captured, valueNodes(captured, found()));
  if (plain !== undefined && found !== undefined && !isOutside) verifyValues(values, example, plain);
  if (!verify(program, example, isOutside)) return undefined;
  view('verify', program);
  return { guards: captured.guards, program, values, result, code: generate(program) };
}

/** The nodes of what the differentiated function returned. */
function valueNodes(captured: Builder, y: unknown): number[] {
  return numbersIn(y).map((v) => nodeOf(captured, numberWithin(v)));
}
