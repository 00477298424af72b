// Prints the size of `dualgrad/forward` as a bundler would ship all of it, against its budget.
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const BUDGET = 16.5 * 1024;
const { outputFiles } = await build({
  entryPoints: ['dist/modules/entries/forward.js'],
  bundle: true,
  minify: true,
  format: 'esm',
  write: false,
});
const bytes = gzipSync(outputFiles[0].contents, { level: 9 }).length;
console.log(`dualgrad/forward: ${bytes} bytes gzipped, budget ${BUDGET}`);
if (bytes > BUDGET) process.exitCode = 1;
