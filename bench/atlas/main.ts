import { readFileSync, writeFileSync } from 'node:fs';
import { figure } from './figure.ts';
import { type Atlas, type Cells, measured, measuredRows } from './measure.ts';
import { page } from './page.ts';

// npm run atlas [-- --draw]: errors of every row's value and derivatives in ulps, over the whole range of doubles, as
// spec/data/atlas/table.json, docs/figures/accuracy.svg and the last section of docs/accuracy.md. --draw takes the table there is.
const file = new URL('../../spec/data/atlas/table.json', import.meta.url);
const atlas = process.argv.includes('--draw') ? (JSON.parse(readFileSync(file, 'utf8')) as Atlas) : measure(500);
const docs = new URL('../../docs/', import.meta.url);
writeFileSync(new URL('figures/accuracy.svg', docs), await figure(atlas));
const text = new URL('accuracy.md', docs);
writeFileSync(text, page(readFileSync(text, 'utf8'), atlas));
console.log('docs/figures/accuracy.svg, docs/accuracy.md');

function measure(points: number): Atlas {
  const started = performance.now();
  const rows: Record<string, Cells> = {};
  for (const [i, rule] of measuredRows.entries()) {
    rows[rule.name] = measured(rule, points);
    const seconds = Math.round((performance.now() - started) / 1000);
    const line = `${seconds} s  ${i + 1} of ${measuredRows.length} rows: ${rule.name}`;
    if (process.stdout.isTTY) process.stdout.write(`\r\x1b[K${line}`);
    else console.log(line);
  }
  if (process.stdout.isTTY) console.log();
  const found: Atlas = { node: process.versions.node, points, rows };
  writeFileSync(file, json(found));
  return found;
}

/** A line for each row and order. */
function json({ rows, ...rest }: Atlas): string {
  const lines = Object.entries(rows).map(
    ([name, cells]) => `${JSON.stringify(name)}: [\n${cells.map((line) => JSON.stringify(line)).join(',\n')}\n]`,
  );
  return `{${JSON.stringify(rest).slice(1, -1)}, "rows": {\n${lines.join(',\n')}\n}}\n`;
}
