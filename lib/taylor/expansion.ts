import type { Scalar } from '../scalar.ts';

/** The result of an op, kept by its row and its operands. */
interface Result<S> {
  readonly row: object;
  readonly x: Scalar;
  readonly y: Scalar | undefined;
  readonly result: S;
}

/** What the numbers of one Taylor expansion share. S are those numbers. */
export class Expansion<S> {
  /** The last coefficient wanted. */
  readonly order: number;
  /** While an op is composed of its partials: the results of ops, by their first operand. */
  private results: Map<Scalar, Result<S>[]> | undefined;

  constructor(order: number) {
    this.order = order;
  }

  /** Whether partials are being composed, and series are therefore lazy. */
  get isComposing(): boolean {
    return this.results !== undefined;
  }

  /** Runs `make` with results kept, so that the sine finds itself in the derivative of its cosine. */
  compose<T>(make: () => T): T {
    if (this.results !== undefined) return make();
    this.results = new Map();
    try {
      return make();
    } finally {
      this.results = undefined;
    }
  }

  /** The result kept of an op. */
  find(row: object, x: Scalar, y: Scalar | undefined): S | undefined {
    const results = this.results?.get(x);
    // By Object.is, because −0 is another operand than 0.
    return results?.find((r) => r.row === row && Object.is(r.x, x) && Object.is(r.y, y))?.result;
  }

  /** Keeps the result of an op. */
  keep(row: object, x: Scalar, y: Scalar | undefined, result: S): void {
    const results = this.results?.get(x);
    if (results === undefined) this.results?.set(x, [{ row, x, y, result }]);
    else results.push({ row, x, y, result });
  }
}
