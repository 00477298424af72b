// npm run bench:fsrs [-- --smoke]: what a gradient of FSRS-6 costs and its training, next to the official trainer: CPU
// time, each in a process of its own, the least found.
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import dualgrad from '../../lib/entries/plugin.ts';
import { table } from '../table.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = `${root}out/bench-fsrs/training.mjs`;
const smoke = process.argv.includes('--smoke');
const count = smoke ? '20' : '600';
const peer = existsSync(`${root}bench/others/node_modules/@open-spaced-repetition/binding`);

await build({
  entryPoints: [`${root}bench/fsrs/training.ts`],
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  outfile: program,
  plugins: [dualgrad.esbuild()],
  alias: { 'dualgrad/native/runtime': `${root}lib/entries/native-runtime.ts` },
  logLevel: 'error',
});

function ran<T>(...args: string[]): T {
  return JSON.parse(execFileSync(process.execPath, [program, ...args], { cwd: root, encoding: 'utf8' })) as T;
}

if (!peer) console.log('without the official trainer: it needs `npm ci --prefix bench/others`');
const variants = ran<string[]>('names').filter((name) => peer || !name.includes('binding'));
const rows = variants.map((name) => {
  const rounds = smoke ? 1 : /training/.test(name) ? 5 : 30;
  const { milliseconds, loss } = ran<{ milliseconds: number; loss: number }>(
    name,
    smoke ? '20' : '600',
    String(rounds),
  );
  if (!(loss > 0 && loss < 1)) throw new Error(`${name}: expected a loss between 0 and 1, got ${loss}`);
  return [name, milliseconds.toPrecision(3), loss.toFixed(5)];
});
console.log(table([[`FSRS-6, ${count} cards`, 'ms', 'loss'], ...rows]));
