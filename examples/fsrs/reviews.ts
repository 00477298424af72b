/** Reviews of cards by somebody whose memory follows the model, with parameters that are drawn; the same for the same seed. */
import { advance, begin, recall } from './native.ts';
import { type Card, high, initial, low, type Review, record } from './weights.ts';

export function drawReviews(n: number, seed = 7): Card[] {
  let state = seed;
  const random = (): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  const truth = record(initial.map((x, i) => Math.min(Math.max(x * (0.6 + 0.8 * random()), low[i]!), high[i]!)));
  return Array.from({ length: n }, () => {
    let rating = random() < 0.3 ? 1 : random() < 0.2 ? 2 : random() < 0.8 ? 3 : 4;
    const card: Review[] = [{ rating, days: 0 }];
    let [s, d] = begin(truth, rating);
    const length = 4 + Math.floor(random() * 8);
    for (let i = 0; i < length; i++) {
      const days = random() < 0.1 ? 0 : Math.max(1, Math.round(s * (0.5 + random())));
      const r = days === 0 ? 1 : recall(truth, days, s);
      if (days === 0) rating = random() < 0.2 ? 1 : 3;
      else rating = random() < r ? (random() < 0.15 ? 2 : random() < 0.85 ? 3 : 4) : 1;
      card.push({ rating, days });
      [s, d] = advance(truth, s, d, days, rating, r);
    }
    return card;
  });
}
