import { type Language, translated } from '../../rules/expression.ts';
import type { Comparing, Rule } from '../../rules/rule.ts';

/** The operators of comparisons. */
export const OPERATOR: Readonly<Record<Comparing, string>> = {
  lt: '<',
  le: '<=',
  gt: '>',
  ge: '>=',
  eq: '===',
  ne: '!==',
};

/** Text, with the places of arguments that are still to be named. */
type Pieces = readonly (string | number)[];

/** JavaScript as an operand of more. */
export interface Operand {
  readonly pieces: Pieces;
  /** How tightly its outermost operator binds. */
  readonly binding: number;
}

/** How tightly a conditional binds, the loosest of what rows print. */
export const CONDITIONAL = 1;
const JOINT = { or: 2, and: 3 } as const;
const BINDING: Readonly<Record<string, number>> = { '+': 6, '-': 6, '*': 7, '/': 7, '%': 7 };
/** How tightly a comparison binds. */
export const COMPARISON = 4;
const PREFIX = 8;
/** How tightly what needs no parentheses binds. */
export const ATOM = 9;

const within = (text: Operand, binding: number): Pieces =>
  text.binding < binding ? ['(', ...text.pieces, ')'] : text.pieces;

const separated = (parts: readonly Pieces[], separator: string): Pieces =>
  parts.flatMap((part, i) => (i === 0 ? part : [separator, ...part]));

const JAVASCRIPT: Language<Operand> = {
  constant: (value) => ({ pieces: [constantText(value)], binding: value < 0 || Object.is(value, -0) ? PREFIX : ATOM }),
  leaf: ({ text: { js } }, operands) => {
    const [x, y] = operands as [Operand, Operand | undefined];
    if (/^\w/.test(js)) {
      const list = separated(
        operands.map(({ pieces }) => pieces),
        ', ',
      );
      return { pieces: [`${js}(`, ...list, ')'], binding: ATOM };
    }
    // − −x, because −−x would be a decrement.
    if (y === undefined) return { pieces: [js, ...within(x, PREFIX + 1)], binding: PREFIX };
    const binding = BINDING[js]!;
    return { pieces: [...within(x, binding), ` ${js} `, ...within(y, binding + 1)], binding };
  },
  where: ({ joint, tests }, then, otherwise) => {
    const test = separated(
      tests.map(({ compare, x, y }) => [
        ...within(x, COMPARISON + 1),
        ` ${OPERATOR[compare]} `,
        ...within(y, COMPARISON + 1),
      ]),
      joint === 'and' ? ' && ' : ' || ',
    );
    return {
      pieces: [...test, ' ? ', ...within(then, JOINT.or), ' : ', ...otherwise.pieces],
      binding: CONDITIONAL,
    };
  },
};

const found = new WeakMap<Rule, Pieces>();

/** The value of a row as JavaScript, with places for its arguments. */
function piecesOf(rule: Rule): Pieces {
  let pieces = found.get(rule);
  if (pieces === undefined) {
    const args = rule.args.map((_, place): Operand => ({ pieces: [place], binding: ATOM }));
    pieces = translated(rule, JAVASCRIPT, args).pieces;
    found.set(rule, pieces);
  }
  return pieces;
}

/** The value of a row as JavaScript, over operands that need no parentheses. */
export function rowText(rule: Rule, operands: readonly string[]): string {
  let text = '';
  for (const piece of piecesOf(rule)) text += typeof piece === 'number' ? operands[piece] : piece;
  return text;
}

/** The value of a row as JavaScript over operands of any kind, with no more parentheses than it needs. */
export function rowOperand(rule: Rule, operands: readonly Operand[]): Operand {
  return translated(rule, JAVASCRIPT, operands);
}

/** The text of an operand where something that binds so tightly takes it. */
export function operandText(operand: Operand, binding = 0): string {
  return within(operand, binding).join('');
}

/** How often the text of a row has its i-th operand. */
export function mentions(rule: Rule, i: number): number {
  return piecesOf(rule).reduce<number>((count, piece) => count + (piece === i ? 1 : 0), 0);
}

/** Whether the text of a row is short: a row that branches is long. */
export function isInline(rule: Rule): boolean {
  return !piecesOf(rule).some((piece) => typeof piece === 'string' && piece.includes('?'));
}

const CONSTANTS: ReadonlyMap<number, string> = new Map(
  (['E', 'LN2', 'LN10', 'LOG2E', 'LOG10E', 'PI', 'SQRT2', 'SQRT1_2'] as const).map((name) => [
    Math[name],
    `Math.${name}`,
  ]),
);

/** A number as JavaScript, exactly; those that Math names by their names. */
export function constantText(value: number): string {
  return CONSTANTS.get(value) ?? (Object.is(value, -0) ? '-0' : String(value));
}
