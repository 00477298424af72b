import { type ComparisonName, mayBeNone, type Node, parts, type Style } from './source.ts';

const OPERATOR: Record<ComparisonName, string> = { lt: '<', le: '<=', gt: '>', ge: '>=', eq: '===', ne: '!==' };

/** Statements that compute what is needed more than once, and one expression for each of `roots`. */
export interface Printed {
  readonly statements: readonly string[];
  readonly expressions: readonly string[];
}

/** Program text for `roots`; `used` collects the ops it calls. */
export function print(roots: readonly Node[], style: Style, used: Set<string> = new Set()): Printed {
  const uses = countUses(roots, style);
  const statements: string[] = [];
  const hoisted = new Map<Node, string>();

  const operand = (node: Node): string => {
    const text = expression(node);
    return isAtom(text) ? text : `(${text})`;
  };

  const expression = (node: Node): string => {
    const old = hoisted.get(node);
    if (old) return old;
    const text = write(node);
    if ((uses.get(node) ?? 0) < 2 || parts(node).length === 0 || mayBeNone(node)) return text;
    const name = `t${hoisted.size + 1}`;
    statements.push(`const ${name} = ${text};`);
    hoisted.set(node, name);
    return name;
  };

  const write = (node: Node): string => {
    switch (node.kind) {
      case 'name':
        return node.name;
      case 'constant':
        return Object.is(node.value, -0) ? '-0' : String(node.value);
      case 'none':
        return 'undefined';
      case 'where': {
        if (style === 'numbers') {
          const test = `${operand(node.x)} ${OPERATOR[node.compare]} ${operand(node.y)}`;
          return `${test} ? ${operand(node.then)} : ${operand(node.otherwise)}`;
        }
        used.add(node.compare);
        const [x, y, then, otherwise] = parts(node).map(expression);
        const select = mayBeNone(node) ? 'choose' : 'where';
        used.add(select);
        return `${select}(${node.compare}, ${x}, ${y}, ${then}, ${otherwise})`;
      }
      case 'ifConstant':
        used.add('isConstant');
        return `isConstant(${expression(node.x)}) ? ${operand(node.then)} : ${operand(node.otherwise)}`;
      case 'op': {
        if (style === 'calls') {
          used.add(node.rule.name);
          return `${node.rule.name}(${node.args.map(expression).join(', ')})`;
        }
        if (!isInline(node.rule.js)) {
          used.add(node.rule.name);
          return `(${node.rule.name}(${node.args.map(expression).join(', ')}) as number)`;
        }
        return substitute(
          node.rule.js,
          node.rule.args,
          node.args.map((arg) => operand(arg)),
        );
      }
    }
  };

  const expressions = roots.map(expression);
  return { statements, expressions };
}

/** The condition of a branch, on plain numbers. */
export function condition(branch: Node & { readonly kind: 'where' }): string {
  const [x, y] = print([branch.x, branch.y], 'numbers').expressions;
  return `${x} ${OPERATOR[branch.compare]} ${y}`;
}

/** JavaScript text with its argument names replaced. */
export function substitute(js: string, args: readonly string[], texts: readonly string[]): string {
  return js.replace(/(?<![.\w])[A-Za-z]\w*/g, (word) => texts[args.indexOf(word)] ?? word);
}

/** Whether a definition is short enough to stand in the middle of an expression; where not, its op is called. */
function isInline(js: string): boolean {
  return !js.includes('?');
}

/** How often each node's text would be written. */
function countUses(roots: readonly Node[], style: Style): Map<Node, number> {
  const uses = new Map<Node, number>();
  const visit = (node: Node, times: number): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + times);
    if (before > 0) return;
    parts(node).forEach((part, i) => {
      const mentions =
        style === 'numbers' && node.kind === 'op' && isInline(node.rule.js)
          ? (node.rule.js.match(new RegExp(`(?<![.\\w])${node.rule.args[i]}\\b`, 'g')) ?? []).length
          : 1;
      visit(part, mentions);
    });
  };
  for (const root of roots) visit(root, 1);
  return uses;
}

/** A name, a number or a single call: what needs no parentheses as an operand. */
function isAtom(text: string): boolean {
  if (/^[\w.]+$/.test(text)) return true;
  const call = /^[\w.]*\(/.exec(text);
  if (!call) return false;
  let open = 0;
  for (let i = call[0].length - 1; i < text.length; i++) {
    if (text[i] === '(') open++;
    if (text[i] === ')' && --open === 0) return i === text.length - 1;
  }
  return false;
}
