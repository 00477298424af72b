import type { Backend, Run } from '../backend.ts';
import { flatCall } from '../flat-call.ts';
import { callOfArguments } from './call.ts';
import { source } from './flat.ts';

// V8's optimising compiler is left behind by larger functions; up to here JavaScript has less of a call to pay for.
const LARGEST = 1500;

/** JavaScript: one function of f's own arguments where that can be, else functions of flat numbers. */
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

let canMakeCode: boolean | undefined;

/** Whether the platform makes functions of text. */
function makesCode(): boolean {
  if (canMakeCode === undefined) {
    try {
      canMakeCode = new Function('return true')() as boolean;
    } catch {
      canMakeCode = false;
    }
  }
  return canMakeCode;
}
