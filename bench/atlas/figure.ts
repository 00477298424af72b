import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { type Atlas, bands, NO_DIGIT, orders } from './measure.ts';

/** Ulps at which the colour changes. */
const STEPS = [1, 2, 4, 16, 256, 65536, NO_DIGIT];
const COLORS = ['#e3efe6', '#b9dcc4', '#8cc3ae', '#f2d98b', '#eeae62', '#dd7449', '#b8383c', '#3c3c44'];
const LABELS = ['below 1', '1 to 2', '2 to 4', '4 to 16', '16 to 256', '256 to 2¹⁶', '2¹⁶ to 2⁵²', 'no digit'];

/** Rows by bands, a panel for each order; the colour is the largest error. */
export function figure({ rows, node, points }: Atlas): Promise<string> {
  const columns = bands.map(([name]) => name);
  const values = Object.entries(rows).flatMap(([row, cells]) =>
    cells.flatMap((line, order) =>
      line.flatMap((cell, b) =>
        cell === null
          ? []
          : [
              {
                row,
                band: columns[b]!,
                order: orders[order]!,
                error: LABELS[STEPS.filter((s) => cell[0] >= s).length]!,
              },
            ],
      ),
    ),
  );
  const font = 'Helvetica, Arial, sans-serif';
  const spec: TopLevelSpec = {
    background: 'white',
    padding: 10,
    title: {
      text: 'Largest error of each row, in ulps, over the size of its first argument',
      subtitle: `${points} points in each cell, against 86 digits; Node ${node}. Blank: outside the domain.`,
      anchor: 'start',
      frame: 'bounds',
      font,
      subtitleFont: font,
      offset: 12,
    },
    data: { values },
    facet: { column: { field: 'order', type: 'nominal', title: null, sort: [...orders] } },
    spec: {
      width: { step: 14 },
      height: { step: 13 },
      mark: { type: 'rect', stroke: 'white', strokeWidth: 0.5, aria: false },
      encoding: {
        x: {
          field: 'band',
          type: 'ordinal',
          sort: columns,
          title: 'size of the argument, from',
          axis: { labelAngle: -90 },
        },
        y: { field: 'row', type: 'ordinal', sort: Object.keys(rows), title: null },
        color: {
          field: 'error',
          type: 'ordinal',
          scale: { domain: LABELS, range: COLORS },
          legend: {
            title: 'ulps',
            orient: 'bottom',
            direction: 'horizontal',
            columns: LABELS.length,
            symbolType: 'square',
          },
        },
      },
    },
    config: { font, axis: { domain: false, ticks: false, labelFontSize: 10 }, view: { stroke: null } },
  };
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}
