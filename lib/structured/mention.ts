import type { NumberValue, Statement } from './program.ts';
import { type Evaluated, eachWithin } from './values.ts';

/** The two sides of a choice. */
export function choiceOf(then: NumberValue, otherwise: NumberValue): { then: NumberValue; otherwise: NumberValue } {
  return { then, otherwise };
}

/** Whether a statement reads a variable, directly or in a branch. */
export function readsVariable(statement: Statement, name: string): boolean {
  let found = false;
  const visit = (value: Evaluated): void =>
    eachWithin(value, (part) => {
      if (part.kind === 'variable' && part.name === name) found = true;
    });
  if (statement.kind === 'assign' || statement.kind === 'store') visit(statement.value);
  if (statement.kind === 'if') {
    visit(statement.test);
    for (const inner of [...statement.then, ...statement.otherwise]) if (readsVariable(inner, name)) found = true;
  }
  return found;
}
