import type { ArrayPlace, ArrayValue, NumberValue, Statement, Text } from './program.ts';

/** Anything that is evaluated. */
export type Evaluated = NumberValue | ArrayValue;

/** The number `value`. */
export function constant(value: number): NumberValue {
  return { kind: 'constant', value };
}

/** A variable that holds a number. */
export function variableOf(name: string): NumberValue & { readonly kind: 'variable' } {
  return { kind: 'variable', name };
}

/** A row of the table on its arguments. */
export function rowOf(row: string, ...args: readonly NumberValue[]): NumberValue {
  return { kind: 'op', row, args };
}

/** JavaScript in pieces; it has no effects. */
export function text(...pieces: Text['pieces']): Text {
  return { kind: 'text', pieces, isPure: true };
}

/** A branch; where it takes the place of another statement, with the position and comments of that. */
export function ifStatement(
  test: Text,
  then: readonly Statement[],
  otherwise: readonly Statement[],
  from?: Statement,
): Statement & { readonly kind: 'if' } {
  return { position: from?.position, comments: from?.comments, kind: 'if', test, then, otherwise };
}

/** Whether a value is an array. */
export function isArrayValue(value: Evaluated): value is Exclude<ArrayValue, { readonly kind: 'call' }> {
  return value.kind === 'array' || value.kind === 'make' || value.kind === 'literal' || value.kind === 'copy';
}

/** The variable whose array, or an array within it, a place is. */
export function baseOf(place: ArrayPlace): string {
  return place.kind === 'variable' ? place.name : baseOf(place.array);
}

/** Visits a value and every value within it, in the order of evaluation, each before its parts. */
export function eachWithin(value: Evaluated, visit: (part: Evaluated) => void): void {
  visit(value);
  eachPart(value, (part) => eachWithin(part, visit));
}

/** Visits the values that a value is computed from. */
export function eachPart(value: Evaluated, visit: (part: Evaluated) => void): void {
  switch (value.kind) {
    case 'text':
      for (const piece of value.pieces) if (typeof piece !== 'string' && 'kind' in piece) visit(piece);
      return;
    case 'element':
      eachIndex(value.array, visit);
      visit(value.index);
      return;
    case 'op':
    case 'call':
      value.args.forEach(visit);
      return;
    case 'choice':
      visit(value.test);
      visit(value.then);
      visit(value.otherwise);
      return;
    case 'array':
      eachIndex(value.place, visit);
      return;
    case 'make':
      visit(value.text);
      return;
    case 'literal':
      value.elements.forEach(visit);
      return;
    case 'copy':
      eachIndex(value.place, visit);
      if (value.from) visit(value.from);
      if (value.to) visit(value.to);
  }
}

/** Visits the indices in a place, from the outermost dimension. */
export function eachIndex(place: ArrayPlace, visit: (index: Text) => void): void {
  if (place.kind === 'variable') return;
  eachIndex(place.array, visit);
  visit(place.index);
}

/** Visits the names of the variables that computing a value reads; `isWithin` tells that an element of its array is read. */
export function eachRead(value: Evaluated, visit: (name: string, isWithin: boolean) => void): void {
  eachWithin(value, (part) => {
    if (part.kind === 'variable') visit(part.name, false);
    else if (part.kind === 'element') visit(baseOf(part.array), true);
    else if (part.kind === 'array') visit(baseOf(part.place), part.place.kind === 'element');
    else if (part.kind === 'copy') visit(baseOf(part.place), true);
    else if (part.kind === 'text') {
      for (const piece of part.pieces)
        if (typeof piece !== 'string' && 'variable' in piece) visit(piece.variable, true);
    }
  });
}

/** The variables that computing a value reads. */
export function readsOf(value: Evaluated): Set<string> {
  const names = new Set<string>();
  eachRead(value, (name) => names.add(name));
  return names;
}

/** Visits each statement of a list and those inside them, each before its inner ones. */
export function eachStatement(list: readonly Statement[], visit: (statement: Statement) => void): void {
  for (const statement of list) {
    visit(statement);
    for (const inner of innerLists(statement)) eachStatement(inner, visit);
  }
}

/** The lists of statements inside a statement. */
export function innerLists(statement: Statement): readonly (readonly Statement[])[] {
  if (statement.kind === 'if') return [statement.then, statement.otherwise];
  if (statement.kind === 'loop') return [statement.body, statement.update];
  return [];
}

/** The values that a statement itself computes, in order; not those of statements inside it. */
export function valuesOf(statement: Statement): readonly Evaluated[] {
  switch (statement.kind) {
    case 'assign':
    case 'push':
      return [statement.value];
    case 'store':
      return [{ kind: 'array', place: statement.array }, statement.index, statement.value];
    case 'append':
      return [{ kind: 'array', place: statement.array }, statement.value];
    case 'shorten':
      return [{ kind: 'array', place: statement.array }];
    case 'if':
    case 'loop':
      return [statement.test];
    case 'return':
      return statement.value ? [statement.value] : [];
    case 'throw':
      return [statement.value];
    case 'passage':
      return [statement.text];
    case 'invoke':
      return [statement.call];
    default:
      return [];
  }
}

/** What statements change: variables, and arrays or objects by their variables. */
export interface Changes {
  readonly variables: ReadonlySet<string>;
  readonly contents: ReadonlySet<string>;
}

/** What a list of statements may change. A call may change every array that it is handed. */
export function changesOf(list: readonly Statement[]): Changes {
  const variables = new Set<string>();
  const contents = new Set<string>();
  eachStatement(list, (statement) => {
    if (statement.kind === 'assign') variables.add(statement.name);
    if (statement.kind === 'store' || statement.kind === 'append' || statement.kind === 'shorten')
      contents.add(baseOf(statement.array));
    if (statement.kind === 'popObjects') for (const name of statement.names) variables.add(name);
    if (statement.kind === 'passage') {
      for (const name of statement.writes) {
        variables.add(name);
        contents.add(name);
      }
    }
    for (const value of valuesOf(statement)) {
      eachWithin(value, (part) => {
        if (part.kind !== 'call') return;
        for (const arg of part.args) if (arg.kind === 'array') contents.add(baseOf(arg.place));
      });
    }
  });
  return { variables, contents };
}
