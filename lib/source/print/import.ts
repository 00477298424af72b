import type { ImportDeclaration, VariableDeclaration } from 'estree';
import { patternNames } from '../binding.ts';
import { nodesIn } from '../children.ts';
import type { Node } from '../nodes.ts';
import { type Context, copyTrivia } from './context.ts';

/** Leaves out imports of `native` that no call needs any more: so nothing of its parser is bundled. */
export function printImport(context: Context, node: ImportDeclaration): undefined {
  const { marks, names, out } = context;
  const isSpent = (specifier: Node): boolean => {
    const binding = names.bindingOf((specifier as ImportDeclaration['specifiers'][number]).local);
    return binding !== undefined && marks.spent.has(binding);
  };
  const { specifiers } = node;
  const kept = specifiers.filter((specifier) => !isSpent(specifier));
  if (kept.length === specifiers.length || specifiers.some(({ type }) => type === 'ImportDefaultSpecifier')) {
    return out.copy(node.start, node.end);
  }
  if (kept.length === 0) return copyTrivia(context, node.start, node.end);
  out.copy(node.start, specifiers[0]!.start);
  specifiers.forEach((specifier, i) => {
    const end = specifiers[i + 1]?.start ?? specifier.end;
    if (isSpent(specifier)) copyTrivia(context, specifier.start, end);
    else out.copy(specifier.start, end);
  });
  return out.copy(specifiers.at(-1)!.end, node.end);
}

/** Leaves out `const { native } = require('dualgrad/native')`, if no call needs it any more; false where a declaration stays. */
export function printRequire(context: Context, node: VariableDeclaration): boolean {
  const { marks, names } = context;
  const [declarator, ...others] = node.declarations;
  if (marks.spent.size === 0 || others.length > 0 || declarator?.init == null) return false;
  const ids = patternNames(declarator.id);
  // What is awaited takes its turn.
  if ([...nodesIn(declarator.init)].some(({ type }) => type === 'AwaitExpression')) return false;
  const isSpent = ids.length > 0 && ids.every((id) => marks.spent.has(names.bindingOf(id)!));
  if (isSpent) copyTrivia(context, node.start, node.end);
  return isSpent;
}
