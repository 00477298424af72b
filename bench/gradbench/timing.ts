import { median } from '../measure.ts';
import type { Reply } from './protocol.ts';
import { anchors } from './recorded.ts';
import type { ToolProcess } from './tool-process.ts';
import type { Workload, Workloads } from './workloads.ts';

/** Nanoseconds a run, of one function at one size, by tool. */
export interface Times {
  readonly eval: string;
  readonly function: string;
  readonly size: string;
  readonly derivative: boolean;
  readonly nanoseconds: Readonly<Record<string, number>>;
}

/** What a tool took for a function at a size. */
export interface Took {
  readonly size: string;
  readonly function: string;
  readonly input: object;
  readonly reply: Reply;
  /** Of the runs, in nanoseconds. */
  readonly runs: readonly number[];
}

/** Sends workloads to a tool that has just been started, one session of the protocol. */
export async function* run(
  tool: ToolProcess,
  { eval: module, functions }: Workloads,
  workloads: Iterable<Workload>,
  runs: { readonly min_runs: number; readonly min_seconds: number },
): AsyncGenerator<Took> {
  let id = 0;
  const ask = (message: object): Promise<Reply> => tool.ask({ id: id++, ...message });
  await ask({ kind: 'start', eval: module });
  if ((await ask({ kind: 'define', module })).success !== true) return;
  for (const { size, input } of workloads) {
    const made = { ...input(), ...runs };
    for (const name of functions) {
      const reply = await ask({
        kind: 'evaluate',
        module,
        function: name,
        input: made,
        description: size,
      });
      await ask({ kind: 'analysis', of: reply.id, valid: reply.success === true });
      yield { size, function: name, input: made, reply, runs: runTimes(reply) };
    }
  }
}

function runTimes({ timings = [] }: Reply): number[] {
  return timings.filter(({ name }) => name === 'evaluate').map(({ nanoseconds }) => nanoseconds);
}

/** Keeps the least of the medians that passes came to. */
export class Least {
  private readonly found: Map<string, Map<string, number>> = new Map();

  add(tool: string, module: string, { size, function: name, runs }: Took): void {
    if (runs.length === 0) return;
    const key = JSON.stringify([module, name, size]);
    const times = this.found.get(key) ?? new Map<string, number>();
    this.found.set(key, times);
    times.set(tool, Math.min(times.get(tool) ?? Infinity, median(runs)));
  }

  /** Our times, next to the recorded times of the suite's tools. */
  times(workloads: readonly Workloads[]): Times[] {
    const recorded = anchors();
    return workloads.flatMap(({ eval: module, functions, timed }) =>
      timed.flatMap(({ size }) =>
        functions.map((name, i): Times => {
          const theirs = recorded
            .filter((one) => one.eval === module && one.function === name && one.size === size)
            .map(({ tool, nanoseconds }) => [tool, nanoseconds] as const);
          const ours = this.found.get(JSON.stringify([module, name, size])) ?? [];
          const nanoseconds = Object.fromEntries([...theirs, ...ours]);
          return { eval: module, function: name, size, derivative: i > 0 || functions.length > 2, nanoseconds };
        }),
      ),
    );
  }
}
