import type { Directive, ExpressionStatement } from 'estree';
import type { Node } from './nodes.ts';

export const MARK = 'use grad';

/** The text of a statement that is nothing but a string in quotes, without escapes. */
export function directiveText(code: string, statement: Node): string | undefined {
  if (statement.type !== 'ExpressionStatement' || statement.expression.type !== 'Literal') return undefined;
  if (typeof statement.expression.value !== 'string') return undefined;
  return code.slice(statement.expression.start + 1, statement.expression.end - 1);
}

/** The directives that a body begins with. */
export function directives(code: string, body: readonly Node[]): (ExpressionStatement | Directive)[] {
  const found: (ExpressionStatement | Directive)[] = [];
  for (const statement of body) {
    if (statement.type !== 'ExpressionStatement' || directiveText(code, statement) === undefined) break;
    found.push(statement);
  }
  return found;
}
