import type { BinaryExpression, MemberExpression, SimpleCallExpression } from 'estree';
import type { Binding } from './binding.ts';
import { globalMember, globalName } from './globals.ts';
import { keyName, type Node, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';
import { ARITHMETIC, MATH_CONSTANTS, MEMBERS, NUMBER_CONSTANTS } from './vocabulary.ts';

/** Whether an expression is never an active number, nor an object whose `valueOf` could give one. */
export type Inert = (node: Node) => boolean;

const INERT_GLOBALS: ReadonlySet<string> = new Set(['undefined', 'NaN', 'Infinity']);
const INERT_CALLS: ReadonlySet<string> = new Set(['Boolean', 'String', 'isFinite', 'isNaN', 'parseInt']);

/**
 * Decides what is inert: the greatest fixed point over all that is stored in each name. A name is taken for inert until
 * something that is not is stored in it. `lengthOf` tells whether the length of an expression counts.
 */
export function inertness(names: FileNames, lengthOf: (node: Node) => boolean): Inert {
  const active = new Set<Binding>();
  for (const binding of names.bindings) if (binding.open) active.add(binding);
  /** The bindings whose inertness rests on that of a binding. */
  const dependents = new Map<Binding, Set<Binding>>();
  const todo = names.bindings.filter((binding) => !active.has(binding) && binding.writes.length > 0);
  for (let binding = todo.pop(); binding !== undefined; binding = todo.pop()) {
    if (active.has(binding)) continue;
    const on = binding;
    const note = (read: Binding): void => {
      let set = dependents.get(read);
      if (set === undefined) {
        set = new Set();
        dependents.set(read, set);
      }
      set.add(on);
    };
    if (on.writes.every((value) => isInert(value, note))) continue;
    active.add(on);
    for (const dependent of dependents.get(on) ?? []) todo.push(dependent);
  }

  function isInert(node: Node, note?: (read: Binding) => void): boolean {
    const inner = unwrapped(node);
    const inert = (part: Node): boolean => isInert(part, note);
    switch (inner.type) {
      case 'TemplateLiteral':
        return true;
      case 'Literal':
        return typeof inner.value !== 'object' || inner.raw === 'null';
      case 'Identifier': {
        const binding = names.bindingOf(inner);
        if (binding === undefined) return names.isGlobal(inner) && INERT_GLOBALS.has(inner.name);
        if (active.has(binding)) return false;
        note?.(binding);
        return true;
      }
      case 'UnaryExpression':
        return (inner.operator !== '-' && inner.operator !== '+') || inert(inner.argument);
      case 'UpdateExpression':
        return inert(inner.argument);
      case 'BinaryExpression': {
        // Chains lean to the left and can have thousands of terms.
        let left: Node = inner;
        while (left.type === 'BinaryExpression') {
          // Comparisons give booleans, bit operations plain numbers.
          if (!(left.operator in ARITHMETIC)) return true;
          if (!inert(left.right)) return false;
          left = unwrapped(left.left);
        }
        return inert(left);
      }
      case 'LogicalExpression': {
        let left: Node = inner;
        while (left.type === 'LogicalExpression') {
          if (!inert(left.right)) return false;
          left = unwrapped(left.left);
        }
        return inert(left);
      }
      case 'ConditionalExpression': {
        let last: Node = inner;
        while (last.type === 'ConditionalExpression') {
          if (!inert(last.consequent)) return false;
          last = unwrapped(last.alternate);
        }
        return inert(last);
      }
      case 'SequenceExpression':
        return inert(inner.expressions.at(-1)!);
      case 'AssignmentExpression':
        return inert(inner.right) && (inner.operator === '=' || inert(inner.left));
      case 'MemberExpression':
        return isInertMember(inner);
      case 'CallExpression':
        return isInertCall(inner, inert);
      default:
        return false;
    }
  }

  function isInertMember(node: MemberExpression): boolean {
    const found = globalMember(names, node);
    if (found?.object === 'Math') return MATH_CONSTANTS.has(found.member);
    if (found?.object === 'Number') return NUMBER_CONSTANTS.has(found.member);
    return keyName(node.property, node.computed) === 'length' && lengthOf(node.object);
  }

  function isInertCall(node: SimpleCallExpression, inert: Inert): boolean {
    const name = globalName(names, node.callee);
    if (name !== undefined) return INERT_CALLS.has(name) || (name === 'Number' && node.arguments.every(inert));
    const found = globalMember(names, node.callee);
    if (found?.object === 'Math') {
      // A function that someone added to Math can give anything.
      return (found.member in MEMBERS.Math! || found.member === 'random') && node.arguments.every(inert);
    }
    return found?.object === 'Number' && (found.member !== 'parseFloat' || node.arguments.every(inert));
  }

  // Each part of a chain is asked for, and a chain can have thousands of them.
  const known = new Map<Node, boolean>();
  return (node) => {
    const chain: BinaryExpression[] = [];
    let first = unwrapped(node);
    while (first.type === 'BinaryExpression' && first.operator in ARITHMETIC && !known.has(first)) {
      chain.push(first);
      first = unwrapped(first.left);
    }
    let result = known.get(first) ?? isInert(first);
    known.set(first, result);
    for (let part = chain.pop(); part !== undefined; part = chain.pop()) {
      result = result && isInert(part.right);
      known.set(part, result);
    }
    return result;
  };
}
