import { interpreted } from './interpreter.ts';
import { source } from './javascript.ts';
import type { Program, Run } from './program.ts';

/** The ways to run a program: as JavaScript, or node by node where a page's policy forbids making code. */
export type Backend = 'js' | 'interpreter';

/** A program made ready, and how large that is. */
export interface Made {
  readonly run: Run;
  readonly bytes: number;
}

let canMakeCode: boolean | undefined;

/** Whether the platform makes functions of text. */
export function makesCode(): boolean {
  if (canMakeCode === undefined) {
    try {
      canMakeCode = new Function('return true')() as boolean;
    } catch {
      canMakeCode = false;
    }
  }
  return canMakeCode;
}

export function make(program: Program, backend: Backend): Made {
  if (backend === 'interpreter') return { run: interpreted(program), bytes: 8 * program.length };
  const { text, calls } = source(program);
  return { run: new Function('U', text)(calls) as Run, bytes: text.length };
}
