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
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>GradBench</title>
<style>
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 860px; margin: 2em auto; padding: 0 1em; color: #222; background: white; }
  svg { max-width: 100%; height: auto; display: block; margin: 1em 0; }
  .wide { overflow-x: auto; }
  table { border-collapse: collapse; font-size: 12px; }
  td, th { text-align: right; padding: 2px 8px; border-bottom: 1px solid #e8e8ec; white-space: nowrap; }
  td:first-child, th:first-child { text-align: left; }
</style>
<h1>GradBench</h1>
<p>${escaped(method)}. Each time is the smaller of the medians of two passes of at least 1 s. “Plain JS primal” is the
primal as loops over doubles, timed in the same run; the columns from “manual” on are the suite's tools as recorded
(bench/gradbench/data), of which “best tape” is the fastest of CoDiPack, Adept, ADOL-C and CppAD.</p>
${sections.join('\n')}
</html>
`;
}

const escaped = (text: string): string => text.replace(/&/g, '&amp;').replace(/</g, '&lt;');

function rows(list: readonly (readonly string[])[]): string {
  const row = (cells: readonly string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  const [head = [], ...body] = list;
  return `<table>${row(head, 'th')}${body.map((cells) => row(cells, 'td')).join('')}</table>`;
}
