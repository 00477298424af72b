import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import * as dualgrad from '../lib/entries/index.ts';
import { native } from '../lib/entries/native.ts';
import { withoutNativeArithmetic } from './native/advice.ts';

withoutNativeArithmetic();

const { add, exp, mul, sum } = dualgrad;
type Scalar = dualgrad.Scalar;

const page = readFileSync(new URL('../docs/recipes.md', import.meta.url), 'utf8');
const tables = page.slice(page.indexOf('## Coming from')).split(/^### /m).slice(1);

/** The code in the last column of a table, without shapes of results and what is left out. */
function code(text: string): string[] {
  const cells = text.split('\n').flatMap((line) => /^\|.*\| (.*) \|$/.exec(line)?.[1] ?? []);
  const spans = cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!));
  return spans.filter((span) => span.includes('(') && !span.includes('…'));
}

/** What f and x may stand for: a call is right if it is for one of them. */
const settings: readonly Readonly<Record<string, unknown>>[] = [
  { f: (x: Scalar) => mul(x, exp(x)), x: 2, v: 1 },
  { f: (xs: readonly Scalar[]) => sum(xs.map(exp)), x: [1, 2], v: [0, 1], out: [0, 0] },
  { f: (xs: readonly Scalar[]) => xs.map(exp), x: [1, 2] },
  { f: ({ W, b }: { W: Scalar[]; b: Scalar }) => add(sum(W), b) },
  { f: (...xs: readonly (readonly Scalar[])[]) => sum(xs.flat()), a: [1], b: [2] },
];

const fixed = {
  ...dualgrad,
  native,
  ...{ g: exp, h: exp, a: 1, b: 2, W: [3, 4], order: 3, d: dualgrad.dual(1, 2) },
  ...{ xs: [1, 2, 3], ys: [2, 3, 4], A: [[1, 2]], B: [[3], [4]], q: 0.5, k: 1 },
  rule: () => undefined,
};

test.each(tables.map((text) => [text.split('\n')[0]!, text] as const))('coming from %s: each call runs', (_, text) => {
  const calls = code(text);
  expect(calls.length).toBeGreaterThan(1);
  for (const call of calls) {
    const failures = settings.map((setting) => {
      const names = { x: 2, ...fixed, v: [1, 2], ...setting };
      try {
        const result: unknown = new Function(...Object.keys(names), `return ${call};`)(...Object.values(names));
        return result === undefined ? 'no result' : '';
      } catch (error) {
        return (error as Error).message;
      }
    });
    expect(failures, call).toContain('');
  }
});
