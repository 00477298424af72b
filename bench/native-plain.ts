// npm run bench:native [-- [--smoke] [KIND …]]: what plain calls of transformed packages cost, against the packages as
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
const { rounds, milliseconds } = smoke ? { rounds: 1, milliseconds: 2 } : { rounds: 2, milliseconds: 10 };

/** How a case is run: as it is, transformed, transformed after a derivative was taken. */
const variants = ['original', 'transformed', 'afterwards'] as const;

if (!existsSync(`${folder}node_modules`)) {
  console.log('SKIPPED: needs `npm ci --prefix spec/corpus`');
  process.exit();
}
mkdirSync(out, { recursive: true });
const rows: { name: string; ns: number[] }[] = [];
for (const kind of smoke ? kinds.slice(0, 1) : kinds) {
  if (named.length > 0 && !named.includes(kind)) continue;
  await Promise.all([bundled(kind, 'original'), bundled(kind, 'transformed')]);
  for (const [k, name] of timed<readonly string[]>(kind, 'original', 'names').entries()) {
    if (smoke && k > 1) break;
    const ns = variants.map(() => Number.POSITIVE_INFINITY);
    for (let round = 0; round < rounds; round++) {
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
      let n = 1;
      for (let total = 0; total < ${5 * milliseconds}e6; ) {
        const t = run(n);
        total += t;
        if (t < ${milliseconds}e6) n *= 2;
      }
      let best = Infinity;
      for (let k = 0; k < 5; k++) best = Math.min(best, run(n) / n);
      if (sink === 0.12345) console.error(sink);
      console.log(JSON.stringify(best));
    }`;
}

function timed<T>(kind: string, variant: string, which: string): T {
  const file = `${out}${kind}-${variant === 'original' ? variant : 'transformed'}.cjs`;
  const flags = variant === 'afterwards' ? ['afterwards'] : [];
  return JSON.parse(execFileSync(process.execPath, [file, which, ...flags], { encoding: 'utf8' })) as T;
}
