// npm run build [-- FOLDER]: what is published, into dist or the folder named.
//
//   modules/          one file for each of lib, and the declarations: what bundlers read, and drop what is unused from
//   index, forward, reverse, native-runtime, shared-*.js
//                     the entries as few files: what runtimes read. A cold import is of 4 files instead of 130.
//   plugin, register, register-hooks, tools-*.js
//                     what builds load, apart from the library
//   dualgrad.min.js   everything as one file, for <script type="module">
//
// Functions keep their names in all three, for stack traces and messages.

import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const root = fileURLToPath(new URL('./', import.meta.url));
const dist = resolve(root, process.argv[2] ?? 'dist');
const modules = join(dist, 'modules');

rmSync(dist, { recursive: true, force: true });
const tsc = join(root, 'node_modules/typescript/bin/tsc');
// Only the tools know Node.
for (const configuration of ['tsconfig.build.json', 'tsconfig.tools.json']) {
  execFileSync(process.execPath, [tsc, '-p', join(root, configuration), '--outDir', modules], { stdio: 'inherit' });
}

const bundled: BuildOptions = { bundle: true, format: 'esm', target: 'es2022', logLevel: 'warning' };
const entry = (name: string): string => join(modules, 'entries', `${name}.js`);
await build({
  ...bundled,
  entryPoints: ['index', 'forward', 'reverse', 'native-installed', 'native-runtime'].map(entry),
  splitting: true,
  outdir: dist,
  chunkNames: 'shared-[hash]',
});
// The tools share nothing with the library but what register imports of its entries, which lie next to it.
const entriesOutside: Plugin = {
  name: 'entries outside',
  setup({ onResolve }) {
    onResolve(
      { filter: /^\.\/(?:index|forward|reverse|native-installed|native-runtime)\.js$/ },
      ({ path, importer }) => (importer.startsWith(join(modules, 'entries')) ? { path, external: true } : undefined),
    );
  },
};
await build({
  ...bundled,
  platform: 'node',
  target: 'node20.19',
  entryPoints: [entry('plugin'), entry('register'), join(modules, 'tools/register-hooks.js')],
  entryNames: '[name]',
  plugins: [entriesOutside],
  splitting: true,
  outdir: dist,
  chunkNames: 'tools-[hash]',
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
