import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { describe, expect, test } from 'vitest';
import { transform } from '../../lib/source/transform.ts';
import { constructs } from './constructs.ts';
import { largeFile } from './large-file.ts';
import { parseOxc } from './parsers.ts';

const WORD = /[\w$\u0080-\uffff]+|[^\s\w$\u0080-\uffff]/g;

interface Word {
  readonly text: string;
  readonly line: number;
  readonly column: number;
}

function words(code: string): Word[] {
  return code
    .split('\n')
    .flatMap((text, i) =>
      [...text.matchAll(WORD)].map((match) => ({ text: match[0], line: i + 1, column: match.index })),
    );
}

/** The words of the output that map to the same word of the source, as `line:column` there. */
function mapped(code: string, split: boolean): { readonly output: Word[]; readonly origins: (Word | undefined)[] } {
  const result = transform(code, { parse: parseOxc, file: 'src/file.ts', whole: true, split });
  if (result === undefined) return { output: words(code), origins: words(code) };
  const lines = code.split('\n');
  const map = new TraceMap(result.map as never);
  const output = words(result.code);
  const origins = output.map(({ text, line, column }) => {
    const origin = originalPositionFor(map, { line, column });
    if (origin.line === null || origin.column === null) return undefined;
    if (!lines[origin.line - 1]!.startsWith(text, origin.column)) return undefined;
    return { text, line: origin.line, column: origin.column };
  });
  return { output, origins };
}

/** The words that the transformation replaces; every other word of the source stands in the output. */
const REPLACED =
  /^(?:typeof|Math|Number|Object|is[A-Z]?\w*|parseFloat|Float64Array|includes|indexOf|lastIndexOf|globalThis|use|grad|sin|cos|max|sqrt|hypot|abs)$/;

const sources: readonly (readonly [string, string])[] = [
  ...constructs.map(([name, source]) => [name, source] as const),
  ['a large file', largeFile(300)],
];

describe.each(sources)('%s', (_, source) => {
  test('each word of the source that stays maps to itself', () => {
    const { origins } = mapped(source, false);
    const kept = new Set(origins.flatMap((origin) => (origin ? [`${origin.line}:${origin.column}`] : [])));
    const lost = words(source).filter(({ line, column }) => !kept.has(`${line}:${column}`));
    const names = lost.filter(({ text }) => /^[a-z]\w*$/i.test(text));
    for (const { text } of names) expect(text).toMatch(REPLACED);
  });

  test('in both copies words map to themselves', () => {
    const { output, origins } = mapped(source, true);
    const ours = output.filter((_, i) => origins[i] === undefined);
    for (const { text } of ours)
      expect(text).toMatch(
        /^(?:[$][\w$]*|\W|\d+|if|count|return|function|call|this|let|null|void|import|as|from|dualgrad|native|runtime|Math)$/,
      );
  });

  test('without a second copy lines keep their numbers', () => {
    const code = transform(source, { parse: parseOxc, file: 'src/file.ts', whole: true, split: false })?.code ?? source;
    expect(code.split('\n')).toHaveLength(source.split('\n').length);
    const { output, origins } = mapped(source, false);
    origins.forEach((origin, i) => {
      if (origin && /^\w{2,}$/.test(origin.text)) expect(output[i]!.line).toBe(origin.line);
    });
  });
});

test('a call of ours maps to the operation that it stands for', () => {
  const code = 'const f = (x) =>\n  1 + x * -x;';
  const result = transform(code, { parse: parseOxc, file: 'src/file.ts', whole: true, split: false })!;
  const map = new TraceMap(result.map as never);
  const line = result.code.split('\n')[1]!;
  const origin = (text: string): unknown => originalPositionFor(map, { line: 2, column: line.indexOf(text) });
  expect(line).toBe('  $add(1, $mul(x, $neg(x)));');
  expect(origin('$add')).toMatchObject({ line: 2, column: 2 });
  expect(origin('$mul')).toMatchObject({ line: 2, column: 6 });
  expect(origin('$neg')).toMatchObject({ line: 2, column: 10 });
});

test('the map names its file and holds the source', () => {
  const code = 'const f = (x) => -x;';
  const { map } = transform(code, { parse: parseOxc, file: 'src/file.ts', whole: true })!;
  expect(map).toMatchObject({
    version: 3,
    file: 'file.ts',
    sources: ['src/file.ts'],
    sourcesContent: [code],
    names: [],
  });
});
