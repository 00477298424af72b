// Emitted from emit/lanes.ts by `npm run emit`; edit that, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted

/** Arithmetic of tangents of one width. */
export interface LaneArithmetic {
  readonly width: number;
  /** p ẋ in every lane. */
  readonly scale: (p: number, x: readonly number[]) => number[];
  /** p ẋ + q ẏ in every lane. */
  readonly combine: (p: number, x: readonly number[], q: number, y: readonly number[]) => number[];
}

/** Every width there is, ascending. */
export const LANES: readonly LaneArithmetic[] = [
  {
    width: 2,
    scale: (p, x) => [p * x[0]!, p * x[1]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!],
  },
  {
    width: 3,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!],
  },
  {
    width: 4,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!],
  },
  {
    width: 6,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!, p * x[4]!, p * x[5]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!, p * x[4]! + q * y[4]!, p * x[5]! + q * y[5]!],
  },
  {
    width: 8,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!, p * x[4]!, p * x[5]!, p * x[6]!, p * x[7]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!, p * x[4]! + q * y[4]!, p * x[5]! + q * y[5]!, p * x[6]! + q * y[6]!, p * x[7]! + q * y[7]!],
  },
  {
    width: 10,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!, p * x[4]!, p * x[5]!, p * x[6]!, p * x[7]!, p * x[8]!, p * x[9]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!, p * x[4]! + q * y[4]!, p * x[5]! + q * y[5]!, p * x[6]! + q * y[6]!, p * x[7]! + q * y[7]!, p * x[8]! + q * y[8]!, p * x[9]! + q * y[9]!],
  },
  {
    width: 12,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!, p * x[4]!, p * x[5]!, p * x[6]!, p * x[7]!, p * x[8]!, p * x[9]!, p * x[10]!, p * x[11]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!, p * x[4]! + q * y[4]!, p * x[5]! + q * y[5]!, p * x[6]! + q * y[6]!, p * x[7]! + q * y[7]!, p * x[8]! + q * y[8]!, p * x[9]! + q * y[9]!, p * x[10]! + q * y[10]!, p * x[11]! + q * y[11]!],
  },
  {
    width: 16,
    scale: (p, x) => [p * x[0]!, p * x[1]!, p * x[2]!, p * x[3]!, p * x[4]!, p * x[5]!, p * x[6]!, p * x[7]!, p * x[8]!, p * x[9]!, p * x[10]!, p * x[11]!, p * x[12]!, p * x[13]!, p * x[14]!, p * x[15]!],
    combine: (p, x, q, y) => [p * x[0]! + q * y[0]!, p * x[1]! + q * y[1]!, p * x[2]! + q * y[2]!, p * x[3]! + q * y[3]!, p * x[4]! + q * y[4]!, p * x[5]! + q * y[5]!, p * x[6]! + q * y[6]!, p * x[7]! + q * y[7]!, p * x[8]! + q * y[8]!, p * x[9]! + q * y[9]!, p * x[10]! + q * y[10]!, p * x[11]! + q * y[11]!, p * x[12]! + q * y[12]!, p * x[13]! + q * y[13]!, p * x[14]! + q * y[14]!, p * x[15]! + q * y[15]!],
  },
];
