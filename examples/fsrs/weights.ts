/** The 21 parameters of FSRS-6, a model of human memory, in a record; numbers of kind S. */
export interface Weights<S = number> {
  /** The stability after the first review, in days, by its rating: again, hard, good, easy. */
  readonly start: readonly [S, S, S, S];
  readonly difficulty: { readonly start: S; readonly spread: S; readonly change: S; readonly reversion: S };
  readonly recall: {
    readonly gain: S;
    readonly saturation: S;
    readonly forgetting: S;
    readonly hard: S;
    readonly easy: S;
  };
  readonly lapse: { readonly gain: S; readonly difficulty: S; readonly stability: S; readonly forgetting: S };
  readonly sameDay: { readonly gain: S; readonly shift: S; readonly saturation: S };
  /** The exponent of the forgetting curve. */
  readonly decay: S;
}

/** One review: how it went, and days since the last. */
export interface Review {
  readonly rating: number;
  readonly days: number;
}

/** The reviews of a card, the first of them when it was new. */
export type Card = readonly Review[];

/** A record of what stands in an array in the order of the publication, w[0] to w[20]. */
export function record<S>(w: readonly S[]): Weights<S> {
  const at = (i: number): S => w[i] as S;
  return {
    start: [at(0), at(1), at(2), at(3)],
    difficulty: { start: at(4), spread: at(5), change: at(6), reversion: at(7) },
    recall: { gain: at(8), saturation: at(9), forgetting: at(10), hard: at(15), easy: at(16) },
    lapse: { gain: at(11), difficulty: at(12), stability: at(13), forgetting: at(14) },
    sameDay: { gain: at(17), shift: at(18), saturation: at(19) },
    decay: at(20),
  };
}

/** Where training begins: the published parameters, as published. */
export const initial: readonly number[] = [
  0.212, 1.2931, 2.3065, 8.2956, 6.4133, 0.8334, 3.0194, 1e-3, 1.8722, 0.1666, 0.796, 1.4835, 0.0614, 0.2629, 1.6483,
  0.6014, 1.8729, 0.5425, 0.0912, 0.0658, 0.1542,
];

/** What each may be. */
export const low: readonly number[] = [
  1e-3, 1e-3, 1e-3, 1e-3, 1, 1e-3, 1e-3, 1e-3, 0, 0, 1e-3, 1e-3, 1e-3, 1e-3, 0, 0, 1, 0, 0, 0.01, 0.1,
];
export const high: readonly number[] = [
  100, 100, 100, 100, 10, 4, 4, 0.75, 4.5, 0.8, 3.5, 5, 0.25, 0.9, 4, 1, 6, 2, 2, 0.8, 0.8,
];
