import { describe, expect, test } from 'vitest';
import { abs, add, hessian, max, mul, pow, type Scalar, sqrt, square, sub } from '../../lib/entries/forward.ts';
import { table } from '../support/table.ts';
import { expectSame } from './agree.ts';

type Point = readonly [Scalar, Scalar];
type Of = (x: Scalar, y: Scalar) => Scalar;

/** Operands that reach the singular points of rows, with infinite derivatives and lost ones among them. */
const OPERANDS: readonly (readonly [string, Of])[] = [
  ['x', (x) => x],
  ['y', (_, y) => y],
  ['xy', (x, y) => mul(x, y)],
  ['x + y', (x, y) => add(x, y)],
  ['x − y', (x, y) => sub(x, y)],
  ['x²', (x) => square(x)],
  ['|x|', (x) => abs(x)],
  ['√y', (_, y) => sqrt(y)],
  ['max(x, y)', (x, y) => max(x, y)],
];

/** The Hessian of f in passes of so many lanes. A pass of one lane has the other input inactive. */
function inPasses(f: (p: Point) => Scalar, lanes: number, x: readonly [number, number]): number[] {
  return (hessian(f, { mode: 'forward', lanes })(x) as number[][]).flat();
}

describe('a Hessian does not depend on how many lanes a pass has', () => {
  test.each(table.filter(({ domain }) => domain.length === 2))('of $name at singular points', ({ name, field }) => {
    let compared = 0;
    for (const [first, a] of OPERANDS) {
      for (const [second, b] of OPERANDS) {
        const f = ([x, y]: Point): Scalar => field([a(x, y), b(x, y)]);
        for (const x of [0, 1, -1] as const) {
          for (const y of [0, 1, 2] as const) {
            const one = inPasses(f, 1, [x, y]);
            for (const lanes of [2, 3]) {
              expectSame(
                inPasses(f, lanes, [x, y]),
                one,
                `${lanes} lanes, ${name}(${first}, ${second}) at (${x}, ${y})`,
              );
              compared++;
            }
          }
        }
      }
    }
    expect(compared).toBe(2 * 9 * OPERANDS.length ** 2);
  });

  test('of a power whose base and exponent are 0', () => {
    const f = ([x, y]: Point): Scalar => pow(mul(x, y), x);
    for (const lanes of [1, 2, 4, 16]) expectSame(inPasses(f, lanes, [0, 1]), [NaN, NaN, NaN, 0], `${lanes} lanes`);
  });
});
