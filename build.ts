// npm run build [-- FOLDER]: what is published, into dist or the folder named.
//
//   modules/          one file for each of lib, and the declarations: what bundlers read, and drop what is unused from
//   index, forward, reverse, special, special-kernels, linalg, native-runtime, shared*.js
//                     the entries as few files: what runtimes read. A cold import is of 4 files instead of 130.
//   plugin, register, register-hooks, tools-*.js
//                     what builds load, apart from the library
//   dualgrad.min.js   everything as one file, for <script type="module">
//
// Functions keep their names in all three, for stack traces and messages.

import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

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
const library = await build({
  ...bundled,
  entryPoints: [
    'index',
    'forward',
    'reverse',
    'special',
    'special-kernels',
    'linalg',
    'native-installed',
    'native-runtime',
  ].map(entry),
  // Peers of one entry.
  external: ['@stdlib/*'],
  splitting: true,
  outdir: dist,
  chunkNames: 'shared-[hash]',
  metafile: true,
});
await joinShared(library.metafile.outputs);
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

/**
 * Makes one file of those that index, forward and reverse all import, and one of what else index and reverse do. Each further
 * entry that shares some of it would split it once more.
 */
async function joinShared(outputs: Metafile['outputs']): Promise<void> {
  const imported = (name: string): string[] =>
    outputs[relative('.', join(dist, name))]!.imports.map(({ path }) => basename(path));
  const reached = (name: string): Set<string> => {
    const files = new Set([name]);
    for (const file of files) for (const other of imported(file)) if (other.startsWith('shared-')) files.add(other);
    return files;
  };
  const [index, forward, reverse] = ['index.js', 'forward.js', 'reverse.js'].map(reached) as [
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  const inBoth = [...reverse].filter((file) => index.has(file));
  const left = new Set(Object.keys(outputs));
  for (const [name, files] of [
    ['shared.js', inBoth.filter((file) => forward.has(file))],
    ['shared-reverse.js', inBoth.filter((file) => !forward.has(file))],
  ] as const) {
    await build({
      ...bundled,
      stdin: { contents: files.map((file) => `export * from './${file}';`).join(''), resolveDir: dist },
      external: ['./shared.js'],
      outfile: join(dist, name),
    });
    for (const file of files) rmSync(join(dist, file));
    for (const path of left) {
      if (files.includes(basename(path))) left.delete(path);
      else {
        const text = readFileSync(path, 'utf8');
        writeFileSync(
          path,
          files.reduce((all, file) => all.replaceAll(`"./${file}"`, `"./${name}"`), text),
        );
      }
    }
  }
}
