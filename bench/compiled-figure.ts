import { readFileSync, writeFileSync } from 'node:fs';
import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';

// npx tsx bench/compiled-figure.ts: draws the table of compiled derivatives in README.md as docs/figures/compiled.svg.
const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8');
const COLORS: Readonly<Record<string, string>> = {
  compiled: '#d1462f',
  'not compiled': '#ee9b6b',
  'finite differences': '#8a8f9c',
};
const NAMES: Readonly<Record<string, string>> = {
  'rosenbrock n=2': 'gradient of Rosenbrock’s function, n = 2',
  'rosenbrock n=10': 'gradient of Rosenbrock’s function, n = 10',
  'rosenbrock n=100': 'gradient of Rosenbrock’s function, n = 100',
  'rosenbrock n=1000': 'gradient of Rosenbrock’s function, n = 1000',
  'ackley n=10': 'gradient of Ackley’s function, n = 10',
  'ackley n=100': 'gradient of Ackley’s function, n = 100',
  'logsumexp n=100': 'gradient of logsumexp, n = 100',
  'softmax n=100': 'Jacobian of softmax, n = 100',
  'Black–Scholes Greeks': 'Black–Scholes Greeks',
  'robot arm, 6 joints': 'Jacobian of a robot arm, 6 joints',
  'network 2-16-16-1, 337 parameters': 'gradient of a network, 337 parameters',
  'Hessian of rosenbrock n=10': 'Hessian of Rosenbrock’s function, n = 10',
};

/** The rows of the table whose head begins with these cells, each by the names of its columns. */
function rows(head: string): Record<string, string>[] {
  const lines = readme.slice(readme.indexOf(head)).split('\n\n')[0]!.split('\n');
  const [names, , ...body] = lines.map((line) => line.split('|').map((cell) => cell.trim()));
  return body.map((cells) => Object.fromEntries(names!.map((name, j) => [name, cells[j]!])));
}

/** Least times of finite differences in multiples of the derivative by hand, where that was measured. */
const differences = new Map(
  rows('| program | plain function |').map((row) => [
    row.program,
    Number.parseFloat(row['finite differences']!) / Number.parseFloat(row['by hand']!),
  ]),
);
const values = rows('| derivative | by hand | compiled |').flatMap(({ derivative, ...row }) => {
  const label = NAMES[derivative!];
  if (label === undefined) throw new Error(`no name for ${derivative}`);
  const differenced = differences.get(derivative!);
  return [
    { label, how: 'compiled', ratio: Number.parseFloat(row.compiled!) },
    { label, how: 'not compiled', ratio: Number.parseFloat(row['not compiled']!) },
    ...(differenced ? [{ label, how: 'finite differences', ratio: differenced }] : []),
  ];
});

const font = 'Helvetica, Arial, sans-serif';
const spec: TopLevelSpec = {
  background: 'white',
  padding: 10,
  title: {
    text: 'Time of a derivative, in multiples of the one written by hand in JavaScript',
    subtitle: [
      'Node 20, least times; the code by hand writes into a given array, compiled code returns a new one.',
      'Finite differences, shown where measured, give about half the digits.',
    ],
    anchor: 'start',
    frame: 'bounds',
    font,
    subtitleFont: font,
  },
  width: 500,
  height: { step: 20 },
  data: { values },
  layer: [
    { mark: { type: 'rule', color: '#3c3c44', strokeDash: [4, 3] }, encoding: { x: { datum: 1 } } },
    {
      mark: { type: 'point', filled: true, size: 80, opacity: 1 },
      encoding: {
        x: {
          field: 'ratio',
          type: 'quantitative',
          title: '× by hand (logarithmic)',
          scale: { type: 'log', domain: [0.5, 200], nice: false },
          axis: { values: [0.5, 1, 2, 5, 10, 20, 50, 100, 200], format: '~r' },
        },
        y: { field: 'label', type: 'ordinal', title: null, sort: null, axis: { grid: true, labelLimit: 0 } },
        color: {
          field: 'how',
          type: 'nominal',
          scale: { domain: Object.keys(COLORS), range: Object.values(COLORS) },
          legend: { title: null, orient: 'bottom', columns: 3 },
        },
      },
    },
  ],
  config: {
    font,
    axis: { gridColor: '#e8e8ec', domainColor: '#9a9aa2', tickColor: '#9a9aa2' },
    view: { stroke: null },
  },
};
const figure = new URL('../docs/figures/compiled.svg', import.meta.url);
writeFileSync(figure, await new View(parse(compile(spec).spec), { renderer: 'none' }).toSVG());
console.log('docs/figures/compiled.svg');
