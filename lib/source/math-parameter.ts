import type { Binding } from './binding.ts';
import { nodesIn } from './children.ts';
import { type FunctionNode, isFunctionNode, type Node, type Program, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';

/** The names of a file, and where its parameters that are Math are declared and handed over. */
export interface NamesOfMath {
  readonly names: FileNames;
  readonly kept: readonly Node[];
}

/**
 * Finds parameters that are Math: `(function (lib, Math) { … })(lib, Math)`, as bundles for browsers begin. Such a name
 * stands for the global one.
 */
export function withMathParameters(program: Program, code: string, names: FileNames): NamesOfMath {
  const kept: Node[] = [];
  if (!/\bMath\s*[,)]/.test(code)) return { names, kept };
  const parameters = new Set<Binding>();
  for (const node of nodesIn(program)) {
    if (node.type !== 'CallExpression') continue;
    const f = unwrapped(node.callee);
    if (!isFunctionNode(f) || (f.type === 'FunctionExpression' && f.id != null)) continue;
    for (const [i, arg] of node.arguments.entries()) {
      if (arg.type === 'SpreadElement') break;
      const param = f.params[i];
      const binding = param && names.bindingOf(param);
      if (!names.isGlobal(arg) || arg.name !== 'Math' || binding === undefined) continue;
      if (binding.kinds.size > 1 || binding.declarations > 1 || binding.stores > 0 || readsArguments(f)) continue;
      parameters.add(binding);
      kept.push(arg, param!);
    }
  }
  const globalOf = (id: Node): string | undefined => {
    const binding = names.bindingOf(id);
    return binding !== undefined && parameters.has(binding) ? 'Math' : names.globalOf(id);
  };
  return { names: { ...names, globalOf }, kept };
}

/** Whether a function could see or replace its arguments but by their names. */
function readsArguments(f: FunctionNode): boolean {
  const isInside = (node: Node): boolean => !isFunctionNode(node) || node.type === 'ArrowFunctionExpression';
  for (const node of nodesIn(f.body, isInside)) {
    if (node.type === 'Identifier' && node.name === 'arguments') return true;
  }
  return false;
}
