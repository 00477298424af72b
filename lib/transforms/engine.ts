import type { Scalar } from '../scalar.ts';

/** A function to differentiate, its further arguments bound. */
export type Bound = (xs: Scalar[]) => unknown;

/** f(x) and its gradient, as Scalars one level out. */
export interface Gradients {
  readonly value: Scalar;
  readonly gradient: Scalar[];
}

/** f(x) and a row of derivatives for each output, as Scalars one level out. */
export interface Rows {
  readonly value: Scalar[];
  readonly rows: Scalar[][];
}

/** One way to differentiate. `name` is the verb to name in errors. */
export interface Engine {
  /** Whether it goes by lanes, so that `lanes` can be asked for. */
  readonly hasLanes: boolean;
  readonly gradient: (name: string, f: Bound, xs: readonly Scalar[], lanes: number | undefined) => Gradients;
  readonly rows: (name: string, f: Bound, xs: readonly Scalar[], lanes: number | undefined) => Rows;
}

/** The modes of an entry, by name; the first is taken where none is asked for. */
export type Engines<M extends string> = Readonly<Record<M, Engine>>;
