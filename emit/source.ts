import type { Expression } from '../lib/rules/expression.ts';

/** How expressions are written: on plain numbers (`Math.cos(x)`), or as calls of our own ops (`cos(x)`). */
export type Style = 'numbers' | 'calls';

/** Whether some branch of `node` contributes nothing. */
export function mayBeNone(node: Expression): boolean {
  if (node.kind === 'where') return mayBeNone(node.then) || mayBeNone(node.otherwise);
  return node.kind === 'none';
}
