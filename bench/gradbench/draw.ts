import { seeded } from '../seeded.ts';

/** Random numbers, the same ones for the same seed. */
export interface Draw {
  /** n numbers from [0, 1). */
  readonly uniform: (n: number) => number[];
  /** n standard normal numbers. */
  readonly normal: (n: number) => number[];
}

export function draw(seed: number): Draw {
  const random = seeded(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  return {
    uniform: (n) => Array.from({ length: n }, random),
    normal: (n) => Array.from({ length: n }, normal),
  };
}
