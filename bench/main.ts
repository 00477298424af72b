import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { type Case, type Measurement, median } from './measure.ts';
import { built, measureNative } from './native-programs.ts';
import { table } from './table.ts';

// npm run bench [-- [--smoke] [NAME …]]: answers each question, a file whose first line asks it.
const here = new URL('./', import.meta.url);
const out = new URL('../out/bench/', here);
const smoke = process.argv.includes('--smoke');
const named = process.argv.slice(2).filter((argument) => argument !== '--smoke');
const { rounds, milliseconds } = smoke ? { rounds: 1, milliseconds: 20 } : { rounds: 5, milliseconds: 200 };

interface Question {
  readonly name: string;
  readonly asks: string;
  /** A folder under bench that must have been installed: `// Needs: others` in the second line. */
  readonly needs: string | undefined;
  /** One that is left out where it is not installed: `// Uses: others`. */
  readonly uses: string | undefined;
}

const questions = readdirSync(here)
  .filter((file) => file.endsWith('.ts'))
  .flatMap((file): Question[] => {
    const text = readFileSync(new URL(file, here), 'utf8');
    const asks = /^\/\/ Question: (.*)/.exec(text)?.[1];
    const needs = /^\/\/ Needs: (.*)/m.exec(text)?.[1];
    const uses = /^\/\/ Uses: (.*)/m.exec(text)?.[1];
    return asks === undefined ? [] : [{ name: file.slice(0, -3), asks, needs, uses }];
  });
const unknown = named.find((name) => !questions.some((question) => question.name === name));
if (unknown !== undefined) {
  throw new Error(`bench: no question ${unknown}; there are ${questions.map(({ name }) => name).join(', ')}`);
}

console.log(`${cpus()[0]?.model} × ${cpus().length}, Node ${process.version}, V8 ${process.versions.v8}`);
console.log(
  smoke ? 'Smoke run: answers are checked, times mean nothing.' : `${rounds} rounds; ns are the least found.`,
);

let failures = 0;
for (const question of questions) {
  if (named.length > 0 && !named.includes(question.name)) continue;
  console.log(`\n${question.name}: ${question.asks}`);
  if (question.needs !== undefined && !installed(question.needs)) {
    console.log(`  SKIPPED: needs \`npm ci --prefix bench/${question.needs}\``);
    continue;
  }
  if (question.uses !== undefined && !installed(question.uses)) {
    console.log(`  without the peers: they need \`npm ci --prefix bench/${question.uses}\``);
  }
  await bundle(question);
  const { default: cases } = (await import(new URL(`${question.name}.mjs`, out).href)) as { default: Case[] };
  for (const [c, chosen] of cases.entries()) {
    if (!smoke || chosen.smoke) failures += answer(question, chosen, c);
  }
}
if (failures > 0) {
  console.error(`\n${failures} wrong or failing`);
  process.exitCode = 1;
}

function installed(folder: string): boolean {
  return existsSync(new URL(`${folder}/node_modules`, here));
}

/**
 * Timed code runs in plain Node from bundles: a TypeScript loader renames functions through a helper call at run time,
 * and what is measured should be the library, not the loader.
 */
async function bundle({ name, needs, uses }: Question): Promise<void> {
  const folder = needs ?? uses;
  const adapters =
    folder !== undefined && installed(folder)
      ? readdirSync(new URL(`${folder}/`, here)).filter((file) => file.endsWith('.js'))
      : [];
  const entries = [`${name}.ts`, 'child.ts', ...adapters.map((file) => `${folder}/${file}`)];
  rmSync(out, { recursive: true, force: true });
  await build({
    entryPoints: entries.map((entry) => fileURLToPath(new URL(entry, here))),
    outbase: fileURLToPath(here),
    outdir: fileURLToPath(out),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // One copy of a library whose parts are imported by themselves, too.
    mainFields: ['module', 'main'],
    // For libraries that still load Node's own modules by `require`.
    banner: {
      js: "import { createRequire as requireOf } from 'node:module';\nconst require = requireOf(import.meta.url);",
    },
    logLevel: 'warning',
  });
}

/** Runs the variants in turn, `rounds` times over, so that a slow minute of the machine falls on all of them. */
function answer({ name }: Question, chosen: Case, c: number): number {
  const inProcess = chosen.variants.map((variant, v) => ({
    variant,
    run: (): Partial<Measurement> => {
      const child = [fileURLToPath(new URL('child.mjs', out)), name, String(c), String(v), String(milliseconds)];
      const printed = execFileSync(process.execPath, [...(chosen.flags ?? []), ...child], { encoding: 'utf8' });
      return JSON.parse(printed) as Partial<Measurement>;
    },
  }));
  const natives = (chosen.natives ?? []).flatMap((variant) => {
    const program = built(variant.source, out);
    if (program === undefined) {
      console.log(`  SKIPPED ${variant.name}: needs g++ and Debian's libceres-dev`);
      return [];
    }
    return [{ variant, run: (): Partial<Measurement> => measureNative(program, chosen, variant, milliseconds) }];
  });
  const runners = [...inProcess, ...natives];
  const variants = runners.map(({ variant }) => variant);
  const measured: Measurement[][] = variants.map(() => []);
  let failed = 0;
  for (let round = 0; round < rounds; round++) {
    for (const [v, { run }] of runners.entries()) {
      try {
        measured[v]?.push({ min: NaN, median: NaN, ...run() });
      } catch (error) {
        if (round === 0) failed += 1;
        measured[v]?.push({ min: NaN, median: NaN, wrong: `failed: ${(error as Error).message}` });
      }
    }
  }
  const least = measured.map((rounds) => Math.min(...rounds.map(({ min }) => min)));
  const rows = variants.map(({ name, work }, v) => {
    const typical = median((measured[v] ?? []).map((round) => round.median));
    const nanoseconds = least[v] as number;
    const ratios = chosen.baselines.map((baseline) => {
      const base = least[variants.findIndex((variant) => variant.name === baseline)];
      return (nanoseconds / (base ?? NaN)).toPrecision(3);
    });
    const operations = typeof work === 'function' ? work() : work;
    const times = [nanoseconds, typical, nanoseconds / operations, typical / operations].map((ns) => readable(ns));
    return [name, ...times, ...ratios, measured[v]?.[0]?.gauge ?? ''];
  });
  const baselines = chosen.baselines.map((baseline) => `× ${baseline}`);
  const headings = ['', 'ns', 'median', 'ns/op/dir', 'median', ...baselines, ''];
  console.log(`\n  ${chosen.title}\n${table([headings, ...rows])}`);
  for (const [v, { name, knownWrong }] of variants.entries()) {
    const wrong = measured[v]?.find((round) => round.wrong)?.wrong;
    if (wrong && knownWrong) console.log(`  ! ${name}: ${knownWrong} (${wrong})`);
    else if (wrong) console.error(`  WRONG ${name}: ${wrong}`);
    if (wrong && !knownWrong && !wrong.startsWith('failed')) failed += 1;
  }
  return failed;
}

function readable(nanoseconds: number): string {
  return nanoseconds >= 1000 ? nanoseconds.toFixed(0) : nanoseconds.toPrecision(3);
}
