import { evaluator } from '../program/evaluator.ts';
import type { Program } from '../program/program.ts';
import type { Backend, Code, Convention, Run } from './backend.ts';
import { flatCall } from './flat-call.ts';

/** Runs a program node by node: slower than code of any size, but allowed on every platform. */
export const interpreter: Omit<Backend, 'generate'> & { generate(program: Program, convention: Convention): Code } = {
  name: 'interpreter',
  fits: () => false,
  generate: (program, convention) => ({
    backend: 'interpreter',
    bytes: 8 * program.length,
    ...flatCall(interpreted(program), program, convention),
  }),
};

function interpreted(program: Program): Run {
  const { outputs } = program;
  const { values, run } = evaluator(program);
  return (inputs, out) => {
    const signal = run(inputs);
    if (signal < 0) for (let i = 0; i < outputs.length; i++) out[i] = values[outputs[i]!]!;
    return signal;
  };
}
