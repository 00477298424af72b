import type { Program } from '../program/program.ts';
import type { Backend, BackendName, Code, Convention } from './backend.ts';
import { interpreter } from './interpreter.ts';
import { js } from './js/backend.ts';
import { wasm } from './wasm/backend.ts';

/** In order of preference. The interpreter runs everywhere. */
const BACKENDS: readonly Backend[] = [js, wasm, interpreter];

/** All back ends, the requested one first, then those that fit the program. */
function preferred(program: Program, requested: BackendName | 'auto'): readonly Backend[] {
  const rank = (backend: Backend): number => (backend.name === requested ? 0 : backend.fits(program) ? 1 : 2);
  const ranks = new Map(BACKENDS.map((backend) => [backend, rank(backend)]));
  return [...BACKENDS].sort((a, b) => ranks.get(a)! - ranks.get(b)!);
}

/** Code, and its replacement once that has been made off the main thread. */
export interface Generated {
  readonly code: Code;
  readonly later: Promise<Code | undefined> | undefined;
}

/**
 * The program as code of the best back end that the platform allows; with `isAsync` the interpreter stands in where that
 * back end works off the main thread.
 */
export function generate(
  program: Program,
  convention: Convention,
  requested: BackendName | 'auto',
  isAsync: boolean,
): Generated {
  const order = preferred(program, requested);
  const later = isAsync ? order[0]?.generateAsync?.(program, convention) : undefined;
  for (const backend of later === undefined ? order : []) {
    const code = backend.generate(program, convention);
    if (code !== undefined) return { code, later };
  }
  return { code: interpreter.generate(program, convention), later };
}
