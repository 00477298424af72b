import { globalMember, globalName } from './globals.ts';
import { type Node, unwrapped } from './nodes.ts';
import type { FileNames } from './scope.ts';
import { ARITHMETIC, BITWISE, EQUALITY, ORDERING } from './vocabulary.ts';

/** Whether an expression gives a boolean, whatever its operands are. */
export function isBoolean(names: FileNames, node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'Literal':
      return typeof inner.value === 'boolean';
    case 'UnaryExpression':
      return inner.operator === '!' || inner.operator === 'delete';
    case 'BinaryExpression': {
      const { operator } = inner;
      return operator in ORDERING || operator in EQUALITY || operator === 'in' || operator === 'instanceof';
    }
    case 'LogicalExpression': {
      // Chains lean to the left and can have thousands of terms.
      let left: Node = inner;
      while (left.type === 'LogicalExpression') {
        if (left.operator === '??' || !isBoolean(names, left.right)) return false;
        left = unwrapped(left.left);
      }
      return isBoolean(names, left);
    }
    case 'CallExpression':
      return isPredicate(names, inner.callee);
    default:
      return false;
  }
}

const PREDICATES: ReadonlySet<string> = new Set(['Boolean', 'isFinite', 'isNaN']);
const PREDICATE_MEMBERS: Readonly<Record<string, RegExp>> = {
  Array: /^isArray$/,
  Number: /^is(?:Finite|Integer|NaN|SafeInteger)$/,
  Object: /^is$/,
};

function isPredicate(names: FileNames, callee: Node): boolean {
  const name = globalName(names, callee);
  if (name !== undefined) return PREDICATES.has(name);
  const found = globalMember(names, callee);
  return found !== undefined && PREDICATE_MEMBERS[found.object]?.test(found.member) === true;
}

/** Whether an expression gives text for certain. */
export function isText(node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.type === 'TemplateLiteral') return true;
  if (inner.type === 'Literal') return typeof inner.value === 'string';
  return inner.type === 'UnaryExpression' && inner.operator === 'typeof';
}

/** Whether an expression is never a number: beside it `===` compares without conversion and is left alone. */
export function isNeverNumber(names: FileNames, node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'Literal':
      return typeof inner.value !== 'number';
    case 'ArrayExpression':
    case 'ArrowFunctionExpression':
    case 'ClassExpression':
    case 'FunctionExpression':
    case 'ObjectExpression':
      return true;
    case 'UnaryExpression':
      return inner.operator === 'void' || inner.operator === '!' || isText(inner);
    default:
      return isText(inner) || isBoolean(names, inner) || globalName(names, inner) === 'undefined';
  }
}

/** Whether `==` beside it is a test for null and undefined. */
export function isNullish(names: FileNames, node: Node): boolean {
  const inner = unwrapped(node);
  if (inner.type === 'Literal') return inner.value === null && inner.raw === 'null';
  if (inner.type === 'UnaryExpression') return inner.operator === 'void';
  return globalName(names, inner) === 'undefined';
}

/** Whether to evaluate an expression twice is to evaluate it once: a name, this, a literal. */
export function isSteady(node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'Identifier':
    case 'ThisExpression':
    case 'Super':
    case 'PrivateIdentifier':
      return true;
    case 'Literal':
      return typeof inner.value !== 'object' || inner.raw === 'null';
    case 'UnaryExpression':
      return inner.operator === '-' && unwrapped(inner.argument).type === 'Literal';
    default:
      return false;
  }
}

/** Whether an expression gives a number or an active one, whatever its operands are. */
export function givesNumber(names: FileNames, node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'Literal':
      return typeof inner.value === 'number';
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return inner.operator === '-' || inner.operator === '+' || inner.operator === '~';
    case 'BinaryExpression':
      if (inner.operator === '+') return givesNumber(names, inner.right) && givesNumber(names, inner.left);
      return inner.operator in ARITHMETIC || inner.operator in BITWISE;
    case 'ConditionalExpression':
      return givesNumber(names, inner.consequent) && givesNumber(names, inner.alternate);
    case 'CallExpression':
      return globalMember(names, inner.callee)?.object === 'Math';
    default:
      return false;
  }
}
