import { afterAll, describe, expect, test } from 'vitest';
import type { Scalar } from '../../lib/entries/forward.ts';
import { binary } from './data.ts';
import { closeForComposition, closeForOp, examine, expectDigits } from './examine.ts';
import { binaryCompositions, binaryOps } from './functions.ts';
import { type Field, modes } from './modes.ts';
import { sentence, Worst } from './worst.ts';

const worst = new Worst();
afterAll(() => worst.print('Functions of two arguments, all partials to order 3'));

describe.each([
  { kind: 'row', functions: binaryOps, close: closeForOp },
  { kind: 'composition', functions: binaryCompositions, close: closeForComposition },
])('as a $kind', ({ kind, functions, close }) => {
  test.each(Object.keys(functions))('%s and its partials to order 3', (name) => {
    const op = functions[name] as (x: Scalar, y: Scalar) => Scalar;
    const f: Field = ([x, y]) => op(x as Scalar, y as Scalar);
    const cases = binary.get(name) ?? [];
    const comparisons = modes.flatMap((mode) => cases.flatMap((c) => examine(name, mode, f, c)));
    worst.note(comparisons);
    expect(cases.length).toBeGreaterThan(0);
    expect(comparisons.filter((c) => !close(c)).map(sentence)).toEqual([]);
    if (kind === 'row') expectDigits(name, comparisons);
  });
});
