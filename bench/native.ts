// Question: how fast is a compiled derivative next to native C++: ceres::Jet, and a derivative written by hand?
import { compile } from '../lib/entries/index.ts';
import type { Call, Case } from './measure.ts';
import { bundleAdjustment } from './programs/bundle-adjustment.ts';
import { derivatives, eager, residual } from './programs/derivatives.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

const cases: Case[] = [bundleAdjustment(), ...[2, 10, 100].map(rosenbrock)].map((program): Case => {
  const { name, n, operations, sample, partials } = program;
  const derivative = [...derivatives, residual].find((d) => d.name === name);
  if (derivative === undefined) throw new Error(`expected ${name} among the derivatives`);
  const all = {
    work: operations,
    expected: (x: number[]) => partials(x),
    tolerance: 1e-9,
    settling: n < 100 ? 0 : 2000,
  };
  const source = name.startsWith('rosenbrock') ? 'rosenbrock' : 'bundle-adjustment';
  // Jet's directions fill vector registers where there are 16 of them; the last stays 0.
  const jets = source === 'rosenbrock' ? ['jet'] : ['jet', 'jet 16'];
  return {
    title: `${name}: ${operations} operations, ${n} directions`,
    sample,
    smoke: n <= 15,
    baselines: ['C++ by hand', 'C++ ceres::Jet'],
    variants: [
      { ...all, name: 'compiled', prepare: () => compile(eager(derivative)) as unknown as Call },
      {
        ...all,
        name: 'compiled, elimination',
        prepare: () => compile(eager(derivative), { order: 'elimination' }) as unknown as Call,
      },
      {
        ...all,
        name: 'compiled, reverse',
        prepare: () => compile(eager(derivative), { order: 'reverse' }) as unknown as Call,
      },
    ],
    natives: [
      ...jets.map((way) => ({ ...all, name: way === 'jet' ? 'C++ ceres::Jet' : 'C++ ceres::Jet, 16', source, way })),
      { ...all, name: 'C++ by hand', source, way: 'by hand' },
    ],
  };
});
export default cases;
