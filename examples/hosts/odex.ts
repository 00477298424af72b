/**
 * A population that grows to a limit, y′ = r y (1 − y / K), and what it owes to its parameters. The sensitivities s =
 * ∂y/∂p obey the linearized equation s′ = (∂f/∂y) s + ∂f/∂p, whose right side is one `jvp`: odex integrates them along.
 */
import { Solver } from 'odex';
import { jvp } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

/** The rate of growth, by the population, r, K. */
const growth = native(([y, r, K]: number[]) => r! * y! * (1 - y! / K!));

const [y0, r, K, end] = [10, 0.5, 1000, 12];

/** y, ∂y/∂r, ∂y/∂K and ∂y/∂y₀, and their rates of change. */
const rates = (_t: number, [y, byR, byK, byStart]: number[]): number[] => {
  const x = [y!, r, K];
  const slope = (direction: number[]): number => jvp(growth, x, direction).tangent;
  return [growth(x), slope([byR!, 1, 0]), slope([byK!, 0, 1]), slope([byStart!, 0, 0])];
};

const solver = new Solver(4);
solver.absoluteTolerance = solver.relativeTolerance = 1e-12;
export const found: readonly number[] = solver.solve(rates, 0, [y0, 0, 0, 1], end).y;

/** The closed form K / (1 + q), q = (K / y₀ − 1) e⁻ʳᵗ, and its derivatives. */
const decay = Math.exp(-r * end);
const q = (K / y0 - 1) * decay;
export const expected: readonly number[] = [
  K / (1 + q),
  (K * end * q) / (1 + q) ** 2,
  1 / (1 + q) - ((K / y0) * decay) / (1 + q) ** 2,
  ((K / y0) ** 2 * decay) / (1 + q) ** 2,
];

for (const [i, name] of ['y', '∂y/∂r', '∂y/∂K', '∂y/∂y₀'].entries()) {
  console.log(`${name.padEnd(6)} ${found[i]!.toFixed(9).padStart(14)}, in closed form ${expected[i]!.toFixed(9)}`);
}
