import { add, grad, jvp, type Scalar, square, sub, sum, value } from '../../../lib/entries/index.ts';
import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly points: readonly (readonly number[])[];
  readonly centroids: readonly (readonly number[])[];
}

/** The centroids are one array: they are what is differentiated by. */
function cost(centroids: readonly Scalar[], points: readonly (readonly number[])[]): Scalar {
  const at = Float64Array.from(centroids, value);
  return sum(points.map((point) => squaredDistance(centroids, nearest(at, point) * point.length, point)));
}

/** Which centroid is nearest, the first of equal ones. Between ties it does not change, so plain numbers will do. */
function nearest(centroids: Float64Array, point: readonly number[]): number {
  const d = point.length;
  let [best, least] = [0, Infinity];
  for (let j = 0; j * d < centroids.length; j++) {
    let distance = 0;
    for (let i = 0; i < d; i++) {
      const difference = (centroids[j * d + i] as number) - (point[i] as number);
      distance += difference * difference;
    }
    if (distance < least) [best, least] = [j, distance];
  }
  return best;
}

function squaredDistance(centroids: readonly Scalar[], first: number, point: readonly number[]): Scalar {
  let total: Scalar = 0;
  for (let i = 0; i < point.length; i++) {
    const term = square(sub(centroids[first + i] as Scalar, point[i] as number));
    total = i === 0 ? term : add(total, term);
  }
  return total;
}

/** Newton's direction J / H, H the diagonal Hessian: it is diagonal, so its row sums, H times ones, are its entries. */
function direction(centroids: readonly number[], points: readonly (readonly number[])[]): number[] {
  const slope = grad((c: readonly Scalar[]) => cost(c, points), { mode: 'reverse' });
  const { value: gradient, tangent: hessian } = jvp(
    slope,
    centroids,
    centroids.map(() => 1),
  );
  return gradient.map((g, i) => g / (hessian[i] as number));
}

export const kmeans: Eval = {
  name: 'kmeans',
  functions: {
    cost: ({ points, centroids }: Input) => {
      const flat = centroids.flat();
      return prepared(() => cost(flat, points));
    },
    dir: ({ points, centroids }: Input) => {
      const flat = centroids.flat();
      const d = centroids[0]?.length ?? 0;
      return prepared(() => direction(flat, points), {
        output: (found) => centroids.map((_, j) => found.slice(j * d, (j + 1) * d)),
      });
    },
  },
};
