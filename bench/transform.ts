// Question: how long does the transform of native arithmetic take on a file of 10,000 lines?
import { transform } from '../lib/source/transform.ts';
import { largeFile } from '../spec/source/large-file.ts';
import { parseOxc } from '../spec/source/parsers.ts';
import type { Call, Case, Variant } from './measure.ts';

const LINES = 10_000;

/** How many of the file's functions a text has, each once. */
const functionsOf = (text: string): number => new Set(text.match(/\bfunction acceleration\d+/g)).size;

const source = ([lines]: number[]): string => largeFile(lines!);

function variant(name: string, run: (code: string) => string): Variant {
  let first = 0;
  return {
    name,
    work: LINES,
    prepare: (): Call => {
      const code = source([LINES]);
      const start = performance.now();
      run(code);
      first = performance.now() - start;
      return (x) => functionsOf(run(source(x)));
    },
    expected: (x) => functionsOf(source(x)),
    gauge: () => `first call ${first.toFixed(0)} ms`,
  };
}

const transformed = (code: string): ReturnType<typeof transform> =>
  transform(code, { parse: parseOxc, file: 'large.ts' });

const cases: Case[] = [
  {
    title: 'a TypeScript file of 10,000 lines, by oxc-parser',
    sample: (random) => [LINES + Math.floor(100 * random())],
    baselines: ['parse'],
    smoke: true,
    variants: [
      variant('parse', (code) => {
        parseOxc(code, 'large.ts');
        return code;
      }),
      variant('parse and transform', (code) => transformed(code)!.code),
      variant('parse, transform and map', (code) => {
        const { code: text, map } = transformed(code)!;
        if (map.mappings.length === 0) throw new Error('no source map');
        return text;
      }),
    ],
  },
];

export default cases;
