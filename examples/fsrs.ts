/**
 * FSRS-6, the model of memory behind flash cards, trained on reviews: 21 parameters in a record, a loop over cards, and
 * branches by how a review went. The gradient is a record like that of the parameters. The model in ordinary arithmetic is
 * fsrs/native.ts, in operations fsrs/operators.ts.
 */
import { grad, ravel, valueAndGrad } from '../lib/entries/index.ts';
import { loss } from './fsrs/native.ts';
import { drawReviews } from './fsrs/reviews.ts';
import { train } from './fsrs/training.ts';
import { high, initial, low, record } from './fsrs/weights.ts';

const cards = drawReviews(200);
const { recall } = grad(loss)(record(initial), cards);
console.log(
  `loss ${loss(record(initial), cards).toFixed(5)}; its slope by the gain of a recall ${recall.gain.toFixed(5)}`,
);

// The optimiser has lists, the loss a record: ravel turns each into the other.
const { flat, unravel } = ravel(record(initial));
const lossAt = valueAndGrad(loss);
const evaluate = (w: readonly number[]): { value: number; gradient: readonly number[] } => {
  const { value, gradient } = lossAt(unravel(w), cards);
  return { value, gradient: ravel(gradient).flat };
};
const range = { initial: flat, low: ravel(record(low)).flat, high: ravel(record(high)).flat };
const trained = train(evaluate, range, 30);
const { start } = unravel(trained.w);
console.log(
  `after 30 steps ${trained.loss.toFixed(5)}; memory begins at ${start.map((days) => days.toFixed(2)).join(', ')} days`,
);
