import type { Rule } from '../lib/rules/rule.ts';

/** The type of an algebra: every op of the table over T. */
export function algebraFile(rows: readonly Rule[]): string {
  const ops = rows.map((rule) => `  ${rule.name}(${rule.args.map((arg) => `${arg}: T | number`).join(', ')}): T;`);
  return `// Emitted from lib/rules by \`npm run emit\`; edit the rows, not this file.

/**
 * The algebra of values and partials: the ops of the table over some T, and one selection.
 * On numbers they give slopes, on duals derivatives of derivatives, on program text the library's own source.
 */
export interface Algebra<T> {
${ops.join('\n')}
  /** The only branch of rules: \`then\` where the comparison holds, else \`otherwise\`. */
  where(
    compare: 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne',
    x: T | number,
    y: T | number,
    then: T | number,
    otherwise: T | number,
  ): T;
  /** The partial of an operand that contributes nothing: not the number 0, which times ∞ is NaN. */
  readonly none: T;
}
`;
}
