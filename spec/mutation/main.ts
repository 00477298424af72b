// npm run mutate [-- [--sample N] [--seed S] [--seconds T] [ROOM …]]: how many small changes of lib do the specs notice?
//
// StrykerJS finds the mutants, Vitest tells whether a spec fails. Stryker's own runner switches the mutants of one build
// on and off; here each is put into a copy of the project by itself, because the operators are emitted from the rules:
// a mutant of a rule must be emitted before it is tested, or the old operators would give it away at once.
//
// A mutant is killed by the first test that fails, or where no test has ended for two minutes. The specs run in one thread,
// those first that are quick and have killed others: most mutants take a few seconds, one that survives all specs minutes.
// One Vitest serves all mutants; what it has transformed it keeps.
import { type ChildProcess, execFileSync, fork, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import type { Report, Request } from './runner.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values, positionals } = parseArgs({
  options: {
    sample: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    // For one mutant: the specs most likely to kill it that take so long together.
    seconds: { type: 'string', default: 'Infinity' },
  },
  allowPositionals: true,
});
const rooms = positionals.length > 0 ? positionals : ['rules', 'forward', 'reverse', 'program'];
// Of its own for each choice of rooms, so that two can be run at once.
const copy = join(root, 'out/mutation', rooms.join('-').replaceAll('/', '-'));
const silent = { ...console, isDebugEnabled: () => false, debug() {}, info() {}, trace() {} } as never;

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

// Left out: specs of texts, of the package and of emitted files; of the machine, of a browser and of time; and long ones of the same laws.
const left = [
  ...['package/', 'types/', 'mutation/', 'demo/', 'gradbench/', 'emit/', 'architecture.spec.ts', 'readme.spec.ts'],
  ...['compile/allocation.spec.ts', 'compile/browser.spec.ts', 'compile/content-security-policy.spec.ts'],
  ...['compile/ground-truth.spec.ts', 'transforms/check-derivatives.spec.ts', 'reverse/deep.spec.ts'],
];
const specs = (readdirSync(join(root, 'spec'), { recursive: true }) as string[])
  .filter((name) => name.endsWith('.spec.ts') && !left.some((start) => name.startsWith(start)))
  .map((name) => `spec/${name}`)
  .sort();

/** How long each spec took without a mutant, in seconds, and how many mutants it has killed. */
const took = new Map<string, number>();
const kills = new Map<string, number>();

/** The folders of spec that see most of what a room does, besides its own. */
const SEEING: Readonly<Record<string, readonly string[]>> = {
  rules: ['laws', 'ops', 'ground-truth'],
  forward: ['laws', 'transforms', 'scalar'],
  reverse: ['elimination', 'transforms', 'inspect'],
  program: ['compile', 'inspect', 'elimination', 'module'],
};

/** The specs in the order in which they are most likely to kill a mutant of the room soon; as many as there is time for. */
function inOrder(room: string): string[] {
  const near = [room, ...(SEEING[room] ?? ['laws'])];
  const isNear = (name: string): boolean => near.some((folder) => name.startsWith(`spec/${folder}/`));
  const worth = (name: string): number =>
    ((isNear(name) ? 5 : 1) + (kills.get(name) ?? 0)) / (0.2 + (took.get(name) ?? 1));
  // Digits made by others tell about rules alone.
  const seeing = specs.filter((name) => room === 'rules' || !name.startsWith('spec/ground-truth/'));
  let rest = Number(values.seconds);
  return seeing
    .sort((a, b) => worth(b) - worth(a))
    .filter((name) => {
      rest -= took.get(name) ?? 1;
      return rest > 0;
    });
}

// A busy machine may take long over one test.
const SILENCE = 120_000;

let runner: ChildProcess | undefined;

/** The runner, started where it is not there, or where it hangs in a mutant that did not end. */
async function started(): Promise<ChildProcess> {
  if (runner !== undefined) return runner;
  runner = fork(join(copy, 'spec/mutation/runner.ts'), {
    cwd: copy,
    execArgv: ['--import', 'tsx'],
    stdio: 'ignore',
    env: { ...process.env, FC_SEED: '1', FC_RUNS: process.env.FC_RUNS ?? '60' },
  });
  await once(runner, 'message');
  return runner;
}

/** The first test that fails, 'no end' where none ends for two minutes; undefined where all pass. */
async function firstFailure(
  request: Request,
  onTook?: (name: string, seconds: number) => void,
): Promise<string | undefined> {
  const child = await started();
  return new Promise((resolve) => {
    let failure: string | undefined;
    const end = (found: string | undefined): void => {
      clearTimeout(late);
      child.removeAllListeners('message');
      resolve(found);
    };
    const late = setTimeout(() => {
      child.kill('SIGKILL');
      runner = undefined;
      end(failure ?? 'no end');
    }, SILENCE);
    child.on('message', (report: Report) => {
      late.refresh();
      if (report.kind === 'failure') failure = report.test;
      if (report.kind === 'took') onTook?.(report.spec, report.seconds);
      if (report.kind === 'end') end(failure);
    });
    child.send(request);
  });
}

/** Whether a command in the copy ends well. */
function succeeds(script: string, ...args: string[]): boolean {
  return (
    spawnSync(process.execPath, [join('node_modules', script), ...args], {
      cwd: copy,
      stdio: 'ignore',
      timeout: 600_000,
    }).status === 0
  );
}

const compiles = (): boolean =>
  succeeds(
    'typescript/bin/tsc',
    '-p',
    'spec/mutation/tsconfig.json',
    '--incremental',
    '--tsBuildInfoFile',
    'mutation.tsbuildinfo',
  );

/** Emits the operators from the rules. Returns the files that are emitted, undefined where that fails. */
function emitted(): string[] | undefined {
  if (!succeeds('tsx/dist/cli.mjs', 'emit/main.ts')) return undefined;
  const files = readdirSync(join(copy, 'lib'), { recursive: true }) as string[];
  return files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => `lib/${name}`)
    .filter((name) => readFileSync(join(copy, name), 'utf8').startsWith('// Emitted'));
}

let changed: readonly string[] = [];

/** What became of a mutant: 'invalid' where it does not compile, 'survived', or the test that killed it. */
async function fate(mutant: Mutant, room: string): Promise<string> {
  const path = join(copy, mutant.file);
  const before = readFileSync(path, 'utf8');
  try {
    writeFileSync(path, mutant.text);
    if (!compiles()) return 'invalid';
    const files = room === 'rules' ? emitted() : [];
    if (files === undefined) return 'emit';
    changed = [...changed, mutant.file, ...files];
    const failure = await firstFailure({ specs: inOrder(room), changed });
    changed = [mutant.file, ...files];
    return failure ?? 'survived';
  } finally {
    writeFileSync(path, before);
    if (room === 'rules') emitted();
  }
}

const contents = createHash('sha1').update(process.env.FC_RUNS ?? '');
rmSync(copy, { recursive: true, force: true });
for (const file of execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  cwd: root,
  encoding: 'utf8',
})
  .trim()
  .split('\n')) {
  if (file === 'node_modules' || !existsSync(join(root, file))) continue;
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  cpSync(join(root, file), join(copy, file));
  contents.update(readFileSync(join(copy, file)));
}
symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'));

const began = Date.now();
const seconds = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
// Once for the same files.
const timesFile = join(copy, `../times-${contents.digest('hex')}.json`);
if (existsSync(timesFile)) {
  for (const [name, time] of JSON.parse(readFileSync(timesFile, 'utf8'))) took.set(name, time);
} else {
  const failure = await firstFailure({ specs, changed }, (name, time) => took.set(name, time));
  if (failure !== undefined) throw new Error(`mutate: without a mutant ${failure} fails`);
  writeFileSync(timesFile, JSON.stringify([...took]));
}
console.log(`Without a mutant the specs pass, ${seconds()}.`);

const scores: string[] = [];
for (const room of rooms) {
  const all = await mutantsOf(room);
  const counts = { killed: 0, survived: 0, invalid: 0 };
  const size = Number(values.sample);
  for (const mutant of shuffle(all, Number(values.seed))) {
    const tried = counts.killed + counts.survived;
    if (tried === size) break;
    const found = await fate(mutant, room);
    const end = found === 'invalid' || found === 'survived' ? found : 'killed';
    counts[end]++;
    if (end === 'invalid') continue;
    const by = end === 'killed' ? ` by ${found}` : '';
    console.log(
      `${room} ${tried + 1}/${size} ${seconds()} ${mutant.file}:${mutant.line} ${mutant.mutator} ${end}${by}`,
    );
    if (end === 'killed') {
      const killer = found.split(' > ')[0]!;
      kills.set(killer, (kills.get(killer) ?? 0) + 1);
    } else console.log(`  - ${mutant.original}\n  + ${mutant.replacement}`.replace(/\n(?! {2}[-+])/g, '\n    '));
  }
  const tried = counts.killed + counts.survived;
  scores.push(
    `${room}: ${counts.killed} of ${tried} killed, ${((100 * counts.killed) / tried).toFixed(0)} % (${counts.invalid} do not compile; ${all.length} mutants in all)`,
  );
}
console.log(`\nSeed ${values.seed}\n${scores.join('\n')}`);
runner?.kill();
