import { describe, expect, test } from 'vitest';
import { transform } from '../../lib/source/transform.ts';
import { constructs } from './constructs.ts';
import { parseOxc } from './parsers.ts';

function printed(code: string, file = 'file.ts'): string {
  return transform(code, { parse: parseOxc, file, whole: true, split: false })?.code ?? code;
}

/** Without the import, which comes first. */
function withoutImport(code: string): string {
  return code.replace(/^import [^;]*; /, '');
}

test.each(constructs)('%s', (_, source, expected) => {
  expect(withoutImport(printed(source))).toBe(expected);
});

describe('the import', () => {
  test('names what is used, once', () => {
    expect(printed('y = x * 2 + x * 3')).toBe(
      'import { $add, $mul } from "dualgrad/native/runtime"; y = $add($mul(x, 2), $mul(x, 3))',
    );
  });

  test('is a require in CommonJS and a global where neither can be', () => {
    expect(printed('exports.f = (x) => -x')).toBe(
      'const { $neg } = require("dualgrad/native/runtime"); exports.f = (x) => $neg(x)',
    );
    expect(printed('y = -x', 'file.cjs')).toMatch(/^const { \$neg } = require/);
    const options = { parse: parseOxc, file: 'file.js', whole: true, split: false } as const;
    expect(transform('y = -x', { ...options, format: 'global' })?.code).toBe(
      'const { $neg } = globalThis[Symbol.for("dualgrad.native.runtime")]; y = $neg(x)',
    );
    expect(transform('y = -x', { ...options, runtime: '/abs/runtime.js' })?.code).toBe(
      'import { $neg } from "/abs/runtime.js"; y = $neg(x)',
    );
  });

  test('comes after what has to be first: a hashbang, comments, directives', () => {
    expect(printed("#!/usr/bin/env node\n// a\n'use strict'\ny = -x")).toBe(
      `#!/usr/bin/env node\n// a\n'use strict'; import { $neg } from "dualgrad/native/runtime";\ny = $neg(x)`,
    );
    expect(printed('/** @jsx h */\ny = -x')).toBe(
      '/** @jsx h */\nimport { $neg } from "dualgrad/native/runtime"; y = $neg(x)',
    );
  });

  test('of a file that is marked follows blanks in the place of its directive', () => {
    const code = "'use grad';\nexport const f = (x) => -x;";
    expect(transform(code, { parse: parseOxc, file: 'file.js', split: false })?.code).toBe(
      `            import { $neg } from "dualgrad/native/runtime";\nexport const f = (x) => $neg(x);`,
    );
  });
});

test('JSX is left alone but for what stands in braces', () => {
  const source = 'const f = <div w={a * 2} {...b}>{a + 1} a * b <Math.X /></div>';
  expect(withoutImport(printed(source, 'file.tsx'))).toBe(
    'const f = <div w={$mul(a, 2)} {...b}>{$add(a, 1)} a * b <Math.X /></div>',
  );
});

test('eval can store in every name around it', () => {
  expect(withoutImport(printed('function f() { let i = 0; eval(text); return i + 1 }'))).toBe(
    'function f() { let i = 0; eval(text); return $add(i, 1) }',
  );
});

describe('depth', () => {
  const n = 5_000;
  const chain = (operator: string): string => Array(n).fill('x').join(` ${operator} `);

  test.each([
    ['a sum', chain('+')],
    ['a sum of products', chain('* x +')],
    ['a choice as a value', chain('&&')],
    ['a condition', `${chain('||')} ? 1 : 2`],
    ['calls', `x${'.f(x * 2)'.repeat(n)}`],
  ])('of %s of 5,000 terms overflows no stack, ours or that of who reads the output', (_, source) => {
    const code = printed(`const f = (x) => ${source}`);
    expect(() => new Function(withoutImport(code))).not.toThrow();
  });

  // oxc-parser itself overflows the small stack of a worker thread at 5,000.
  test('of else if, 1,000 times, overflows no stack', () => {
    const code = printed(`function f(x) { ${Array(1_000).fill('if (x > 1) x = x * 2;').join(' else ')} }`);
    expect(code.match(/\$mul/g)).toHaveLength(1_001);
  });

  test('a long sum adds from left to right', () => {
    const code = printed(`exports.f = (x) => ${chain('+')}`, 'file.cjs');
    const calls: number[] = [];
    const runtime = { $add: (a: number, b: number): number => calls.push(a) && a + b };
    const exports: { f?: (x: number) => number } = {};
    new Function('require', 'exports', code)(() => runtime, exports);
    expect(exports.f?.(1)).toBe(n);
    expect(calls).toEqual(Array.from({ length: n - 1 }, (_, i) => i + 1));
  });
});
