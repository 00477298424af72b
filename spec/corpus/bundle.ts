import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'esbuild';
import type { Scalar } from '../../lib/entries/index.ts';
import { transform } from '../../lib/source/transform.ts';
import { exported, parse } from '../support/native-source.ts';

/** A function of a package, in native arithmetic, and where it is looked at. */
export interface Case {
  readonly name: string;
  readonly f: (x: readonly Scalar[]) => Scalar;
  readonly at: readonly (readonly number[])[];
  /** Derivatives that the package publishes, one for each argument that it has one for. */
  readonly published?: (x: readonly number[]) => (number | undefined)[];
  /** How well they are published, where they are approximations. */
  readonly publishedTo?: number;
  /** What the steps of differences are parts of, where arguments themselves are too large for that. */
  readonly size?: readonly number[];
  /** How far differences of a value that is found by a search are off. */
  readonly tolerance?: number;
  /** The derivatives of the program, where differences step across its jumps. */
  readonly program?: readonly (number | undefined)[];
  /** What is thrown where an active number reaches what can't take it. */
  readonly refuses?: string;
  /** What compile says where it can't follow. */
  readonly compileRefuses?: string;
}

/** The kinds of packages: each is a file of cases. */
export const kinds = ['easing', 'curves', 'colours', 'geography', 'sky', 'statistics', 'algebra', 'others'] as const;

export const folder: string = fileURLToPath(new URL('./', import.meta.url));

/** One file of cases and the packages that it imports, as they are or transformed whole. */
export async function load(kind: string, native: boolean): Promise<readonly Case[]> {
  const { outputFiles } = await build({
    // A CommonJS entry: from a module's bundle, packages that were written without strictness would be strict.
    stdin: { contents: `module.exports = require('./cases/${kind}.js');`, resolveDir: folder },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    external: ['dualgrad/native/runtime'],
    plugins: native ? [single, whole] : [single],
    logLevel: 'error',
  });
  const { cases } = exported(outputFiles[0]!.text, createRequire(import.meta.url)) as { cases: readonly Case[] };
  return cases;
}

/** Transforms every file of the corpus whole, as the plugin of a bundler does. */
export const whole: Plugin = {
  name: 'native',
  setup(esbuild) {
    esbuild.onLoad({ filter: /\.[cm]?js$/ }, async ({ path: file }) => {
      if (!file.startsWith(folder)) return undefined;
      const code = await readFile(file, 'utf8');
      return { contents: transform(code, { parse, file, whole: true })?.code ?? code, loader: 'js' };
    });
  },
};

/** Leaves out the threads of satellite.js: a bundle of one file can't await at its top. */
export const single: Plugin = {
  name: 'single file',
  setup(esbuild) {
    esbuild.onResolve({ filter: /^#wasm/ }, ({ path }) => ({ path, namespace: 'left out' }));
    esbuild.onLoad({ filter: /./, namespace: 'left out' }, () => ({ contents: 'export default undefined;' }));
  },
};
