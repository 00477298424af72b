import { page, rows } from '../page.ts';
import { timesFigure } from './figure.ts';
import { ratioRows, ratios } from './ratios.ts';
import type { Times } from './timing.ts';

/** A page that needs nothing but itself. */
export async function report(times: readonly Times[], tools: readonly string[], method: string): Promise<string> {
  const sections: string[] = [];
  for (const tool of tools) {
    sections.push(
      `<h2>${escaped(tool)}</h2>`,
      await timesFigure(times, tool),
      `<div class="wide">${rows(ratioRows(ratios(times, tool)))}</div>`,
    );
  }
  return page(
    'GradBench',
    `<p>${escaped(method)}. Each time is the smaller of the medians of two passes of at least 1 s. “Plain JS primal” is the
primal as loops over doubles, timed in the same run; the columns from “manual” on are the suite's tools as recorded
(bench/gradbench/data), of which “best tape” is the fastest of CoDiPack, Adept, ADOL-C and CppAD.</p>
${sections.join('\n')}`,
  );
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');
