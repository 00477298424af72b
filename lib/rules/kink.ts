/** A point without a derivative in the usual sense, and what we promise there. */
export interface Kink {
  readonly at: readonly number[];
  readonly partials: readonly number[];
  readonly why: string;
}
