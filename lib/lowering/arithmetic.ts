import type { Node } from '../source/nodes.ts';
import type { NumberValue } from '../structured/program.ts';
import { asNumber } from './slots.ts';
import { unsupported } from './unsupported.ts';
import { enclosed, numberValue, textFrom, type Value } from './value.ts';

/** The rows of JavaScript's operators. */
export const ROWS: Readonly<Record<string, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
  '%': 'mod',
  '**': 'pow',
};

export function op(row: string, args: readonly NumberValue[]): NumberValue {
  return { kind: 'op', row, args };
}

/** What an operator of arithmeticValue gives. */
export function arithmeticValue(operator: string, a: Value, b: Value, node: Node): Value {
  if (a.kind === 'text' && b.kind === 'text') {
    const text = textFrom(...enclosed(a.text), ` ${operator} `, ...enclosed(b.text));
    return { kind: 'text', text: { ...text, isPure: a.text.isPure && b.text.isPure } };
  }
  for (const side of [a, b]) {
    if (operator !== '+' || side.kind !== 'text') continue;
    const [first] = side.text.pieces;
    if (typeof first === 'string' && /^['"`]/.test(first)) unsupported(node, 'a number that becomes text');
  }
  return numberValue(op(ROWS[operator]!, [asNumber(a, node), asNumber(b, node)]));
}
