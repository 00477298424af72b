import type { CallExpression, SimpleCallExpression } from 'estree';
import { nodesIn } from '../source/children.ts';
import { globalMember, globalName } from '../source/globals.ts';
import { type FunctionNode, isFunctionNode, keyName, type Node, unwrapped } from '../source/nodes.ts';
import type { FileNames } from '../source/scope.ts';

const GLOBAL_FUNCTIONS: ReadonlySet<string> = new Set(
  'Array BigInt Boolean Error Float32Array Float64Array Int16Array Int32Array Int8Array Map Number RangeError Set String Symbol TypeError Uint16Array Uint32Array Uint8Array Uint8ClampedArray isFinite isNaN parseFloat parseInt'.split(
    ' ',
  ),
);

const GLOBAL_MEMBERS: Readonly<Record<string, RegExp>> = {
  Math: /^(?!random$)/,
  Number: /^/,
  Array: /^(?:from|of|isArray)$/,
  Object: /^(?:is|keys|values|entries|fromEntries|hasOwn)$/,
  String: /^/,
};

/** Methods that change nothing, of arrays, strings, maps and sets. */
const READING: ReadonlySet<string> = new Set(
  'at charAt charCodeAt codePointAt concat endsWith entries every filter find findIndex findLast findLastIndex flat flatMap forEach get has includes indexOf join keys lastIndexOf map padEnd padStart reduce reduceRight repeat replace slice some split startsWith subarray substring toExponential toFixed toLowerCase toPrecision toReversed toSorted toSpliced toString toUpperCase trim values with hasOwnProperty isPrototypeOf valueOf'.split(
    ' ',
  ),
);

/** The function that a name of the file stands for, where nothing else is stored in it. */
export function functionNamed(names: FileNames, node: Node): FunctionNode | undefined {
  const inner = unwrapped(node);
  const binding = inner.type === 'Identifier' ? names.bindingOf(inner) : undefined;
  if (binding === undefined) return undefined;
  if (binding.kinds.has('function') && binding.stores === 0 && isFunctionNode(binding.declaration))
    return binding.declaration;
  if (binding.open || binding.stepped || binding.stores !== 1 || binding.writes.length !== 1) return undefined;
  const value = unwrapped(binding.writes[0]!);
  return isFunctionNode(value) ? value : undefined;
}

/** Whether a call changes nothing but what it returns. */
export function isPureCall(
  names: FileNames,
  node: CallExpression,
  pending: ReadonlySet<FunctionNode> = new Set(),
): boolean {
  const callee = unwrapped(node.callee as Node);
  const global = globalName(names, callee);
  if (global !== undefined) return GLOBAL_FUNCTIONS.has(global);
  const found = globalMember(names, callee);
  if (found && found.object in GLOBAL_MEMBERS) return GLOBAL_MEMBERS[found.object]!.test(found.member);
  const own = functionNamed(names, callee);
  if (own) return pending.has(own) || isPureFunction(names, own, new Set([...pending, own]));
  if (callee.type !== 'MemberExpression') return false;
  const name = keyName(callee.property, callee.computed) ?? '';
  return READING.has(name);
}

const known: WeakMap<FunctionNode, boolean> = new WeakMap();

/** Whether a function stores only into variables of its own, and calls only such functions. */
export function isPureFunction(names: FileNames, root: FunctionNode, pending: ReadonlySet<FunctionNode>): boolean {
  const before = known.get(root);
  if (before !== undefined) return before;
  const result = [...nodesIn(root)].every((node) => {
    switch (node.type) {
      case 'AssignmentExpression':
      case 'UpdateExpression': {
        const target = unwrapped(node.type === 'UpdateExpression' ? node.argument : (node.left as Node));
        if (target.type !== 'Identifier') return target.type !== 'MemberExpression';
        const binding = names.bindingOf(target);
        return binding !== undefined && isInside(root, binding.declaration);
      }
      case 'CallExpression':
        return isPureCall(names, node, pending);
      case 'NewExpression':
        return isPureCall(names, node as unknown as SimpleCallExpression, pending);
      case 'TaggedTemplateExpression':
      case 'AwaitExpression':
      case 'YieldExpression':
      case 'ThisExpression':
        return false;
      case 'UnaryExpression':
        return node.operator !== 'delete';
      default:
        return true;
    }
  });
  if (pending.size <= 1) known.set(root, result);
  return result;
}

export function isInside(root: Node, node: Node): boolean {
  return node.start >= root.start && node.end <= root.end;
}
