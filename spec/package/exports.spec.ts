import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import * as index from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { sources } from './sources.ts';

async function json(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

const manifest = await json('package.json');
const build = await json('tsconfig.build.json');
const texts = await sources();

describe('package.json', () => {
  const entries = Object.entries(manifest.exports as Record<string, string | Record<string, string>>);

  test('has the entries dualgrad, dualgrad/forward and dualgrad/reverse, types before default, and itself', () => {
    const built = (name: string): Record<string, string> => ({
      types: `./dist/modules/entries/${name}.d.ts`,
      module: `./dist/modules/entries/${name}.js`,
      default: `./dist/${name}.js`,
    });
    expect(entries).toEqual([
      ['.', built('index')],
      ['./forward', built('forward')],
      ['./reverse', built('reverse')],
      ['./dualgrad.min.js', { types: './dist/modules/entries/index.d.ts', default: './dist/dualgrad.min.js' }],
      ['./package.json', './package.json'],
    ]);
    // The first condition that is met decides: types for the compiler, module for bundlers, default for runtimes.
    expect(entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : [Object.keys(entry)]))).toEqual([
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'default'],
    ]);
  });

  test('points to files that the build writes', () => {
    expect(build.compilerOptions).toMatchObject({ rootDir: 'lib', outDir: 'dist/modules', noEmit: false });
    const files = entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : Object.values(entry)));
    const modules = files.filter((file) => file.startsWith('./dist/modules/'));
    expect(modules).toHaveLength(7);
    for (const file of modules) {
      const source = file.replace(/^\.\/dist\/modules\//, '').replace(/\.d\.ts$|\.js$/, '.ts');
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

const inEveryEntry = [...transforms, ...numbers, ...choices, ...ops, ...arrayOps, 'defineOp'];
const inReverse = ['checkpoint', 'tape', 'vjp'];
const ofIndex = ['blockJacobian', 'checkDerivatives', 'compile', 'compileAsync', 'emitModule', 'taylor'];
const ofCosts = ['countFlops', 'evaluationTrace', 'predictCost', 'sweepWork', 'toDot', 'trace'];

describe('the public names', () => {
  test.each<readonly [string, object, readonly string[]]>([
    ['dualgrad', index, [...inEveryEntry, ...inReverse, ...ofCosts, ...ofIndex]],
    ['dualgrad/forward', forward, inEveryEntry],
    ['dualgrad/reverse', reverse, [...inEveryEntry, ...inReverse]],
  ])('of %s are these and no others', (_, entry, names) => {
    expect(Object.keys(entry).sort()).toEqual([...names].sort());
  });

  const ofModes = ['grad', 'gradInto', 'hessian', 'hvp', 'jacobian', 'valueAndGrad', 'valueAndJacobian'];

  test.each([
    ['dualgrad/forward', forward],
    ['dualgrad/reverse', reverse],
  ])('of %s are those of dualgrad, the same but for the verbs that have its modes', (_, entry) => {
    const all = new Map<string, unknown>(Object.entries(index));
    const others = Object.entries(entry).filter(([name, exported]) => all.get(name) !== exported);
    expect(others.map(([name]) => name).sort()).toEqual(ofModes);
  });

  // A verb is a function made for its entry, whose own name is nobody's business.
  test('of functions and classes are the names they have themselves', () => {
    const declared = Object.entries(index).filter(
      ([name]) => ![...ofModes, 'blockJacobian', 'checkDerivatives'].includes(name),
    );
    for (const [name, exported] of declared) expect((exported as { name: string }).name).toBe(name);
  });

  test.each(['entries/index.ts', 'entries/forward.ts', 'entries/reverse.ts'])(
    'are listed in %s without any logic: imports, modes, and verbs made of them',
    (path) => {
      const statements = (texts.get(path) ?? '')
        .replace(/^(?:import|export) (?:type )?\{[^}]*\} from '[^']+';$/gm, '')
        .replace(/(?<=\()\n\s+|,\n(?=\))/g, '')
        .replace(/,\n\s+/g, ', ')
        .split('\n')
        .filter(
          (line) => line !== '' && !/^(?:\/\/|export (?:type )?[{*]|import |type Modes = |const modes = )/.test(line),
        );
      const verb =
        /^export const (?<name>\w+): \w+(?:<Modes>)? = \/\* @__PURE__ \*\/ make(?<made>\w+)\((?:modes|\w+Engine)\);$/;
      const made = statements.map((line) => verb.exec(line)?.groups ?? { name: line });
      expect(made.map(({ name }) => name)).toEqual(made.map(({ made }) => made?.replace(/^./, (c) => c.toLowerCase())));
      expect(made.length).toBeGreaterThanOrEqual(ofModes.length);
    },
  );
});

test('importing the library leaves the global object alone', async () => {
  const before = Reflect.ownKeys(globalThis);
  await import(`../../lib/entries/index.ts?${'once more'}`);
  expect(Reflect.ownKeys(globalThis)).toEqual(before);
});
