import type { Acorn } from './parser.ts';

/** What is used of Node, which Deno and Bun have, too. */
interface NodeProcess {
  cwd(): string;
  getBuiltinModule?(name: 'node:module'): { createRequire(from: string): (name: string) => unknown };
}

let installed: Acorn | undefined;

/**
 * Acorn as it is installed where dualgrad is, or where the program runs, loaded when a function is first read: with
 * dualgrad/plugin or dualgrad/register none is.
 */
export function installedAcorn(): Acorn {
  installed ??= load();
  return installed;
}

function load(): Acorn {
  const { process } = globalThis as { process?: NodeProcess };
  const createRequire = process?.getBuiltinModule?.('node:module').createRequire;
  let cause: unknown;
  const { url } = import.meta as { url?: string };
  for (const from of createRequire && url ? [url, `${process.cwd()}/`] : []) {
    try {
      return createRequire!(from)('acorn') as Acorn;
    } catch (error) {
      cause = error;
    }
  }
  throw new Error(
    'native: reading the text of a function takes the package acorn, which is not there; npm install acorn, or add dualgrad/plugin to the build (in Node, node --import dualgrad/register), which transforms before the program runs',
    { cause },
  );
}
