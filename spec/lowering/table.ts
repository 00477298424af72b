import { parse } from 'acorn';
import type { Lowered, LowerOptions } from '../../lib/lowering/attempt.ts';
import { lower } from '../../lib/lowering/lower.ts';
import type { LoweringRefusal } from '../../lib/lowering/unsupported.ts';
import { nodesIn } from '../../lib/source/children.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program } from '../../lib/source/nodes.ts';

/** Lowers the first function of a text, or the one that the last expression of a module names. */
export function lowered(code: string, options: Partial<LowerOptions> = {}): Lowered | LoweringRefusal {
  const program = parse(code, {
    ecmaVersion: 'latest',
    sourceType: 'script',
    preserveParens: true,
    allowReturnOutsideFunction: true,
  }) as unknown as Program;
  return lower({ program, code, root: options.root ?? rootOf(program), ...options });
}

/** What a module exports, or its first function. */
function rootOf(program: Program): FunctionNode {
  let first: FunctionNode | undefined;
  for (const node of nodesIn(program as Node)) {
    if (isFunctionNode(node)) first ??= node;
    if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
    if (isFunctionNode(node.right)) return node.right;
  }
  return first!;
}
