import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { table } from '../table.ts';
import { ourTool } from './bundle.ts';
import { evals } from './evals/all.ts';
import { timesFigure } from './figure.ts';
import { COMPILED, ratioRows, ratios } from './ratios.ts';
import { recordedEvals, session } from './recorded.ts';
import { replay, smallest } from './replay.ts';
import { report } from './report.ts';
import { Least, run } from './timing.ts';
import { ToolProcess } from './tool-process.ts';
import { workloads } from './workloads.ts';

// npm run gradbench [-- [--smoke] [--eval NAME]… [--tool "COMMAND"]…]: replays the recorded sessions, judges every answer,
// and times every derivative, compiled ones too, at the sizes at which the suite's tools were timed; out/gradbench.html.
const { values: options } = parseArgs({
  options: {
    smoke: { type: 'boolean', default: false },
    eval: { type: 'string', multiple: true, default: [] },
    tool: { type: 'string', multiple: true, default: [] },
  },
});
const unknown = options.eval.find((name) => !recordedEvals.includes(name));
if (unknown !== undefined) throw new RangeError(`no eval ${unknown}; there are ${recordedEvals.join(', ')}`);
const isChosen = (name: string): boolean => options.eval.length === 0 || options.eval.includes(name);
const started = performance.now();

const OURS = 'dualgrad';
const isCompiled = (name: string): boolean => evals.some((one) => one.name === name && one.compiled !== undefined);
const isFor = (tool: string, name: string): boolean => tool !== COMPILED || isCompiled(name);
const tools = new Map([
  [OURS, await ourTool()],
  [COMPILED, await ourTool('--compiled')],
  ...options.tool.map((command) => [command, command] as const),
]);
const method = `${cpus()[0]?.model} × ${cpus().length}, Node ${process.version}, ${new Date().toISOString().slice(0, 10)}`;
console.log(method);

let failures = 0;
for (const [name, command] of tools) {
  for (const chosen of recordedEvals.filter((one) => isChosen(one) && isFor(name, one))) {
    try {
      failures += await judge(name, command, chosen);
    } catch (error) {
      failures += 1;
      console.error(`${name}: ${chosen}: ${(error as Error).message}`);
    }
  }
}

if (options.smoke) console.log('Smoke run: answers are judged, nothing is timed.');
else await time();
if (failures > 0) {
  console.error(`${failures} wrong or failing`);
  process.exitCode = 1;
}

/** Replays the session of an eval; how many answers are wrong. */
async function judge(name: string, command: string, chosen: string): Promise<number> {
  const tool = new ToolProcess(command);
  const recorded = options.smoke ? smallest(session(chosen)) : session(chosen);
  let [count, wrong, farthest] = [0, 0, 0];
  try {
    for await (const verdict of replay(recorded, (message) => tool.ask(message))) {
      count += 1;
      farthest = Math.max(farthest, verdict.difference.by);
      progress(`${name}: ${chosen}, ${count} answers`);
      if (verdict.wrong === undefined) continue;
      wrong += 1;
      const { id, function: called, description } = verdict.message;
      console.error(`${name}: ${chosen}: message ${id}, ${called} ${description}: ${verdict.wrong}`);
    }
    const code = await tool.end();
    if (code !== 0) throw new Error(`the tool ended with ${code}`);
  } finally {
    tool.kill();
  }
  progress(`${name}: ${chosen}: ${count - wrong} of ${count} right, to ${farthest.toPrecision(2)}`, '\n');
  return wrong;
}

async function time(): Promise<void> {
  const some = workloads.filter((one) => isChosen(one.eval));
  const timed = new Map([...tools, ['plain JavaScript', await ourTool('--plain')]]);
  const least = new Least();
  for (const pass of [1, 2]) {
    for (const chosen of some) {
      for (const [name, command] of timed) {
        if (!isFor(name, chosen.eval)) continue;
        const tool = new ToolProcess(command);
        try {
          for await (const took of run(tool, chosen, chosen.timed, { min_runs: 1, min_seconds: 1 })) {
            least.add(name, chosen.eval, took);
            progress(`pass ${pass} of 2: ${name}: ${chosen.eval} ${took.size} ${took.function}`);
          }
          await tool.end();
        } catch (error) {
          failures += 1;
          console.error(`${name}: ${chosen.eval}: ${(error as Error).message}`);
        } finally {
          tool.kill();
        }
      }
      progress(`pass ${pass} of 2: ${chosen.eval}`, '\n');
    }
  }
  const times = least.times(some);
  const out = new URL('../../out/', import.meta.url);
  mkdirSync(out, { recursive: true });
  writeFileSync(new URL('gradbench.json', out), JSON.stringify(times));
  writeFileSync(new URL('gradbench.html', out), await report(times, [...tools.keys()], method));
  for (const name of tools.keys()) console.log(`\n${name}\n${table(ratioRows(ratios(times, name)))}`);
  if (options.eval.length === 0 && options.tool.length === 0) {
    const figures = new URL('../../docs/figures/', import.meta.url);
    mkdirSync(figures, { recursive: true });
    writeFileSync(new URL('gradbench.svg', figures), await timesFigure(times, OURS));
    console.log('docs/figures/gradbench.svg');
  }
  console.log('out/gradbench.html');
}

function progress(text: string, end = ''): void {
  const seconds = Math.round((performance.now() - started) / 1000);
  if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${seconds} s  ${text}${end}`);
  else if (end) console.log(`${seconds} s  ${text}`);
}
