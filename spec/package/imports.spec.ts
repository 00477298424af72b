import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sources } from './sources.ts';

// From the bottom up. A file imports from its own layer and those below.
const layers: readonly (readonly string[])[] = [
  ['source/', 'structured/program.ts'],
  ['describe.ts', 'level.ts', 'interpreter.ts', 'typed-array.ts', 'scalar.ts', 'instrument.ts'],
  ['special/kernels/'],
  ['rules/'],
  ['ops/'],
  ['special/'],
  ['tree/'],
  ['forward/', 'reverse/', 'taylor/'],
  ['program/'],
  ['transforms/'],
  ['linalg/'],
  ['implicit/'],
  ['inspect/'],
  ['elimination/'],
  ['sparse/'],
  ['backends/'],
  ['structured/'],
  ['lowering/'],
  ['compile/'],
  ['module/'],
  ['native/'],
  ['tools/'],
  ['entries/'],
];

const texts = await sources();
const paths = [...texts.keys()];

function layer(path: string): number {
  return layers.findIndex((members) =>
    members.some((member) => (member.endsWith('/') ? path.startsWith(member) : path === member)),
  );
}

/** The files that a file names in its imports and re-exports, and the packages. */
function imported(path: string, kind: 'all' | 'at run time' = 'all'): string[] {
  const statements = (texts.get(path) ?? '').matchAll(
    /^(?:import|export)\s+(?<type>type\s)?(?:[^;']*?\sfrom\s+)?'(?<from>[^']+)';$/gm,
  );
  return [...statements]
    .filter(({ groups }) => kind === 'all' || groups?.type === undefined)
    .map(({ groups }) => groups?.from ?? '')
    .map((from) => (from.startsWith('.') ? posix.join(posix.dirname(path), from) : from));
}

/** Tools run in Node. What they build with is loaded when it is used, by require; its types are imported. */
function isOfTools(path: string, from: string): boolean {
  if (from.startsWith('node:')) return true;
  return ['unplugin', 'esbuild'].includes(from) && !imported(path, 'at run time').includes(from);
}

describe.each(paths)('lib/%s', (path) => {
  test('has its place among the layers', () => {
    expect(layer(path)).not.toBe(-1);
  });

  test('imports only files of the library, by their names', () => {
    // The types of syntax trees come from a package; nothing of it is there at run time.
    const types =
      /^(?:source|lowering)\//.test(path) && !imported(path, 'at run time').includes('estree') ? ['estree'] : [];
    // The parser of functions: its types in native/, itself in the entry for bundlers.
    if (
      path === 'entries/native.ts' ||
      (path.startsWith('native/') && !imported(path, 'at run time').includes('acorn'))
    )
      types.push('acorn');
    // Each kernel of @stdlib is a package of its own.
    if (path.startsWith('special/kernels/')) {
      types.push(...imported(path).filter((from) => from.startsWith('@stdlib/math-base-special-')));
    }
    const found = imported(path).filter((from) => !(path.startsWith('tools/') && isOfTools(path, from)));
    for (const from of found) expect([...paths, ...types]).toContain(from);
  });

  test('imports from its own layer and those below', () => {
    const upwards = imported(path).filter((from) => layer(from) > layer(path));
    expect(upwards).toEqual([]);
  });

  test('has nothing of the tools but in their own entries', () => {
    const users = ['entries/plugin.ts', 'entries/register.ts'];
    const tools = imported(path).filter((from) => from.startsWith('tools/'));
    if (!path.startsWith('tools/') && !users.includes(path)) expect(tools).toEqual([]);
  });

  test('does not import itself, directly or through others', () => {
    const reached = new Set<string>();
    const visit = (file: string): void => {
      for (const from of imported(file)) {
        if (reached.has(from)) continue;
        reached.add(from);
        visit(from);
      }
    };
    visit(path);
    expect([...reached]).not.toContain(path);
  });
});

test('the scan sees the imports there are', () => {
  expect(imported('transforms/derivative.ts')).toContain('forward/dual.ts');
  expect(imported('entries/forward-verbs.ts')).toContain('transforms/grad.ts');
  expect(imported('entries/index.ts')).toContain('reverse/user-tape.ts');
  const written = [...texts.values()].join('\n').match(/ from '/g) ?? [];
  expect(paths.flatMap((path) => imported(path))).toHaveLength(written.length);
});

test('the entries keep to themselves: forward has nothing of reverse, and forward and reverse import the same of the rest', () => {
  const reached = (entry: string): string[] => {
    const files = new Set([entry]);
    for (const path of files) for (const from of imported(path, 'at run time')) files.add(from);
    return [...files].filter((path) => path !== entry);
  };
  const inForward = reached('entries/forward.ts');
  expect(inForward.filter((path) => /^reverse|auto|vjp|program|inspect|compile|backends|taylor/.test(path))).toEqual(
    [],
  );
  expect(
    reached('entries/reverse.ts').filter((path) => /auto|program|inspect|compile|backends|taylor/.test(path)),
  ).toEqual([]);
  const ofRest = inForward.filter((path) => path !== 'entries/forward-verbs.ts');
  expect(ofRest.filter((path) => !reached('entries/reverse.ts').includes(path))).toEqual([]);
});

function isOfRules(path: string): boolean {
  return /^(?:special\/)?rules\//.test(path);
}

test('every file is reached from an entry, but for rules that only the emitter and specs read', () => {
  const reached = new Set(
    [
      'index',
      'forward',
      'reverse',
      'special',
      'special-kernels',
      'linalg',
      'native',
      'native-installed',
      'native-runtime',
      'plugin',
      'register',
    ].map((name) => `entries/${name}.ts`),
  );
  // Node loads it into a thread of hooks.
  reached.add('tools/register-hooks.ts');
  for (const path of reached) for (const from of imported(path)) reached.add(from);
  const unreached = paths.filter((path) => !reached.has(path));
  expect(unreached.filter((path) => !isOfRules(path) && !/^(?:structured|lowering)\//.test(path))).toEqual([]);
});

test('at run time no op depends on the table, whose prose would be shipped with it', () => {
  const reached = new Set([
    'ops/index.ts',
    ...['forward', 'reverse', 'special', 'native-runtime'].map((name) => `entries/${name}.ts`),
  ]);
  for (const path of reached) for (const from of imported(path, 'at run time')) reached.add(from);
  expect([...reached].filter(isOfRules)).toEqual([]);
});

test.each([
  ['backends/js/backend.ts', 'backends/preference.ts'],
  ['backends/wasm/backend.ts', 'backends/preference.ts'],
  ['backends/wasm/repeats.ts', 'backends/wasm/segments.ts'],
  ['backends/js/block-loop.ts', 'compile/blocks.ts'],
  ['compile/blocks.ts', 'compile/compile.ts'],
])('%s could be taken out: %s alone makes use of it', (path, user) => {
  expect(paths.filter((other) => imported(other, 'at run time').includes(path))).toEqual([user]);
});
