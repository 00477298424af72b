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
