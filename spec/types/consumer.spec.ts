import { readFile, rm, writeFile } from 'node:fs/promises';
import { beforeAll, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import * as linalg from '../../lib/entries/linalg.ts';
import * as special from '../../lib/entries/special.ts';
import { examples } from '../package/examples.ts';
import { printed, project, root, run } from '../package/installed.ts';

let consumer: string;
const tsc = `${root}node_modules/typescript/bin/tsc`;
const others = ['5.0', '5.9'].map((version) => [version, `${root}node_modules/typescript-${version}/bin/tsc`]);

const specs = [
  'exact.ts',
  'refused.ts',
  'native.ts',
  'trees.ts',
  'selection.ts',
  'compiled-trees.ts',
  'rules.ts',
  'ravel.ts',
];

interface Outcome {
  readonly stdout: string;
  readonly stderr?: string;
}

/** What the compiler says about a project, '' if nothing. */
async function complaints(...args: string[]): Promise<string> {
  return said(tsc, ...args);
}

async function said(compiler: string, ...args: string[]): Promise<string> {
  const { stdout, stderr = '' }: Outcome = await run(process.execPath, [compiler, ...args]).catch(
    (failed: Outcome) => failed,
  );
  return (stdout + stderr).trim();
}

// A project of somebody else's, as `tsc --init` makes it, with the built package among its node_modules.
beforeAll(async () => {
  ({ folder: consumer } = await project('consumer'));
  await run(process.execPath, [tsc, '--init'], { cwd: consumer });
});

test('the type specs hold for the built declarations in a strict project', async () => {
  for (const name of specs) {
    const text = await readFile(`${root}spec/types/${name}`, 'utf8');
    await writeFile(
      `${consumer}/${name}`,
      text.replaceAll(/'..\/..\/lib\/entries\/(\w+).ts'/g, (_, entry) =>
        entry === 'index' ? "'dualgrad'" : `'dualgrad/${entry}'`,
      ),
    );
  }
  expect(await complaints('-p', consumer, '--noEmit', '--skipLibCheck', 'false')).toBe('');
});

// 5.0 is the oldest supported, 5.9 the last of JavaScript.
test.each(others)('the type specs hold for TypeScript %s', async (_, compiler) => {
  const settings = ['--module', 'nodenext', '--moduleResolution', 'nodenext', '--target', 'es2022', '--noEmit'];
  const strict = ['--strict', '--noUncheckedIndexedAccess', '--exactOptionalPropertyTypes'];
  const files = specs.map((name) => `${consumer}/${name}`);
  expect(await said(compiler as string, ...settings, ...strict, '--types', 'node', '--skipLibCheck', ...files)).toBe(
    '',
  );
});

// Each in one line, for the line of the message.
const wrong: readonly [call: string, said: string][] = [
  ['grad((p: { W: number[]; b: Scalar }) => p.b)', 'W.*declare the parameter with Scalar instead of number'],
  ['grad((p: { W: Float64Array }) => sum(p.W))', 'W.*declare it as readonly Scalar'],
  ['grad((p: { f: (() => Scalar)[] }) => p.f[0]!())', 'f.*a tree holds no functions'],
  ['grad((p: { b: Scalar | undefined }) => p.b ?? 0)', 'b.*a tree holds Scalars, strings, booleans and null'],
  ['compile((p: { W: number[]; b: Scalar }) => p.b)', 'W.*declare the parameter with Scalar instead of number'],
  ['grad(sin)', 'for a function of one number use derivative'],
  ['jacobian((x: Vector) => sum(x))', 'for one number use grad'],
  ['jacobian((x: Vector) => ({ y: x, z: undefined }))', 'z.*a tree holds Scalars, strings, booleans and null'],
  ['jacobian((x: Vector) => [new Float64Array(x.length)])', 'return a plain array'],
  ['grad(({ a, b }) => mul(a, b))', "'a' does not exist on type 'ArrayUnlessDeclared'"],
  ['compile((x) => mul(x, x))', "'ArrayUnlessDeclared' is not assignable to parameter of type 'Scalar'"],
  ['grad((p: { a: Scalar }) => p.a)({ a: 1, b: 2 })', "'b' does not exist"],
  ['grad((p: { a: Scalar }) => p.a)({})', "'a' is missing"],
  ['jvp(sin)', 'Expected 3-4 arguments, but got 1'],
  ['jvp(sum, [1, 2])', 'Expected 3-4 arguments, but got 2'],
  ['vjp(sin)', 'Expected 2-3 arguments, but got 1'],
  ['hvp((x: Vector) => sum(x), [1, 2])', 'Expected 3-4 arguments, but got 2'],
];

test('a refusal says where, and what to write', async () => {
  const lines = wrong.map(([call]) => `${call};`);
  const names = 'compile, grad, hvp, jacobian, jvp, mul, sin, sum, vjp, type Scalar, type Vector';
  await writeFile(`${consumer}/wrong.ts`, [`import { ${names} } from 'dualgrad';`, ...lines, ''].join('\n'));
  const [, ...said] = (await complaints('-p', consumer, '--noEmit', '--pretty', 'false')).split(/^.*wrong\.ts\(/m);
  await rm(`${consumer}/wrong.ts`);
  for (const [i, [call, expected]] of wrong.entries()) {
    const own = said.filter((text) => text.startsWith(`${i + 2},`)).join(' ');
    expect([call, own.replaceAll(/\s+/g, ' ')]).toEqual([call, expect.stringMatching(new RegExp(expected))]);
  }
});

test('the examples of the manual compile as they stand', async () => {
  const calls = (await examples()).map(({ call }) => `use(${call});`);
  const imports = Object.keys(library).join(', ');
  const text = [
    `import { ${imports}, type Scalar } from 'dualgrad';`,
    "import { native } from 'dualgrad/native';",
    `import { ${Object.keys(special).join(', ')} } from 'dualgrad/special';`,
    // In the library `inv` is the reciprocal.
    `import { ${Object.keys(linalg)
      .map((name) => (name === 'inv' ? 'inv as inverse' : name))
      .join(', ')} } from 'dualgrad/linalg';`,
    'declare function use(x: unknown): void;',
    ...calls,
  ];
  for (const name of specs) await rm(`${consumer}/${name}`, { force: true });
  await writeFile(`${consumer}/examples.ts`, `${text.join('\n')}\n`);
  expect(await complaints('-p', consumer, '--noEmit')).toBe('');
});

test('the built package runs, and its entries are one library', async () => {
  const program = `
    const entries = [import('dualgrad'), import('dualgrad/forward'), import('dualgrad/reverse')];
    const [all, forward, reverse] = await Promise.all(entries);
    const f = ([x, y]) => all.mul(x, forward.sin(reverse.mul(x, y)));
    const slopes = [all, forward, reverse].map(({ grad }) => grad(f)([3, 0]).join());
    console.log(slopes.join(' '), Object.keys(all).sort().join());
  `;
  expect(await printed(consumer, program)).toBe(`0,9 0,9 0,9 ${Object.keys(library).sort().join()}`);
});
