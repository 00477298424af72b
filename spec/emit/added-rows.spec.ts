import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

const project = fileURLToPath(new URL('../../', import.meta.url));
const copy = mkdtempSync(join(tmpdir(), 'dualgrad-rows-'));
afterAll(() => rmSync(copy, { recursive: true }));

/** A row of each kind, and the family that it is added to. */
const added = {
  trigonometric: `
  unary({
    name: 'versin',
    value: (A, x) => A.sub(1, A.cos(x)),
    formula: 'd(1 − cos x) = sin x dx',
    partials: (A, _v, x) => [A.sin(x)],
    sentence: '1 − cos \`x\`.',
    example: ['derivative(versin)(0)', '0'],
  }),`,
  activations: `
  composed({
    name: 'swoosh',
    value: (A, x) => A.mul(x, A.sigmoid(A.mul(1.702, x))),
    formula: 'd(x σ(1.702 x)) = (σ(1.702 x) + 1.702 x σ′(1.702 x)) dx',
    sentence: '\`x\` times the logistic function of 1.702 \`x\`.',
    example: ['derivative(swoosh)(0)', '0.5'],
  }),`,
  arrays: `
  {
    name: 'sumsq',
    args: ['xs'],
    value: (A, xs) => A.reduce(A.map(xs, (x) => A.mul(x, x)), A.add, 0),
    formula: 'd(Σxᵢ²) = Σ 2xᵢ dxᵢ',
    partials: (A, _v, xs) => [A.map(xs, (x) => A.mul(2, x))],
    cost: 'n multiplications and n − 1 additions',
    sentence: 'Sum of the squares of \`xs\`, 0 of none.',
    example: ['grad(sumsq)([1, 2, 3])', '[2, 4, 6]'],
  },`,
  lists: `
  {
    name: 'cumLogSumExp',
    kind: 'scan',
    args: ['xs'],
    step: 'logaddexp',
    formula: 'dvᵢ = Σ_{j≤i} exp(xⱼ − vᵢ) dxⱼ',
    cost: 'n − 1 times that of logaddexp',
    sentence: 'log Σ exp of the first entries of \`xs\`: of one, of two, … of all.',
    example: ['cumLogSumExp([0])', '[0]'],
  },
  {
    name: 'rowvec',
    kind: 'contraction',
    args: ['xs', 'A'],
    indices: ['k', 'kj', 'j'],
    formula: 'd(xA) = dx A + x dA',
    cost: 'mn products and their sums for an m × n matrix',
    sentence: 'The product of the vector \`xs\` and the matrix \`A\`, an array of rows.',
    example: ['rowvec([1, 1], [[1, 2], [3, 4]])', '[4, 6]'],
  },`,
} as const;

const script = `
import * as dg from './lib/entries/index.ts';
const { versin, swoosh, sumsq, cumLogSumExp, rowvec } = dg;
const x = [0.5, -2, 3];
const listed = (xs) => dg.dot(cumLogSumExp(xs), rowvec(xs, [xs, [1, 2, 3], xs]));
const f = (xs) => dg.add(dg.add(dg.sum(xs.map(versin)), dg.mul(swoosh(xs[0]), sumsq(xs))), listed(xs));
const counts = ['versin', 'swoosh', 'sumsq'].map((name) => dg.countFlops((xs) => name === 'sumsq' ? sumsq(xs) : dg[name](xs[0]), x).ops);
const backends = ['js', 'wasm', 'interpreter'].map((backend) => dg.compile(dg.grad(f), { backend })(x));
const text = dg.emitModule(dg.grad(f), x);
const { evaluate } = await import('data:text/javascript,' + encodeURIComponent(text));
console.log(JSON.stringify({
  values: [versin(2), swoosh(2), sumsq(x), sumsq([])],
  slopes: [dg.derivative(versin)(2), dg.derivative(swoosh)(2), dg.grad(sumsq)(x)],
  gradient: dg.grad(f)(x), forward: dg.grad(f, { mode: 'forward' })(x), backends,
  lists: [cumLogSumExp(x), rowvec([1, 2], [[1, 2], [3, 4]])], listCounts: dg.countFlops((xs) => rowvec(xs, [xs, xs, xs]), x).ops,
  module: evaluate(x), counts,
}));
`;

function run(...command: readonly string[]): string {
  return execFileSync(process.execPath, command, { cwd: copy, encoding: 'utf8', stdio: 'pipe' });
}

test('adding a row is one row: operator, derivatives, programs, counts and manual follow, and the laws hold', {
  timeout: 120_000,
}, () => {
  for (const folder of [
    'lib',
    'emit',
    'spec',
    'bench',
    'docs',
    'package.json',
    'tsconfig.json',
    'tsconfig.build.json',
  ]) {
    const filter = (path: string): boolean => !path.includes('added-rows') && !path.includes(join('spec', 'data'));
    cpSync(join(project, folder), join(copy, folder), { recursive: true, filter });
  }
  symlinkSync(join(project, 'node_modules'), join(copy, 'node_modules'));
  symlinkSync(join(project, 'spec/data'), join(copy, 'spec/data'));
  for (const [family, row] of Object.entries(added)) {
    const path = join(copy, `lib/rules/${family}.ts`);
    const text = readFileSync(path, 'utf8').replace('\n];\n', `${row}\n];\n`);
    writeFileSync(path, text.replace('{ binary, type Rule', '{ binary, composed, type Rule'));
  }
  run('--import', 'tsx', 'emit/main.ts');

  writeFileSync(join(copy, 'use.ts'), script);
  const got = JSON.parse(run('--import', 'tsx', 'use.ts'));
  const sigmoid = 1 / (1 + Math.exp(-1.702 * 2));
  expect(got.values).toEqual([1 - Math.cos(2), 2 * sigmoid, 0.25 + 4 + 9, 0]);
  expect(got.slopes[0]).toBe(Math.sin(2));
  expect(got.slopes[1]).toBeCloseTo(sigmoid + 1.702 * 2 * sigmoid * (1 - sigmoid), 14);
  expect(got.slopes[2]).toEqual([1, -4, 6]);
  for (const gradient of [...got.backends, got.module, got.forward]) {
    (gradient as number[]).forEach((g, i) => {
      expect(g).toBeCloseTo(got.gradient[i], 12);
    });
  }
  expect(got.counts).toEqual([{ versin: 1 }, { mul: 2, sigmoid: 1 }, { mul: 3, add: 2 }]);
  const [first, second] = [0.5, Math.log(Math.exp(0.5) + Math.exp(-2))];
  expect(got.lists[0]).toEqual([
    first,
    expect.closeTo(second, 14),
    expect.closeTo(Math.log(Math.exp(second) + Math.exp(3)), 14),
  ]);
  expect(got.lists[1]).toEqual([7, 10]);
  expect(got.listCounts).toEqual({ mul: 9, add: 6 });
  expect(readFileSync(join(copy, 'docs/operations.md'), 'utf8')).toMatch(
    /`versin\(x\)`[\s\S]*`swoosh\(x\)`[\s\S]*`sumsq\(xs\)`[\s\S]*`cumLogSumExp\(xs\)`[\s\S]*`rowvec\(xs, A\)`/,
  );

  run(
    'node_modules/vitest/vitest.mjs',
    ...[
      'run',
      '--root',
      '.',
      // Beside other specs these take several times as long.
      '--testTimeout=60000',
      'spec/rules',
      'spec/emit',
      'spec/package/exports.spec.ts',
      'spec/inspect/sweep-work.spec.ts',
    ],
    ...['spec/inspect/flops.spec.ts', 'spec/laws/columns.spec.ts', 'spec/laws/complex-step.spec.ts'],
    ...['spec/laws/programs.spec.ts', 'spec/backends/wasm.spec.ts', 'spec/taylor/laws.spec.ts'],
    ...[
      '-t',
      'versin|swoosh|sumsq|cumLogSumExp|rowvec|emit|public names|every smooth op|random programs|any program of these|counterexample|row',
    ],
  );
});
