import type { Class, StaticBlock } from 'estree';
import { children } from '../children.ts';
import { type Node, unwrapped } from '../nodes.ts';
import {
  type Context,
  printChildren,
  printInPlace,
  printTreated,
  printWhole,
  withMode,
  withTemporaries,
  withThis,
} from './context.ts';
import { declaration, printStatements } from './function.ts';
import { treatKey } from './statement.ts';

export function printClass(context: Context, node: Class): undefined {
  if (node.superClass) context.verbatim.add(unwrapped(node.superClass));
  return printWhole(context, printChildren(context, node));
}

/** A field: what an instance is given is computed when it is made, whatever the state of the levels is then. */
export function printField(context: Context, node: Node): undefined {
  const { out } = context;
  const field = node as { static?: boolean; key?: Node; value?: Node | null };
  const isStatic = field.static === true;
  let at = node.start;
  const parts = children(node);
  const { value } = field;
  for (const part of parts) {
    out.copy(at, part.start);
    if (part === field.key && context.mode !== 'plain') printTreated(context, part, treatKey(context, part, true));
    else if (part !== value) context.print(part);
    else if (context.mode === 'plain' && !isStatic) withMode(context, 'own', () => printInPlace(context, part));
    else withThis(context, undefined, () => printInPlace(context, part));
    at = part.end;
  }
  out.copy(at, node.end);
  return undefined;
}

export function printStaticBlock(context: Context, node: StaticBlock): undefined {
  const { code, out } = context;
  const open = code.indexOf('{', node.start) + 1;
  out.copy(node.start, open);
  const before = out.hole(open);
  const names = withTemporaries(context, () =>
    withThis(context, undefined, () => out.copy(printStatements(context, node.body, open), node.end)),
  );
  if (names.length > 0) before.text = ` ${declaration(names)}`;
  return undefined;
}
