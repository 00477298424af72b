import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { table } from '../table.ts';
import { costOverInputs, crossoverMap, predictedAgainstMeasured } from './figures.ts';
import { flopsOverSizes } from './flops.ts';
import { characters } from './functions.ts';
import { type Cell, type Cost, full, isTimed, smoke, type Timing } from './grid.ts';
import { report } from './report.ts';
import { summaries } from './summary.ts';
import { type WayId, wayIds, ways } from './ways.ts';

// npm run bench:modes [-- --smoke | --flops]: what a Jacobian costs in each mode, for n inputs and m outputs;
// docs/modes-report.html and docs/figures/modes-*.svg, a smoke run out/modes.html. FLOPs need no clock: --flops draws them alone.
const out = new URL('../../out/', import.meta.url);
const child = fileURLToPath(new URL('bench/modes-report/child.mjs', out));
const figures = new URL('../../docs/figures/', import.meta.url);
if (process.argv.includes('--flops')) {
  writeFileSync(new URL('modes-flops.svg', figures), await flopsOverSizes());
  process.exit();
}
const smokeRun = process.argv.includes('--smoke');
const plan = smokeRun ? smoke : full;
const started = performance.now();
const method = [
  `${cpus()[0]?.model} × ${cpus().length}, Node ${process.version}, V8 ${process.versions.v8}`,
  `${new Date().toISOString().slice(0, 10)}`,
  `each time is the least of all batches in ${plan.rounds} rounds of ${plan.milliseconds} ms over the grid, each way in a process of its own`,
].join('; ');
console.log(method);
if (smokeRun) console.log('Smoke run: Jacobians are compared, times mean nothing.');

// Timed code runs in plain Node from a bundle, as in the other benchmarks.
await build({
  entryPoints: [fileURLToPath(new URL('child.ts', import.meta.url))],
  outfile: child,
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  logLevel: 'warning',
});

const grid = plan.sizes.flatMap((n) => plan.sizes.map((m): [number, number] => [n, m]));
const cells: Cell[] = [];
for (const { name } of characters) {
  const examined = await lines<Cell>(name, 'examine', grid);
  progress(`${name}: Jacobians agree in ${examined.length} cells`, '\n');
  if (!plan.timed.includes(name)) continue;
  const least = new Map<string, number>();
  for (const id of wayIds) {
    const short = examined.filter(({ costs }) => isTimed(id, costs[id].predicted));
    const round = short.map(({ n, m }): [number, number] => [n, m]);
    // All rounds in one process: the first at each size is spent on the compiler's learning.
    for (const { n, m, nanoseconds } of await lines<Timing>(name, id, Array(plan.rounds).fill(round).flat())) {
      const key = `${id} ${n} ${m}`;
      least.set(key, Math.min(nanoseconds, least.get(key) ?? Number.POSITIVE_INFINITY));
    }
  }
  for (const cell of examined) {
    const timed = wayIds.map((id): [WayId, Cost] => {
      const measured = least.get(`${id} ${cell.n} ${cell.m}`);
      return [id, { ...cell.costs[id], ...(measured !== undefined && { measured }) }];
    });
    cells.push({ ...cell, costs: Object.fromEntries(timed) as Record<WayId, Cost> });
  }
  progress(`${name}: timed`, '\n');
}

mkdirSync(out, { recursive: true });
const html = await report(cells, method);
writeFileSync(smokeRun ? new URL('modes.html', out) : new URL('../../docs/modes-report.html', import.meta.url), html);
writeFileSync(new URL('modes.json', out), JSON.stringify(cells));
console.log(`\n${table(summaries(cells))}\n\n${smokeRun ? 'out/modes.html' : 'docs/modes-report.html'}`);
if (!smokeRun) {
  const shown = cells.filter((cell) => cell.character === 'network');
  writeFileSync(new URL('modes-flops.svg', figures), await flopsOverSizes());
  writeFileSync(new URL('modes-cost.svg', figures), await costOverInputs(shown));
  writeFileSync(new URL('modes-crossover.svg', figures), await crossoverMap(shown));
  writeFileSync(new URL('modes-predicted.svg', figures), await predictedAgainstMeasured(shown));
  console.log('docs/figures/modes-*.svg');
}

/** Runs a child and gives what it prints, showing how far it has come. */
async function lines<T>(name: string, task: string, at: readonly (readonly [number, number])[]): Promise<T[]> {
  const running = spawn(process.execPath, [child, name, task, JSON.stringify(at), String(plan.milliseconds)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = new Promise<number | null>((resolve) => running.on('close', resolve));
  const found: T[] = [];
  const title = task === 'examine' ? 'checking and counting' : ways[task as WayId].name;
  for await (const line of createInterface(running.stdout)) {
    found.push(JSON.parse(line) as T);
    progress(`${name}: ${title}, ${found.length} of ${at.length} cells`);
  }
  const code = await ended;
  if (code !== 0) throw new Error(`${name}, ${title}: the process ended with ${code}`);
  return found;
}

function progress(text: string, end = ''): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${seconds} s  ${text}${end}`);
  else if (end) console.log(`${seconds} s  ${text}`);
}
