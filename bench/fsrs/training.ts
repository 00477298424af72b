import { createRequire } from 'node:module';
import * as native from '../../examples/fsrs/native.ts';
import * as operators from '../../examples/fsrs/operators.ts';
import { drawReviews } from '../../examples/fsrs/reviews.ts';
import { train } from '../../examples/fsrs/training.ts';
import { type Card, high, initial, low, record } from '../../examples/fsrs/weights.ts';
import { type Scalar, valueAndGrad } from '../../lib/entries/index.ts';

// node training.mjs VARIANT CARDS ROUNDS: milliseconds of CPU time, the least found, and the loss at the end.
const [variant, count, rounds] = process.argv.slice(2) as [string, string, string];
const cards = drawReviews(Number(count));
const range = { initial, low, high };
const STEPS = 30;

type Run = () => number | Promise<number>;

/** By a record of parameters, or by an array of them of which the record is made inside. */
const gradients = {
  'native, record': () => valueAndGrad(native.loss)(record(initial), cards).value,
  'native, array': () => valueAndGrad((w: readonly Scalar[]) => native.loss(record(w), cards))(initial).value,
  'operations, record': () => valueAndGrad(operators.loss)(record(initial), cards).value,
  'operations, array': () => valueAndGrad((w: readonly Scalar[]) => operators.loss(record(w), cards))(initial).value,
};

const runs: Readonly<Record<string, Run>> = {
  'loss, native': () => native.loss(record(initial), cards),
  'loss, operations': () => operators.loss(record(initial), cards) as number,
  ...gradients,
  'training, native': () => {
    const evaluate = valueAndGrad((w: readonly Scalar[]) => native.loss(record(w), cards));
    return train(evaluate, range, STEPS).loss;
  },
  'training, binding': () => official(cards),
};

/** Trains by the official package, and measures its parameters by our loss. */
async function official(cards: readonly Card[]): Promise<number> {
  const { computeParameters, FSRSBindingItem, FSRSBindingReview } = createRequire(`${process.cwd()}/bench/others/`)(
    '@open-spaced-repetition/binding',
  );
  // An item is a review after days with all that came before it.
  const items = cards.flatMap((card) =>
    card.flatMap((review, i) => {
      if (i === 0 || review.days === 0) return [];
      return [new FSRSBindingItem(card.slice(0, i + 1).map(({ rating, days }) => new FSRSBindingReview(rating, days)))];
    }),
  );
  const w: number[] = await computeParameters(items, { enableShortTerm: true, numRelearningSteps: 1 });
  return native.loss(record(w), cards);
}

const run = runs[variant];
if (run === undefined) console.log(JSON.stringify(Object.keys(runs)));
else {
  let least = Number.POSITIVE_INFINITY;
  let loss = Number.NaN;
  for (let round = 0; round < Number(rounds); round++) {
    const since = process.cpuUsage();
    loss = await run();
    const { user, system } = process.cpuUsage(since);
    least = Math.min(least, (user + system) / 1000);
  }
  console.log(JSON.stringify({ milliseconds: least, loss }));
}
