import { data, type FieldCase } from './data.ts';

/** A formula and cases with gradient and Hessian. */
export interface Expression {
  readonly id: string;
  readonly formula: string;
  readonly variables: readonly string[];
  readonly cases: readonly FieldCase[];
}

/** Compositions of elementary functions, one inside the other. */
export const nested: readonly Expression[] = data<{ nested: Expression[] }>('expressions/nested.json').nested;

const { equations } = data<{ equations: Record<string, Omit<Expression, 'id'>> }>('expressions/feynman.json');

/** Equations of the Feynman Lectures on Physics, by volume, chapter and number. */
export const feynman: readonly Expression[] = Object.entries(equations).map(([id, e]) => ({ id, ...e }));
