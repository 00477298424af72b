import { type Expression, type Expressions, expressions } from '../lib/rules/expression.ts';

/** How expressions are written: on plain numbers (`Math.cos(x)`), or as calls of our own ops (`cos(x)`). */
export type Style = 'numbers' | 'calls';

/** An algebra of program text. A plain number has no level further out, so it is constant to all of them. */
export function sourceAlgebra(style: Style): Expressions {
  const all = expressions(false);
  return style === 'calls' ? all : { ...all, A: { ...all.A, ifConstant: (_x, then) => then } };
}

/** Whether some branch of `node` contributes nothing. */
export function mayBeNone(node: Expression): boolean {
  if (node.kind === 'where' || node.kind === 'ifConstant') return mayBeNone(node.then) || mayBeNone(node.otherwise);
  return node.kind === 'none';
}
