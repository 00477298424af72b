import { constantText, isInline, mentions, OPERATOR, rowText } from '../lib/backends/js/row-text.ts';
import { type Branch, type Expression, parts } from '../lib/rules/expression.ts';
import { mayBeNone, type Style } from './source.ts';

/** Statements for expressions that are used more than once, and one expression for each of `roots`. */
export interface Printed {
  readonly statements: readonly string[];
  readonly expressions: readonly string[];
}

/** Program text for `roots`; `used` collects the ops it calls. */
export function print(
  roots: readonly Expression[],
  style: Style,
  used: Set<string> = new Set(),
  hoists = true,
): Printed {
  const uses = hoists ? countUses(roots, style) : new Map<Expression, number>();
  const statements: string[] = [];
  const hoisted = new Map<Expression, string>();

  const operand = (node: Expression): string => {
    const text = expression(node);
    return isAtom(text) ? text : `(${text})`;
  };

  const expression = (node: Expression): string => {
    const old = hoisted.get(node);
    if (old) return old;
    const text = write(node);
    if ((uses.get(node) ?? 0) < 2 || parts(node).length === 0 || mayBeNone(node)) return text;
    const name = `t${hoisted.size + 1}`;
    statements.push(`const ${name} = ${text};`);
    hoisted.set(node, name);
    return name;
  };

  const write = (node: Expression): string => {
    switch (node.kind) {
      case 'name':
        return node.name;
      case 'constant':
        return constantText(node.value);
      case 'none':
        return 'undefined';
      case 'where': {
        if (style === 'numbers') {
          const test = `${operand(node.x)} ${OPERATOR[node.compare]} ${operand(node.y)}`;
          return `${test} ? ${operand(node.then)} : ${operand(node.otherwise)}`;
        }
        used.add(node.compare);
        const [x, y, then, otherwise] = parts(node).map(expression);
        used.add('choose');
        return `choose(${node.compare}, ${x}, ${y}, ${then}, ${otherwise})`;
      }
      case 'op': {
        if (style === 'calls') {
          used.add(node.rule.name);
          return `${node.rule.name}(${node.args.map(expression).join(', ')})`;
        }
        if (!isInline(node.rule)) {
          used.add(node.rule.name);
          return `(${node.rule.name}(${node.args.map(expression).join(', ')}) as number)`;
        }
        return rowText(node.rule, node.args.map(operand));
      }
    }
  };

  const expressions = roots.map(expression);
  return { statements, expressions };
}

/** The condition of a branch, on plain numbers. */
export function condition(branch: Branch): string {
  const [x, y] = print([branch.x, branch.y], 'numbers').expressions;
  return `${x} ${OPERATOR[branch.compare]} ${y}`;
}

/** How often each node's text would be written. */
function countUses(roots: readonly Expression[], style: Style): Map<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (node: Expression, times: number): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + times);
    if (before > 0) return;
    parts(node).forEach((part, i) => {
      const isText = style === 'numbers' && node.kind === 'op' && isInline(node.rule);
      visit(part, isText ? mentions(node.rule, i) : 1);
    });
  };
  for (const root of roots) visit(root, 1);
  return uses;
}

/** A name, a number or a single call: what needs no parentheses as an operand. */
function isAtom(text: string): boolean {
  if (/^[\w.]+(\[\w+\]!)?$/.test(text)) return true;
  const call = /^[\w.]*\(/.exec(text);
  if (!call) return false;
  let open = 0;
  for (let i = call[0].length - 1; i < text.length; i++) {
    if (text[i] === '(') open++;
    if (text[i] === ')' && --open === 0) return i === text.length - 1;
  }
  return false;
}
