import {
  ATOM,
  CONDITIONAL,
  constantText,
  isInline,
  mentions,
  type Operand,
  operandText,
  rowOperand,
  rowText,
} from '../backends/js/row-text.ts';
import { expressionOf, parts } from '../rules/expression.ts';
import type { Rule } from '../rules/rule.ts';
import { rules } from '../rules/table.ts';
import type { ArrayPlace } from './program.ts';
import type { Evaluated } from './values.ts';

const ROWS: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.name, rule]));

/**
 * The row of that name.
 * @throws {@link RangeError} where the table has none.
 */
export function rowNamed(name: string): Rule {
  const rule = ROWS.get(name);
  if (rule === undefined) throw new RangeError(`structured program: expected the name of a row, got ${name}`);
  return rule;
}

/** Prints values, and notes the rows that it calls by a function of their own: those whose text is long. */
export class ValueText {
  readonly helpers: Map<string, Rule> = new Map();

  /** The text of a value; where something binds tightly, in parentheses. */
  text(value: Evaluated, binding = 0): string {
    return operandText(this.operand(value), binding);
  }

  place(place: ArrayPlace): string {
    return place.kind === 'variable' ? place.name : `${this.place(place.array)}[${this.text(place.index)}]`;
  }

  private operand(value: Evaluated): Operand {
    switch (value.kind) {
      case 'constant':
        return atom(constantText(value.value), value.value < 0 || Object.is(value.value, -0) ? ATOM - 1 : ATOM);
      case 'variable':
        return atom(value.name);
      case 'element':
        return atom(`${this.place(value.array)}[${this.text(value.index)}]`);
      case 'op':
        return this.row(value.row, value.args);
      case 'choice': {
        const [test, then, otherwise] = [value.test, value.then, value.otherwise].map((part) => this.operand(part));
        const text = `${operandText(test!, CONDITIONAL + 1)} ? ${operandText(then!, CONDITIONAL + 1)} : ${operandText(otherwise!, CONDITIONAL)}`;
        return atom(text, CONDITIONAL);
      }
      case 'call':
        return atom(`${value.callee}(${value.args.map((arg) => this.text(arg)).join(', ')})`);
      case 'pop':
        return atom('S[--sp]');
      case 'array':
        return atom(this.place(value.place));
      case 'make':
        return this.operand(value.text);
      case 'literal':
        return atom(`[${value.elements.map((element) => this.text(element)).join(', ')}]`);
      case 'copy': {
        const bounds = value.to ? [value.from!, value.to] : value.from ? [value.from] : [];
        return atom(`${this.place(value.place)}.slice(${bounds.map((bound) => this.text(bound)).join(', ')})`);
      }
      case 'text': {
        let text = '';
        for (const piece of value.pieces) {
          text += typeof piece === 'string' ? piece : 'kind' in piece ? this.text(piece, ATOM) : piece.variable;
        }
        return atom(text, isAtom(text) ? ATOM : 0);
      }
    }
  }

  private row(name: string, args: readonly Evaluated[]): Operand {
    const rule = rowNamed(name);
    const operands = args.map((arg) => this.operand(arg));
    if (args.length !== rule.args.length) {
      const { text } = rule;
      if (!text || !/^\w/.test(text.js))
        throw new RangeError(`structured program: ${name} of ${args.length} arguments`);
      return atom(`${text.js}(${operands.map((operand) => operandText(operand)).join(', ')})`);
    }
    const isRepeated = operands.some(
      (operand, i) => mentions(rule, i) > 1 && (operand.binding < ATOM || operandText(operand).includes('(')),
    );
    if (isInline(rule) && !isRepeated) return rowOperand(rule, operands);
    this.note(rule);
    return atom(`${name}(${operands.map((operand) => operandText(operand)).join(', ')})`);
  }

  private note(rule: Rule): void {
    this.helpers.set(rule.name, rule);
  }

  /** The functions of the rows that were called. */
  helperLines(): string[] {
    return [...this.helpers.values()].map(
      (rule) => `const ${rule.name} = (${rule.args.join(', ')}) => ${rowText(rule, rule.args)};`,
    );
  }
}

function atom(text: string, binding: number = ATOM): Operand {
  return { pieces: [text], binding };
}

/** Whether text needs no parentheses: a name, a number, members and elements of it, one call. */
function isAtom(text: string): boolean {
  if (/^[\w$.]+$/.test(text)) return true;
  const open = /^[\w$.]*[([]/.exec(text);
  if (!open) return false;
  let depth = 0;
  for (let i = open[0].length - 1; i < text.length; i++) {
    if ('(['.includes(text[i]!)) depth++;
    if (')]'.includes(text[i]!) && --depth === 0) {
      const rest = text.slice(i + 1);
      return rest === '' || isAtom(`x${rest}`);
    }
    if (`'"\`/`.includes(text[i]!)) return false;
  }
  return false;
}

/** What one evaluation of a row costs, in additions. */
export function weightOf(name: string): number {
  const rule = rowNamed(name);
  const leaf = rule.text?.js;
  if (leaf !== undefined)
    return /^[-+*]$/.test(leaf)
      ? 1
      : leaf === '/'
        ? 4
        : /^Math\.(?:abs|sqrt|max|min|floor|ceil|trunc|round|sign)$/.test(leaf)
          ? 3
          : 30;
  let sum = 1;
  const visit = (node: ReturnType<typeof expressionOf>): void => {
    if (node.kind === 'op') sum += weightOf(node.rule.name);
    parts(node).forEach(visit);
  };
  visit(expressionOf(rule));
  return sum;
}
