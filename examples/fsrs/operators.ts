/** FSRS-6 in operations of the library. */
import { add, div, exp, expm1, log, max, min, mul, neg, pow, type Scalar, sub } from '../../lib/entries/index.ts';
import type { Card, Weights } from './weights.ts';

type W = Weights<Scalar>;

const clamp = (x: Scalar, low: number, high: Scalar): Scalar => min(max(x, low), high);
const clampDays = (s: Scalar): Scalar => clamp(s, 1e-3, 36500);

const firstDifficulty = ({ difficulty }: W, rating: number): Scalar =>
  add(sub(difficulty.start, exp(mul(rating - 1, difficulty.spread))), 1);

const begin = (w: W, rating: number): [Scalar, Scalar] => [
  max(w.start[rating - 1] as Scalar, 1e-3),
  clamp(firstDifficulty(w, rating), 1, 10),
];

const recall = ({ decay }: W, days: number, s: Scalar): Scalar =>
  pow(add(1, div(mul(expm1(div(-Math.log(0.9), decay)), days), s)), neg(decay));

function sameDay({ sameDay: { gain, shift, saturation } }: W, s: Scalar, rating: number): Scalar {
  const k = mul(pow(s, neg(saturation)), exp(mul(gain, add(rating - 3, shift))));
  return clampDays(mul(s, rating >= 2 ? max(k, 1) : k));
}

function lapsed({ lapse, sameDay }: W, s: Scalar, d: Scalar, r: Scalar): Scalar {
  const kept = mul(mul(lapse.gain, pow(d, neg(lapse.difficulty))), sub(pow(add(s, 1), lapse.stability), 1));
  const most = clampDays(mul(kept, exp(mul(sub(1, r), lapse.forgetting))));
  return clamp(div(s, exp(mul(sameDay.gain, sameDay.shift))), 1e-3, most);
}

function recalled({ recall }: W, s: Scalar, d: Scalar, r: Scalar, rating: number): Scalar {
  const scale = mul(mul(exp(recall.gain), sub(11, d)), pow(s, neg(recall.saturation)));
  let k = mul(scale, sub(exp(mul(sub(1, r), recall.forgetting)), 1));
  if (rating === 2) k = mul(k, recall.hard);
  if (rating === 4) k = mul(k, recall.easy);
  return clampDays(mul(s, add(1, k)));
}

function advance(w: W, s: Scalar, d: Scalar, days: number, rating: number, r: Scalar): [Scalar, Scalar] {
  const next = days === 0 ? sameDay(w, s, rating) : rating === 1 ? lapsed(w, s, d, r) : recalled(w, s, d, r, rating);
  const { change, reversion } = w.difficulty;
  const moved = add(d, div(mul(mul(neg(change), rating - 3), sub(10, d)), 9));
  return [next, clamp(add(mul(reversion, firstDifficulty(w, 4)), mul(sub(1, reversion), moved)), 1, 10)];
}

/** Mean negative log likelihood of how the reviews of all cards went. */
export function loss(w: W, cards: readonly Card[]): Scalar {
  let total: Scalar = 0;
  let count = 0;
  for (const [first, ...reviews] of cards) {
    let [s, d] = begin(w, first?.rating as number);
    for (const { rating, days } of reviews) {
      const r = days === 0 ? 1 : recall(w, days, s);
      if (days > 0) {
        total = sub(total, log(rating > 1 ? r : sub(1, r)));
        count++;
      }
      [s, d] = advance(w, s, d, days, rating, r);
    }
  }
  return div(total, count);
}
