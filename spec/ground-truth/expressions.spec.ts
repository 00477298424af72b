import { afterAll, describe, expect, test } from 'vitest';
import { formula } from '../support/formula.ts';
import { field } from './data.ts';
import { closeForComposition, examine } from './examine.ts';
import { feynman, nested } from './expressions.ts';
import { modes } from './modes.ts';
import { skipped } from './skipped.ts';
import { sentence, Worst } from './worst.ts';

describe.each([
  { source: 'Nested expressions', expressions: nested },
  { source: 'The Feynman equations', expressions: feynman },
])('$source', ({ source, expressions }) => {
  const worst = new Worst();
  afterAll(() => worst.print(`${source}: gradients and Hessians`));

  const known = expressions.filter(({ id }) => !skipped.has(id));
  test.each(known)('$id: $formula', ({ id, formula: text, variables, cases }) => {
    const f = formula(text, variables);
    const comparisons = modes.flatMap((mode) => cases.flatMap((c) => examine(id, mode, f, field(c))));
    worst.note(comparisons);
    expect(comparisons.filter((c) => !closeForComposition(c)).map(sentence)).toEqual([]);
  });
});
