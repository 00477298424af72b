import { keyName, type Node, unwrapped } from '../source/nodes.ts';

const MAKING: ReadonlySet<string> = new Set(['concat', 'filter', 'from', 'map', 'of', 'slice', 'fill']);

/** Whether an expression makes a new array of doubles or any values, which nothing else knows. */
export function freshnessOf(node: Node): boolean {
  const inner = unwrapped(node);
  switch (inner.type) {
    case 'ArrayExpression':
    case 'ObjectExpression':
      return true;
    case 'VariableDeclarator':
      return inner.init != null && freshnessOf(inner.init);
    case 'NewExpression':
      return inner.callee.type === 'Identifier' && /^(?:Float64Array|Array)$/.test(inner.callee.name);
    case 'CallExpression': {
      const callee = unwrapped(inner.callee);
      if (callee.type === 'Identifier') return callee.name === 'Array';
      if (callee.type !== 'MemberExpression') return false;
      const name = keyName(callee.property, callee.computed) ?? '';
      return MAKING.has(name) && (name !== 'fill' || freshnessOf(callee.object));
    }
    default:
      return false;
  }
}
