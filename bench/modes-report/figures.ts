import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { characters } from './functions.ts';
import type { Cell } from './grid.ts';
import { lossOf } from './summary.ts';
import { type WayId, ways } from './ways.ts';

const COLORS: Partial<Record<WayId, string>> = {
  f: '#8a8f9c',
  differences: '#c9a227',
  single: '#7fb3d9',
  lanes: '#1f5fa8',
  reverse: '#d1462f',
  compiled: '#3d8f5f',
};
const shown = Object.keys(COLORS) as WayId[];
const color = {
  field: 'way',
  type: 'nominal',
  scale: { domain: shown.map((id) => ways[id].name), range: Object.values(COLORS) },
  legend: {
    title: null,
    orient: 'bottom',
    columns: 6,
    columnPadding: 8,
    labelLimit: 0,
    symbolOpacity: 1,
    symbolStrokeWidth: 2,
  },
} as const;
export const look = {
  background: 'white',
  padding: 10,
  config: {
    axis: { gridColor: '#e8e8ec', domainColor: '#9a9aa2', tickColor: '#9a9aa2', labelFontSize: 11, titleFontSize: 12 },
    title: { fontSize: 14, subtitleFontSize: 12, subtitlePadding: 4, offset: 12 },
    legend: { labelFontSize: 12 },
    header: { labelFontSize: 12 },
    view: { stroke: null },
  },
} as const;

/** One curve for each way: microseconds over n, side by side for some m. */
export function costOverInputs(cells: readonly Cell[]): Promise<string> {
  const some: readonly number[] = [1, 30, 1000].filter((m) => cells.some((cell) => cell.m === m));
  const values = cells
    .filter(({ m }) => some.includes(m))
    .flatMap(({ n, m, costs }) =>
      shown.map((id) => ({ n, m: `m = ${m}`, way: ways[id].name, us: (costs[id].measured ?? NaN) / 1000 })),
    )
    .filter(({ us }) => us > 0);
  return draw({
    ...look,
    title: title(cells, 'Time of an m × n Jacobian, over n', leftOut),
    data: { values },
    facet: { column: { field: 'm', type: 'nominal', title: null, sort: some.map((m) => `m = ${m}`) } },
    spec: {
      width: 205,
      height: 260,
      mark: { type: 'line', point: { size: 24, filled: true }, strokeWidth: 2 },
      encoding: {
        x: { field: 'n', type: 'quantitative', title: 'n, inputs', scale: { type: 'log' }, axis: decades },
        y: { field: 'us', type: 'quantitative', title: 'µs', scale: { type: 'log' }, axis: { tickCount: 6 } },
        color,
      },
    },
  });
}

/** Over all n and m: by how much the cheaper mode is cheaper, and which `auto` picks. */
export function crossoverMap(cells: readonly Cell[]): Promise<string> {
  const values = cells.map((cell) => {
    const { n, m, picked, costs } = cell;
    const ratio = (costs.lanes.measured ?? NaN) / (costs.reverse.measured ?? NaN);
    const letter = picked === 'forward' ? 'F' : 'R';
    if (!(ratio > 0)) return { n, m, decades: null, label: `${letter}, too long`, strong: false, wrong: false };
    const times = ratio >= 1 ? ratio : 1 / ratio;
    const wrong = (lossOf(cell) ?? 1) > 1.1;
    const factor = `${times >= 10 ? times.toFixed(0) : times.toFixed(1)}×`;
    const label = wrong ? `${letter} is ${factor} slower` : `${letter} ${factor}`;
    return { n, m, decades: Math.log10(ratio), strong: times > 25, label, wrong };
  });
  const sizes = (field: 'n' | 'm') => [...new Set(cells.map((cell) => cell[field]))].sort((a, b) => a - b);
  const x = {
    field: 'n',
    type: 'ordinal',
    title: 'n, inputs',
    sort: sizes('n'),
    scale: { domain: sizes('n') },
  } as const;
  const y = {
    field: 'm',
    type: 'ordinal',
    title: 'm, outputs',
    sort: sizes('m').reverse(),
    scale: { domain: sizes('m').reverse() },
  } as const;
  return draw({
    ...look,
    title: title(
      cells,
      'The letter is the mode that auto picks, F forward, R reverse; the number is by what factor it is faster than the other.',
      'Framed: it is slower, by that factor. Grey: not timed in both modes, above 1.2·10⁷ predicted operations a call.',
    ),
    width: 640,
    height: 340,
    data: { values },
    encoding: { x: { ...x, axis: { labelAngle: 0 } }, y },
    layer: [
      {
        mark: { type: 'rect', stroke: 'white', strokeWidth: 2 },
        encoding: {
          color: {
            condition: { test: 'datum.decades === null', value: '#dcdce2' },
            field: 'decades',
            type: 'quantitative',
            scale: { domain: [-2, 0, 2], range: ['#1f5fa8', '#f4f1ec', '#d1462f'], interpolate: 'rgb', clamp: true },
            legend: {
              title: 'faster, by',
              values: [-2, -1, 0, 1, 2],
              labelExpr:
                "datum.value == 0 ? 'equal' : datum.value < 0 ? 'forward ' + pow(10, -datum.value) + '×' : 'reverse ' + pow(10, datum.value) + '×'",
              orient: 'bottom',
              gradientLength: 400,
            },
          },
        },
      },
      {
        transform: [{ filter: 'datum.wrong' }],
        mark: { type: 'rect', filled: false, fillOpacity: 0, stroke: '#222', strokeWidth: 2 },
      },
      {
        mark: { type: 'text', fontSize: 11 },
        encoding: {
          text: { field: 'label' },
          color: { condition: { test: 'datum.strong', value: 'white' }, value: '#222' },
        },
      },
    ],
  });
}

/** Predicted operations against those counted, and against the time. */
export function predictedAgainstMeasured(cells: readonly Cell[]): Promise<string> {
  const values = cells.flatMap(({ costs }) =>
    shown
      .filter((id) => id !== 'f')
      .flatMap((id) => {
        const { predicted, counted, measured } = costs[id];
        const base = { way: ways[id].name, predicted };
        return [
          ...(counted === undefined ? [] : [{ ...base, against: 'counted', found: counted }]),
          ...(measured === undefined ? [] : [{ ...base, against: 'nanoseconds', found: measured }]),
        ];
      }),
  );
  const all = values.map(({ predicted }) => predicted);
  const panel = (against: string, about: string): object => ({
    width: 300,
    height: 300,
    title: { text: about, fontSize: 12, fontWeight: 'normal', offset: 6 },
    layer: [
      {
        data: { values: [Math.min(...all), Math.max(...all)].map((predicted) => ({ predicted, found: predicted })) },
        mark: { type: 'line', color: '#8a8f9c', strokeDash: [5, 4], strokeWidth: 1.2 },
        encoding: axes(against),
      },
      {
        transform: [{ filter: `datum.against == '${against}'` }],
        mark: { type: 'circle', size: 26, opacity: 0.75 },
        encoding: {
          ...axes(against),
          color: { ...color, scale: { domain: color.scale.domain.slice(1), range: color.scale.range.slice(1) } },
        },
      },
    ],
  });
  return draw({
    ...look,
    title: title(cells, 'Predicted operations of an m × n Jacobian, for all n and m', notCounted),
    data: { values },
    hconcat: [
      panel('counted', 'against operations counted (dashed: equal)'),
      panel('nanoseconds', 'against nanoseconds (dashed: 1 ns an operation)'),
    ],
  } as TopLevelSpec);
}

const decades = { values: [1, 10, 100, 1000] as number[] };
const axes = (against: string) => ({
  x: {
    field: 'predicted',
    type: 'quantitative',
    title: 'operations predicted',
    scale: { type: 'log' },
    axis: { tickCount: 6, format: '~e' },
  },
  y: {
    field: 'found',
    type: 'quantitative',
    title: against,
    scale: { type: 'log' },
    axis: { tickCount: 6, format: '~e' },
  },
});

const leftOut =
  'A curve ends where a call takes more than 1.2·10⁷ predicted operations, or 3·10⁵ to be compiled: too long to time.';
const notCounted = 'Above 3·10⁴ predicted operations nothing is counted, above 1.2·10⁷ nothing timed: too long.';

/** The function in words, and what is shown of it. */
const title = (cells: readonly Cell[], ...subtitle: string[]) => {
  const shown = characters.find(({ name }) => name === cells[0]?.character);
  return { text: `${shown?.name}: ${shown?.about}`, subtitle, anchor: 'start' } as const;
};

export const draw = (spec: TopLevelSpec): Promise<string> =>
  new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
