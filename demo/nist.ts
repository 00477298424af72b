/**
 * Fits the NIST StRD nonlinear regression data sets from both of their starts, with exact Jacobians and with finite
 * differences, and holds the results against NIST's certificates. Run with `npm run demo`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certifiedDigits } from './certified-digits.ts';
import { fitWithCentralDifferences, fitWithExactJacobians, fitWithForwardDifferences, type Result } from './fits.ts';
import { plot } from './plot.ts';
import { problems } from './problems.ts';
import { printDataSet, printFit, printHead } from './table.ts';

const PLOTTED = ['Gauss2', 'Hahn1', 'Thurber', 'Eckerle4', 'MGH09', 'BoxBOD'];
const folder = new URL('../out/', import.meta.url);

const exact: Result[] = [];
const forward: Result[] = [];
const central: Result[] = [];
const plots: string[] = [];
mkdirSync(folder, { recursive: true });

console.log(`${problems.length} NIST StRD nonlinear regression data sets, each fitted from both of NIST's starts\n`);
printHead();
for (const problem of problems) {
  printDataSet(problem);
  for (const [i, start] of problem.starts.entries()) {
    const ours = fitWithExactJacobians(problem, start);
    const rival = fitWithForwardDifferences(problem, start);
    exact.push(ours);
    forward.push(rival);
    central.push(fitWithCentralDifferences(problem, start));
    printFit(i + 1, ours, rival, certifiedDigits(ours.parameters, problem));
    if (i === 0 && PLOTTED.includes(problem.name)) {
      const file = new URL(`${problem.name}.svg`, folder);
      writeFileSync(file, await plot(problem, start, ours));
      plots.push(relative(process.cwd(), fileURLToPath(file)));
    }
  }
}

const agreeing = (digits: number): string =>
  [exact, forward, central]
    .map((fits) => `${fits.filter((fit) => fit.converged && fit.digits >= digits).length} of ${fits.length}`)
    .map((count) => count.padStart(21))
    .join('');

console.log(`
Fits whose parameters agree with their certificate
                              exact Jacobian  forward differences  central differences
  to at least 8 digits ${agreeing(8)}
  to at least 10 digits${agreeing(10)}

How to read the table
  digits   in which the worst parameter agrees with its certified value: -log10 of the relative error, NIST's LRE.
           Certificates are rounded to 11 digits, so a perfect answer scores 10.3 to 11.
  (…)      in brackets, for each parameter: the digits that are certified, by a bound on the rounding of the gradient of
           the sum of squares where the fit ended, and a Newton step from there.
  s.e.     the same for the standard errors, which each side takes from its own Jacobian at its own solution.
           Lanczos1 stays at 3: its residuals are 1e-13, of which double precision knows about 3 digits.
  iter.    steps that Levenberg-Marquardt tried; the program and its stopping rule are the same on both sides.
  The table's finite differences are forward ones, (r(b + h) - r(b)) / h with h = 1.5e-8 b, as is usual. Central ones
  take twice the evaluations.

Plots (fit from start 1)
${plots.map((path) => `  ${path}`).join('\n')}`);
