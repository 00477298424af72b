import type { Program, Run } from '../program/program.ts';
import { interpreted } from './interpreter.ts';
import { source } from './js/flat.ts';
import { wasm } from './wasm/backend.ts';

/** The ways to run a program: as JavaScript, as WebAssembly, or node by node where a page's policy forbids making code. */
export type Backend = 'js' | 'wasm' | 'interpreter';

// V8's optimising compiler is left behind by larger functions; up to here JavaScript has less of a call to pay for.
const JAVASCRIPT = 1500;

/** Code, and how large it is. */
export interface Code {
  readonly backend: Backend;
  readonly bytes: number;
}

/** A program made ready. */
export interface Made extends Code {
  readonly run: Run;
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

/** The way asked for, or the one that suits a program best, of those the platform has. */
export function chosen({ length }: Program, asked: Backend | 'auto'): Backend {
  if (asked === 'wasm' || asked === 'interpreter') return asked;
  if (!makesCode()) return 'wasm';
  if (asked === 'js') return asked;
  return length > JAVASCRIPT ? 'wasm' : 'js';
}

/** The program made ready; where the platform refuses WebAssembly, in another way. */
export function make(program: Program, backend: Backend): Made {
  if (backend === 'interpreter') return { run: interpreted(program), bytes: 8 * program.length, backend };
  if (backend === 'wasm') {
    const made = wasm(program);
    return made ? { ...made, backend } : make(program, makesCode() ? 'js' : 'interpreter');
  }
  const { text, calls } = source(program);
  return { run: new Function('U', text)(calls) as Run, bytes: text.length, backend };
}
