import type { Backend, Run } from '../backend.ts';
import { flatCall } from '../flat-call.ts';
import { callOfArguments } from './call.ts';
import { source } from './flat.ts';
import { makesCode } from './permission.ts';

// V8's optimising compiler gives up on larger functions. Up to here a call costs less in JavaScript.
const LARGEST = 1500;

/** JavaScript: one function of f's own arguments where possible, else functions of flat numbers. */
export const js: Backend = {
  name: 'js',
  fits: ({ length }) => length <= LARGEST && makesCode(),
  generate: (program, convention) => {
    if (!makesCode()) return undefined;
    const whole = callOfArguments(program, convention);
    if (whole !== undefined) return { backend: 'js', ...whole };
    const { text, calls } = source(program);
    const run = new Function('U', text)(calls) as Run;
    return { backend: 'js', bytes: text.length, ...flatCall(run, program, convention) };
  },
};
