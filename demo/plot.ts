import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { valueAndGrad } from '../lib/entries/index.ts';
import type { Result } from './fits.ts';
import type { Problem } from './problems.ts';

const POINTS = 400;

const COLORS = {
  measured: '#3d4250',
  fit: '#d1462f',
  '± 2 standard errors': '#f0a493',
  start: '#7f9cc5',
};
type Series = keyof typeof COLORS;

/** The curves at one x, and the band around the later one. */
interface Point {
  readonly x: number;
  readonly before: number;
  readonly after: number;
  readonly low: number;
  readonly high: number;
}

/** An SVG of a data set with one predictor: data, fitted curve, its uncertainty, and the curve the fit started from. */
export function plot(problem: Problem, start: readonly number[], fit: Result): Promise<string> {
  const values = curves(problem, start, fit);
  const y = vertical(problem, values);
  const spec: TopLevelSpec = {
    width: 560,
    height: 340,
    padding: 12,
    background: 'white',
    title: { text: problem.name, subtitle: problem.formula, anchor: 'start', subtitlePadding: 4, offset: 12 },
    data: { values },
    encoding: { x: { field: 'x', type: 'quantitative', title: 'x', scale: { zero: false, nice: false, padding: 8 } } },
    layer: [
      {
        mark: { type: 'area', opacity: 0.5 },
        encoding: {
          y: { ...y, field: 'low' },
          y2: { field: 'high' },
          color: color('± 2 standard errors'),
        },
      },
      {
        mark: { type: 'line', strokeDash: [5, 4], strokeWidth: 1.5, clip: true },
        encoding: { y: { ...y, field: 'before' }, color: color('start') },
      },
      {
        mark: { type: 'line', strokeWidth: 2 },
        encoding: { y: { ...y, field: 'after' }, color: color('fit') },
      },
      {
        data: { values: problem.x.map(([x], i) => ({ x, y: problem.y[i] })) },
        mark: { type: 'circle', size: 22, opacity: 0.75 },
        encoding: { y: { ...y, field: 'y' }, color: color('measured') },
      },
    ],
    config: { axis: { gridColor: '#e8e8ec', domainColor: '#9a9aa2', tickColor: '#9a9aa2' }, view: { stroke: null } },
  };
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}

/** The curves before and after, and a band from the gradient of the model by its parameters. */
function curves({ model, x }: Problem, start: readonly number[], { parameters, standardErrorOf }: Result): Point[] {
  const at = valueAndGrad(model);
  const xs = x.map((row) => row[0] as number);
  const [low, high] = [Math.min(...xs), Math.max(...xs)];
  return Array.from({ length: POINTS + 1 }, (_, i) => {
    const x = low + ((high - low) * i) / POINTS;
    const { value, gradient } = at(parameters, x);
    const error = 2 * standardErrorOf(gradient);
    return { x, before: at(start, x).value, after: value, low: value - error, high: value + error };
  });
}

// The data and the fit set the scale, from zero: a start may be anywhere.
function vertical(
  { y }: Problem,
  fitted: readonly Point[],
): { type: 'quantitative'; title: string; scale: { domain: number[]; nice: false } } {
  const high = Math.max(...y, ...fitted.map((point) => point.high));
  const low = Math.min(0, ...y, ...fitted.map((point) => point.low));
  const margin = (high - low) / 20;
  return { type: 'quantitative', title: 'y', scale: { domain: [low - margin, high + margin], nice: false } };
}

const color = (series: Series) =>
  ({
    datum: series,
    scale: { domain: Object.keys(COLORS), range: Object.values(COLORS) },
    legend: { title: null, orient: 'bottom', symbolOpacity: 1, symbolType: 'circle', columns: 4, labelLimit: 0 },
  }) as const;
