import { describe, expect, test } from 'vitest';
import { SourceError } from '../../lib/source/source-error.ts';
import { mayBeMarked, type SourceOptions, transform } from '../../lib/source/transform.ts';
import { parseAcorn, parseOxc, parseWithBabel } from './parsers.ts';

const options: SourceOptions = { parse: parseOxc, file: 'src/file.ts', split: false };

function printed(code: string, more: Partial<SourceOptions> = {}): string | undefined {
  return transform(code, { ...options, ...more })?.code.replace(/^(?:import|const) [^;]*; /, '');
}

describe('nothing to do', () => {
  test.each([
    ['no mark', 'const f = (x) => x * x;'],
    ['the directive in a string or comment', 'const s = "say \'use grad\' here"; // use grad\nconst f = (x) => x * x;'],
    [
      'a native of the file',
      "import { native } from 'dualgrad/native'; { const native = (f) => f; native((x) => -x); }",
    ],
    ['a native of another module', "import { native } from './dualgrad/native'; native((x) => x * x);"],
    ['nothing to rewrite', "'use grad'; export const f = (x) => x;"],
    [
      'transformed before',
      "import { $mul } from 'dualgrad/native/runtime'; function f(x) { 'use grad'; return x * x; }",
    ],
  ])('%s', (_, code) => {
    expect(transform(code, options)).toBeUndefined();
  });

  test('is known without parsing where there is no mark', () => {
    const parse = (): never => {
      throw new Error('parsed');
    };
    expect(mayBeMarked('const f = (x) => x * x;')).toBe(false);
    expect(transform('const f = (x) => x * x;', { ...options, parse })).toBeUndefined();
    expect(mayBeMarked("'use grad'")).toBe(true);
    expect(mayBeMarked("import { native } from 'dualgrad/native'")).toBe(true);
  });

  test.each(['module', 'commonjs', 'global'] as const)('the second time, as %s', (format) => {
    const once = transform('const f = (x) => x * x;', { ...options, format, whole: true })!.code;
    expect(transform(once, { ...options, format, whole: true })).toBeUndefined();
  });

  test('the second time, with another module for the runtime', () => {
    const more = { runtime: 'file:///runtime.js', whole: true };
    const once = transform('const f = (x) => x * x;', { ...options, ...more })!.code;
    expect(transform(once, { ...options, ...more })).toBeUndefined();
  });
});

describe('the directive', () => {
  test('of a function marks it and what is inside; blanks stand in its place', () => {
    expect(printed("function f(x) { 'use grad'; return (y) => x * y } const g = (x) => x * 2")).toBe(
      'function f(x) {             return (y) => $mul(x, y) } const g = (x) => x * 2',
    );
    expect(printed('function f(x) { \'use strict\'; "use grad"; return -x }')).toBe(
      "function f(x) { 'use strict';             return $neg(x) }",
    );
  });

  test('of members of a class marks them', () => {
    const code =
      "class A { m(x) { 'use grad'; return x * 2 } get g() { 'use grad'; return this.k * 2 } static s = (x) => { 'use grad'; return x * 2 }; n(x) { return x * 2 } }";
    expect(printed(code)).toBe(
      'class A { m(x) {             return $mul(x, 2) } get g() {             return $mul(this.k, 2) } static s = (x) => {             return $mul(x, 2) }; n(x) { return x * 2 } }',
    );
  });

  test('of a constructor marks the fields of the instance, which it sets', () => {
    const code = "class A { k = y * 2; static j = y * 2; constructor(x) { 'use grad'; this.k = x * 3 } }";
    expect(printed(code)).toBe(
      'class A { k = $mul(y, 2); static j = y * 2; constructor(x) {             this.k = $mul(x, 3) } }',
    );
  });

  test('is not left in a bundle that has the output without its import', () => {
    const output = printed("function f(x) { 'use grad'; return x * 2 }")!;
    expect(mayBeMarked(output)).toBe(false);
  });

  test('leaves the directive before it ended', () => {
    expect(printed("function f(x) { 'use strict'\n'use grad';\n(g)(x * 2) }")).toBe(
      "function f(x) { 'use strict'\n          ;\n(g)($mul(x, 2)) }",
    );
  });
});

describe('native(f)', () => {
  test.each([
    ['imported', "import { native } from 'dualgrad/native'; native((x) => -x)", ' $native((x) => $neg(x))'],
    ['renamed', "import { native as n } from 'dualgrad/native'; n((x) => -x)", ' $native((x) => $neg(x))'],
    ['of the module', "import * as D from 'dualgrad/native'; D.native((x) => -x)", ' $native((x) => $neg(x))'],
    [
      'beside types',
      "import { native, type Native } from 'dualgrad/native'; native<F>((x: number) => -x)",
      "import { type Native } from 'dualgrad/native'; $native<F>((x: number) => $neg(x))",
    ],
    [
      'used in another place too',
      "import { native } from 'dualgrad/native'; export { native }; native((x) => -x)",
      "import { native } from 'dualgrad/native'; export { native }; $native((x) => $neg(x))",
    ],
    ['required', "const { native } = require('dualgrad/native'); native((x) => -x)", ' $native((x) => $neg(x))'],
    [
      'as compilers require it',
      "const N = __importStar(require('dualgrad/native')); (0, N.native)((x) => -x)",
      ' $native((x) => $neg(x))',
    ],
    [
      'required, and used in another place too',
      "const N = require('dualgrad/native'); exports.N = N; N.native((x) => -x)",
      "const N = require('dualgrad/native'); exports.N = N; $native((x) => $neg(x))",
    ],
    [
      'imported later',
      "const { native: n } = await import('dualgrad/native'); n((x) => -x)",
      "const { native: n } = await import('dualgrad/native'); $native((x) => $neg(x))",
    ],
  ])('%s', (_, code, expected) => {
    expect(printed(code)).toBe(expected);
  });

  const entry = "import { native } from 'dualgrad/native';";

  test('marks f and nothing else', () => {
    expect(printed(`${entry} native((x) => x * x); const g = (x) => x * 2`)).toBe(
      ' $native((x) => $mul(x, x)); const g = (x) => x * 2',
    );
  });

  test('of a function of the file marks that function', () => {
    expect(
      printed(`${entry} function f(x) { return -x } const g = (x) => -x, h = (x) => -x; native(f); native(g)`),
    ).toBe(' function f(x) { return $neg(x) } const g = (x) => $neg(x), h = (x) => -x; $native(f); $native(g)');
  });

  test('of one of two functions marks both', () => {
    expect(printed(`${entry} native(c ? (x) => -x : (x) => +x)`)).toBe(
      ' $native(c ? (x) => $neg(x) : (x) => $plus(x))',
    );
  });

  test('leaves names and imported functions to the run time', () => {
    expect(printed(`${entry} import { f } from './f'; native(f); native((x) => k * x, { k })`)).toBe(
      " import { f } from './f'; $native(f); $native((x) => $mul(k, x), { k })",
    );
  });
});

test('functions chooses in place of marks', () => {
  const code = 'const f = (x) => -x, g = (x) => +x';
  expect(printed(code, { functions: (node) => code.slice(node.start).startsWith('(x) => -x') })).toBe(
    'const f = (x) => $neg(x), g = (x) => +x',
  );
});

describe('refused, with its place', () => {
  const place =
    'must be the first statement of a function body or of the file, in plain quotes and without parentheses';
  test.each([
    [
      'an async function',
      "let a;\nasync function f(x) { 'use grad'; return x * 2 }",
      '2:23: "use grad": an async function can\'t be differentiated; await first, and mark the function that computes',
    ],
    [
      'a generator',
      "function* f(x) { 'use grad'; yield x * 2 }",
      '1:18: "use grad": a generator can\'t be differentiated; mark the function that uses it',
    ],
    [
      'an async function in native',
      "import { native } from 'dualgrad/native';\nnative(async (x) => x * 2)",
      "2:8: native: an async function can't be differentiated; await first, and wrap the function that computes",
    ],
    [
      'a generator in native',
      "import { native } from 'dualgrad/native';\nfunction* g(x) {}\n native(g)",
      "3:9: native: a generator can't be differentiated; wrap the function that uses it",
    ],
    ['a directive that is not first', "function f(x) { const y = 1; 'use grad' }", `1:30: "use grad" ${place}`],
    ['a directive in parentheses', "function f(x) { ('use grad'); }", `1:17: "use grad" ${place}`],
    ['a directive that is a template', 'function f(x) { `use grad` }', `1:17: "use grad" ${place}`],
    ['a directive in a static block', "class A { static { 'use grad' } }", `1:20: "use grad" ${place}`],
    [
      'eval',
      "function f(x) { 'use grad';\n  return eval('x * 2') }",
      '2:10: "use grad": what eval computes is not differentiated; write the code out',
    ],
  ])('%s', (_, code, message) => {
    expect(() => transform(code, options)).toThrow(
      new SourceError(message.replace(/^\d+:\d+: /, ''), 'src/file.ts', ...at(message)),
    );
    expect(() => transform(code, options)).toThrow(`src/file.ts:${message}`);
  });

  function at(message: string): [number, number] {
    const [line, column] = message.split(':');
    return [Number(line), Number(column)];
  }

  test('with', () => {
    const code = "function f(x) { 'use grad'; with (x) { return a * 2 } }";
    expect(() => transform(code, { ...options, file: 'file.cjs' })).toThrow(
      'file.cjs:1:29: "use grad": `with` hides what names mean; write the names out',
    );
  });

  test('eval is left alone in a package taken whole', () => {
    expect(printed('const f = (x) => eval(x) * 2', { whole: true })).toBe('const f = (x) => $mul(eval(x), 2)');
  });

  test('async functions and generators of a file that is marked are code like other code', () => {
    expect(printed("'use grad'; async function f(x) { await x * 2 } function* g(x) { yield -x }")?.trimStart()).toBe(
      'import { $mul, $neg } from "dualgrad/native/runtime"; async function f(x) { $mul(await x, 2) } function* g(x) { yield $neg(x) }',
    );
  });

  test.each([
    ['oxc-parser', parseOxc, 'Unexpected token'],
    ['acorn', parseAcorn, 'Unexpected token'],
    ['@babel/parser', parseWithBabel, 'Unexpected token'],
  ] as const)('what %s can not parse', (_, parse, message) => {
    const code = "function f(x) {\n  'use grad'; return x * }";
    const error = (): unknown => {
      try {
        return transform(code, { ...options, parse });
      } catch (caught) {
        return caught;
      }
    };
    expect(error()).toBeInstanceOf(SourceError);
    expect(error()).toMatchObject({ file: 'src/file.ts', line: 2, column: 26, name: 'SourceError' });
    expect(String((error() as SourceError).message)).toContain(`src/file.ts:2:26: ${message}`);
  });
});
