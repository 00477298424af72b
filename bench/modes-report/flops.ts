import { add, compile, countFlops, grad, mul, type Scalar, sin } from '../../lib/entries/index.ts';
import { draw, look } from './figures.ts';

type F = (x: readonly Scalar[]) => Scalar;

/** Σ xᵢ sin xᵢ. */
const sines: F = (x) => x.reduce((s: Scalar, xi) => add(s, mul(xi, sin(xi))), 0);

/** s through so many steps s ← sin s + s xⱼ. */
const steps =
  (depth: number): F =>
  (x) => {
    let s: Scalar = 0.5;
    for (let t = 0; t < depth; t++) s = add(sin(s), mul(s, x[t % x.length]!));
    return s;
  };

const curves: Readonly<Record<string, readonly [color: string, count: (f: F, x: number[]) => number]>> = {
  'f itself': ['#8a8f9c', (f, x) => countFlops(f, x).textbook],
  'forward, one pass for each input': [
    '#7fb3d9',
    (f, x) => countFlops(grad(f, { mode: 'forward', lanes: 1 }), x).textbook,
  ],
  'forward, lanes': ['#1f5fa8', (f, x) => countFlops(grad(f, { mode: 'forward' }), x).textbook],
  reverse: ['#d1462f', (f, x) => countFlops(grad(f, { mode: 'reverse' }), x).textbook],
  compiled: ['#3d8f5f', (f, x) => countFlops(compile(grad(f)), x).textbook],
};

const point = (n: number): number[] => Array.from({ length: n }, (_, i) => 0.5 + i / (2 * n));

/** FLOPs of a gradient as `countFlops` has them: of what an eager call carries out, and of the compiled program. */
export function flopsOverSizes(): Promise<string> {
  const values = Object.entries(curves).flatMap(([way, [, count]]) => [
    ...[1, 2, 4, 8, 16, 32, 64, 128, 256].map((n) => ({ way, of: 'n', size: n, flops: count(sines, point(n)) })),
    ...[4, 8, 16, 32, 64, 128, 256].map((d) => ({ way, of: 'd', size: d, flops: count(steps(d), point(16)) })),
  ]);
  const panel = (of: string, about: string, axis: string): object => ({
    width: 330,
    height: 280,
    title: { text: about, fontSize: 12, fontWeight: 'normal', offset: 6 },
    transform: [{ filter: `datum.of == '${of}'` }],
    mark: { type: 'line', point: { size: 24, filled: true }, strokeWidth: 2 },
    encoding: {
      x: { field: 'size', type: 'quantitative', title: axis, scale: { type: 'log', base: 2 } },
      y: {
        field: 'flops',
        type: 'quantitative',
        title: 'FLOPs',
        scale: { type: 'log' },
        axis: { tickCount: 5, format: '~s' },
      },
      color: {
        field: 'way',
        type: 'nominal',
        scale: { domain: Object.keys(curves), range: Object.values(curves).map(([color]) => color) },
        legend: { title: null, orient: 'bottom', columns: 5, columnPadding: 8, labelLimit: 0 },
      },
    },
  });
  return draw({
    ...look,
    title: {
      text: 'FLOPs of a gradient, counted',
      subtitle: 'Of eager calls all that is carried out; of compiled code those of its program.',
      anchor: 'start',
    },
    data: { values },
    hconcat: [
      panel('n', 'Σ xᵢ sin xᵢ, over the number of inputs', 'n, inputs'),
      panel('d', 's ← sin s + s xⱼ by 16 inputs, over the number of steps', 'steps'),
    ],
  } as never);
}
