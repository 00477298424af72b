/** Training by Adam on all reviews at once. */

/** A loss and its gradient, where w is. */
export type Evaluate = (w: readonly number[]) => { readonly value: number; readonly gradient: readonly number[] };

/** Where training begins, and what each parameter may be. */
export interface Range {
  readonly initial: readonly number[];
  readonly low: readonly number[];
  readonly high: readonly number[];
}

/** The trained parameters and their loss. Steps are measured by the size of a parameter, and shrink to nothing. */
export function train(
  evaluate: Evaluate,
  { initial, low, high }: Range,
  steps: number,
): { readonly w: readonly number[]; readonly loss: number } {
  const w = [...initial];
  const mean = w.map(() => 0);
  const square = w.map(() => 0);
  for (let step = 1; step <= steps; step++) {
    const { gradient } = evaluate(w);
    const pace = 0.08 * (1 - step / (steps + 1));
    for (const [i, slope] of gradient.entries()) {
      const scale = Math.max(initial[i]!, 0.02);
      const g = slope * scale;
      mean[i] = 0.9 * mean[i]! + 0.1 * g;
      square[i] = 0.99 * square[i]! + 0.01 * g * g;
      const direction = mean[i]! / (1 - 0.9 ** step) / (Math.sqrt(square[i]! / (1 - 0.99 ** step)) + 1e-12);
      w[i] = Math.min(Math.max(w[i]! - pace * scale * direction, low[i]!), high[i]!);
    }
  }
  return { w, loss: evaluate(w).value };
}
