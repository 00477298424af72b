import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ESLint as Linter } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installed } from '../support/installed-folder.ts';

const ready = await installed('spec/reference');
const page = await readFile(new URL('../../docs/limits.md', import.meta.url), 'utf8');
const entry = fileURLToPath(new URL('../../lib/entries/index.ts', import.meta.url));

/** Lines of a function of x and y, which are Scalars, of the plain number n and of the boolean ok. */
const found = [
  'if (x) return 1;',
  'if (sin(x)) return 1;',
  'while (x) n++;',
  'do n++; while (sin(x));',
  'for (; x; ) n++;',
  'return x ? 1 : 2;',
  'return sin(x) ? 1 : 2;',
  'return x && y;',
  'return x || y;',
  'return !x;',
  'return [x, y].filter((z) => z);',
  'return [x, y].some((z) => sin(z));',
];
const missed = ['return -x;', 'return Boolean(x);', 'return [x, y].filter(Boolean);'];
const right = ['if (ok) return 1;', 'if (gt(x, 0) && !eq(x, y)) return -n;', 'return x ?? y;'];

describe.skipIf(!ready)('the rule with types that docs/limits.md names', () => {
  let folder: string;
  const messages = new Map<string, readonly string[]>();

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'lint-'));
    const lines = [...found, ...missed, ...right];
    const head = `import { eq, gt, type Scalar, sin } from ${JSON.stringify(entry)};\n`;
    const text = lines.map(
      (line, i) =>
        `export function f${i}(x: Scalar, y: Scalar, n: number, ok: boolean): unknown { ${line} return ok; }`,
    );
    await writeFile(join(folder, 'f.ts'), `${head}${text.join('\n')}\nvoid [eq, gt, sin];\n`);
    const compilerOptions = { strict: true, module: 'NodeNext', allowImportingTsExtensions: true, noEmit: true };
    await writeFile(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['f.ts'] }));
    const load = createRequire(new URL('./package.json', import.meta.url));
    const { ESLint } = load('eslint') as { ESLint: typeof Linter };
    const block = /```js\n(\/\/ with types[\s\S]*?)```/.exec(page)?.[1] as string;
    const rules = new Function(`return { ${block} }`)() as Record<string, never>;
    const linter = new ESLint({
      cwd: folder,
      overrideConfigFile: true,
      overrideConfig: {
        files: ['**/*.ts'],
        languageOptions: {
          parser: load('@typescript-eslint/parser') as never,
          parserOptions: { projectService: true, tsconfigRootDir: folder },
        },
        plugins: { '@typescript-eslint': load('@typescript-eslint/eslint-plugin') as never },
        rules,
      },
    });
    const [result] = await linter.lintFiles(['f.ts']);
    for (const [i, line] of lines.entries()) {
      messages.set(
        line,
        result!.messages.filter(({ line: at }) => at === i + 2).map(({ ruleId }) => String(ruleId)),
      );
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  const rule = '@typescript-eslint/strict-boolean-expressions';
  test.each(found)('finds %s', (line) => {
    expect(messages.get(line)).toContain(rule);
    expect(new Set(messages.get(line))).toEqual(new Set([rule]));
  });
  test.each(missed)('misses, as the page says: %s', (line) => expect(messages.get(line)).toEqual([]));
  test.each(right)('lets through %s', (line) => expect(messages.get(line)).toEqual([]));
});
