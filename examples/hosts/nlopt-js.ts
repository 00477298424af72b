/**
 * The problem of NLopt's tutorial: the least √y above two cubic curves. NLopt is C++ in WebAssembly; it hands over an
 * array for the gradient when it wants one, which is what `gradInto(f)` fills.
 */
import nlopt from 'nlopt-js';
import { gradInto } from '../../lib/entries/index.ts';
import { type Native, native } from '../../lib/entries/native.ts';

type Xy = Float64Array;

/** A function as NLopt calls it: its value, and its gradient where there is an array for it. */
function withGradient(f: Native<(x: Xy) => number>): (x: Xy, gradient: Xy | null) => number {
  const evaluate = gradInto(f);
  return (x, gradient) => (gradient ? evaluate(x, gradient) : f(x));
}

await nlopt.ready;
const problem = new nlopt.Optimize(nlopt.Algorithm.LD_SLSQP, 2);
problem.setMinObjective(withGradient(native(([, y]: Xy) => Math.sqrt(y!))), 1e-8);
problem.setLowerBounds([-10, 1e-9]);
problem.addInequalityConstraint(withGradient(native(([x, y]: Xy) => (2 * x!) ** 3 - y!)), 1e-8);
problem.addInequalityConstraint(withGradient(native(([x, y]: Xy) => (1 - x!) ** 3 - y!)), 1e-8);

export const found: { readonly x: readonly number[]; readonly value: number } = problem.optimize([1, 6]);
nlopt.GC.flush();

console.log(
  `√y = ${found.value.toFixed(9)} at (${found.x.map((x) => x.toFixed(9)).join(', ')}); it is √(8/27) at (1/3, 8/27).`,
);
