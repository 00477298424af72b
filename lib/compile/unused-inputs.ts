import type { Program } from '../program/program.ts';
import { usedInputs } from '../program/used-inputs.ts';
import { flatten } from '../tree/flatten.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import { map } from '../tree/unflatten.ts';
import { differs, type Verb } from './verify.ts';

/**
 * Refuses f where a number that no operation of the program works on, and no comparison, decides what it gives all the same,
 * as in `n ? a : b`, which JavaScript lets nobody see. f is called with all such numbers 0, those that are 0 being 1.
 */
export function refuseIgnored(
  verb: Verb,
  f: (...args: unknown[]) => unknown,
  tree: ListTree,
  args: readonly unknown[],
  numbers: Float64Array,
  result: Tree,
  program: Program,
): void {
  const used = usedInputs(program);
  // What is not finite may have made a NaN of what else would be 0.
  if (used.size === program.inputs.length || !numbers.every(Number.isFinite)) return;
  const first = numbers.findIndex((_, place) => !used.has(place));
  const given = (of: (x: number, place: number) => number): unknown => {
    let place = 0;
    const next = (): number => of(numbers[place]!, place++);
    return flatten(result, f(...(map(tree, args, next) as unknown[])));
  };
  const before = given((x) => x) as number[];
  const other = (): number[] | string => {
    try {
      const after = given((x, place) => (used.has(place) ? x : Number(x === 0)));
      return (after as number[] | undefined) ?? 'a result of another shape';
    } catch (error) {
      return `${error}`;
    }
  };
  const after = other();
  const place = before.findIndex((y, i) => !Object.is(y, after[i]));
  if (typeof after !== 'string' && place < 0) return;
  const got = typeof after === 'string' ? after : `${before[place]} and then ${after[place]}`;
  throw differs(verb, `${got} with another number ${first + 1} of the arguments, which no operation uses`);
}
