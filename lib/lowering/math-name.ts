import type { CallExpression } from 'estree';
import type { Binding } from '../source/binding.ts';
import { nodesIn } from '../source/children.ts';
import { globalMember, globalName } from '../source/globals.ts';
import { isFunctionNode, keyName, type Node, type Program, unwrapped } from '../source/nodes.ts';
import type { FileNames } from '../source/scope.ts';

/** Calls of functions where they stand, by the function: `(function (Math) { … })(Math)`. */
export type Invocations = ReadonlyMap<Node, CallExpression>;

export function invocationsOf(program: Program): Invocations {
  const found = new Map<Node, CallExpression>();
  for (const node of nodesIn(program as Node)) {
    if (node.type !== 'CallExpression') continue;
    const callee = unwrapped(node.callee as Node);
    if (isFunctionNode(callee)) found.set(callee, node);
  }
  return found;
}

/** The name of the function of Math that a callee is, by whatever name the file calls it: `M.sin`, or `sin` of `{ sin } = Math`. */
export function mathFunction(names: FileNames, invocations: Invocations, callee: Node): string | undefined {
  const member = globalMember(names, callee);
  if (member) return member.object === 'Math' ? member.member : undefined;
  const inner = unwrapped(callee);
  if (inner.type === 'MemberExpression') {
    return isMath(names, invocations, inner.object) ? keyName(inner.property, inner.computed) : undefined;
  }
  const binding = bindingOf(names, inner);
  if (binding === undefined || binding.stepped || binding.stores !== 1) return undefined;
  const [value] = binding.writes;
  if (value && !binding.open) {
    return unwrapped(value).type === 'MemberExpression' ? mathFunction(names, invocations, value) : undefined;
  }
  const { declaration } = binding;
  if (declaration.type !== 'VariableDeclaration') return undefined;
  for (const { id, init } of declaration.declarations) {
    if (id.type !== 'ObjectPattern' || !init || !isMath(names, invocations, init)) continue;
    for (const property of id.properties) {
      if (property.type === 'Property' && property.value.type === 'Identifier' && property.value.name === binding.name)
        return keyName(property.key, property.computed);
    }
  }
  return undefined;
}

/** Whether an expression is Math, or a name that always stands for it. */
function isMath(names: FileNames, invocations: Invocations, node: Node): boolean {
  if (globalName(names, node) === 'Math') return true;
  const binding = bindingOf(names, unwrapped(node));
  if (binding === undefined || binding.stepped) return false;
  const { declaration } = binding;
  if (binding.kinds.has('param')) {
    if (binding.stores > 0 || !isFunctionNode(declaration)) return false;
    const i = declaration.params.findIndex((param) => param.type === 'Identifier' && param.name === binding.name);
    const argument = invocations.get(declaration)?.arguments[i];
    return argument !== undefined && isMath(names, invocations, argument);
  }
  return !binding.open && binding.writes.length === 1 && isMath(names, invocations, binding.writes[0]!);
}

function bindingOf(names: FileNames, node: Node): Binding | undefined {
  return node.type === 'Identifier' ? names.bindingOf(node) : undefined;
}
