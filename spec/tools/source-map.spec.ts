import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { transformSync } from 'esbuild';
import { expect, test } from 'vitest';
import { composeMaps, withMap } from '../../lib/tools/source-map.ts';
import { tree } from './tree.ts';

const SOURCE = `interface A { readonly a: number }
export const first = (x: A): number => x.a *
  2;

export function second(y: number): number {
  return first({ a: y }) + needle(y);
}
declare const needle: (x: number) => number;
`;

function placeOf(text: string, word: string): { line: number; column: number } {
  const before = text.slice(0, text.indexOf(word)).split('\n');
  return { line: before.length, column: before.at(-1)!.length };
}

function mapIn(code: string): string {
  const data = code.split('sourceMappingURL=data:application/json;base64,');
  expect(data).toHaveLength(2);
  return Buffer.from(data[1]!.trim(), 'base64').toString();
}

// Two steps of another's making: the types out, then everything on one line.
const first = transformSync(SOURCE, { loader: 'ts', sourcemap: true, sourcefile: 'a.ts' });
const second = transformSync(first.code, { minifyWhitespace: true, sourcemap: true, sourcefile: 'a.js' });

test('two maps make one, word by word', () => {
  const map = composeMaps(JSON.parse(second.map), JSON.parse(first.map));
  const traced = new TraceMap({ version: 3, ...map } as never);
  for (const word of ['needle', 'second', 'first', '2']) {
    const { source, line, column } = originalPositionFor(traced, placeOf(second.code, word));
    expect([source, line, column]).toEqual(['a.ts', ...Object.values(placeOf(SOURCE, word))]);
  }
});

test('a map in a comment is one step, and so is one in a file; one that is missing is none', async () => {
  const root = await tree({ 'dist/a.js.map': first.map.replace('"a.ts"', '"../src/a.ts"') });
  const file = `${root}/dist/a.js`;
  const changed = { code: second.code, map: JSON.parse(second.map) };
  const inline = `${first.code}//# sourceMappingURL=data:application/json;base64,${Buffer.from(first.map).toString('base64')}\n`;
  const text = `${first.code}//# sourceMappingURL=data:application/json,${encodeURIComponent(first.map)}\n`;
  const sources = (before: string): unknown => JSON.parse(mapIn(withMap(changed, before, file))).sources;
  expect(sources(inline)).toEqual([`${root}/dist/a.ts`]);
  expect(sources(text)).toEqual([`${root}/dist/a.ts`]);
  expect(sources(`${first.code}//# sourceMappingURL=a.js.map\n`)).toEqual([`${root}/src/a.ts`]);
  expect(sources(`${first.code}//# sourceMappingURL=absent.js.map\n`)).toEqual([file]);
  expect(sources(first.code)).toEqual([file]);
  const traced = new TraceMap(mapIn(withMap(changed, inline, file)));
  const { line, column } = originalPositionFor(traced, placeOf(second.code, 'needle'));
  expect({ line, column }).toEqual(placeOf(SOURCE, 'needle'));
});
