import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import * as index from '../../lib/entries/index.ts';
import * as linalg from '../../lib/entries/linalg.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import * as special from '../../lib/entries/special.ts';
import { arrays, lists, rules } from '../../lib/rules/table.ts';
import { specialRules } from '../../lib/special/rules/table.ts';
import { sources } from './sources.ts';

async function json(path: string): Promise<Record<string, unknown>> {
  return JSON.parse(await readFile(new URL(`../../${path}`, import.meta.url), 'utf8'));
}

const manifest = await json('package.json');
const configuration = await json('tsconfig.build.json');
const texts = await sources();
/** The packages that kernels of special functions import. */
const stdlibKernels = new Set(
  [...texts]
    .filter(([path]) => path.startsWith('special/kernels/'))
    .flatMap(([, text]) => [...text.matchAll(/ from '(@stdlib\/[^']+)';/g)].map(([, from]) => from!)),
);
const root = fileURLToPath(new URL('../../', import.meta.url));

describe('package.json', () => {
  const entries = Object.entries(manifest.exports as Record<string, string | Record<string, string>>);

  test('has the entries dualgrad, dualgrad/forward, dualgrad/reverse, dualgrad/native, dualgrad/native/runtime, dualgrad/special, dualgrad/special/kernels, dualgrad/linalg, dualgrad/plugin and dualgrad/register, types before default, and itself', () => {
    const built = (name: string): Record<string, string> => ({
      types: `./dist/modules/entries/${name}.d.ts`,
      module: `./dist/modules/entries/${name}.js`,
      default: `./dist/${name}.js`,
    });
    expect(entries).toEqual([
      ['.', built('index')],
      ['./forward', built('forward')],
      ['./reverse', built('reverse')],
      ['./native', { ...built('native'), default: './dist/native-installed.js' }],
      ['./native/runtime', built('native-runtime')],
      ['./special', built('special')],
      ['./special/kernels', built('special-kernels')],
      ['./linalg', built('linalg')],
      // Nobody bundles them.
      ['./plugin', { types: './dist/modules/entries/plugin.d.ts', default: './dist/plugin.js' }],
      ['./register', { types: './dist/modules/entries/register.d.ts', default: './dist/register.js' }],
      ['./dualgrad.min.js', { types: './dist/modules/entries/index.d.ts', default: './dist/dualgrad.min.js' }],
      ['./package.json', './package.json'],
    ]);
    // The first condition that is met decides: types for the compiler, module for bundlers, default for runtimes.
    expect(entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : [Object.keys(entry)]))).toEqual([
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'module', 'default'],
      ['types', 'default'],
      ['types', 'default'],
      ['types', 'default'],
    ]);
  });

  test('points to files that the build writes', () => {
    expect(configuration.compilerOptions).toMatchObject({ rootDir: 'lib', outDir: 'dist/modules', noEmit: false });
    const files = entries.flatMap(([, entry]) => (typeof entry === 'string' ? [] : Object.values(entry)));
    const modules = files.filter((file) => file.startsWith('./dist/modules/'));
    expect(modules).toHaveLength(19);
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
    // Each peer belongs to an entry of its own: nobody else has to install it.
    const peers = Object.keys(manifest.peerDependencies as object);
    const kernels = peers.filter((peer) => peer.startsWith('@stdlib/math-base-special-'));
    expect(kernels.sort()).toEqual([...stdlibKernels].sort());
    expect(peers.filter((peer) => !kernels.includes(peer))).toEqual(['acorn', 'oxc-parser', 'unplugin']);
    expect(manifest.peerDependenciesMeta).toEqual(Object.fromEntries(peers.map((peer) => [peer, { optional: true }])));
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
const numbers = ['Active', 'Dual', 'dual', 'isActive', 'stopGradient', 'tangent', 'value'];
const choices = ['eq', 'ge', 'gt', 'le', 'lt', 'ne', 'where'];
const ops = [...rules.filter(({ internal }) => !internal), ...arrays].map(({ name }) => name);

const inEveryEntry = [...transforms, ...numbers, ...choices, ...ops, 'softmax', 'defineOp'];
const ofLists = [...lists.map(({ name }) => name).filter((name) => name !== 'softmax'), 'tr', 'transpose'];
const ofSolutions = ['root', 'fixedPoint', 'argmin', 'integrate'];
const inReverse = ['checkpoint', 'tape', 'vjp'];
const ofIndex = [
  'blockJacobian',
  'certify',
  'uncertainty',
  'checkDerivatives',
  'compile',
  'compileAsync',
  'defineFunction',
  'emitModule',
  'taylor',
  'Pattern',
  'sparseHessian',
  'sparseJacobian',
  'valueAndSparseHessian',
  'valueAndSparseJacobian',
];
const ofOrder = ['argsort', 'median', 'quantile', 'sort', 'topK'];
const ofTrees = ['ravel', 'registerTree'];
const ofPoints = ['hermite', 'interp', 'spline', 'splineThrough', 'trapezoid'];
const ofMatrices = [
  'cholesky',
  'det',
  'eigh',
  'expm',
  'inv',
  'logdet',
  'lstsq',
  'matrixNorm',
  'qr',
  'solve',
  'solveLower',
  'solveUpper',
  'svdvals',
];
const ofCosts = ['countFlops', 'diagnose', 'evaluationTrace', 'label', 'predictCost', 'sweepWork', 'toDot', 'trace'];

describe('the public names', () => {
  test.each<readonly [string, object, readonly string[]]>([
    [
      'dualgrad',
      index,
      [
        ...inEveryEntry,
        ...inReverse,
        ...ofCosts,
        ...ofIndex,
        ...ofLists,
        ...ofOrder,
        ...ofPoints,
        ...ofSolutions,
        ...ofTrees,
      ],
    ],
    ['dualgrad/forward', forward, inEveryEntry],
    ['dualgrad/reverse', reverse, [...inEveryEntry, ...inReverse]],
    ['dualgrad/linalg', linalg, ofMatrices],
    ['dualgrad/special', special, specialRules.filter(({ internal }) => !internal).map(({ name }) => name)],
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
      ([name]) => ![...ofModes, 'blockJacobian', 'certify', 'checkDerivatives', 'uncertainty'].includes(name),
    );
    for (const [name, exported] of declared) expect((exported as { name: string }).name).toBe(name);
  });

  test.each(
    ['index', 'forward', 'reverse', 'common', 'special', 'special-kernels', 'linalg', 'native-runtime'].map(
      (name) => `entries/${name}.ts`,
    ),
  )('are listed in %s without any logic: one export after another', (path) => {
    const rest = (texts.get(path) ?? '').replace(/^export (?:type )?(?:\{[^}]*\}|\*) from '[^']+';$/gm, '');
    expect(rest.split('\n').filter((line) => line !== '' && !line.startsWith('//'))).toEqual([]);
  });

  const verbFiles = ['auto', 'forward', 'reverse'].map((mode) => `entries/${mode}-verbs.ts`);

  test.each(verbFiles)('of verbs are made in %s without any logic: imports, modes, and verbs made of them', (path) => {
    const statements = (texts.get(path) ?? '')
      .replace(/^\/\*\*\n(?: \*.*\n)* \*\/\n/gm, '')
      .replace(/^import (?:type )?\{[^}]*\} from '[^']+';$/gm, '')
      .split('\n')
      .filter((line) => line !== '' && !/^(?:\/\/|type Modes = |const modes = )/.test(line));
    const verb =
      /^export const (?<name>\w+): \w+(?:<Modes>)? = \/\* @__PURE__ \*\/ make(?<made>\w+)\((?:modes|\w+Engine)\);$/;
    const made = statements.map((line) => verb.exec(line)?.groups ?? { name: line });
    expect(made.map(({ name }) => name)).toEqual(made.map(({ made }) => made?.replace(/^./, (c) => c.toLowerCase())));
    expect(made.length).toBeGreaterThanOrEqual(ofModes.length);
  });

  // What each mode costs, in the words of its entry.
  const costs: Readonly<Record<string, RegExp>> = {
    'entries/auto-verbs.ts': /mode|recording/,
    'entries/forward-verbs.ts': /^(?!.*(?:recording|sweep)).*pass/s,
    'entries/reverse-verbs.ts': /recording/,
  };

  test.each(verbFiles)(
    'of verbs in %s have a doc comment of their own: a sentence, the cost in their modes, an example',
    (path) => {
      const text = texts.get(path) ?? '';
      const verbs = [...text.matchAll(/^export const (\w+)/gm)].map(([, name]) => name);
      const comments = text.matchAll(
        /^\/\*\*\n(?: \* .*\n)+ \*\n \* Cost: (?<cost>.*\n(?: \* [^@].*\n)*) \* @example (?<of>\w+)\(.*\n \*\/\nexport const (?<name>\w+)/gm,
      );
      const found = [...comments].map(({ groups }) => groups ?? {});
      expect(found.map(({ name }) => name)).toEqual(verbs);
      for (const { name, of, cost } of found) {
        expect(of).toBe(name);
        expect(cost).toMatch(costs[path]!);
      }
    },
  );
});

test('nothing of elimination comes with a gradient: only compile has it', async () => {
  const { metafile } = await build({
    stdin: { contents: "export { grad, jacobian } from './lib/entries/index.ts'", resolveDir: root },
    bundle: true,
    format: 'esm',
    write: false,
    metafile: true,
  });
  const [output] = Object.values(metafile.outputs);
  const shipped = Object.entries(output?.inputs ?? {}).filter(([, { bytesInOutput }]) => bytesInOutput > 0);
  expect(shipped.map(([path]) => path)).toContain('lib/transforms/grad.ts');
  expect(shipped.filter(([path]) => /lib\/(?:elimination|compile)\//.test(path))).toEqual([]);
});

test('importing the library leaves the global object alone', async () => {
  const before = Reflect.ownKeys(globalThis);
  await import(`../../lib/entries/index.ts?${'once more'}`);
  expect(Reflect.ownKeys(globalThis)).toEqual(before);
});
