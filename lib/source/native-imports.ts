import type { Binding } from './binding.ts';
import { field, keyName, type Node, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';

export const ENTRY = 'dualgrad/native';

/** Tells whether a callee is `native` of dualgrad/native, however the file came by it. */
export function nativeImports(names: FileNames): (callee: Node) => boolean {
  /** Whether a node is the module, as an object. */
  const isModule = (node: Node): boolean => {
    const inner = unwrapped(node);
    if (inner.type === 'Identifier') {
      const binding = names.bindingOf(inner);
      if (binding === undefined || binding.open !== binding.kinds.has('import')) return false;
      if (binding.kinds.has('import')) return imported(binding) === '*';
      return binding.writes.length === 1 && isModule(binding.writes[0]!);
    }
    if (inner.type === 'AwaitExpression') return isModule(inner.argument);
    if (inner.type === 'ImportExpression') return isEntry(inner.source);
    if (inner.type !== 'CallExpression') return false;
    const argument = inner.arguments[0];
    if (argument === undefined) return false;
    if (names.isGlobal(inner.callee) && inner.callee.name === 'require') return isEntry(argument);
    // What compilers put around require: __importStar(require('…')).
    return inner.callee.type === 'Identifier' && argument.type === 'CallExpression' && isModule(argument);
  };

  return (callee) => {
    let inner = unwrapped(callee);
    // `(0, native_1.native)(f)`, as compilers write it.
    if (inner.type === 'SequenceExpression') inner = unwrapped(inner.expressions.at(-1)!);
    if (inner.type === 'MemberExpression') {
      return keyName(inner.property, inner.computed) === 'native' && isModule(inner.object);
    }
    if (inner.type !== 'Identifier') return false;
    const binding = names.bindingOf(inner);
    if (binding === undefined) return false;
    if (binding.kinds.has('import')) return imported(binding) === 'native';
    return destructured(binding, isModule);
  };
}

function isEntry(node: Node): boolean {
  return node.type === 'Literal' && node.value === ENTRY;
}

/** The name under which an import from the entry is exported there: `*` for the module. */
function imported({ declaration, name }: Binding): string | undefined {
  if (declaration.type === 'ImportDeclaration') {
    if (!isEntry(declaration.source)) return undefined;
    const specifier = declaration.specifiers.find(({ local }) => local.name === name);
    if (specifier?.type === 'ImportNamespaceSpecifier') return '*';
    return specifier?.type === 'ImportSpecifier' ? keyName(specifier.imported, false) : undefined;
  }
  return undefined;
}

/** `const { native } = require('dualgrad/native')`, and `const native = require('dualgrad/native').native`. */
function destructured(binding: Binding, isModule: (node: Node) => boolean): boolean {
  const { declaration, name } = binding;
  if (declaration.type !== 'VariableDeclaration' || binding.stepped) return false;
  return declaration.declarations.some(({ id, init }) => {
    if (init == null) return false;
    if (id.type === 'Identifier') {
      const value = unwrapped(init);
      if (id.name !== name || value.type !== 'MemberExpression') return false;
      return keyName(value.property, value.computed) === 'native' && isModule(value.object);
    }
    if (id.type !== 'ObjectPattern' || !isModule(init)) return false;
    return id.properties.some((property) => {
      if (property.type !== 'Property' || field(property.value, 'name') !== name) return false;
      return keyName(property.key, property.computed) === 'native';
    });
  });
}
