import { parseArgs } from 'node:util';
import { table } from '../table.ts';
import { ourTool } from './bundle.ts';
import { difference, TOLERANCE } from './judge.ts';
import { short } from './ratios.ts';
import { run, type Took } from './timing.ts';
import { ToolProcess } from './tool-process.ts';
import { type Workload, type Workloads, workloads } from './workloads.ts';

// npm run gradbench:full [-- [--eval NAME]… [--up-to SIZE] [--compiled] [--tool "COMMAND"]]: the suite's default workloads,
// inputs drawn anew from a seed; what each took, the memory held, and the suite's score. Primals are held against plain
// JavaScript's. What would not be done in 600 s is named and not begun; the tool refuses what needs over 16 GiB.
const { values: options } = parseArgs({
  options: {
    eval: { type: 'string', multiple: true, default: [] },
    'up-to': { type: 'string' },
    compiled: { type: 'boolean', default: false },
    tool: { type: 'string' },
  },
});
const SECONDS = 600;
const runs = { min_runs: 1, min_seconds: 1 };
const started = performance.now();
const command = options.tool ?? (await ourTool(...(options.compiled ? ['--compiled'] : [])));
const plain = await ourTool('--plain');

const chosen = workloads.filter((one) => options.eval.length === 0 || options.eval.includes(one.eval));
if (chosen.length === 0) throw new RangeError(`no such eval; there are ${workloads.map((one) => one.eval).join(', ')}`);
for (const one of chosen) await score(one);

/** Runs an eval's workloads in one session. */
async function score(of: Workloads): Promise<void> {
  const { eval: name, functions, defaults } = of;
  const last = defaults.findIndex(({ size }) => size === options['up-to']);
  const asked = last < 0 ? defaults : defaults.slice(0, last + 1);
  const rows: string[][] = [['size', ...functions.map((one) => `${one}, ms`), 'runs', 'peak, MiB', '']];
  const [tool, reference] = [new ToolProcess(command), new ToolProcess(plain)];
  const took: Took[] = [];
  const [first] = functions;
  const primals = run(reference, { ...of, functions: functions.slice(0, 1) }, asked, { min_runs: 1, min_seconds: 0 });
  let [wrong, left] = [0, 0];
  try {
    for await (const one of run(tool, of, quick(asked), runs)) {
      took.push(one);
      say(`${name} ${one.size} ${one.function}: ${one.reply.error ?? `${short(mean(one) / 1e6)} ms`}`);
      let verdict = one.reply.error ?? '';
      if (one.function === first && functions.length === 2) {
        const expected = (await primals.next()).value as Took;
        const { by, at } = difference(expected.reply.output, one.reply.output);
        if (!(by <= TOLERANCE)) verdict = `${at} is off by ${by.toPrecision(2)}, relatively`;
      }
      if (verdict !== '') wrong += 1;
      if (one.function !== functions.at(-1)) continue;
      const here = took.slice(-functions.length);
      const peak = tool.peak();
      const times = here.map((each) => (each.runs.length > 0 ? short(mean(each) / 1e6) : '–'));
      const memory = peak === undefined ? '–' : (peak / 2 ** 20).toFixed(0);
      rows.push([one.size, ...times, here.map((each) => each.runs.length).join(' '), memory, verdict]);
    }
    await tool.end();
  } catch (error) {
    wrong += 1;
    say(`${name}: ${(error as Error).message}`);
  } finally {
    tool.kill();
    reference.kill();
  }
  console.log(`\n${name}\n${table(rows)}`);
  const seconds = took.map((one) => mean(one) / 1e9);
  const whole = wrong === 0 && left === 0 && asked.length === defaults.length;
  const total = functions.length === 2 ? seconds.reduce((a, b) => a + b, 0) : Math.min(...seconds);
  console.log(whole ? `  score ${short(1 / total)}\n` : `  no score: ${wrong} wrong or failing, ${left} left out\n`);
  if (wrong > 0) process.exitCode = 1;

  /** The sizes whose next functions can be expected in time, judging by what the size before took. */
  function* quick(all: readonly Workload[]): Generator<Workload> {
    for (const [i, one] of all.entries()) {
      const before = all[i - 1];
      const longest = Math.max(0, ...took.slice(-functions.length).map(mean)) / 1e9;
      const expected = before === undefined ? 0 : (longest * one.operations) / before.operations;
      if (expected <= SECONDS) yield one;
      else {
        left += 1;
        rows.push([
          one.size,
          ...functions.map(() => '–'),
          '',
          '',
          `would take about ${expected.toFixed(0)} s; not begun`,
        ]);
      }
    }
  }
}

function mean({ runs: times }: Took): number {
  return times.reduce((a, b) => a + b, 0) / times.length;
}

function say(text: string): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${seconds} s  ${text}`);
  else console.log(`${seconds} s  ${text}`);
}
