import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/forward.ts';
import * as index from '../../lib/index.ts';
import { sources } from './sources.ts';

async function json(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

const manifest = await json('package.json');
const build = await json('tsconfig.build.json');
const texts = await sources();

describe('package.json', () => {
  const entries = Object.entries(manifest.exports as Record<string, string | Record<string, string>>);

  test('has the entries dualgrad and dualgrad/forward, types before default, and itself', () => {
    expect(entries).toEqual([
      ['.', { types: './dist/index.d.ts', default: './dist/index.js' }],
      ['./forward', { types: './dist/forward.d.ts', default: './dist/forward.js' }],
      ['./package.json', './package.json'],
    ]);
    expect(entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : [Object.keys(entry)]))).toEqual([
      ['types', 'default'],
      ['types', 'default'],
    ]);
  });

  test('points to files that the build writes', () => {
    expect(build.compilerOptions).toMatchObject({ rootDir: 'lib', outDir: 'dist', noEmit: false });
    const files = entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : Object.values(entry)));
    for (const file of files) {
      const source = file.replace(/^\.\/dist\//, '').replace(/\.d\.ts$|\.js$/, '.ts');
      expect([...texts.keys()]).toContain(source);
    }
    expect(manifest.files).toContain('dist');
  });

  test('promises no side effects, no runtime dependencies, ESM and Node 20.19', () => {
    expect(manifest).toMatchObject({ name: 'dualgrad', type: 'module', sideEffects: false, license: 'MIT' });
    expect(manifest.engines).toEqual({ node: '>=20.19' });
    expect(manifest).not.toHaveProperty('dependencies');
    expect(manifest).not.toHaveProperty('peerDependencies');
  });
});

const transforms = [
  'checkDerivatives',
  'derivative',
  'grad',
  'gradInto',
  'hessian',
  'hvp',
  'jacobian',
  'jvp',
  'valueAndGrad',
  'valueAndJacobian',
];
const numbers = ['Active', 'Dual', 'dual', 'isActive', 'stopGradient', 'value'];
const choices = ['eq', 'ge', 'gt', 'le', 'lt', 'ne', 'where'];
const ops =
  `abs acos acosh add asin asinh atan atan2 atanh cbrt ceil clamp copysign cos cosh cube div elu exp exp2 expm1 floor
  hypot inv leakyRelu log log10 log1p log2 logSigmoid logaddexp max min mod mul neg pow relu round rsqrt sech sigmoid
  sign silu sin sinc sinh softplus sqrt square sub tan tanh trunc xlogy`.split(/\s+/);
const arrayOps = ['dot', 'logsumexp', 'maximum', 'mean', 'minimum', 'norm', 'prod', 'softmax', 'sum', 'variance'];

describe('the public names', () => {
  test('of dualgrad are these and no others', () => {
    expect(Object.keys(index).sort()).toEqual(
      [...transforms, ...numbers, ...choices, ...ops, ...arrayOps, 'defineOp'].sort(),
    );
  });

  test('of dualgrad/forward are the same functions', () => {
    const ours = new Map<string, unknown>(Object.entries(index));
    expect(Object.keys(forward)).toEqual([...ours.keys()]);
    for (const [name, exported] of Object.entries(forward)) expect(ours.get(name)).toBe(exported);
  });

  test('of functions are the names they have themselves', () => {
    for (const [name, exported] of Object.entries(index)) expect((exported as { name: string }).name).toBe(name);
  });

  test.each(['index.ts', 'forward.ts'])('are listed in %s without any logic', (path) => {
    const statements = (texts.get(path) ?? '')
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('//') && !line.startsWith('export '));
    expect(statements).toEqual([]);
  });
});

test('importing the library leaves the global object alone', async () => {
  const before = Reflect.ownKeys(globalThis);
  await import(`../../lib/index.ts?${'once more'}`);
  expect(Reflect.ownKeys(globalThis)).toEqual(before);
});
