import type { Scalar } from '../scalar.ts';
import { runningError } from './running-error.ts';

/** The numbers of f at x + h and at x − h; none where f throws. */
export interface Rung {
  readonly h: number;
  readonly up: readonly number[];
  readonly down: readonly number[];
}

/** No power of 2: steps that are whole numbers would miss what has period 1. */
const FIRST = 0.23;
const SHRINK = 4;

/** The last rung at x = 0, where no rounding of x ends the ladder: h = 1e-46. */
const LAST_AT_ZERO = 75;

/** As many rungs are read without a search. */
const FEW = 28;

/** How many rungs are read above and below the finest at which f stands out of its rounding. */
const ABOVE = 12;
const BELOW = 5;

/**
 * f at steps to both sides of input j, each a quarter of the one before, from a quarter of |x|, or of 1 where that is more,
 * down to the rounding of x. A rung is computed when it is first read.
 */
export class Ladder {
  private readonly length: number;
  private readonly f: (xs: readonly Scalar[]) => readonly Scalar[];
  private readonly numbers: (xs: readonly number[]) => number[];
  private readonly at: readonly number[];
  private readonly j: number;
  private readonly first: number;
  private readonly rungs: (Rung | undefined)[] = [];
  private readonly errors: ((readonly number[])[] | undefined)[] = [];

  /** `numbers` is f on plain numbers. */
  constructor(
    f: (xs: readonly Scalar[]) => readonly Scalar[],
    numbers: (xs: readonly number[]) => number[],
    at: readonly number[],
    j: number,
    scale: number | undefined,
  ) {
    this.f = f;
    this.numbers = numbers;
    this.at = at;
    this.j = j;
    const x = at[j]!;
    this.first = FIRST * (scale ?? Math.max(Math.abs(x), 1));
    let length = 0;
    while (this.step(length) > 0 && (x !== 0 || length <= LAST_AT_ZERO)) length++;
    this.length = length;
  }

  rung(k: number): Rung {
    let rung = this.rungs[k];
    if (rung === undefined) {
      const h = this.step(k);
      rung = { h, up: this.numbersAt(h), down: this.numbersAt(-h) };
      this.rungs[k] = rung;
    }
    return rung;
  }

  /** What the rounding of output i may come to at rung k. */
  roundingAt(k: number, i: number): number {
    let errors = this.errors[k];
    if (errors === undefined) {
      const h = this.step(k);
      errors = [h, -h].map((shift) => runningError(this.f, this.shifted(shift))?.bounds ?? []);
      this.errors[k] = errors;
    }
    return Math.max(...errors.map((bounds) => bounds[i] ?? 0));
  }

  /**
   * The rungs to read, coarsest first: all where they are few; else those around the finest at which `standsOut` holds, found
   * by bisection, and all that were read before.
   */
  choice(standsOut: (rung: Rung) => boolean): number[] {
    const all = Array.from({ length: this.length }, (_, k) => k);
    if (this.length <= FEW) return all;
    let low = 0;
    let high = this.length;
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (standsOut(this.rung(middle))) low = middle;
      else high = middle;
    }
    this.rung(0);
    return all.filter((k) => this.rungs[k] !== undefined || (k >= low - ABOVE && k <= low + BELOW));
  }

  /** The k-th step, rounded so that |x| + h is a double. */
  private step(k: number): number {
    const size = Math.abs(this.at[this.j]!);
    return size + this.first / SHRINK ** k - size;
  }

  /** None where f throws: it may be defined around x only. */
  private numbersAt(h: number): number[] {
    try {
      return this.numbers(this.shifted(h));
    } catch {
      return [];
    }
  }

  private shifted(h: number): number[] {
    return this.at.map((x, i) => (i === this.j ? x + h : x));
  }
}
