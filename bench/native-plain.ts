// npm run bench:native [-- [--smoke] [KIND[NUMBER] …]]: what plain calls of transformed packages cost, against the packages as
// they are: each of them in a process of its own, CPU time, the least found.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { folder, kinds, single, whole } from '../spec/corpus/bundle.ts';
import { median } from './measure.ts';
import { table } from './table.ts';

const out = fileURLToPath(new URL('../out/native-plain/', import.meta.url));
const entries = fileURLToPath(new URL('../lib/entries/', import.meta.url));
const smoke = process.argv.includes('--smoke');
const named = process.argv.slice(2).filter((argument) => argument !== '--smoke');
const { rounds, milliseconds } = smoke ? { rounds: 1, milliseconds: 2 } : { rounds: 2, milliseconds: 250 };
/** More rounds for what seems slow. */
const SLOW = { ratio: 1.2, rounds: 5 };

/** How a case is run: as it is, transformed, transformed after a derivative was taken. */
const variants = ['original', 'transformed', 'afterwards'] as const;

if (!existsSync(`${folder}node_modules`)) {
  console.log('SKIPPED: needs `npm ci --prefix spec/corpus`');
  process.exit();
}
mkdirSync(out, { recursive: true });
const rows: { name: string; ns: number[] }[] = [];
for (const kind of smoke ? kinds.slice(0, 1) : kinds) {
  if (!isNamed(kind)) continue;
  await Promise.all([bundled(kind, 'original'), bundled(kind, 'transformed')]);
  for (const [k, name] of timed<readonly string[]>(kind, 'original', 'names').entries()) {
    if (smoke && k > 1) break;
    if (!isNamed(kind, k)) continue;
    const ns = variants.map(() => Number.POSITIVE_INFINITY);
    const isSlow = (): boolean => Math.max(ns[1]!, ns[2]!) / ns[0]! > SLOW.ratio;
    for (let round = 0; round < rounds || (round < SLOW.rounds && !smoke && isSlow()); round++) {
      for (const [v, variant] of variants.entries()) ns[v] = Math.min(ns[v]!, timed<number>(kind, variant, String(k)));
    }
    rows.push({ name, ns });
  }
}
const ratios = variants.slice(1).map((_, v) => rows.map(({ ns }) => ns[v + 1]! / ns[0]!));
const last = (name: string, of: (all: readonly number[]) => number): string[] => [
  name,
  '',
  ...ratios.map((all) => of(all).toFixed(2)),
];
rows.sort((a, b) => b.ns[1]! / b.ns[0]! - a.ns[1]! / a.ns[0]!);
console.log(
  table([
    ['', 'ns as it is', '× transformed', '× afterwards'],
    ...rows.map(({ name, ns: [plain, ...others] }) => [
      name,
      plain!.toPrecision(3),
      ...others.map((t) => (t / plain!).toFixed(2)),
    ]),
    last('geometric mean', (all) => Math.exp(all.reduce((sum, r) => sum + Math.log(r), 0) / all.length)),
    last('median', median),
    last('worst', (all) => Math.max(...all)),
  ]),
);

/** Whether a kind, or a case of it, is among the arguments: `colours`, `colours5`. */
function isNamed(kind: string, k?: number): boolean {
  if (named.length === 0 || named.includes(kind)) return true;
  return k === undefined ? named.some((name) => name.replace(/\d+$/, '') === kind) : named.includes(`${kind}${k}`);
}

/** Bundles the cases of a kind with a program that times one of them. */
async function bundled(kind: string, variant: string): Promise<void> {
  await build({
    stdin: { contents: timer(kind), resolveDir: folder, sourcefile: 'timer.js' },
    outfile: `${out}${kind}-${variant}.cjs`,
    absWorkingDir: folder,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    alias: { 'dualgrad/native/runtime': `${entries}native-runtime.ts` },
    plugins: variant === 'original' ? [single] : [single, whole],
    logLevel: 'error',
  });
}

function timer(kind: string): string {
  return `
    const { cases } = require('./cases/${kind}.js');
    const { grad } = require('${entries}index.ts');
    const [which, afterwards] = process.argv.slice(2);
    if (which === 'names') {
      console.log(JSON.stringify(cases.map(({ name }) => name)));
    } else {
      const { f, at: [x] } = cases[Number(which)];
      if (afterwards) for (let i = 0; i < 200; i++) try { grad(f)(x.slice()); } catch {}
      const cpu = () => { const { user, system } = process.cpuUsage(); return (user + system) * 1000; };
      let sink = 0;
      const run = (n) => { const t = cpu(); for (let i = 0; i < n; i++) sink += f(x); return cpu() - t; };
      // Until all is optimized that will be: on a loaded machine that takes its time.
      let n = 1;
      let best = Infinity;
      for (let total = 0, batches = 0; total < ${milliseconds}e6 || batches < 20; ) {
        const t = run(n);
        total += t;
        if (t < 1e6) n *= 2;
        else { best = Math.min(best, t / n); batches++; }
      }
      if (sink === 0.12345) console.error(sink);
      console.log(JSON.stringify(best));
    }`;
}

function timed<T>(kind: string, variant: string, which: string): T {
  const file = `${out}${kind}-${variant === 'original' ? variant : 'transformed'}.cjs`;
  const flags = variant === 'afterwards' ? ['afterwards'] : [];
  return JSON.parse(
    execFileSync(process.execPath, ['--single-threaded', file, which, ...flags], { encoding: 'utf8' }),
  ) as T;
}
