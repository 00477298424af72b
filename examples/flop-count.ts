// The lecture notes' count: f(x) = √(exp(x²) + x²) and its derivative, by formula, forward and backward.
//
// The notes count the program that a person writes down: 4 operations for f, 5 if x² is written twice, 10 for the formula of
// f′ from scratch and 3 more where f has left eˣ² and √… to reuse. A traced program is counted like that: a factor of 1 is no
// operation. An uncompiled call carries out more, a product with every partial; a compiled one runs the program, simplified.
import {
  add,
  compile,
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

const given = (x: Scalar, b: Scalar, d: Scalar): Scalar => div(mul(x, add(1, b)), d);

const programs: readonly (readonly [string, (x: Scalar) => Scalar])[] = [
  ['f, x² computed once', shared],
  ['f, x² computed twice', unshared],
  ['f′ by its formula', formula],
  ['f and f′, forward', derivative(shared)],
  ['f and f′, reverse', (x) => vjp(shared, x).pullback(1)],
];

const rowOf = (name: string, f: (...args: never[]) => Scalar, ...args: readonly number[]): string[] => {
  const compiled = compile(f as (...args: Scalar[]) => Scalar);
  const counts = [countFlops(trace(f, ...args)), countFlops(f, ...args), countFlops(compiled, ...args)];
  const ops = Object.entries(counts[0]!.ops).map(([op, n]) => `${n} ${op}`);
  return [name, ...counts.map(({ textbook }) => String(textbook)), ops.join(', ')];
};
printTable(
  ['FLOPs of', 'the program', 'an eager call', 'a compiled one', 'operations of the program'],
  [
    ...programs.map(([name, f]) => rowOf(name, f, 1.5)),
    rowOf('f′ given exp x² and f', given, 1.5, Math.exp(2.25), Math.sqrt(Math.exp(2.25) + 2.25)),
  ],
);

console.log('\nWork with memory moves, beside what the theorems allow:\n');
printTable(
  ['', 'f alone', 'with a tangent', 'of at most', 'with an adjoint', 'of at most'],
  programs.slice(0, 3).map(([name, f]) => {
    const { value, tangent, adjoint, bounds } = sweepWork(f, 1.5);
    return [name, value, tangent, bounds.tangent, adjoint, bounds.adjoint];
  }),
);

console.log('\nThe program of forward mode, step by step:\n');
console.log(trace(derivative(shared), 1.5).toString());
