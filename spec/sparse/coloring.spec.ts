import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Positions } from '../../lib/sparse/adjacency.ts';
import { columnColoring, isColorable, rowColoring, starColoring } from '../../lib/sparse/coloring.ts';
import { type Problem, problems } from './problems.ts';

function positions(rows: readonly (readonly number[])[]): Positions {
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.length;
  });
  return { starts, columns: Int32Array.from(rows.flat()) };
}

const named = (kind: Problem['kind']): [string, Problem][] =>
  problems.filter((problem) => problem.kind === kind).map((problem) => [`${problem.name} ${problem.n}`, problem]);

test.each([...named('jacobian'), ...named('hessian')])(
  '%s has as few colors by columns as there can be',
  (_, problem) => {
    const { count } = columnColoring(positions(problem.pattern_rows), problem.n);
    expect(count).toBe(problem.column_chromatic_number);
  },
);

test.each(named('jacobian'))('%s has as few colors by rows as there can be', (_, problem) => {
  expect(rowColoring(positions(problem.pattern_rows), problem.n).count).toBe(problem.row_chromatic_number);
});

test.each(named('hessian'))('%s has as few colors of a star coloring as there can be', (_, problem) => {
  expect(starColoring(positions(problem.pattern_rows)).count).toBe(problem.star_chromatic_number);
});

const width = 12;
const rows = fc.array(
  fc.uniqueArray(fc.nat({ max: width - 1 }), { maxLength: 4 }).map((row) => row.sort((a, b) => a - b)),
  { minLength: 1, maxLength: 15 },
);

test('columns of one color share no row, and no fewer colors are used than the longest row has entries', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const { colors, count } = columnColoring(positions(drawn), width);
      expect(colors).toHaveLength(width);
      for (const row of drawn) expect(new Set(row.map((j) => colors[j])).size).toBe(row.length);
      expect(count).toBeGreaterThanOrEqual(Math.max(...drawn.map((row) => row.length)));
      expect(new Set(colors).size).toBe(count);
    }),
  );
});

test('rows of one color share no column', () => {
  fc.assert(
    fc.property(rows, (drawn) => {
      const { colors } = rowColoring(positions(drawn), width);
      drawn.forEach((row, i) => {
        drawn.forEach((other, k) => {
          if (i !== k && colors[i] === colors[k]) expect(row.filter((j) => other.includes(j))).toEqual([]);
        });
      });
    }),
  );
});

test('every entry of a symmetric matrix, or its mirror image, is alone of its color in its row', () => {
  const edges = fc.array(fc.tuple(fc.nat({ max: width - 1 }), fc.nat({ max: width - 1 })), { maxLength: 24 });
  fc.assert(
    fc.property(edges, (drawn) => {
      const sets = Array.from({ length: width }, () => new Set<number>());
      for (const [i, j] of drawn) {
        sets[i]!.add(j);
        sets[j]!.add(i);
      }
      const full = sets.map((set) => [...set].sort((a, b) => a - b));
      const { colors } = starColoring(positions(full));
      const isAlone = (i: number, j: number): boolean => full[i]!.every((k) => k === j || colors[k] !== colors[j]);
      full.forEach((row, i) => {
        for (const j of row) expect(isAlone(i, j) || isAlone(j, i)).toBe(true);
      });
    }),
  );
});

test('the search for fewer colors ends where it would go on for ever', () => {
  // A random graph of 300 vertices: far more colors than a clique needs.
  let state = 1;
  const random = (): number => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
  const dense = Array.from({ length: 900 }, () =>
    [...new Set([0, 1].map(() => Math.floor(300 * random())))].sort((a, b) => a - b),
  );
  const { colors, count } = columnColoring(positions(dense), 300);
  for (const row of dense) expect(new Set(row.map((j) => colors[j])).size).toBe(row.length);
  expect(count).toBeLessThan(6);
});

test('a matrix with a long row is not colored: that would take minutes', () => {
  expect(isColorable(positions([Array.from({ length: 9_000 }, (_, j) => j)]))).toBe(true);
  expect(isColorable(positions([Array.from({ length: 11_000 }, (_, j) => j)]))).toBe(false);
});
