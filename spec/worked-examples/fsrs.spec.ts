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

/** The slopes of a record agree with differences; `record` lays them out as it does the parameters. */
function expectSlopes(gradient: Weights): void {
  const sizes = record(expected.map(({ slope, error }) => ({ slope, error })));
  const compare = (got: unknown, want: unknown, path: string): number => {
    if (typeof got === 'number') {
      const { slope, error } = want as (typeof expected)[number];
      expect(Math.abs(got - slope), path).toBeLessThanOrEqual(1e-8 * Math.abs(slope) + 10 * error);
      return 1;
    }
    expect(Object.keys(got as object), path).toEqual(Object.keys(want as object));
    return Object.entries(got as object).reduce(
      (count, [key, child]) => count + compare(child, (want as Record<string, unknown>)[key], `${path}.${key}`),
      0,
    );
  };
  expect(compare(gradient, sizes, 'gradient')).toBe(21);
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
    const slope = grad((w: readonly Scalar[]) => loss(record(w), few));
    const compiled = compile(slope);
    for (const [i, s] of slope(at).entries()) expect(compiled(at)[i]).toBeCloseTo(s, 12);
    expect(compiled.stats.paths).toBe(1);
  });
});
