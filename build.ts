// npm run build [-- FOLDER]: what is published, into dist or the folder named.
//
//   modules/          one file for each of lib, and the declarations: what bundlers read, and drop what is unused from
//   index, forward, reverse, native-runtime, shared-*.js
//                     the entries as few files: what runtimes read. A cold import is of 4 files instead of 130.
//   dualgrad.min.js   everything as one file, for <script type="module">
//
// Functions keep their names in all three, for stack traces and messages.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build } from 'esbuild';

const root = fileURLToPath(new URL('./', import.meta.url));
const dist = resolve(root, process.argv[2] ?? 'dist');
const modules = join(dist, 'modules');

rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), '--outDir', modules], {
  stdio: 'inherit',
});

const bundled: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', logLevel: 'warning' };
const entry = (name: string): string => join(modules, 'entries', `${name}.js`);
await build({
  ...bundled,
  entryPoints: ['index', 'forward', 'reverse', 'native-runtime'].map(entry),
  splitting: true,
  outdir: dist,
  chunkNames: 'shared-[hash]',
});
await build({
  ...bundled,
  entryPoints: [entry('index')],
  minifyWhitespace: true,
  minifySyntax: true,
  // Node prints the line that an uncaught error comes from.
  lineLimit: 120,
  outfile: join(dist, 'dualgrad.min.js'),
});
