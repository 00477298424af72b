import { describe, expect, test } from 'vitest';
import { add, diagnose, grad, hypot, mul, norm, type Scalar, sub } from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { smoothPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';

const kindsOf = (f: (x: readonly Scalar[]) => Scalar, x: readonly number[]): string[] =>
  diagnose(f, x).findings.map(({ kind }) => kind);

/** Rows that are constant but for jumps: an active argument of theirs is always told. */
const steps = ['sign', 'floor', 'ceil', 'round', 'trunc'];

/** Whether a row's definition on plain numbers jumps or bends at a point: by its slopes on the two sides of each argument. */
function isSingular(plain: (x: readonly number[]) => number, at: readonly number[]): boolean {
  const v = plain(at);
  return at.some((_, i) => {
    const rise = (h: number): number => plain(at.map((x, k) => (k === i ? x + h : x))) - v;
    const [left, right] = [-rise(-1e-7) / 1e-7, rise(1e-7) / 1e-7];
    // A jump stays as large where the step becomes smaller. Of a number so large that its neighbours are further apart than
    // jumps are, like mod(1e20, 3), every point is at one.
    const least = 16 * Number.EPSILON * Math.abs(at[i]!);
    const jumps = [-1, 1].some((side) => {
      const [far, near] = [rise(side * Math.max(1e-7, least)), rise(side * Math.max(1e-9, least))];
      return Math.abs(near) > Math.max(0.5 * Math.abs(far), 1e-3 * Math.abs(v), 1e-3 * Math.abs(v + near));
    });
    return jumps || !(Math.abs(left - right) <= 1e-4 * Math.max(1, Math.abs(left), Math.abs(right)));
  });
}

const SMALL = [-2, -1, -0.5, 0, 0.5, 1, 2];

/** Every point of small numbers, kinks among them. */
function grid(n: number): number[][] {
  return n === 0 ? [[]] : grid(n - 1).flatMap((point) => SMALL.map((x) => [...point, x]));
}

describe.each(table)('$name', ({ name, field, plain, kinks, inDomain, domain }) => {
  test('nothing is told at smooth points, but for steps', () => {
    fc.assert(
      fc.property(inDomain, (x) => {
        fc.pre(!isSingular(plain, x) && [plain(x), ...grad(field)(x)].every(Number.isFinite));
        expect(kindsOf(field, x)).toEqual(steps.includes(name) ? ['jump'] : []);
      }),
    );
  });

  test('kinks, jumps, infinities and NaN are told wherever they are, and nothing else is', () => {
    const points = [...grid(domain.length || 2), ...kinks.map(({ at }) => at)];
    for (const at of points) {
      const [told, numbers] = [kindsOf(field, at), [plain(at), ...grad(field)(at)]];
      const text = `${name}(${at.join(', ')}): ${told.join(', ')}`;
      if (!numbers.every(Number.isFinite)) {
        expect(told.includes('NaN') || told.includes('infinity'), text).toBe(true);
        // Of several derivatives one may be infinite and one NaN; then either is the first.
        if (!numbers.some(Number.isNaN)) expect(told, text).toContain('infinity');
      } else if (steps.includes(name)) {
        expect(told, text).toEqual(['jump']);
      } else {
        expect(told.length > 0, text).toBe(isSingular(plain, at));
      }
    }
  });
});

test('rounding of the last subnormals is no jump', () => {
  for (let k = 0; k < 64; k++) expect(kindsOf(([x]) => mul(0.05, x as Scalar), [k * 5e-324])).toEqual([]);
});

// Found by the law below: entries that are 0 up to rounding errors, of a vector that is not.
test.each<[string, (xs: [Scalar, Scalar, Scalar]) => Scalar, number[], string[]]>([
  ['norm', ([a, b, c]) => norm([sub(add(a, 1e5), 1e5), b, c]), [0, 0, 1.25], []],
  ['norm', ([a, b, c]) => norm([sub(a, b), sub(b, a), c]), [1, 1, 1e-9], []],
  ['norm', (xs) => norm(xs), [0, 0, 1e-300], []],
  ['hypot', ([a, b]) => hypot(sub(add(a, 1e5), 1e5), b), [0, 3], []],
  ['norm of rounding errors', ([a, b, c]) => norm([sub(a, b), sub(b, a), c]), [1, 1, 1e-19], ['kink']],
  ['norm at the origin', ([a, b]) => norm([sub(a, b), sub(b, a)]), [1, 1], ['kink']],
  ['hypot at the origin', ([a, b]) => hypot(sub(a, b), sub(b, a)), [1, 1], ['kink']],
])('%s: a slope that is 0 in passing is no kink', (_, f, x, kinds) => {
  expect(kindsOf(f as never, x)).toEqual(kinds);
});

test('random smooth programs have no findings', () => {
  const inputs = fc.tuple(...[0, 0, 0].map(() => fc.double({ min: -2, max: 2, noNaN: true })));
  fc.assert(
    fc.property(smoothPrograms, inputs, (program, x) => {
      expect(kindsOf(program.run, x)).toEqual([]);
    }),
  );
});

test('the derivative that comes with the findings is that of grad', () => {
  const inputs = fc.tuple(...[0, 0, 0].map(() => fc.double({ min: -2, max: 2, noNaN: true })));
  fc.assert(
    fc.property(smoothPrograms, inputs, (program, x) => {
      const { value, derivative } = diagnose(program.run, x);
      expect(value).toBe(program.run(x));
      const gradient = grad(program.run, { mode: 'reverse' })(x);
      // Its pullback adds in another order than its pushforward, which diagnose uses.
      if (!String(program).includes('logSoftmax')) expect(derivative).toEqual(gradient);
      else
        (derivative as number[]).forEach((d, i) => {
          expect(Math.abs(d - gradient[i]!)).toBeLessThanOrEqual(1e-13 * Math.max(1, ...gradient.map(Math.abs)));
        });
    }),
  );
});
