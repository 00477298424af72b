import type { Routine, Statement, Text, VariableKind } from './program.ts';
import { eachStatement, ifStatement, innerLists, text } from './values.ts';

/** Statements like `i++`, which the source has as a passage, as assignments. */
export function withSteps(list: readonly Statement[]): Statement[] {
  return list.map((statement) => {
    if (statement.kind === 'if') {
      return ifStatement(statement.test, withSteps(statement.then), withSteps(statement.otherwise), statement);
    }
    if (statement.kind === 'loop') {
      return { ...statement, body: withSteps(statement.body), update: withSteps(statement.update) };
    }
    if (statement.kind !== 'passage' || statement.writes.length !== 1) return statement;
    const [name] = statement.writes as [string];
    const whole = statement.text.pieces.map((piece) => (typeof piece === 'string' ? piece : '@')).join('');
    const step = /^@ *(\+\+|--);?$|^(\+\+|--) *@;?$/.exec(whole.trim());
    if (!step) return statement;
    const sign = (step[1] ?? step[2])![0]!;
    const { position, comments } = statement;
    return { kind: 'assign', name, value: text({ variable: name }, ` ${sign} 1`), position, comments };
  });
}

/**
 * The variables of a function, those that are passive in the source but hold numbers as numbers: counters and what is
 * computed from them by signs of arithmetic.
 */
export function numericVariables(routine: Routine, body: readonly Statement[]): Map<string, VariableKind> {
  const values = new Map<string, Text[]>();
  const other = new Set<string>(routine.parameters);
  eachStatement(body, (statement) => {
    if (statement.kind === 'passage') for (const name of statement.writes) other.add(name);
    if (statement.kind !== 'assign' || routine.variables.get(statement.name)?.kind !== 'passive') return;
    const { name, value } = statement;
    if (value.kind === 'text') values.set(name, [...(values.get(name) ?? []), value]);
    else if (value.kind !== 'constant' && value.kind !== 'op') other.add(name);
  });
  const numeric = new Set([...values.keys()].filter((name) => !other.has(name)));
  const isNumber = (name: string): boolean => numeric.has(name) || routine.variables.get(name)?.kind === 'number';
  for (let before = -1; before !== numeric.size; ) {
    before = numeric.size;
    for (const name of numeric)
      if (!values.get(name)!.every((value) => isNumeric(value, isNumber))) numeric.delete(name);
  }
  const variables = new Map(routine.variables);
  for (const name of numeric) variables.set(name, { kind: 'number' });
  return variables;
}

function isNumeric({ pieces }: Text, isNumber: (name: string) => boolean): boolean {
  const whole = pieces
    .map((piece) => {
      if (typeof piece === 'string') return piece;
      if ('kind' in piece) return '0';
      return isNumber(piece.variable) ? '0' : '@';
    })
    .join('')
    .replaceAll(/@[\w.$]*\.length\b/g, '0')
    .trim();
  if (/^[\d\s+\-*/%().]+$/.test(whole)) return true;
  // All signs but + give numbers of anything.
  return /^[\d\s\-*/%().@]+$/.test(whole) && /[-*/%]/.test(whole);
}

/** The variables that passages may change; blocks inside included. */
export function passageWrites(list: readonly Statement[]): Set<string> {
  const names = new Set<string>();
  for (const statement of list) {
    if (statement.kind === 'passage') for (const name of statement.writes) names.add(name);
    for (const block of innerLists(statement)) for (const name of passageWrites(block)) names.add(name);
  }
  return names;
}
