import { mkdirSync, writeFileSync } from 'node:fs';
import { parse, View } from 'vega';
import { compile } from 'vega-lite';

const HEIGHT = 8;
const WIDTH = 60;

/** A curve in text, each column the mean of its stretch: `█` full, `▁` to `▇` in eighths. */
export function textChart(values: readonly number[]): string {
  const columns = Array.from({ length: WIDTH }, (_, j) => {
    const stretch = values.slice(Math.floor((j * values.length) / WIDTH), Math.ceil(((j + 1) * values.length) / WIDTH));
    return stretch.reduce((sum, v) => sum + v, 0) / stretch.length;
  });
  const top = Math.max(...columns);
  const lines = Array.from({ length: HEIGHT }, (_, k) => {
    const label = k === 0 ? top.toFixed(2) : k === HEIGHT - 1 ? '0' : '';
    const cells = columns.map((v) => {
      const eighths = Math.round(8 * (HEIGHT * (v / top) - (HEIGHT - 1 - k)));
      return ' ▁▂▃▄▅▆▇█'[Math.max(0, Math.min(8, eighths))];
    });
    return `${label.padStart(6)} │${cells.join('')}`;
  });
  return [...lines, `${' '.repeat(7)}└${'─'.repeat(WIDTH)}`].join('\n');
}

/** Writes the curve as an SVG into the folder out/, and returns its path. */
export async function writeSvg(name: string, title: string, values: readonly number[]): Promise<string> {
  const { spec } = compile({
    ...{ width: 480, height: 260, padding: 12, background: 'white', title },
    data: { values: values.map((loss, step) => ({ step, loss })) },
    mark: { type: 'line', color: '#d1462f', strokeWidth: 2 },
    encoding: { x: { field: 'step', type: 'quantitative' }, y: { field: 'loss', type: 'quantitative' } },
    config: { axis: { gridColor: '#e8e8ec', domainColor: '#9a9aa2', tickColor: '#9a9aa2' }, view: { stroke: null } },
  });
  const folder = new URL('../out/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(name, folder), await new View(parse(spec), { renderer: 'none' }).toSVG());
  return `out/${name}`;
}
