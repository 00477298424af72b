import type { Node } from '../source/nodes.ts';
import { collect, type Lowering } from './lowering.ts';
import { settled } from './slots.ts';
import type { Value } from './value.ts';

/** Values from left to right: those before a store are kept. */
export function operands(l: Lowering, nodes: readonly Node[]): Value[] {
  const values: Value[] = [];
  for (const node of nodes) {
    const mark = l.sink.length;
    const before = l.disturbances;
    const value = l.value(node);
    if (l.disturbances !== before) keep(l, values, mark);
    values.push(value);
  }
  return values;
}

/** Has values computed before a statement, in variables of their own. */
export function keep(l: Lowering, values: Value[], mark: number): void {
  const kept = collect(l, () => {
    for (const [i, value] of values.entries()) values[i] = settled(l, value);
  });
  l.sink.splice(mark, 0, ...kept);
}
