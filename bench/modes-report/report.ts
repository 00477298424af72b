import { page, rows } from '../page.ts';
import { costOverInputs, crossoverMap, predictedAgainstMeasured } from './figures.ts';
import { characters } from './functions.ts';
import { type Cell, MOST_COUNTED, MOST_TIMED } from './grid.ts';
import { summaries } from './summary.ts';
import { wayIds, ways } from './ways.ts';

/** A page that needs nothing but itself. */
export async function report(cells: readonly Cell[], method: string): Promise<string> {
  const sections: string[] = [];
  for (const { name, about } of characters) {
    const own = cells.filter((cell) => cell.character === name);
    if (own.length === 0) continue;
    sections.push(
      `<h2>${name}</h2><p>${about}.</p>`,
      await crossoverMap(own),
      await costOverInputs(own),
      await predictedAgainstMeasured(own),
      `<details><summary>All numbers</summary>${allNumbers(own)}</details>`,
    );
  }
  return page(
    'Forward against reverse',
    `<p>What the Jacobian of a function ℝⁿ → ℝᵐ costs by finite differences, forward by single tangents, forward by lanes, and
in reverse; and what <code>mode: 'auto'</code> loses by its choice.</p>
<h2>The choice of auto</h2>
<p>Loss is the time of the mode picked by the time of the better one: 1 is right. “In all” is the time of
<code>jacobian(f)</code> itself: beyond 16 inputs it runs f once without derivatives, to learn m.
<code>grad</code> knows m = 1 and runs no such pass.</p>
<div class="wide">${rows(summaries(cells))}</div>
<h2>Method</h2>
<p>${method}. The machine was shared, so times are the least found, and factors below about 1.3 mean little. Every
Jacobian was compared between all ways first: to 10⁻¹² of its largest entry, finite differences to 10⁻⁵.</p>
<p>Operations counted are what an eager call carries out, <code>countFlops(jacobian(f, { mode }), x).textbook</code>; of compiled
code those of its program; for finite differences a closed form,
(n + 1) runs of f and n (4 + 2 m). Operations predicted are those of f, counted, times <code>predictCost</code>; for finite
differences n + 1 times those of f. Memory is that of a tape made for the purpose, recorded, trimmed and swept once
(<code>Tape.bytes</code>): 24 bytes a number, 12 an operand of an array operation, and 8 a number for the adjoints. A kept tape grows by
doubling, and may hold twice that. Forward modes and differences keep no tape.</p>
<p>${skipped(cells)}</p>
${sections.join('\n')}`,
  );
}

function skipped(cells: readonly Cell[]): string {
  const all = cells.length * wayIds.length;
  const costs = cells.flatMap((cell) => wayIds.map((id) => cell.costs[id]));
  const [untimed, uncounted] = [
    costs.filter(({ measured }) => measured === undefined).length,
    costs.filter(({ counted }) => counted === undefined).length,
  ];
  return `Left out as too long: times above ${MOST_TIMED.toExponential()} predicted operations a call, ${ways.compiled.most?.toExponential()} to be compiled (${untimed} of
${all}), counts above ${MOST_COUNTED.toExponential()} (${uncounted} of ${all}).`;
}

function allNumbers(cells: readonly Cell[]): string {
  const head = ['n × m', 'way', 'predicted', 'counted', 'µs', 'ns/op of f', 'tape bytes'];
  const body = cells.flatMap(({ n, m, operations, tapeBytes, costs }) =>
    wayIds.map((id) => {
      const { predicted, counted, measured } = costs[id];
      const bytes = id === 'reverse' ? String(tapeBytes) : '';
      const times = measured === undefined ? ['–', '–'] : [measured / 1000, measured / operations].map(short);
      return [`${n} × ${m}`, ways[id].name, String(predicted), String(counted ?? '–'), ...times, bytes];
    }),
  );
  return `<div class="wide">${rows([head, ...body])}</div>`;
}

const short = (x: number): string => (x >= 1000 ? x.toFixed(0) : x.toPrecision(3));
