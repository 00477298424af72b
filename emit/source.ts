import type { Algebra } from '../lib/rules/algebra.ts';
import type { Rule, Term } from '../lib/rules/rule.ts';
import { rules } from '../lib/rules/table.ts';

/** A comparison by name, as rules branch on it. */
export type ComparisonName = 'lt' | 'le' | 'gt' | 'ge' | 'eq' | 'ne';

/** A piece of a program: what a rule's partials become when they run on source text instead of numbers. */
export type Node =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: number }
  | { readonly kind: 'op'; readonly rule: Rule; readonly args: readonly Node[] }
  | {
      readonly kind: 'where';
      readonly compare: ComparisonName;
      readonly x: Node;
      readonly y: Node;
      readonly then: Node;
      readonly otherwise: Node;
    }
  | { readonly kind: 'ifConstant'; readonly x: Node; readonly then: Node; readonly otherwise: Node }
  | { readonly kind: 'none' };

/** How nodes are written: on plain numbers (`Math.cos(x)`), or as calls of our own ops (`cos(x)`). */
export type Style = 'numbers' | 'calls';

/** An algebra of program text in which equal expressions are one node, and its names. */
export interface SourceAlgebra {
  readonly A: Algebra<Node>;
  readonly name: (name: string) => Node;
  readonly term: (x: Term<Node>) => Node;
}

export function sourceAlgebra(style: Style): SourceAlgebra {
  const known = new Map<string, Node>();
  const ids = new Map<Node, number>();
  const intern = (key: string, node: Node): Node => {
    const old = known.get(key);
    if (old) return old;
    known.set(key, node);
    ids.set(node, ids.size);
    return node;
  };
  const id = (node: Node): string => String(ids.get(node));
  const term = (x: Term<Node>): Node =>
    typeof x === 'number' ? intern(`constant ${Object.is(x, -0) ? '-0' : x}`, { kind: 'constant', value: x }) : x;
  const name = (n: string): Node => intern(`name ${n}`, { kind: 'name', name: n });
  const ops: Record<string, (...args: Term<Node>[]) => Node> = {};
  for (const rule of rules) {
    ops[rule.name] = (...given) => {
      const args = given.map(term);
      return intern(`${rule.name} ${args.map(id)}`, { kind: 'op', rule, args });
    };
  }
  const where = (compare: ComparisonName, ...given: Term<Node>[]): Node => {
    const [x, y, then, otherwise] = given.map(term) as [Node, Node, Node, Node];
    return intern(`where ${compare} ${[x, y, then, otherwise].map(id)}`, {
      kind: 'where',
      compare,
      x,
      y,
      then,
      otherwise,
    });
  };
  // A plain number has no level further out, so it is constant to all of them.
  const ifConstant = (x: Node, then: Node, otherwise: Node): Node =>
    style === 'numbers'
      ? then
      : intern(`constant? ${[x, then, otherwise].map(id)}`, { kind: 'ifConstant', x, then, otherwise });
  const none = intern('none', { kind: 'none' });
  return { A: { ...ops, where, ifConstant, none } as unknown as Algebra<Node>, name, term };
}

/** The nodes that `node` is made of. */
export function parts(node: Node): readonly Node[] {
  if (node.kind === 'op') return node.args;
  if (node.kind === 'where') return [node.x, node.y, node.then, node.otherwise];
  if (node.kind === 'ifConstant') return [node.x, node.then, node.otherwise];
  return [];
}

/** Whether some branch of `node` contributes nothing. */
export function mayBeNone(node: Node): boolean {
  if (node.kind === 'where' || node.kind === 'ifConstant') return mayBeNone(node.then) || mayBeNone(node.otherwise);
  return node.kind === 'none';
}
