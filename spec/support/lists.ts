import type { Algebra } from '../../lib/rules/algebra.ts';
import { type ArrayPartialsAlgebra, listsOf } from '../../lib/rules/array-rule.ts';
import type { ListRule } from '../../lib/rules/list-rule.ts';
import { lists } from '../../lib/rules/table.ts';
import type { Term } from '../../lib/rules/term.ts';
import type { Scalar } from '../../lib/scalar.ts';

/** How many values each index of a contraction takes, by its letter. */
export type Sizes = Readonly<Record<string, number>>;

type Numbers<T> = readonly Term<T>[];

/** A row that gives an array, at arguments of one shape, as a function of all their entries. */
export interface ListRow {
  readonly rule: ListRule;
  /** How many entries the arguments have together; undefined is any number. */
  readonly operands: number | undefined;
  /** The arguments of a call, from all their entries. */
  readonly arguments: <T>(entries: readonly T[]) => readonly unknown[];
  /** The definition, over any algebra. */
  readonly over: <T>(A: Algebra<T>, entries: readonly T[]) => Numbers<T>;
}

/** A row at these sizes. */
export function listRow(rule: ListRule, sizes: Sizes): ListRow {
  if (rule.kind !== 'contraction') {
    const over = <T>(A: Algebra<T>, entries: readonly T[]): Numbers<T> =>
      rule.kind === 'scan' ? scanned(A, rule.step as 'add', entries) : rule.value(partialsAlgebra(A), entries);
    return { rule, operands: undefined, arguments: (entries) => [entries], over };
  }
  const [x, y, result] = rule.indices;
  const count = (letters: string): number => [...letters].reduce((n, letter) => n * sizes[letter]!, 1);
  const nested = <T>(letters: string, entries: readonly T[]): unknown => {
    if (letters.length === 1) return entries;
    const width = sizes[letters[1]!]!;
    return Array.from({ length: sizes[letters[0]!]! }, (_, i) => entries.slice(i * width, (i + 1) * width));
  };
  const split = count(x);
  return {
    rule,
    operands: split + count(y),
    arguments: (entries) => [nested(x, entries.slice(0, split)), nested(y, entries.slice(split))],
    over: <T>(A: Algebra<T>, entries: readonly T[]): Numbers<T> => {
      const sums = new Map<number, T>();
      for (const index of indicesOf([...new Set(x + y)], sizes)) {
        const term = A.mul(entries[placeOf(x, index, sizes)]!, entries[split + placeOf(y, index, sizes)]!);
        const place = placeOf(result, index, sizes);
        const sum = sums.get(place);
        sums.set(place, sum === undefined ? term : A.add(sum, term));
      }
      return [...sums].sort(([a], [b]) => a - b).map(([, sum]) => sum);
    },
  };
}

function scanned<T>(A: Algebra<T>, step: 'add' | 'mul', [first, ...rest]: readonly T[]): Numbers<T> {
  if (first === undefined) return [];
  const totals: T[] = [first];
  for (const entry of rest) totals.push(A[step](totals.at(-1)!, entry));
  return totals;
}

/** Every index, the last letter counting fastest. */
function indicesOf([letter, ...more]: readonly string[], sizes: Sizes): Sizes[] {
  if (letter === undefined) return [{}];
  return Array.from({ length: sizes[letter]! }, (_, i) =>
    indicesOf(more, sizes).map((index) => ({ ...index, [letter]: i })),
  ).flat();
}

function placeOf(letters: string, index: Sizes, sizes: Sizes): number {
  if (letters.includes('+')) return letters.split('+').reduce((sum, letter) => sum + index[letter]!, 0);
  return [...letters].reduce((place, letter) => place * sizes[letter]! + index[letter]!, 0);
}

/** The algebra of the partials of lists, by their definitions. */
function partialsAlgebra<T>(A: Algebra<T>): ArrayPartialsAlgebra<T, Numbers<T>> {
  const L = { ...A, ...listsOf<T>() };
  const others = (xs: Numbers<T>, f: (total: T, x: T) => Term<T>, none: Term<T>): Numbers<T> =>
    xs.map((_, i) => {
      const [before, behind] = [xs.slice(0, i), xs.slice(i + 1)];
      const parts = [
        ...(before.length > 0 ? [L.reduce(before, f, 0)] : []),
        ...(behind.length > 0 ? [behind.reduceRight((total, x) => f(total as T, x as T))] : []),
      ];
      return parts.length === 2 ? f(parts[0] as T, parts[1] as T) : (parts[0] ?? none);
    });
  return {
    ...L,
    others,
    portions: (ws: Numbers<T>) => L.zip(ws, others(ws, A.add, 0), A.portion),
    passive: (x: T) => x,
  } as unknown as ArrayPartialsAlgebra<T, Numbers<T>>;
}

/** A row at arguments of `count` entries together: products of a row and a column, or of arrays of the same length. */
export function listRowOf(rule: ListRule, count: number): ListRow {
  const half = count / 2;
  const isShared = rule.kind === 'contraction' && rule.indices.join('').includes('k');
  return listRow(rule, isShared ? { i: 1, j: 1, k: half } : { i: half, j: half });
}

/** The rows at as many entries as instructions of programs have. */
export const listRows: ReadonlyMap<string, ListRow> = new Map(
  lists.map((rule) => [rule.name, listRowOf(rule, rule.kind === 'contraction' ? 4 : 3)]),
);

/** The result that laws look at: of running totals the last, otherwise the middle one; 0 of none. */
export function resultOf<T>({ kind }: ListRule, results: readonly T[]): T | 0 {
  return (kind === 'scan' ? results.at(-1) : results[results.length >> 1]) ?? 0;
}

/** The results of a call, the rows of a matrix one after the other. */
export function flat(results: readonly (Scalar | readonly Scalar[])[]): Scalar[] {
  return results.flat() as Scalar[];
}
