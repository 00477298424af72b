// The lecture notes' count: f(x) = √(exp(x²) + x²) and its derivative, by formula, forward and backward.
import {
  add,
  countFlops,
  derivative,
  div,
  exp,
  mul,
  type Scalar,
  sqrt,
  square,
  sweepWork,
  trace,
  vjp,
} from '../lib/entries/index.ts';
import { printTable } from './print-table.ts';

const shared = (x: Scalar): Scalar => {
  const a = square(x);
  return sqrt(add(exp(a), a));
};
const unshared = (x: Scalar): Scalar => sqrt(add(exp(square(x)), square(x)));
const formula = (x: Scalar): Scalar => div(mul(x, add(1, exp(square(x)))), unshared(x));

const programs: readonly (readonly [string, (x: Scalar) => Scalar])[] = [
  ['f, x² computed once', shared],
  ['f, x² computed twice', unshared],
  ['f′ by its formula', formula],
  ['f and f′, forward', derivative(shared)],
  ['f and f′, reverse', (x) => vjp(shared, x).pullback(1)],
];

printTable(
  ['', 'FLOPs', 'with equal ones done once', 'operations'],
  programs.map(([name, f]) => {
    const count = countFlops(f, 1.5);
    const ops = Object.entries(count.ops).map(([op, n]) => `${n} ${op}`);
    return [name, String(count.textbook), String(count.shared.textbook), ops.join(', ')];
  }),
);

console.log('\nWork with memory moves, beside what the theorems allow:\n');
printTable(
  ['', 'f alone', 'with a tangent', 'of at most', 'with an adjoint', 'of at most'],
  programs.slice(0, 3).map(([name, f]) => {
    const { value, tangent, adjoint, bounds } = sweepWork(f, 1.5);
    return [name, value, tangent, bounds.tangent, adjoint, bounds.adjoint];
  }),
);

console.log('\nWhat forward mode carries out, step by step:\n');
console.log(trace(derivative(shared), 1.5).toString());
