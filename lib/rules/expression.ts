import type { Algebra } from './algebra.ts';
import type { Comparing, Cost, Leaf, Rule } from './rule.ts';
import { rules } from './table.ts';
import type { Term } from './term.ts';

/** What a rule becomes when it runs on expressions instead of numbers. Equal expressions of one algebra are one object. */
export type Expression =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'op'; readonly rule: Rule; readonly args: readonly Expression[] }
  | Branch
  | { readonly kind: 'none' };

/** `then` where x compares so with y, else `otherwise`. */
export interface Branch {
  readonly kind: 'where';
  readonly compare: Comparing;
  readonly x: Expression;
  readonly y: Expression;
  readonly then: Expression;
  readonly otherwise: Expression;
}

/** An algebra of expressions, and its names and constants. */
export interface Expressions {
  readonly A: Algebra<Expression>;
  readonly name: (name: string) => Expression;
  readonly term: (x: Term<Expression>) => Expression;
}

/** A new algebra of expressions; where it `unfolds`, rows that are not leaves become their definitions. */
export function expressions(unfolds: boolean, table: readonly Rule[] = rules): Expressions {
  const known = new Map<string, Expression>();
  const ids = new Map<Expression, number>();
  const intern = (key: string, node: Expression): Expression => {
    const old = known.get(key);
    if (old) return old;
    known.set(key, node);
    ids.set(node, ids.size);
    return node;
  };
  const id = (node: Expression): string => String(ids.get(node));
  const term = (x: Term<Expression>): Expression =>
    typeof x === 'number' ? intern(`constant ${Object.is(x, -0) ? '-0' : x}`, { kind: 'constant', value: x }) : x;
  const name = (n: string): Expression => intern(`name ${n}`, { kind: 'name', name: n });
  const ops: Record<string, (...args: Term<Expression>[]) => Expression> = {};
  for (const rule of table) {
    ops[rule.name] = (...given) => {
      const args = given.map(term);
      if (unfolds && !isLeaf(rule)) return term(rule.value(A, ...(args as [Expression, Expression, Expression])));
      return intern(`${rule.name} ${args.map(id)}`, { kind: 'op', rule, args });
    };
  }
  const where = (compare: Comparing, ...given: Term<Expression>[]): Expression => {
    const [x, y, then, otherwise] = given.map(term) as [Expression, Expression, Expression, Expression];
    const key = `where ${compare} ${[x, y, then, otherwise].map(id)}`;
    return intern(key, { kind: 'where', compare, x, y, then, otherwise });
  };
  const none = intern('none', { kind: 'none' });
  const A = { ...ops, where, none } as unknown as Algebra<Expression>;
  return { A, name, term };
}

/** Whether every language has a name for a row. */
export function isLeaf(rule: Rule): rule is Leaf {
  return Object.hasOwn(rule, 'text');
}

const found = new WeakMap<Rule, Expression>();

/** The value of a row over its arguments, in leaves. */
export function expressionOf(rule: Rule): Expression {
  let expression = found.get(rule);
  if (expression === undefined) {
    const { A, name, term } = expressions(true);
    const args = rule.args.map(name) as [Expression, Expression, Expression];
    expression = isLeaf(rule) ? { kind: 'op', rule, args } : term(rule.value(A, ...args));
    found.set(rule, expression);
  }
  return expression;
}

/** What one evaluation of a row counts. */
export function costOf(rule: Rule): Cost {
  if (rule.cost !== undefined) return rule.cost;
  if (isLeaf(rule)) return 'elementary';
  let dearest: Cost = 'free';
  const visit = (node: Expression): void => {
    const cost = node.kind === 'op' ? costOf(node.rule) : 'free';
    if (cost === 'elementary' || dearest === 'free') dearest = cost;
    parts(node).forEach(visit);
  };
  visit(expressionOf(rule));
  return dearest;
}

/** The operands of `node`. */
export function parts(node: Expression): readonly Expression[] {
  if (node.kind === 'op') return node.args;
  if (node.kind === 'where') return [node.x, node.y, node.then, node.otherwise];
  return [];
}

/** Comparisons: all of them, or at least one, must hold. */
export interface Condition<T> {
  readonly joint: 'and' | 'or';
  readonly tests: readonly { readonly compare: Comparing; readonly x: T; readonly y: T }[];
}

/** How a language writes expressions, or computes them: T is text, code, a number. */
export interface Language<T> {
  readonly constant: (value: number) => T;
  readonly leaf: (leaf: Leaf, operands: readonly T[]) => T;
  readonly where: (condition: Condition<T>, then: T, otherwise: T) => T;
}

/** The expression of a row in a language, over `args`. */
export function translated<T>(rule: Rule, language: Language<T>, args: readonly T[]): T {
  const of = (node: Expression): T => {
    switch (node.kind) {
      case 'name':
        return args[rule.args.indexOf(node.name)]!;
      case 'constant':
        return language.constant(node.value);
      case 'op':
        return language.leaf(node.rule as Leaf, node.args.map(of));
      case 'where': {
        const { joint, branches } = joined(node);
        const tests = branches.map(({ compare, x, y }) => ({ compare, x: of(x), y: of(y) }));
        const { then, otherwise } = branches.at(-1)!;
        return language.where({ joint, tests }, of(then), of(otherwise));
      }
      default:
        throw new Error(`a value is made of ops and where, not of ${node.kind}`);
    }
  };
  return of(expressionOf(rule));
}

/** Branches within branches that are one condition: of `a ? (b ? p : q) : q` that is a and b, of `a ? p : (b ? p : q)` a or b. */
export function joined(branch: Branch): { readonly joint: 'and' | 'or'; readonly branches: readonly Branch[] } {
  const branches = [branch];
  let last = branch;
  for (let next = last.then; next.kind === 'where' && next.otherwise === branch.otherwise; next = last.then) {
    last = next;
    branches.push(next);
  }
  if (branches.length > 1) return { joint: 'and', branches };
  for (let next = last.otherwise; next.kind === 'where' && next.then === branch.then; next = last.otherwise) {
    last = next;
    branches.push(next);
  }
  return { joint: 'or', branches };
}
