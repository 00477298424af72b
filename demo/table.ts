import { styleText } from 'node:util';
import type { Result } from './fits.ts';
import type { Problem } from './problems.ts';

const START = 12;
const PARAMETER = 40;
const PER_LINE = 2;
const GROUP = 19;

// Piped output stays plain text.
const colourful = process.stdout.isTTY === true && process.env.NO_COLOR === undefined;
type Style = Parameters<typeof styleText>[0];
const styled = (style: Style, text: string): string => (colourful ? styleText(style, text) : text);

export function printHead(): void {
  const left = START + PER_LINE * PARAMETER;
  const columns = group('digits', 's.e.', 'iter.');
  console.log(`${' '.repeat(left)}${'exact Jacobian'.padStart(GROUP)}${'finite differences'.padStart(GROUP)}`);
  console.log(
    styled(
      'bold',
      'data set    parameters ± standard errors (digits that doubles can tell)'.padEnd(left) + columns + columns,
    ),
  );
}

export function printDataSet({ name, formula, y, difficulty }: Problem): void {
  const about = `${y.length} observations, ${difficulty.toLowerCase()} difficulty`;
  console.log(styled('dim', '─'.repeat(START + PER_LINE * PARAMETER + 2 * GROUP)));
  console.log(`${styled('bold', name.padEnd(START))}${formula}   ${styled('dim', about)}`);
}

/** The fit from one start: its parameters, two a line, and on the first line how well it and its rival did. */
export function printFit(start: number, exact: Result, differences: Result, digits: readonly number[]): void {
  const cells = exact.parameters.map((b, j) => cell(j + 1, b, exact.standardErrors[j] as number, digits[j] as number));
  for (let j = 0; j < cells.length; j += PER_LINE) {
    const label = j === 0 ? `  start ${start}` : '';
    const outcomes = j === 0 ? outcome(exact) + outcome(differences) : '';
    const line =
      label.padEnd(START) +
      cells
        .slice(j, j + PER_LINE)
        .join('')
        .padEnd(PER_LINE * PARAMETER);
    console.log((line + outcomes).trimEnd());
  }
}

function cell(index: number, b: number, standardError: number, digits: number): string {
  const text = `b${index} ${b.toExponential(10).padStart(17)} ± ${standardError.toExponential(4)}`;
  return `${text} (${digits.toFixed(1)})`.padEnd(PARAMETER);
}

function outcome({ converged, digits, standardErrorDigits, iterations }: Result): string {
  if (!converged) return styled('red', 'not converged'.padStart(GROUP));
  const text = group(digits.toFixed(1), standardErrorDigits.toFixed(1), String(iterations));
  return styled(digits >= 8 ? 'green' : digits >= 4 ? 'yellow' : 'red', text);
}

function group(digits: string, standardErrorDigits: string, iterations: string): string {
  return digits.padStart(8) + standardErrorDigits.padStart(5) + iterations.padStart(6);
}
