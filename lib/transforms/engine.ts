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

/** A method of differentiation. `name` is the verb to name in errors. */
export interface Engine {
  /** Whether the option `lanes` applies. */
  readonly hasLanes: boolean;
  readonly gradient: (name: string, f: Bound, xs: readonly Scalar[], lanes: number | undefined) => Gradients;
  readonly rows: (
    name: string,
    f: (xs: Scalar[]) => readonly Scalar[],
    xs: readonly Scalar[],
    lanes: number | undefined,
  ) => Rows;
}

/** The modes of an entry, by name. The first is the default. */
export type Engines<M extends string> = Readonly<Record<M, Engine>>;
