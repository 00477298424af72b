'use grad';
/** FSRS-6 in ordinary arithmetic. */
import { type Native, native } from '../../lib/entries/native.ts';
import type { Card, Weights } from './weights.ts';

const clamp = (x: number, low: number, high: number): number => Math.min(Math.max(x, low), high);
const clampDays = (s: number): number => clamp(s, 1e-3, 36500);

const firstDifficulty = (w: Weights, rating: number): number =>
  w.difficulty.start - Math.exp((rating - 1) * w.difficulty.spread) + 1;

/** Stability and difficulty after the first review. */
export const begin = (w: Weights, rating: number): [number, number] => [
  Math.max(w.start[rating - 1]!, 1e-3),
  clamp(firstDifficulty(w, rating), 1, 10),
];

/** The probability of recall some days after a review. */
export const recall = (w: Weights, days: number, s: number): number =>
  (1 + (Math.expm1(-Math.log(0.9) / w.decay) * days) / s) ** -w.decay;

/** Stability and difficulty after a later review; r is the probability of recall before it. */
export function advance(w: Weights, s: number, d: number, days: number, rating: number, r: number): [number, number] {
  let next: number;
  if (days === 0) {
    const k = s ** -w.sameDay.saturation * Math.exp(w.sameDay.gain * (rating - 3 + w.sameDay.shift));
    next = clampDays(s * (rating >= 2 ? Math.max(k, 1) : k));
  } else if (rating === 1) {
    const { gain, difficulty, stability, forgetting } = w.lapse;
    const lapsed = clampDays(gain * d ** -difficulty * ((s + 1) ** stability - 1) * Math.exp((1 - r) * forgetting));
    next = clamp(s / Math.exp(w.sameDay.gain * w.sameDay.shift), 1e-3, lapsed);
  } else {
    const { gain, saturation, forgetting, hard, easy } = w.recall;
    let k = Math.exp(gain) * (11 - d) * s ** -saturation * (Math.exp((1 - r) * forgetting) - 1);
    if (rating === 2) k *= hard;
    if (rating === 4) k *= easy;
    next = clampDays(s * (1 + k));
  }
  const { change, reversion } = w.difficulty;
  const moved = d + (-change * (rating - 3) * (10 - d)) / 9;
  return [next, clamp(reversion * firstDifficulty(w, 4) + (1 - reversion) * moved, 1, 10)];
}

const names = { clamp, clampDays, firstDifficulty, begin, recall, advance };

/** Mean negative log likelihood of how the reviews of all cards went. */
export const loss: Native<(w: Weights, cards: readonly Card[]) => number> = native(
  (w: Weights, cards: readonly Card[]) => {
    let total = 0;
    let count = 0;
    for (const [first, ...reviews] of cards) {
      let [s, d] = begin(w, first!.rating);
      for (const { rating, days } of reviews) {
        const r = days === 0 ? 1 : recall(w, days, s);
        if (days > 0) {
          total -= Math.log(rating > 1 ? r : 1 - r);
          count++;
        }
        [s, d] = advance(w, s, d, days, rating, r);
      }
    }
    return total / count;
  },
  names,
);
