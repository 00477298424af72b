import { opsByName } from '../../program/opcodes.ts';
import { type Expression, expressionOf, expressions, parts } from '../../rules/expression.ts';
import { type BinaryRule, holds, type Rule, type UnaryRule } from '../../rules/rule.ts';

/** The partials of an op as its operator computes them on plain numbers, by the names of their operands. */
const found = new WeakMap<Rule, readonly Expression[]>();

function partialsOf(rule: UnaryRule | BinaryRule): readonly Expression[] {
  let partials = found.get(rule);
  if (partials === undefined) {
    const { A, name, term } = expressions(false);
    const [v, x, y] = ['v', ...rule.args].map(name) as [Expression, Expression, Expression];
    partials = (rule.arity === 1 ? rule.partials(A, v, x) : rule.partials(A, v, x, y)).map(term);
    found.set(rule, partials);
  }
  return partials;
}

/** Whether the operator of a row does on plain numbers of one level without the general path: not one whose partial is none. */
export function hasOwnPath(rule: UnaryRule | BinaryRule): boolean {
  return !rule.internal && (rule.arity === 2 || partialsOf(rule)[0]!.kind !== 'none');
}

/**
 * The rows that an operator executes on plain numbers for its partials by the active operands: expressions that occur more
 * than once are computed once, before all others; of a branch only the side that is taken. (emit/operators.ts writes this.)
 */
export function partialOps(
  rule: UnaryRule | BinaryRule,
  v: number,
  operands: readonly number[],
  active: readonly boolean[],
): readonly string[] {
  const numbers = new Map([['v', v], ...rule.args.map((name, i): [string, number] => [name, operands[i]!])]);
  const executed: string[] = [];
  const values = new Map<Expression, number>();

  const number = (node: Expression): number => {
    const known = values.get(node);
    if (known !== undefined) return known;
    const value = evaluated(node);
    values.set(node, value);
    return value;
  };
  const evaluated = (node: Expression): number => {
    switch (node.kind) {
      case 'name':
        return numbers.get(node.name)!;
      case 'constant':
        return node.value;
      case 'op':
        return opsByName[node.rule.name]!(...node.args.map(number)) as number;
      case 'where':
        return number(isTaken(node) ? node.then : node.otherwise);
      default:
        return NaN;
    }
  };
  const isTaken = (node: Expression & { readonly kind: 'where' }): boolean =>
    holds[node.compare](number(node.x), number(node.y));

  /** Executes expressions that are written together. */
  const group = (roots: readonly Expression[]): void => {
    const uses = countUses(roots);
    const done = new Set<Expression>();
    const isHoisted = (node: Expression): boolean => uses.get(node)! >= 2 && parts(node).length > 0 && !mayBeNone(node);
    const execute = (node: Expression): void => {
      if (done.has(node)) return;
      if (isHoisted(node)) done.add(node);
      if (node.kind === 'where') {
        for (const part of [node.x, node.y, isTaken(node) ? node.then : node.otherwise]) execute(part);
        return;
      }
      for (const [i, part] of parts(node).entries())
        if (node.kind !== 'op' || mentions(node.rule, i) > 0) execute(part);
      if (node.kind === 'op') executed.push(node.rule.name);
    };
    for (const node of uses.keys()) if (isHoisted(node)) execute(node);
    for (const root of roots) execute(root);
  };

  /** A branch one side of which contributes nothing is a branch of the operator. */
  const branch = (partials: readonly Expression[]): void => {
    const first = partials.find((p) => p.kind === 'where' && mayBeNone(p));
    if (first?.kind !== 'where') {
      group(partials.filter((p) => p.kind !== 'none'));
      return;
    }
    const common = partials.findIndex((p) => !mayBeNone(p) && parts(p).length > 0);
    if (common >= 0) group([partials[common]!]);
    group([first.x, first.y]);
    const side = (p: Expression): Expression => {
      if (p.kind !== 'where' || p.compare !== first.compare || p.x !== first.x || p.y !== first.y) return p;
      return isTaken(first) ? p.then : p.otherwise;
    };
    branch(partials.filter((_, i) => i !== common).map(side));
  };
  branch(partialsOf(rule).filter((_, i) => active[i]));
  return executed;
}

/** Whether some branch of `node` contributes nothing. */
function mayBeNone(node: Expression): boolean {
  return node.kind === 'where' ? mayBeNone(node.then) || mayBeNone(node.otherwise) : node.kind === 'none';
}

/** How often each expression is written, the operands of a short row as often as its value has them. */
function countUses(roots: readonly Expression[]): Map<Expression, number> {
  const uses = new Map<Expression, number>();
  const visit = (node: Expression, times: number): void => {
    const before = uses.get(node) ?? 0;
    uses.set(node, before + times);
    if (before > 0) return;
    for (const [i, part] of parts(node).entries()) visit(part, node.kind === 'op' ? mentions(node.rule, i) : 1);
  };
  for (const root of roots) visit(root, 1);
  return uses;
}

/** How often the value of a row has its i-th operand; 1 of a row that branches, which is called. */
function mentions(rule: Rule, i: number): number {
  let isShort = true;
  const count = (node: Expression): number => {
    if (node.kind === 'where') isShort = false;
    if (node.kind === 'name') return node.name === rule.args[i] ? 1 : 0;
    return parts(node).reduce((sum, part) => sum + count(part), 0);
  };
  const times = count(expressionOf(rule));
  return isShort ? times : 1;
}
