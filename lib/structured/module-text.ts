import { RoutinePrinter, stackedRoutines } from './printer.ts';
import type { StructuredProgram } from './program.ts';
import { ValueText } from './value-text.ts';

const STACK = `const stack = { numbers: new Float64Array(1024), height: 0, objects: [] };
function grow(height, count) {
  const numbers = new Float64Array(Math.max(2 * stack.numbers.length, height + count));
  numbers.set(stack.numbers);
  return (stack.numbers = numbers);
}`;
const ZEROS = `function zeros(xs) {
  if (!Array.isArray(xs)) return new Float64Array(xs.length);
  return xs.map((x) => (typeof x === 'object' ? zeros(x) : 0));
}`;
const COPIED = `function copied(xs) {
  return Array.isArray(xs) ? xs.map((x) => (typeof x === 'object' ? copied(x) : x)) : xs.slice();
}`;

/** A program as JavaScript: declarations of its functions, and of what they use. */
export function moduleText({ functions }: StructuredProgram): string {
  const values = new ValueText();
  const stacked = stackedRoutines(functions);
  const printer = new RoutinePrinter(values, stacked);
  const texts = functions.map((routine) => printer.routine(routine));
  const all = texts.join('\n\n');
  const parts = [
    ...(stacked.size > 0 ? [STACK] : []),
    ...(all.includes('zeros(') ? [ZEROS] : []),
    ...(all.includes('copied(') ? [COPIED] : []),
    ...values.helperLines(),
  ];
  return [...parts, all].join('\n\n');
}
