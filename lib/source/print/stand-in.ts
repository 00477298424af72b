import type { Property } from 'estree';
import { globalMember, globalName } from '../globals.ts';
import { type Node, unwrapped } from '../nodes.ts';
import { GLOBALS, MATH_CONSTANTS, MEMBERS } from '../vocabulary.ts';
import type { Context } from './context.ts';

/** The stand-in of a name or member, as a value; `'itself'` where nothing in it is to be replaced. */
function standInOf(context: Context, node: Node): string | undefined {
  if (context.verbatim.has(node)) return 'itself';
  const member = globalMember(context.names, node);
  if (member !== undefined) {
    const known = Object.hasOwn(MEMBERS, member.object) ? MEMBERS[member.object]! : {};
    if (Object.hasOwn(known, member.member)) return known[member.member];
    if (ITSELF[member.object]?.(member.member) === true) return 'itself';
  }
  const name = globalName(context.names, node);
  return name !== undefined && Object.hasOwn(GLOBALS, name) ? GLOBALS[name] : undefined;
}

/** Members that need no stand-in. */
const ITSELF: Readonly<Record<string, (member: string) => boolean>> = {
  Math: (member) => MATH_CONSTANTS.has(member) || member === 'random',
  Number: () => true,
};

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
