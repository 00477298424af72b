/** One row of the table of constructs: a function as people write it, and its derivative in closed form. */
export interface Construct {
  readonly name: string;
  /** An expression for a function of x; or a CommonJS module that assigns it to `module.exports`. */
  readonly source: string;
  readonly slope: (x: number) => number;
  /** The points where it is looked at. */
  readonly at: readonly number[];
  /** What a derivative says of what can't be differentiated; on plain numbers it has its value all the same. */
  readonly refuses?: RegExp;
}

/** Points of a row that names none: a whole number and two between whole numbers. */
export const usual: readonly number[] = [1, 2.3, 0.7];

/** A row; its source is a function of x, and `slope` its derivative in closed form. */
export function row(
  name: string,
  source: string,
  slope: (x: number) => number,
  at: readonly number[] = usual,
  more: Pick<Construct, 'refuses'> = {},
): Construct {
  return { name, source, slope, at, ...more };
}
