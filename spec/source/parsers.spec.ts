import { describe, expect, test } from 'vitest';
import { transform } from '../../lib/source/transform.ts';
import { constructs } from './constructs.ts';
import { largeFile } from './large-file.ts';
import { type Parse, parseAcorn, parseOxc, parseWithBabel } from './parsers.ts';

function printed(parse: Parse, code: string, split: boolean): string | undefined {
  return transform(code, { parse, file: 'file.ts', whole: true, split })?.code;
}

describe.each([
  ['acorn', parseAcorn],
  ['@babel/parser', parseWithBabel],
] as const)('from %s come the bytes that come from oxc-parser', (_, parse) => {
  test.each(constructs)('%s', (_, source) => {
    expect(printed(parse, source, false)).toBe(printed(parseOxc, source, false));
    const inside = `function around() { ${source.replaceAll(/\b(?:import\.meta|export default )/g, '')} }`;
    if (/namespace|enum/.test(source)) return;
    expect(printed(parse, inside, true)).toBe(printed(parseOxc, inside, true));
  });

  test('a large file, emoji and all', () => {
    const code = largeFile(500);
    expect(printed(parse, code, true)).toBe(printed(parseOxc, code, true));
  });
});
