import { OPERATOR } from '../backends/js/row-text.ts';
import { type Expression, expressions, isLeaf, type Language, parts, translated } from '../rules/expression.ts';
import { holds, type Rule } from '../rules/rule.ts';
import type { NumberValue, Text } from './program.ts';
import { rowNamed } from './value-text.ts';
import { constant, rowOf, text } from './values.ts';

const known = new WeakMap<Rule, readonly Expression[]>();

/** The partials of a row, over the names of its arguments and `v`, its value; a composed row has none. */
export function partialNodes(rule: Rule): readonly Expression[] {
  let nodes = known.get(rule);
  if (nodes === undefined) {
    nodes = [];
    if (rule.partials !== undefined) {
      const { A, name, term } = expressions(false);
      const [x, y] = rule.args.map(name);
      nodes = (rule.arity === 1 ? rule.partials(A, name('v'), x!) : rule.partials(A, name('v'), x!, y!)).map(term);
    }
    known.set(rule, nodes);
  }
  return nodes;
}

/** The names that an expression readsVariable: arguments of its row, and `v`. */
export function namesWithin(node: Expression, names: Set<string> = new Set()): Set<string> {
  if (node.kind === 'name') names.add(node.name);
  for (const part of parts(node)) namesWithin(part, names);
  return names;
}

const NUMBERS: Language<number> = {
  constant: (value) => value,
  leaf: (leaf, operands) => (leaf.value as (...xs: readonly number[]) => number)(...operands),
  where: ({ joint, tests }, then, otherwise) => {
    const outcomes = tests.map(({ compare, x, y }) => holds[compare](x, y));
    return (joint === 'and' ? outcomes.every(Boolean) : outcomes.some(Boolean)) ? then : otherwise;
  },
};
const overlooking = new Map<Rule, boolean>();

/** Whether a row of two arguments may be a number though one of them is NaN: then its partials need not tell either. */
export function overlooksNaN(rule: Rule): boolean {
  let known = overlooking.get(rule);
  if (known === undefined) {
    const ends = [0, 1, -1, Infinity, -Infinity];
    const isNumber = (...args: readonly number[]): boolean => !Number.isNaN(translated(rule, NUMBERS, args));
    known = rule.arity === 2 && ends.some((z) => isNumber(NaN, z) || isNumber(z, NaN));
    overlooking.set(rule, known);
  }
  return known;
}

/** A factor that a derivative is multiplied by: a number, one of two by a comparison, or nothing. */
export type Factor =
  | NumberValue
  | { readonly kind: 'where'; readonly test: Text; readonly then: Factor; readonly otherwise: Factor }
  | { readonly kind: 'none' };

/** A partial where its arguments have these values. Comparisons and ops of constants are decided. */
export function factorOf(node: Expression, values: ReadonlyMap<string, NumberValue>): Factor {
  switch (node.kind) {
    case 'name':
      return values.get(node.name)!;
    case 'constant':
      return constant(node.value);
    case 'none':
      return { kind: 'none' };
    case 'op': {
      const args = node.args.map((arg) => factorOf(arg, values) as NumberValue);
      return simplified(node.rule, args);
    }
    case 'where': {
      const [x, y] = [node.x, node.y].map((side) => factorOf(side, values) as NumberValue);
      const sides = [node.then, node.otherwise];
      if (x!.kind === 'constant' && y!.kind === 'constant') {
        return factorOf(sides[holds[node.compare](x!.value, y!.value) ? 0 : 1]!, values);
      }
      const [then, otherwise] = sides.map((side) => factorOf(side, values)) as [Factor, Factor];
      const test = text(x!, ` ${OPERATOR[node.compare]} `, y!);
      if (isNumber(then) && isNumber(otherwise)) return { kind: 'choice', test, then, otherwise };
      return { kind: 'where', test, then, otherwise };
    }
  }
}

/** Whether a factor is a number in every case. */
export function isNumber(factor: Factor): factor is NumberValue {
  return factor.kind !== 'where' && factor.kind !== 'none';
}

/** A row on arguments, computed where they are constants, and x¹ and x² as products. */
function simplified(rule: Rule, args: readonly NumberValue[]): NumberValue {
  const numbers = args.flatMap((arg) => (arg.kind === 'constant' ? [arg.value] : []));
  if (numbers.length === args.length && isLeaf(rule))
    return constant((rule.value as (...xs: readonly number[]) => number)(...numbers));
  const [x, y] = args;
  if (rule.name === 'pow' && y!.kind === 'constant') {
    if (y!.value === 1) return x!;
    if (y!.value === 2 && x!.kind === 'variable') return rowOf('mul', x!, x!);
  }
  return rowOf(rule.name, ...args);
}

/** t p, where t is a derivative and p a partial. */
export function timesPartial(t: NumberValue, p: NumberValue): NumberValue {
  if (p.kind === 'constant' && p.value === 1) return t;
  if (p.kind === 'constant' && p.value === -1) return minusTerm(t);
  if (t.kind === 'op' && t.row === 'neg') return minusTerm(timesPartial(t.args[0]!, p));
  if (t.kind === 'constant' && t.value === 1) return p;
  if (p.kind === 'op' && p.row === 'neg') return minusTerm(timesPartial(t, p.args[0]!));
  if (p.kind === 'op' && p.row === 'div' && p.args[0]!.kind === 'constant' && p.args[0]!.value === 1) {
    return rowOf('div', t, p.args[1]!);
  }
  return rowOf('mul', t, p);
}

/** −x. */
export function minusTerm(x: NumberValue): NumberValue {
  return x.kind === 'op' && x.row === 'neg' ? x.args[0]! : rowOf('neg', x);
}

/** x + y. */
export function plusTerm(x: NumberValue, y: NumberValue): NumberValue {
  return y.kind === 'op' && y.row === 'neg' ? rowOf('sub', x, y.args[0]!) : rowOf('add', x, y);
}

/** An op that is composed of others, as those: clamp has no partials of its own. */
export function decomposed(value: NumberValue & { readonly kind: 'op' }): NumberValue {
  const rule = rowNamed(value.row);
  if (rule.partials !== undefined) return value;
  const { A, name, term } = expressions(false);
  const [x, y, z] = rule.args.map(name);
  const composed = term(rule.value(A, x!, y!, z!));
  const values = new Map(rule.args.map((arg, i) => [arg, value.args[i]!]));
  return factorOf(composed, values) as NumberValue;
}
