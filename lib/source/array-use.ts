import type { Binding } from './binding.ts';
import { nodesIn } from './children.ts';
import { globalMember, globalName } from './globals.ts';
import { keyName, type Node, type Program, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';

const ARRAY_METHODS: ReadonlySet<string> = new Set(
  `at concat copyWithin every fill filter find findIndex flat flatMap forEach join map pop push reduce reduceRight reverse
   set shift slice some sort splice subarray toSorted unshift`.split(/\s+/),
);

/** Methods that give an array when an array has them. */
const GIVE_ARRAYS: ReadonlySet<string> = new Set(
  'concat copyWithin fill filter flat flatMap map reverse slice sort splice subarray toReversed toSorted toSpliced'.split(
    ' ',
  ),
);

/** What the length of an expression is known to be: `array` of an array or text, `used` where it is used like one. */
export type LengthOf = (node: Node) => 'array' | 'used' | undefined;

/**
 * Finds the expressions whose `length` is a plain number: those that are arrays by all that is stored in them, and
 * names that are indexed or asked for an array's methods. The latter is no proof: an object of the user's own could have
 * an active length, so a file that defines a `length` has none of them.
 */
export function arrayLengths(program: Program, names: FileNames): LengthOf {
  const used = new Set<Binding>();
  let definesLength = false;
  for (const node of nodesIn(program)) {
    if (node.type === 'MemberExpression') {
      const object = unwrapped(node.object);
      const name = keyName(node.property, node.computed);
      const binding = object.type === 'Identifier' ? names.bindingOf(object) : undefined;
      if (binding && (node.computed || ARRAY_METHODS.has(name ?? ''))) used.add(binding);
    } else if (node.type === 'Property' || node.type === 'PropertyDefinition' || node.type === 'MethodDefinition') {
      // In a pattern it is read.
      const isRead = node.type === 'Property' && node.value.type.endsWith('Pattern');
      if (!isRead && keyName(node.key, node.computed) === 'length') definesLength = true;
    } else if (node.type === 'AssignmentExpression') {
      const target = unwrapped(node.left);
      if (target.type === 'MemberExpression' && keyName(target.property, target.computed) === 'length') {
        if (unwrapped(node.right).type !== 'Literal') definesLength = true;
      }
    }
  }
  const proof = new Map<Binding, boolean>();
  return (node) => {
    if (isArray(node, names, proof)) return 'array';
    const inner = unwrapped(node);
    const binding = inner.type === 'Identifier' ? names.bindingOf(inner) : undefined;
    return binding && !definesLength && used.has(binding) ? 'used' : undefined;
  };
}

function isArray(node: Node, names: FileNames, proof: Map<Binding, boolean>): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'ArrayExpression':
    case 'TemplateLiteral':
      return true;
    case 'Literal':
      return typeof inner.value === 'string';
    case 'Identifier': {
      const binding = names.bindingOf(inner);
      return binding !== undefined && holdsArrays(binding, names, proof);
    }
    case 'NewExpression':
      return /^(?:Array|(?:Ui|I)nt(?:8|16|32)Array|Uint8ClampedArray|Float(?:32|64)Array)$/.test(
        globalName(names, inner.callee) ?? '',
      );
    case 'CallExpression': {
      const callee = unwrapped(inner.callee);
      if (globalName(names, callee) === 'Array') return true;
      const found = globalMember(names, callee);
      if (found?.object === 'Array') return found.member === 'from' || found.member === 'of';
      if (found?.object === 'Object') return /^(?:keys|values|entries|getOwnPropertyNames)$/.test(found.member);
      if (callee.type !== 'MemberExpression' || callee.object.type === 'Super') return false;
      return GIVE_ARRAYS.has(keyName(callee.property, callee.computed) ?? '') && isArray(callee.object, names, proof);
    }
    default:
      return false;
  }
}

/** Whether all that is ever stored in a binding is an array. */
function holdsArrays(binding: Binding, names: FileNames, proof: Map<Binding, boolean>): boolean {
  const known = proof.get(binding);
  if (known !== undefined) return known;
  proof.set(binding, false);
  const isRest = binding.kinds.size === 1 && binding.kinds.has('rest');
  const result =
    (isRest || (!binding.open && binding.writes.length > 0)) &&
    !binding.stepped &&
    binding.writes.every((value) => isArray(value, names, proof));
  proof.set(binding, result);
  return result;
}
