import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterEach, describe, expect, test } from 'vitest';
import { diagnose, relu, type Scalar } from '../../lib/entries/index.ts';
import { framesOf } from '../../lib/inspect/place.ts';

describe('the frames of a stack', () => {
  test.each([
    ['V8, a function', '    at abs (/app/lib.js:3:14)', { name: 'abs', file: '/app/lib.js', line: 3, column: 14 }],
    [
      'V8, a function of a module',
      '    at Module.abs (/app/lib.js:3:14)',
      { name: 'abs', file: '/app/lib.js', line: 3, column: 14 },
    ],
    ['V8, a file', '    at file:///app/f.mjs:10:2', { name: '', file: 'file:///app/f.mjs', line: 10, column: 2 }],
    ['V8, async', '    at async run (/a b/f.js:1:2)', { name: 'run', file: '/a b/f.js', line: 1, column: 2 }],
    [
      'V8, Windows',
      '    at f (C:\\\\app\\\\f.js:1:2)'.replaceAll('\\\\', '\\'),
      { name: 'f', file: 'C:\\app\\f.js', line: 1, column: 2 },
    ],
    ['SpiderMonkey', 'f@https://a.org/f.js:12:5', { name: 'f', file: 'https://a.org/f.js', line: 12, column: 5 }],
    ['SpiderMonkey, a file', '@https://a.org/f.js:12:5', { name: '', file: 'https://a.org/f.js', line: 12, column: 5 }],
    [
      'JavaScriptCore',
      'global code@https://a.org/f.js:1:9',
      { name: 'global code', file: 'https://a.org/f.js', line: 1, column: 9 },
    ],
  ])('of %s', (_, text, frame) => {
    expect(framesOf(text)).toEqual([frame]);
  });

  test.each([
    ['the error itself', 'Error: at 3:4'],
    ['native code in V8', '    at Array.map (<anonymous>)'],
    ['native code elsewhere', 'map@[native code]'],
    ["Node's own", '    at node:internal/process/task_queues:95:5'],
    ["Node's own, named", '    at Module._load (node:internal/modules/cjs/loader:1:2)'],
  ])('not of %s', (_, text) => {
    expect(framesOf(text)).toEqual([]);
  });
});

const capture = Error.captureStackTrace;
const limit = Error.stackTraceLimit;
const kink = (x: Scalar): Scalar => relu(x);

afterEach(() => {
  Error.captureStackTrace = capture;
  Error.stackTraceLimit = limit;
});

function lineOfKink(): number {
  const lines = readFileSync(fileURLToPath(import.meta.url), 'utf8').split('\n');
  return 1 + lines.findIndex((line) => line.startsWith('const kink'));
}

test('a place is found without captureStackTrace, and leaves the limit of stacks as it was', () => {
  Error.stackTraceLimit = 3;
  Error.captureStackTrace = undefined as never;
  expect(diagnose(kink, 0).findings[0]?.place?.line).toBe(lineOfKink());
  expect(Error.stackTraceLimit).toBe(3);
});

test('a finding in an engine without stacks has no place', () => {
  Error.stackTraceLimit = 0;
  Error.captureStackTrace = undefined as never;
  const { set } = Reflect;
  Reflect.set = () => false;
  try {
    const { findings } = diagnose(kink, 0);
    expect(findings.map(({ kind, place }) => [kind, place])).toEqual([['kink', undefined]]);
  } finally {
    Reflect.set = set;
  }
});

test('where a bundler puts the user and the library into one file, it is the line that calls the op', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'place-'));
  try {
    const entry = join(folder, 'program.ts');
    const library = fileURLToPath(new URL('../../lib/entries/index.ts', import.meta.url));
    writeFileSync(
      entry,
      `import { clamp, diagnose, eq, where, relu, value, mul } from ${JSON.stringify(library)};
const places = [
  (x) => relu(x), // here 0
  (x) => clamp(x, 0, 1), // here 1
  (x) => where(eq, x, 0, 1, x), // here 2
  (x) => mul(value(x), x), // here 3
].map((f) => diagnose(f, 0).findings[0].place);
console.log(JSON.stringify(places));
`,
    );
    const outfile = join(folder, 'bundle.mjs');
    await build({ entryPoints: [entry], bundle: true, format: 'esm', target: 'es2022', outfile, logLevel: 'error' });
    // Not by import: the test runner moves lines.
    const places = JSON.parse(execFileSync(process.execPath, [outfile], { encoding: 'utf8' }));
    const lines = readFileSync(outfile, 'utf8').split('\n');
    const calls = ['relu(x)', 'clamp(x, 0, 1)', 'where(eq, x, 0, 1, x)', 'mul(value(x), x)'];
    places.forEach(({ line }: { line: number }, i: number) => {
      expect(lines[line - 1]).toContain(`(x) => ${calls[i]}`);
    });
    expect(places).toHaveLength(4);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
