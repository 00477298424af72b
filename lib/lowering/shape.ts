import { nodesIn } from '../source/children.ts';
import { type FunctionNode, keyName, type Node, unwrapped } from '../source/nodes.ts';
import type { FileNames } from '../source/scope.ts';
import { functionNamed } from './purity.ts';

/** What an argument is made of. */
export type ArgumentShape =
  | { readonly kind: 'number' }
  /** An array of numbers, or of such arrays, of so many dimensions. */
  | { readonly kind: 'array'; readonly rank: number }
  | { readonly kind: 'record'; readonly entries: Readonly<Record<string, ArgumentShape>> }
  /** Anything that is not differentiated by. */
  | { readonly kind: 'passive' };

const NUMBER: ArgumentShape = { kind: 'number' };

const LIST_METHODS: ReadonlySet<string> = new Set(
  'at concat entries every fill filter find findIndex flat flatMap forEach includes indexOf join length map pop push reduce reduceRight reverse shift slice some sort splice subarray'.split(
    ' ',
  ),
);

/** The shapes of the parameters of a function by what it does with them, where nothing more is known. */
export function shapesByUse(names: FileNames, root: FunctionNode, depth = 0): ArgumentShape[] {
  return root.params.map((param) => ofPattern(names, param, root, depth));
}

function ofPattern(names: FileNames, pattern: Node, root: FunctionNode, depth: number): ArgumentShape {
  const inner = unwrapped(pattern);
  switch (inner.type) {
    case 'AssignmentPattern':
      return ofPattern(names, inner.left, root, depth);
    case 'Identifier':
      return ofName(names, inner, root, depth);
    case 'ArrayPattern': {
      const first = inner.elements.find((element) => element !== null);
      const entry = first
        ? ofPattern(names, first.type === 'RestElement' ? first.argument : first, root, depth)
        : NUMBER;
      return arrayOf(first?.type === 'RestElement' ? NUMBER : entry);
    }
    case 'ObjectPattern': {
      const entries: Record<string, ArgumentShape> = {};
      for (const property of inner.properties) {
        if (property.type === 'RestElement') continue;
        const name = keyName(property.key, property.computed);
        if (name !== undefined) entries[name] = ofPattern(names, property.value, root, depth);
      }
      return { kind: 'record', entries };
    }
    default:
      return { kind: 'passive' };
  }
}

function arrayOf(entry: ArgumentShape): ArgumentShape {
  return { kind: 'array', rank: entry.kind === 'array' ? entry.rank + 1 : 1 };
}

/** What a chain of members after a name tells of it: `x.y[0]` is a record with an array. */
function ofName(names: FileNames, id: Node, root: FunctionNode, depth: number): ArgumentShape {
  const binding = names.bindingOf(id);
  let shape: ArgumentShape | undefined;
  const learn = (found: ArgumentShape): void => {
    shape = shape === undefined ? found : joined(shape, found);
  };
  const isName = (node: Node): boolean =>
    node.type === 'Identifier' && node !== id && names.bindingOf(node) === binding;
  for (const node of nodesIn(root)) {
    if (node.type === 'MemberExpression') {
      const found = ofChain(node, isName);
      if (found) learn(found);
    } else if (node.type === 'ForOfStatement' && isName(unwrapped(node.right))) {
      learn({ kind: 'array', rank: 1 });
    } else if (node.type === 'VariableDeclarator' && node.init && isName(unwrapped(node.init))) {
      if (node.id.type !== 'Identifier') learn(ofPattern(names, node.id, root, depth));
    } else if (node.type === 'SpreadElement' && isName(unwrapped(node.argument))) learn({ kind: 'array', rank: 1 });
    else if (node.type === 'CallExpression' && depth < 6) {
      const place = node.arguments.findIndex((argument) => isName(unwrapped(argument)));
      const callee = place === -1 ? undefined : functionNamed(names, node.callee);
      const param = callee && callee !== root ? callee.params[place] : undefined;
      if (param && param.type !== 'RestElement') {
        const found = ofPattern(names, param, callee!, depth + 1);
        if (found.kind !== 'number') learn(found);
      }
    }
  }
  return shape ?? NUMBER;
}

function ofChain(
  node: Node & { type: 'MemberExpression' },
  isName: (node: Node) => boolean,
): ArgumentShape | undefined {
  const object = unwrapped(node.object);
  const name = keyName(node.property, node.computed);
  const own = (entry: ArgumentShape): ArgumentShape => {
    if (name === undefined || LIST_METHODS.has(name))
      return LIST_METHODS.has(name ?? '') ? { kind: 'array', rank: 1 } : arrayOf(entry);
    return { kind: 'record', entries: { [name]: entry } };
  };
  if (isName(object)) return own(NUMBER);
  if (object.type !== 'MemberExpression') return undefined;
  const wrapped = (part: Node & { type: 'MemberExpression' }, entry: ArgumentShape): ArgumentShape | undefined => {
    const of = unwrapped(part.object);
    const key = keyName(part.property, part.computed);
    const shape: ArgumentShape = key === undefined ? arrayOf(entry) : { kind: 'record', entries: { [key]: entry } };
    if (isName(of)) return shape;
    return of.type === 'MemberExpression' ? wrapped(of, shape) : undefined;
  };
  return wrapped(object, own(NUMBER));
}

function joined(a: ArgumentShape, b: ArgumentShape): ArgumentShape {
  if (a.kind === 'array' && b.kind === 'array') return a.rank >= b.rank ? a : b;
  if (a.kind === 'record' && b.kind === 'record') {
    const entries: Record<string, ArgumentShape> = { ...a.entries };
    for (const [key, entry] of Object.entries(b.entries))
      entries[key] = key in entries ? joined(entries[key]!, entry) : entry;
    return { kind: 'record', entries };
  }
  if (a.kind === 'number') return b;
  return a;
}
