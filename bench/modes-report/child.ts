import { examine } from './examine.ts';
import { character, inputsOf } from './functions.ts';
import type { Timing } from './grid.ts';
import { type WayId, ways } from './ways.ts';

// One function at many n and m, a line of JSON each: child.mjs CHARACTER examine CELLS, or
// child.mjs CHARACTER WAY CELLS MILLISECONDS, which times one way in a process that has run no other.
const [name, task, cells, milliseconds] = process.argv.slice(2) as [string, string, string, string];
const chosen = character(name);

for (const [n, m] of JSON.parse(cells) as [number, number][]) {
  console.log(JSON.stringify(task === 'examine' ? examine(chosen, n, m) : time(task as WayId, n, m)));
}

function time(id: WayId, n: number, m: number): Timing {
  const call = ways[id].make(chosen.make(n, m));
  return { n, m, nanoseconds: least(call, n, Number(milliseconds)) };
}

/** The least time of a call among batches, which grow until the clock can see them. */
function least(call: (x: number[]) => ArrayLike<unknown>, n: number, budget: number): number {
  const inputs = [0, 1, 2, 3].map((k) => inputsOf(n, k));
  let [best, batch] = [Number.POSITIVE_INFINITY, 1];
  const end = performance.now() + budget;
  for (let samples = 0; samples < 1 || performance.now() < end; samples++) {
    let sink = 0;
    const start = performance.now();
    for (let i = 0; i < batch; i++) sink += call(inputs[i % inputs.length] as number[]).length;
    const elapsed = performance.now() - start;
    if (sink === 0) throw new Error('f has no outputs');
    best = Math.min(best, (elapsed * 1e6) / batch);
    if (elapsed < budget / 40) batch *= 2;
  }
  return best;
}
