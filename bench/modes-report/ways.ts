import { compile, jacobian, predictCost, type Scalar } from '../../lib/entries/index.ts';

type F = (x: readonly Scalar[]) => Scalar[];

/** A method to compute a Jacobian; or, for comparison, f itself. */
export interface Way {
  readonly name: string;
  readonly make: (f: F) => (x: number[]) => ArrayLike<unknown>;
  /** The predicted cost, in multiples of f. */
  readonly predicted: (inputs: number, outputs: number) => number;
  /** Largest error allowed, relative to the largest entry of the Jacobian. */
  readonly tolerance: number;
  /** The most predicted operations, where that is less than for the others. */
  readonly most?: number;
}

export type WayId = 'f' | 'differences' | 'single' | 'lanes' | 'reverse' | 'compiled' | 'auto';

export const ways: Readonly<Record<WayId, Way>> = {
  f: {
    name: 'f itself',
    make: (f) => f,
    predicted: () => 1,
    tolerance: 0,
  },
  differences: {
    name: 'finite differences',
    make: (f) => forwardDifferences(f as (x: readonly number[]) => number[]),
    predicted: (inputs) => inputs + 1,
    tolerance: 1e-5,
  },
  single: {
    name: 'forward, single tangents',
    make: (f) => jacobian(f, { mode: 'forward', lanes: 1 }),
    predicted: (inputs, outputs) => predictCost({ inputs, outputs, lanes: 1 }).forward,
    tolerance: 1e-12,
  },
  lanes: {
    name: 'forward, lanes',
    make: (f) => jacobian(f, { mode: 'forward' }),
    predicted: (inputs, outputs) => predictCost({ inputs, outputs }).forward,
    tolerance: 1e-12,
  },
  reverse: {
    name: 'reverse',
    make: (f) => jacobian(f, { mode: 'reverse' }),
    predicted: (inputs, outputs) => predictCost({ inputs, outputs }).reverse,
    tolerance: 1e-12,
  },
  compiled: {
    name: 'compiled',
    make: (f) => compile(jacobian(f)) as (x: number[]) => number[][],
    predicted: (inputs, outputs) => {
      const { forward, reverse } = predictCost({ inputs, outputs });
      return Math.min(forward, reverse);
    },
    tolerance: 1e-12,
    // Compiling takes a hundred times as long as a call.
    most: 3e5,
  },
  auto: {
    name: 'auto',
    make: (f) => jacobian(f),
    predicted: (inputs, outputs) => {
      const { forward, reverse } = predictCost({ inputs, outputs });
      return Math.min(forward, reverse);
    },
    tolerance: 1e-12,
  },
};

export const wayIds: readonly WayId[] = Object.keys(ways) as WayId[];

/** Rows, as jacobian gives them, with a step of √ε |xⱼ|. */
function forwardDifferences(f: (x: readonly number[]) => number[]): (x: number[]) => number[][] {
  return (x) => {
    const value = f(x);
    const rows: number[][] = value.map(() => []);
    for (const [j, xj] of x.entries()) {
      const moved = [...x];
      moved[j] = xj + Math.sqrt(Number.EPSILON) * (Math.abs(xj) || 1);
      const step = (moved[j] as number) - xj;
      for (const [i, y] of f(moved).entries()) (rows[i] as number[]).push((y - (value[i] as number)) / step);
    }
    return rows;
  };
}
