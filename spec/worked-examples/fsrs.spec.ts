import { describe, expect, test } from 'vitest';
import * as native from '../../examples/fsrs/native.ts';
import * as operators from '../../examples/fsrs/operators.ts';
import { drawReviews } from '../../examples/fsrs/reviews.ts';
import { type Card, initial, record, type Weights } from '../../examples/fsrs/weights.ts';
import { compile, grad, type Scalar } from '../../lib/entries/index.ts';
import { slopes } from '../corpus/differences.ts';

/** The model on an array, as it was given to us. */
interface Reference {
  readonly loss: (w: readonly number[], cards: readonly Card[]) => number;
  readonly reviews: (n: number) => Card[];
}
const reference = (await import(new URL('../data/fsrs/fsrs.mjs', import.meta.url).href)) as Reference;

const cards = drawReviews(40);
const losses: Readonly<Record<string, (w: Weights<Scalar>, cards: readonly Card[]) => Scalar>> = {
  'ordinary arithmetic': native.loss,
  operations: operators.loss,
};

/** Away from the published parameters: of 0.001 a difference can't be taken well. */
const at = initial.map((x, i) => x * (1 + 0.01 * Math.sin(i)) + (i === 7 ? 0.02 : 0));
const expected = slopes((w) => reference.loss(w, cards), at);

/** The numbers of a record, in order; and the record with none of them, its shape. */
const numbers = (tree: object): number[] =>
  Object.values(tree).flatMap((x) => (typeof x === 'object' ? numbers(x) : x));
const shape = (tree: object): string => JSON.stringify(tree, (_, x) => (typeof x === 'number' ? 0 : x));

/** The slopes of a record agree with differences; `record` lays these out as it does the parameters. */
function expectSlopes(gradient: Weights): void {
  const errors = numbers(record(expected.map(({ error }) => error)));
  const differences = numbers(record(expected.map(({ slope }) => slope)));
  expect(shape(gradient)).toBe(shape(record(at)));
  for (const [i, slope] of numbers(gradient).entries()) {
    expect(Math.abs(slope - differences[i]!)).toBeLessThanOrEqual(1e-8 * Math.abs(slope) + 10 * errors[i]!);
  }
}

test('the reviews are those of the reference', () => {
  expect(cards).toEqual(reference.reviews(40));
});

describe.each(Object.entries(losses))('FSRS-6 in %s', (_, loss) => {
  test('has the loss of the reference, to the bit', () => {
    expect(loss(record(at), cards)).toBe(reference.loss(at, cards));
  });

  test.each(['forward', 'reverse'] as const)('has the gradient of differences in a record, %s', (mode) => {
    expectSlopes(grad(loss, { mode })(record(at), cards));
  });

  test('has the same gradient by an array', () => {
    const flat = grad((w: readonly Scalar[]) => loss(record(w), cards))(at);
    expect(record(flat)).toEqual(grad(loss)(record(at), cards));
  });

  test('compiles, with the reviews of a few cards built in', () => {
    const few = cards.slice(0, 3);
    const slope = grad((w: Weights<Scalar>) => loss(w, few));
    const compiled = compile(slope);
    const got = numbers(compiled(record(at)));
    for (const [i, s] of numbers(slope(record(at))).entries()) expect(got[i]).toBeCloseTo(s, 12);
    expect(compiled.stats.paths).toBe(1);
  });
});
