import { parseArgs } from 'node:util';
import { table } from '../table.ts';
import { ourTool } from './bundle.ts';
import { wrongDerivative, wrongPrimal } from './check.ts';
import { short } from './ratios.ts';
import { run, type Took } from './timing.ts';
import { ToolProcess } from './tool-process.ts';
import { type Workload, type Workloads, workloads } from './workloads.ts';

// npm run gradbench:full [-- [--eval NAME]… [--from SIZE] [--up-to SIZE] [--compiled] [--tool "COMMAND"]]: the suite's
// default workloads, inputs drawn from a seed; what each took, the memory held, and the suite's score. Answers are held
// against plain JavaScript's primal. What would not be done in 600 s is named and not begun; our tool refuses what needs
// over 16 GiB.
const { values: options } = parseArgs({
  options: {
    eval: { type: 'string', multiple: true, default: [] },
    from: { type: 'string' },
    'up-to': { type: 'string' },
    compiled: { type: 'boolean', default: false },
    tool: { type: 'string' },
  },
});
const SECONDS = 600;
const started = performance.now();
const command = options.tool ?? (await ourTool(...(options.compiled ? ['--compiled'] : [])));
const plain = await ourTool('--plain');

const chosen = workloads.filter((one) => options.eval.length === 0 || options.eval.includes(one.eval));
if (chosen.length === 0) throw new RangeError(`no such eval; there are ${workloads.map((one) => one.eval).join(', ')}`);
for (const one of chosen) await score(one);

/** Runs an eval's workloads in one session. */
async function score(of: Workloads): Promise<void> {
  const { eval: name, functions, defaults } = of;
  const asked = between(defaults, options.from, options['up-to']);
  const rows: string[][] = [['size', ...functions.map((one) => `${one}, ms`), 'runs', 'peak, MiB', '']];
  const tool = new ToolProcess(command);
  const primal = reference(name, functions[0] as string);
  const took: Took[] = [];
  let [wrong, left] = [0, 0];
  try {
    let verdicts: string[] = [];
    for await (const one of run(tool, of, quick(), { min_runs: 1, min_seconds: 1 })) {
      took.push(one);
      say(`${name} ${one.size} ${one.function}: ${one.reply.error ?? `${short(mean(one) / 1e6)} ms`}`);
      const verdict = one.reply.error ?? (await judged(name, functions, one, primal.ask));
      if (verdict !== undefined) verdicts.push(verdict);
      if (one.function !== functions.at(-1)) continue;
      const here = took.slice(-functions.length);
      const peak = tool.peak();
      const times = here.map((each) => (each.runs.length > 0 ? short(mean(each) / 1e6) : '–'));
      const memory = peak === undefined ? '–' : (peak / 2 ** 20).toFixed(0);
      rows.push([one.size, ...times, here.map((each) => each.runs.length).join(' '), memory, verdicts.join('; ')]);
      wrong += verdicts.length;
      verdicts = [];
    }
    await tool.end();
  } catch (error) {
    wrong += 1;
    rows.push(['', ...functions.map(() => ''), '', '', (error as Error).message]);
  } finally {
    tool.kill();
    await primal.end();
  }
  console.log(`\n${name}\n${table(rows)}`);
  const seconds = took.map((one) => mean(one) / 1e9);
  const total = functions.length === 2 ? seconds.reduce((a, b) => a + b, 0) : Math.min(...seconds);
  if (wrong > 0) process.exitCode = 1;
  if (wrong + left > 0) console.log(`  no score: ${wrong} wrong or failing, ${left} not begun\n`);
  else if (asked.length < defaults.length) console.log(`  no score: ${asked.length} of ${defaults.length} sizes\n`);
  else console.log(`  score ${short(1 / total)}\n`);

  /** The sizes that can be expected in time, judging by what the size before took. */
  function* quick(): Generator<Workload> {
    for (const [i, one] of asked.entries()) {
      const before = asked[i - 1];
      const longest = Math.max(0, ...took.slice(-functions.length).map(mean)) / 1e9;
      const expected = before === undefined ? 0 : (longest * one.operations) / before.operations;
      if (expected <= SECONDS) {
        yield one;
        continue;
      }
      left += 1;
      const why = `would take about ${expected.toFixed(0)} s; not begun`;
      rows.push([one.size, ...functions.map(() => '–'), '', '', why]);
    }
  }
}

/** The error of an answer, where it can be known. */
function judged(
  name: string,
  functions: readonly string[],
  { function: called, reply, input }: Took,
  primal: (input: object) => Promise<unknown>,
): Promise<string | undefined> | undefined {
  if (functions.length > 2) return undefined;
  const of = input as Readonly<Record<string, unknown>>;
  return called === functions[0]
    ? wrongPrimal(of, reply.output, primal)
    : wrongDerivative(name, of, reply.output, primal);
}

/** The primal in plain JavaScript, in a separate process. */
function reference(
  module: string,
  name: string,
): { ask: (input: object) => Promise<unknown>; end: () => Promise<unknown> } {
  const tool = new ToolProcess(plain);
  let id = 0;
  return {
    ask: async (input) => {
      const once = { ...input, min_runs: 1, min_seconds: 0 };
      return (await tool.ask({ id: id++, kind: 'evaluate', module, function: name, input: once } as { id: number }))
        .output;
    },
    end: () => tool.end(),
  };
}

function between(all: readonly Workload[], from: string | undefined, to: string | undefined): readonly Workload[] {
  const first = all.findIndex(({ size }) => size === from);
  const last = all.findIndex(({ size }) => size === to);
  return all.slice(Math.max(0, first), last < 0 ? all.length : last + 1);
}

function mean({ runs: times }: Took): number {
  return times.reduce((a, b) => a + b, 0) / times.length;
}

function say(text: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${seconds} s  ${text}`);
  else console.log(`${seconds} s  ${text}`);
}
