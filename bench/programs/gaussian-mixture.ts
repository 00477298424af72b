import { seeded } from '../seeded.ts';
import { type Algebra, type ScalarProgram, uniform } from './program.ts';

interface GaussianMixture extends ScalarProgram {
  readonly d: number;
  readonly k: number;
  readonly points: readonly (readonly number[])[];
}

/**
 * Log-likelihood of a Gaussian mixture with its prior, as in ADBench (γ = 1, m = 0, without the constants):
 *   f = Σₚ lseₖ(αₖ + Σ qₖ − ½|Lₖ (p − μₖ)|²) − N lse(α) − ½ Σₖ |Lₖ|²
 * Inputs are α, the means μ, and of each lower triangular L the logarithms q of the diagonal, then the entries below it,
 * column by column. Largest terms inside lse, the logarithm of a sum of exponentials, are taken as constants.
 * Operations: a point and component d² + 3d + 1, lse 3k + 1, an addition a point but one; 2d a component for the diagonal and its
 * logarithms; d² + d a component for the prior, less one; N lse(α) 3k + 2; and 3 put these together, with ½.
 */
export function gaussianMixture(d: number, k: number, count: number): GaussianMixture {
  const random = seeded(d);
  const points = Array.from({ length: count }, () => Array.from({ length: d }, () => uniform(random, -2, 2)));
  const size = (d * (d + 1)) / 2;
  const n = k + k * d + k * size;
  // Where L[row][column], column < row, is among the inputs of a component.
  const places: number[][] = points[0]?.map(() => []) ?? [];
  for (let column = 0, next = d; column < d; column++) {
    for (let row = column + 1; row < d; row++) places[row]?.push(next++);
  }
  const place = (row: number, column: number) => (places[row] as number[])[column] as number;

  const largest = (terms: Float64Array) => {
    let max = terms[0] as number;
    for (let j = 1; j < k; j++) max = Math.max(max, terms[j] as number);
    return max;
  };
  const logsumexp = (terms: Float64Array) => {
    const max = largest(terms);
    let sum = 0;
    for (let j = 0; j < k; j++) sum += Math.exp((terms[j] as number) - max);
    return max + Math.log(sum);
  };
  /** In place of the terms, their shares in the sum of exponentials. */
  const softmax = (terms: Float64Array) => {
    const log = logsumexp(terms);
    for (let j = 0; j < k; j++) terms[j] = Math.exp((terms[j] as number) - log);
  };

  // What the gradient by hand computes with.
  const shares = new Float64Array(k);
  const heads = new Float64Array(k);
  const diagonals = new Float64Array(k * d);
  const centred = new Float64Array(k * d);
  const whitened = new Float64Array(k * d);

  return {
    d,
    k,
    points,
    name: `gaussian mixture d=${d} K=${k}`,
    n,
    m: 1,
    operations: count * (k * (d * d + 3 * d + 4) + 2) + k * (d * d + 3 * d + 3) + 3,
    sample: (random) => Array.from({ length: n }, () => uniform(random, -0.5, 0.5)),

    plain: (x) => {
      const at = (i: number) => x[i] as number;
      const terms = new Float64Array(k);
      const heads = new Float64Array(k);
      const diagonals = new Float64Array(k * d);
      let squares = 0;
      for (let j = 0; j < k; j++) {
        const own = k + k * d + j * size;
        let head = at(j);
        for (let i = 0; i < d; i++) {
          const entry = Math.exp(at(own + i));
          diagonals[j * d + i] = entry;
          head += at(own + i);
          squares += entry * entry;
        }
        for (let i = d; i < size; i++) squares += at(own + i) * at(own + i);
        heads[j] = head;
        terms[j] = at(j);
      }
      const weights = count * logsumexp(terms);
      const centred = new Float64Array(d);
      let sum = 0;
      for (const point of points) {
        for (let j = 0; j < k; j++) {
          const own = k + k * d + j * size;
          let distance = 0;
          for (let row = 0; row < d; row++) {
            const c = (point[row] as number) - at(k + j * d + row);
            centred[row] = c;
            let w = (diagonals[j * d + row] as number) * c;
            for (let column = 0; column < row; column++)
              w += at(own + place(row, column)) * (centred[column] as number);
            distance += w * w;
          }
          terms[j] = (heads[j] as number) - 0.5 * distance;
        }
        sum += logsumexp(terms);
      }
      return sum - weights - 0.5 * squares;
    },

    write<S>({ constant, value, add, sub, mul, exp, log }: Algebra<S>) {
      const half = constant(0.5);
      const howMany = constant(count);
      const lifted = points.map((point) => point.map(constant));
      const lse = (terms: readonly S[]) => {
        const max = constant(Math.max(...terms.map(value)));
        return add(log(terms.map((term) => exp(sub(term, max))).reduce(add)), max);
      };
      return (x: readonly S[]) => {
        const components = Array.from({ length: k }, (_, j) => {
          const own = k + k * d + j * size;
          const logs = x.slice(own, own + d);
          return {
            head: logs.reduce(add, x[j] as S),
            mean: x.slice(k + j * d, k + j * d + d),
            diagonal: logs.map((q) => exp(q)),
            below: x.slice(own, own + size),
          };
        });
        const likelihoods = lifted.map((point) =>
          lse(
            components.map(({ head, mean, diagonal, below }) => {
              const centred = point.map((p, i) => sub(p, mean[i] as S));
              let distance: S | undefined;
              for (let row = 0; row < d; row++) {
                let w = mul(diagonal[row] as S, centred[row] as S);
                for (let column = 0; column < row; column++) {
                  w = add(w, mul(below[place(row, column)] as S, centred[column] as S));
                }
                distance = distance === undefined ? mul(w, w) : add(distance, mul(w, w));
              }
              return sub(head, mul(half, distance as S));
            }),
          ),
        );
        const entries = components.flatMap(({ diagonal, below }) => [...diagonal, ...below.slice(d)]);
        const squares = entries.map((entry) => mul(entry, entry)).reduce((s, t) => add(s, t));
        const weights = mul(howMany, lse(x.slice(0, k)));
        return sub(
          sub(
            likelihoods.reduce((s, t) => add(s, t)),
            weights,
          ),
          mul(half, squares),
        );
      };
    },

    partials: (x, gradient = new Float64Array(n)) => {
      const at = (i: number) => x[i] as number;
      gradient.fill(0);
      const more = (i: number, by: number) => {
        gradient[i] = (gradient[i] as number) + by;
      };
      for (let j = 0; j < k; j++) {
        const own = k + k * d + j * size;
        let head = at(j);
        for (let i = 0; i < d; i++) {
          const entry = Math.exp(at(own + i));
          diagonals[j * d + i] = entry;
          head += at(own + i);
          gradient[own + i] = -entry * entry;
        }
        for (let i = d; i < size; i++) gradient[own + i] = -at(own + i);
        heads[j] = head;
        shares[j] = at(j);
      }
      softmax(shares);
      for (let j = 0; j < k; j++) gradient[j] = -count * (shares[j] as number);

      for (const point of points) {
        for (let j = 0; j < k; j++) {
          const own = k + k * d + j * size;
          let distance = 0;
          for (let row = 0; row < d; row++) {
            const c = (point[row] as number) - at(k + j * d + row);
            centred[j * d + row] = c;
            let w = (diagonals[j * d + row] as number) * c;
            for (let column = 0; column < row; column++) {
              w += at(own + place(row, column)) * (centred[j * d + column] as number);
            }
            whitened[j * d + row] = w;
            distance += w * w;
          }
          shares[j] = (heads[j] as number) - 0.5 * distance;
        }
        softmax(shares);
        for (let j = 0; j < k; j++) {
          const own = k + k * d + j * size;
          const share = shares[j] as number;
          more(j, share);
          for (let row = 0; row < d; row++) {
            const entry = diagonals[j * d + row] as number;
            const pull = share * (whitened[j * d + row] as number);
            more(own + row, share - pull * entry * (centred[j * d + row] as number));
            more(k + j * d + row, pull * entry);
            for (let column = 0; column < row; column++) {
              const below = own + place(row, column);
              more(below, -pull * (centred[j * d + column] as number));
              more(k + j * d + column, pull * at(below));
            }
          }
        }
      }
      return gradient;
    },
  };
}
