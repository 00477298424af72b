import { describe, expect, test } from 'vitest';
import { add, derivative, mul, type Scalar, sqrt } from '../../lib/entries/forward.ts';
import { expectSame } from '../laws/agree.ts';
import { type Field, firstOrder } from '../support/modes.ts';
import { table } from '../support/table.ts';

const kinks = table.flatMap(({ name, field, kinks }) =>
  kinks.map(({ at, partials, why }) => ({ name, field, at, partials, why })),
);

/** The coordinates that tell −0 from 0: only the sign of copysign does. */
const signed = (name: string, i: number): boolean => name === 'copysign' && i === 1;

/** The point with every combination of signs of its zeros: ±0 are the same point. */
function withZeros(name: string, at: readonly number[]): readonly (readonly number[])[] {
  return at.reduce<readonly (readonly number[])[]>(
    (points, x, i) =>
      points.flatMap((p) =>
        x === 0 && !signed(name, i)
          ? [
              [...p, 0],
              [...p, -0],
            ]
          : [[...p, x]],
      ),
    [[]],
  );
}

const subsets = (n: number): readonly (readonly number[])[] =>
  Array.from({ length: 2 ** n - 1 }, (_, k) =>
    Array.from({ length: n }, (_, i) => i).filter((i) => ((k + 1) & (1 << i)) !== 0),
  );

describe.each(kinks)('$name at ($at): $why', ({ name, field, at, partials }) => {
  test('in every mode, whichever operands are active', () => {
    for (const point of withZeros(name, at)) {
      for (const active of subsets(at.length)) {
        // The inactive operands stay the plain numbers of the point.
        const f: Field = (x) => field(point.map((c, i) => (active.includes(i) ? (x[active.indexOf(i)] as Scalar) : c)));
        for (const mode of firstOrder) {
          expectSame(
            mode.partials(f, 1)(active.map((i) => point[i] as number)),
            active.map((i) => partials[i]),
            `active ${active} of (${point}) by ${mode.name}`,
          );
        }
      }
    }
  });

  test('in every mode, where the inactive operands are of an outer derivative', () => {
    at.forEach((_, j) => {
      const inner = (rest: readonly Scalar[]): Scalar =>
        derivative((t: Scalar) => field(rest.map((c, i) => (i === j ? t : c))))(at[j] as number);
      let seen: unknown;
      const outer: Field = (x) => {
        const d = inner(x);
        seen = typeof d === 'number' ? d : d.value;
        return mul(2, d);
      };
      for (const mode of firstOrder.slice(0, 4)) {
        mode.partials(outer, 1)(at);
        expectSame([seen], [partials[j]], `operand ${j} by ${mode.name}`);
      }
    });
  });
});

// What contributes nothing at a kink, rather than the number 0: what jumps, and below an argument that only gives its sign and
// a bound that is not met.
const jumps: readonly string[] = ['sign', 'floor', 'ceil', 'round', 'trunc'];

describe.each(kinks.filter(({ partials }) => partials.includes(0)))(
  '$name at ($at), 0 times ∞',
  ({ name, field, at, partials }) => {
    test.each(partials.flatMap((p, i) => (p === 0 ? [i] : [])))('by operand %d', (i) => {
      const isNothing = jumps.includes(name) || (name === 'copysign' && i === 1) || (name === 'clamp' && i > 0);
      for (const mode of firstOrder) {
        // √t has an infinite derivative at 0.
        const f: Field = ([t]) => field(at.map((c, j) => (j === i ? add(c, sqrt(t as Scalar)) : c)));
        expectSame(mode.partials(f, 1)([0]), [isNothing ? 0 : NaN], `by ${mode.name}`);
      }
    });
  },
);

test('kinks name as many arguments as they give partials', () => {
  for (const { at, partials } of kinks) expect(partials.length).toBe(at.length);
});
