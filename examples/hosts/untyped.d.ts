/** What the examples call of packages that bring no types. */

declare module 'newton-raphson-method' {
  type Real = (x: number) => number;
  /** A zero of f, or false where there is none in reach. */
  export default function newtonRaphson(f: Real, slope: Real, start: number, options?: object): number | false;
}

declare module 'modified-newton-raphson' {
  type Real = (x: number) => number;
  /** A zero of f, which may be a multiple one, or false where there is none in reach. */
  export default function modified(f: Real, slope: Real, second: Real, start: number): number | false;
  export default function modified(f: Real, start: number): number | false;
}

declare module 'fmin/index.js' {
  /** The least value of f, which writes its gradient into its second argument. */
  export function conjugateGradient(
    f: (x: number[], gradient: number[]) => number,
    start: number[],
    options?: { maxIterations?: number },
  ): { readonly x: number[]; readonly fx: number };
}

declare module 'numeric' {
  type Vector = number[];
  interface Found {
    readonly solution: Vector;
    readonly f: number;
    readonly iterations: number;
  }
  const numeric: {
    uncmin(f: (x: Vector) => number, start: Vector, tolerance?: number, gradient?: (x: Vector) => Vector): Found;
  };
  export default numeric;
}

declare module 'nlopt-js' {
  type Real = (x: Float64Array, gradient: Float64Array | null) => number;
  class Optimize {
    constructor(algorithm: unknown, size: number);
    setMinObjective(f: Real, tolerance: number): void;
    addInequalityConstraint(f: Real, tolerance: number): void;
    setLowerBounds(bounds: readonly number[]): void;
    optimize(start: readonly number[]): {
      readonly success: boolean;
      readonly x: readonly number[];
      readonly value: number;
    };
  }
  const nlopt: {
    readonly ready: Promise<void>;
    readonly Optimize: typeof Optimize;
    readonly Algorithm: Readonly<Record<'LD_SLSQP', unknown>>;
    readonly GC: { flush(): void };
  };
  export default nlopt;
}

declare module 'optimization-js' {
  type Vector = number[];
  /** The least value of f, by its gradient. */
  export function minimize_L_BFGS(
    f: (x: Vector) => number,
    gradient: (x: Vector) => Vector,
    start: Vector,
  ): { readonly argument: Vector; readonly fncvalue: number };
}

declare module 'kalman-filter' {
  type Matrix = number[][];
  type Predict = (options: { readonly previousCorrected: State }) => Matrix;
  type Observe = (options: { readonly predicted: State }) => Matrix;
  export interface State {
    readonly mean: Matrix;
    readonly covariance: Matrix;
  }
  class KalmanFilter {
    constructor(model: {
      dynamic: { dimension: number; init: State; fn: Predict; transition: Predict; covariance: Matrix };
      observation: { dimension: number; fn: Observe; stateProjection: Observe; covariance: Matrix };
    });
    filter(options: { previousCorrected: State | undefined; observation: Matrix }): State;
  }
  const kalman: { readonly KalmanFilter: typeof KalmanFilter };
  export default kalman;
}

declare module 'quadprog' {
  type Vector = number[];
  /** The least ½ xᵀ D x − dᵀ x with Aᵀ x ≥ b, of which the first `equalities` hold with =. Arrays count from 1. */
  function solveQP(
    D: Vector[],
    d: Vector,
    A: Vector[],
    b: Vector,
    equalities: number,
  ): { readonly solution: Vector; readonly Lagrangian: Vector; readonly message: string };
  const quadprog: { readonly solveQP: typeof solveQP };
  export default quadprog;
}

declare module 'odex' {
  /** Integrates systems of differential equations. */
  export class Solver {
    constructor(size: number);
    absoluteTolerance: number;
    relativeTolerance: number;
    solve(
      rates: (t: number, y: number[]) => number[],
      start: number,
      y: number[],
      end: number,
    ): { readonly y: number[] };
  }
}
