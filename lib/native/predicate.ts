import { isActive } from '../scalar.ts';
import { $truthy } from './conversion.ts';

/** A callback of `filter`, `find`, `some` and the like: an active number that it returns becomes its truth. What is no function is left. */
export function $predicate(test: unknown): unknown {
  if (typeof test !== 'function') return test;
  return function (this: unknown, ...args: unknown[]): unknown {
    const result: unknown = Reflect.apply(test, this, args);
    return isActive(result) ? $truthy(result) : result;
  };
}
