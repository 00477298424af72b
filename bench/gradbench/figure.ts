import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { COMPILED, ratios } from './ratios.ts';
import type { Times } from './timing.ts';

const OURS = '#d1462f';
const COLORS: Readonly<Record<string, string>> = {
  [COMPILED]: '#ee9b6b',
  codipack: '#1f5fa8',
  'adol-c': '#7fb3d9',
  cppad: '#c9a227',
  finite: '#8a8f9c',
  tfjs: '#6a3d9a',
};

/** Every derivative's time as a multiple of the hand-differentiated C++, ours next to the suite's tools. */
export function timesFigure(all: readonly Times[], tool: string): Promise<string> {
  const colors: Readonly<Record<string, string>> = {
    [tool]: OURS,
    ...COLORS,
    ...(tool === COMPILED && { [tool]: OURS }),
  };
  const names = Object.keys(colors);
  const shown = ratios(all, tool).filter(({ against }) => against.manual !== undefined);
  const values = shown.flatMap(({ eval: module, function: called, size }) => {
    const times = all.find((one) => one.eval === module && one.function === called && one.size === size)?.nanoseconds;
    return names.flatMap((name) => {
      const ratio = (times?.[name] ?? NaN) / (times?.manual ?? NaN);
      return ratio > 0
        ? [{ label: `${module} ${size.replace(/_t26|_[nm]\d+(?=_)/g, '')}`, eval: module, tool: name, ratio }]
        : [];
    });
  });
  const spec: TopLevelSpec = {
    background: 'white',
    padding: 10,
    title: {
      text: 'Derivatives of GradBench, in multiples of hand-differentiated C++',
      subtitle: 'ours in one run; the others, C++ and TensorFlow.js, as recorded on another machine',
      anchor: 'start',
    },
    width: 520,
    height: { step: 15 },
    data: { values },
    mark: { type: 'point', filled: true, size: 55, opacity: 0.9 },
    encoding: {
      x: {
        field: 'ratio',
        type: 'quantitative',
        title: '× manual',
        scale: { type: 'log' },
        axis: { format: '~s', tickCount: 6 },
      },
      y: { field: 'label', type: 'ordinal', title: null, sort: null, axis: { grid: true, labelLimit: 300 } },
      color: {
        field: 'tool',
        type: 'nominal',
        scale: { domain: names, range: Object.values(colors) },
        legend: { title: null, orient: 'bottom', columns: 6 },
      },
    },
    config: { axis: { gridColor: '#e8e8ec', domainColor: '#9a9aa2', tickColor: '#9a9aa2' }, view: { stroke: null } },
  };
  return new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG();
}
