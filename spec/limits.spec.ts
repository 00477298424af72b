import { readFile } from 'node:fs/promises';
import { Linter } from 'eslint';
import { describe, expect, test } from 'vitest';
import { blockJacobian, compile, derivative, mul, type Scalar } from '../lib/entries/index.ts';
import { withoutNativeArithmetic } from './native/advice.ts';

withoutNativeArithmetic();

// biome-ignore lint/suspicious/noExplicitAny: as a caller without types would write it
type Any = any;

const page = await readFile(new URL('../docs/limits.md', import.meta.url), 'utf8');

/** A form by its text in the page: a program with it, of x and y = x, and the number at which it is wrong. */
interface Form {
  readonly text: string;
  readonly program: string;
  readonly at: number;
}

const as = (text: string, at: number, program = `return ${text};`): Form => ({ text, program, at });
const asTest = (text: string): Form => as(text, 0, `${text} { return 'true'; } return 'false';`);
const forms: readonly Form[] = [
  ...['x === 2', 'x !== 2', 'Object.is(x, 2)', 'x == y', 'x != y'].map((text) => as(text, 2)),
  ...['if (x)', 'while (x)'].map(asTest),
  as('x ? a : b', 0, "return x ? 'a' : 'b';"),
  as('x && y', 0, "return x && 'y';"),
  as('x || y', 0, "return x || 'y';"),
  ...['!x', 'Boolean(x)'].map((text) => as(text, 0)),
  as('xs.filter(Boolean)', 0, 'const xs = [x]; return xs.filter(Boolean).length;'),
  ...['some', 'find', 'findIndex'].map((name) =>
    as(
      `xs.${name}(Boolean)`,
      0,
      `const xs = [x]; return String(typeof xs.${name}(Boolean)) + (xs.${name}(Boolean) === -1) + (xs.${name}(Boolean) === false);`,
    ),
  ),
  as('switch (x)', 2, "switch (x) { case 2: return 'case'; default: return 'none'; }"),
  ...['typeof x', 'x instanceof Object'].map((text) => as(text, 2)),
  as('Number.isNaN(x)', Number.NaN),
  ...['Number.isFinite(x)', 'Number.isInteger(x)', 'Number.isSafeInteger(x)'].map((text) => as(text, 2)),
  ...['includes', 'indexOf', 'lastIndexOf'].map((name) =>
    as(`xs.${name}(x)`, 2, `const xs = [2]; return xs.${name}(x);`),
  ),
  as('new Set(xs)', 2, 'const xs = [x, y]; return new Set(xs).size;'),
  as('set.has(x)', 2, 'const set = new Set([2]); return set.has(x);'),
  as('map.get(x)', 2, "const map = new Map([[2, 'two']]); return map.get(x);"),
  as('new Array(x)', 2, 'return new Array(x).length;'),
  as('Array(x)', 2, 'return Array(x).length;'),
  as('new Float64Array(x)', 2, 'return new Float64Array(x).length;'),
  as('[x].sort()', 2, 'return typeof [x].sort()[0];'),
  as('JSON.stringify(x)', 2),
  as('x.toLocaleString()', 2),
  as('({ ...x })', 2, 'return Object.keys({ ...x }).length;'),
  as('Object.keys(x)', 2, 'return Object.keys(x).length;'),
  as('x.value = 5', 2, 'try { x.value = 5; } catch {} return String(x.value);'),
];

describe('the list of docs/limits.md', () => {
  test('is that of this spec', () => {
    const table = page.slice(page.indexOf('| form |'), page.indexOf('Nor does JavaScript'));
    const cells = table
      .split('\n')
      .slice(2)
      .map((row) => row.split(' | ')[0] ?? '');
    const listed = cells.flatMap((cell) =>
      [...cell.replaceAll('&#124;', '|').matchAll(/`([^`]+)`|<code>(.*?)<\/code>/g)].map(
        (match) => match[1] ?? match[2],
      ),
    );
    expect(listed).toEqual(forms.map(({ text }) => text));
  });

  test.each(forms)('$text is not noticed, and wrong', ({ program, at }) => {
    const look = new Function('x', 'y', program) as (x: unknown, y: unknown) => unknown;
    // A run on plain numbers follows.
    const got: unknown[] = [];
    derivative((x) => {
      const y = mul(1, x);
      got.push(look(x, y));
      return y;
    })(at);
    expect(got[0]).not.toEqual(look(at, at));
    expect(got[1]).toEqual(look(at, at));
  });
});

describe('what has no form', () => {
  test('x written into by f', () => {
    const x = Float64Array.of(2, 3);
    const rows = blockJacobian([
      {
        count: 2,
        columns: (i) => [i],
        f: ([a]) => {
          x[1] = 5;
          return [mul(a, a)];
        },
      },
    ]);
    expect(rows(x).values).toEqual(Float64Array.of(4, 10));
  });

  test('state behind an argument', () => {
    const scale = Object.assign((x: Scalar): Scalar => x, { factor: 2 });
    const f = (x: Scalar, by: typeof scale): Scalar => mul(x, by.factor);
    const [checked, unchecked] = [compile(f), compile(f, { check: 'never' })];
    expect(checked(3, scale)).toBe(6);
    expect(unchecked(3, scale)).toBe(6);
    scale.factor = 5;
    expect(unchecked(3, scale)).toBe(6);
    // The second call is checked.
    expect(() => checked(3, scale)).toThrow('something that f captures has changed since');
  });

  test('the columns of a block Jacobian', () => {
    const rows = blockJacobian([{ count: 1, columns: () => [1], f: ([a]) => [mul(a, a)] }]);
    rows([1, 2]).columns[0] = 7;
    expect(rows([1, 2]).columns).toEqual(Int32Array.of(7));
  });
});

describe('the lint rule of docs/limits.md', () => {
  const block = /```js\n(\/\/ eslint[\s\S]*?)```/.exec(page)?.[1] as string;
  const [config] = new Function(block.replace('export default', 'return'))() as [{ rules: Linter.RulesRecord }];
  const problems = (text: string): number => {
    const found = new Linter().verify(text, [{ languageOptions: { ecmaVersion: 2024 }, rules: config.rules }] as Any);
    for (const { fatal, message } of found) expect([message, fatal]).toEqual([message, undefined]);
    return found.length;
  };

  test.each(forms)('finds $text', ({ text, program }) => {
    const line = /^(if|while|switch) /.test(text)
      ? text.startsWith('switch')
        ? `${text} {}`
        : `${text} {}`
      : `(${text});`;
    expect(problems(line)).toBeGreaterThan(0);
    expect(problems(`function f(x, y) { ${program} }`)).toBeGreaterThan(0);
  });

  test('finds -x', () => {
    expect(problems('(-x);')).toBe(1);
  });

  test.each([
    'const y = eq(x, 2) ? mul(-1, x) : neg(x);',
    'if (lt(x, 0) && !eq(x, y)) y = sin(x);',
    'while (gt(x, 0)) x = sub(x, 1);',
    'xs.filter((x) => ne(x, 0)).map(sin).reduce(add);',
    'const k = Math.round(value(x)); for (let i = 0; i < k; i++) y = mul(y, x);',
    'xs.sort((x, y) => value(x) - value(y));',
  ])('lets through what is written instead: %s', (line) => {
    expect(problems(line)).toBe(0);
  });

  test.each(['if (sin(x)) y = 1;', 'sin(x) ? a : b;'])('misses, as the page says: %s', (line) => {
    expect(problems(line)).toBe(0);
  });
});
