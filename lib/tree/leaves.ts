import { isActive, type Scalar } from '../scalar.ts';
import { listOf } from '../typed-array.ts';
import { treeClassOf } from './registered-class.ts';

/** The numbers in a value, plain or active, in order; what else there is is passed over. */
export function numbersIn(y: unknown): readonly Scalar[] {
  if (typeof y === 'number' || isActive(y)) return [y];
  if (typeof y !== 'object' || y === null) return [];
  const type = treeClassOf(y);
  return type ? numbersIn(type.fields(y)) : Array.from(listOf(y) ?? Object.values(y)).flatMap(numbersIn);
}
