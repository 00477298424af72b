// npm run mutate [-- [--sample N] [--seed S] [ROOM …]]: how many small changes of lib do the specs notice?
//
// StrykerJS finds the mutants, Vitest tells whether a spec fails. Stryker's own runner switches the mutants of one build
// on and off; here each is put into a copy of the project by itself, because the operators are emitted from the rules:
// a mutant of a rule must be emitted before it is tested, or the old operators would give it away at once.
import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Instrumenter } from '@stryker-mutator/instrumenter';

const root = fileURLToPath(new URL('../../', import.meta.url));
const copy = join(root, 'out/mutation');
const { values, positionals } = parseArgs({
  options: {
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
  },
  allowPositionals: true,
});
const rooms = positionals.length > 0 ? positionals : ['rules', 'forward', 'reverse', 'program'];
const silent = { ...console, isDebugEnabled: () => false, debug() {}, info() {}, trace() {} };

interface Mutant {
  readonly file: string;
  readonly line: number;
  readonly mutator: string;
  readonly original: string;
  readonly replacement: string;
  readonly text: string;
}

/** Every mutant of a room, in the order of its files. Words are left out: names, formulas and messages are texts. */
async function mutantsOf(room: string): Promise<Mutant[]> {
  const folder = join(root, 'lib', room);
  const files = (readdirSync(folder, { recursive: true }) as string[]).filter((file) => file.endsWith('.ts')).sort();
  const found: Mutant[] = [];
  for (const name of files) {
    const content = readFileSync(join(folder, name), 'utf8');
    if (content.startsWith('// Emitted')) continue;
    const { mutants } = await new Instrumenter(silent).instrument([{ name, content, mutate: true }], {
      plugins: null,
      excludedMutations: ['StringLiteral'],
      ignorers: [],
    });
    const starts = [0];
    for (const line of content.split('\n')) starts.push(starts[starts.length - 1]! + line.length + 1);
    for (const { location, replacement, mutatorName, status } of mutants) {
      if (status === 'Ignored') continue;
      const begin = starts[location.start.line]! + location.start.column;
      const end = starts[location.end.line]! + location.end.column;
      found.push({
        file: join('lib', room, name),
        line: location.start.line + 1,
        mutator: mutatorName,
        original: content.slice(begin, end),
        replacement,
        text: content.slice(0, begin) + replacement + content.slice(end),
      });
    }
  }
  return found;
}

/** Numbers in [0, 1), the same for one seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** `xs` in an order drawn by `seed`. */
function shuffle<T>(xs: readonly T[], seed: number): T[] {
  const next = random(seed);
  const drawn = [...xs];
  for (let i = drawn.length - 1; i > 0; i--) {
    const j = Math.floor(next() * (i + 1));
    [drawn[i], drawn[j]] = [drawn[j]!, drawn[i]!];
  }
  return drawn;
}

/** The exit code of a command in the copy; 124 after `seconds`. */
function run(command: string, args: readonly string[], seconds: number): Promise<number> {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: copy,
      stdio: 'ignore',
      detached: true,
      env: { ...process.env, FC_SEED: '1', FC_RUNS: process.env.FC_RUNS ?? '60' },
    });
    const late = setTimeout(() => {
      process.kill(-child.pid!, 'SIGKILL');
      resolve(124);
    }, seconds * 1000);
    child.on('exit', (code) => {
      clearTimeout(late);
      resolve(code ?? 1);
    });
  });
}

// Left out: specs of texts, of the package, and slow ones that test the same laws on more data.
const left = ['package', 'types', 'mutation', 'demo', 'gradbench', 'emit', 'architecture.spec.ts', 'readme.spec.ts'];
const folders = readdirSync(join(root, 'spec')).filter(
  (name) => !left.includes(name) && /\.spec\.ts$|^[^.]+$/.test(name),
);

/** The specs of a room and of its laws first: they fail soonest. */
function rounds(room: string): string[][] {
  const near = ['laws', 'rules', 'support', room].filter(
    (name, i, all) => folders.includes(name) && all.indexOf(name) === i,
  );
  const slow = ['ground-truth', 'backends', 'worked-examples'];
  const rest = folders.filter(
    (name) => !near.includes(name) && !slow.includes(name) && !['data', 'graph'].includes(name),
  );
  return [near, rest, slow.filter((name) => folders.includes(name))];
}

/** What became of a mutant: 'invalid' where it does not compile, 'killed' where a spec fails, else 'survived'. */
async function fate(mutant: Mutant, room: string, limit: number): Promise<'invalid' | 'killed' | 'survived'> {
  const path = join(copy, mutant.file);
  const before = readFileSync(path, 'utf8');
  try {
    writeFileSync(path, mutant.text);
    if (room === 'rules' && (await run('npx', ['tsx', 'emit/main.ts'], 60)) !== 0) return 'killed';
    if ((await run('npx', ['tsc', '-p', 'tsconfig.json'], 120)) !== 0) return 'invalid';
    for (const specs of rounds(room)) {
      if (specs.length > 0 && (await run('npx', vitest(specs), limit)) !== 0) return 'killed';
    }
    return 'survived';
  } finally {
    writeFileSync(path, before);
    if (room === 'rules') await run('npx', ['tsx', 'emit/main.ts'], 60);
  }
}

function vitest(specs: readonly string[]): string[] {
  return ['vitest', 'run', '--bail', '1', '--reporter', 'dot', ...specs.map((name) => `spec/${name}`)];
}

rmSync(copy, { recursive: true, force: true });
for (const file of execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')) {
  if (file === 'node_modules') continue;
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  cpSync(join(root, file), join(copy, file));
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const began = Date.now();
const seconds = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
for (const specs of rounds('rules')) {
  if ((await run('npx', vitest(specs), 3600)) !== 0)
    throw new Error(`mutate: ${specs.join(', ')} fail without a mutant`);
}
const limit = 60 + (3 * (Date.now() - began)) / 1000;
console.log(`Without a mutant the specs pass, ${seconds()}.`);

const scores: string[] = [];
for (const room of rooms) {
  const all = await mutantsOf(room);
  const counts = { killed: 0, survived: 0, invalid: 0 };
  const size = Number(values.sample);
  for (const mutant of shuffle(all, Number(values.seed))) {
    const tried = counts.killed + counts.survived;
    if (tried === size) break;
    const end = await fate(mutant, room, limit);
    counts[end]++;
    if (end === 'invalid') continue;
    console.log(`${room} ${tried + 1}/${size} ${seconds()} ${end} ${mutant.file}:${mutant.line} ${mutant.mutator}`);
    if (end === 'survived')
      console.log(`  - ${mutant.original}\n  + ${mutant.replacement}`.replace(/\n(?! {2}[-+])/g, '\n    '));
  }
  const tried = counts.killed + counts.survived;
  scores.push(
    `${room}: ${counts.killed} of ${tried} killed, ${((100 * counts.killed) / tried).toFixed(0)} % (${counts.invalid} do not compile; ${all.length} mutants in all)`,
  );
}
console.log(`\nSeed ${values.seed}\n${scores.join('\n')}`);
