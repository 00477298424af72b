import type { Property } from 'estree';
import { globalMember, globalName } from '../globals.ts';
import { type Node, unwrapped } from '../nodes.ts';
import { GLOBALS, MEMBERS } from '../vocabulary.ts';
import type { Context } from './context.ts';

/** The stand-in of a name or member, as a value; `'itself'` where nothing in it is to be replaced. */
function standInOf(context: Context, node: Node): string | undefined {
  if (context.verbatim.has(node)) return 'itself';
  if (context.replaced.has(node)) return '$Number';
  const member = globalMember(context.names, node);
  if (member !== undefined) {
    const known = Object.hasOwn(MEMBERS, member.object) ? MEMBERS[member.object]! : {};
    if (Object.hasOwn(known, member.member)) return known[member.member];
    // Constants, `random`, and what someone added to Math.
    if (member.object === 'Math') return 'itself';
  }
  const name = globalName(context.names, node);
  // `Number` is asked for its constants and compared; it is replaced where it is called.
  return name === undefined || name === 'Number' || !Object.hasOwn(GLOBALS, name) ? undefined : GLOBALS[name];
}

/** Prints the stand-in of `Math`, `Math.sin`, `isNaN` and the like; false where a node is none of these. */
export function printStandIn(context: Context, node: Node): boolean {
  const name = standInOf(context, node);
  if (name === undefined) return false;
  if (name === 'itself') context.out.copy(node.start, node.end);
  else context.out.text(context.runtime(name), node.start);
  return true;
}

/** `{ Math }` becomes `{ Math: $Math }`. */
export function printShorthand(context: Context, node: Property): boolean {
  const { value } = node;
  if (!node.shorthand || value.type !== 'Identifier' || standInOf(context, value) === undefined) return false;
  context.out.copy(node.key.start, node.key.end);
  context.out.text(': ', node.start);
  return printStandIn(context, value);
}

/** `Math.sign = …` stores in Math itself. */
export function keepMember(context: Context, target: Node): void {
  if (globalMember(context.names, target) !== undefined) context.verbatim.add(unwrapped(target));
}
