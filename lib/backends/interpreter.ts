import { evaluator } from '../program/evaluator.ts';
import type { Program, Run } from '../program/program.ts';

/** Runs a program node by node, for where the platform takes no code. */
export function interpreted(program: Program): Run {
  const { outputs } = program;
  const { values, run } = evaluator(program);
  return (inputs, out) => {
    const failed = run(inputs);
    if (failed < 0) for (let i = 0; i < outputs.length; i++) out[i] = values[outputs[i]!]!;
    return failed;
  };
}
