import { type Algebra, type ScalarProgram, uniform } from './program.ts';

const STEP = 1e-4;
const PREY = 10;
const PREDATORS = 5;

/**
 * f(α, β, γ, δ) = x + y after `steps` steps of Euler's method for x′ = αx − βxy, y′ = δxy − γy.
 * Operations: 11 a step (7 mul, 2 sub, 2 add), and the last addition.
 */
export function lotkaVolterra(steps: number): ScalarProgram {
  const xs = new Float64Array(steps);
  const ys = new Float64Array(steps);
  return {
    name: `lotka-volterra, ${steps} steps`,
    n: 4,
    m: 1,
    operations: 11 * steps + 1,
    sample: (random) => [1.1, 0.4, 0.4, 0.1].map((centre) => centre * uniform(random, 0.9, 1.1)),

    plain: (parameters) => {
      const [alpha, beta, gamma, delta] = parameters as [number, number, number, number];
      let x = PREY;
      let y = PREDATORS;
      for (let i = 0; i < steps; i++) {
        const xy = x * y;
        const dx = alpha * x - beta * xy;
        const dy = delta * xy - gamma * y;
        x += STEP * dx;
        y += STEP * dy;
      }
      return x + y;
    },

    write<S>({ constant, add, sub, mul }: Algebra<S>) {
      const step = constant(STEP);
      const prey = constant(PREY);
      const predators = constant(PREDATORS);
      return (parameters: readonly S[]) => {
        const [alpha, beta, gamma, delta] = parameters as [S, S, S, S];
        let x = prey;
        let y = predators;
        for (let i = 0; i < steps; i++) {
          const xy = mul(x, y);
          const dx = sub(mul(alpha, x), mul(beta, xy));
          const dy = sub(mul(delta, xy), mul(gamma, y));
          x = add(x, mul(step, dx));
          y = add(y, mul(step, dy));
        }
        return add(x, y);
      };
    },

    // Both trajectories are kept, and the adjoints (u, v) of (x, y) go back along them.
    partials: (parameters, gradient = new Float64Array(4)) => {
      const [alpha, beta, gamma, delta] = parameters as [number, number, number, number];
      let x = PREY;
      let y = PREDATORS;
      for (let i = 0; i < steps; i++) {
        xs[i] = x;
        ys[i] = y;
        const xy = x * y;
        x += STEP * (alpha * x - beta * xy);
        y += STEP * (delta * xy - gamma * y);
      }
      let [u, v] = [1, 1];
      let [byAlpha, byBeta, byGamma, byDelta] = [0, 0, 0, 0];
      for (let i = steps - 1; i >= 0; i--) {
        const [xi, yi] = [xs[i] as number, ys[i] as number];
        const [hu, hv] = [STEP * u, STEP * v];
        byAlpha += hu * xi;
        byBeta -= hu * xi * yi;
        byGamma -= hv * yi;
        byDelta += hv * xi * yi;
        u += hu * (alpha - beta * yi) + hv * delta * yi;
        v += hv * (delta * xi - gamma) - hu * beta * xi;
      }
      gradient[0] = byAlpha;
      gradient[1] = byBeta;
      gradient[2] = byGamma;
      gradient[3] = byDelta;
      return gradient;
    },
  };
}
