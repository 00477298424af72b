import { keyName, type Node, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';

const GLOBAL_OBJECTS: ReadonlySet<string> = new Set(['globalThis', 'window', 'self', 'global']);

/** The name of a global that an expression stands for: `Math`, or `globalThis.Math`; undefined for anything else. */
export function globalName(names: FileNames, node: Node): string | undefined {
  const inner = unwrapped(node);
  const global = names.globalOf(inner);
  if (global !== undefined) return global;
  if (inner.type !== 'MemberExpression') return undefined;
  const object = unwrapped(inner.object);
  if (!names.isGlobal(object) || !GLOBAL_OBJECTS.has(object.name)) return undefined;
  return keyName(inner.property, inner.computed);
}

/** The parts of `Math.sin`, `globalThis.Math.sin` or `Math['sin']`: a member of a global object. */
export function globalMember(
  names: FileNames,
  node: Node,
): { readonly object: string; readonly member: string } | undefined {
  const inner = unwrapped(node);
  if (inner.type !== 'MemberExpression') return undefined;
  const member = keyName(inner.property, inner.computed);
  const object = member === undefined ? undefined : globalName(names, inner.object);
  return object === undefined ? undefined : { object, member: member! };
}
