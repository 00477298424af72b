import { describe, expect, test } from 'vitest';
import {
  defineOp,
  grad,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { expectSame } from '../laws/agree.ts';
import { anyNumber, moderate } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { anotherWay, evaluatedFrom, type Mode, some, untraced } from '../support/modes.ts';
import { everyOp, numbers, type Program, smoothPrograms, tamePrograms, wildPrograms } from '../support/programs.ts';
import { table } from '../support/table.ts';

const anywhere = (n: number): fc.Arbitrary<number[]> => fc.array(anyNumber, { minLength: n, maxLength: n });
const tame = (n: number): fc.Arbitrary<number[]> => fc.array(moderate, { minLength: n, maxLength: n });
const twoPoints = (points: (n: number) => fc.Arbitrary<number[]>): fc.Arbitrary<[number[], number[]]> =>
  fc.integer({ min: 1, max: 4 }).chain((n) => fc.tuple(points(n), points(n)));

const branchless = everyOp.filter((op) => op !== 'where');

describe('the graph of f evaluates to what f is, to the bit', () => {
  test.each(table)('$name, anywhere', ({ field, plain, anywhere: points }) => {
    fc.assert(
      fc.property(points, points, (x, y) => {
        const graph = trace(field, x);
        expect(graph.evaluate(x)).toBe(plain(x));
        expect(graph.share().evaluate(x)).toBe(plain(x));
        if (x.length === y.length) expect(graph.evaluate(y)).toBe(plain(y));
      }),
    );
  });

  /** How the comparisons of a program come out: a graph traced at x is f at y where they are the same, and only there. */
  const outcomes = (p: Program, x: readonly number[]): boolean[] => {
    const seen: boolean[] = [];
    const apply = (op: string, operands: readonly number[]): number => {
      if (op === 'where') seen.push((operands[0] as number) < (operands[1] as number));
      return numbers.apply(op, operands);
    };
    p.over({ constant: numbers.constant, apply }, x);
    return seen;
  };

  const holds = (p: Program, x: readonly number[], y: readonly number[]): void => {
    const sameWay = String(outcomes(p, x)) === String(outcomes(p, y));
    const graph = trace(p.runAll, x);
    const there = p.over(numbers, x);
    expect(graph.evaluate(x)).toEqual(there);
    expect(graph.share().evaluate(x)).toEqual(there);
    for (const g of [graph, graph.share()]) {
      if (sameWay) expect(g.evaluate(y)).toEqual(p.over(numbers, y));
      else expect(() => g.evaluate(y)).toThrow(anotherWay);
    }
    expect(trace(p.run, x).node(trace(p.run, x).result as number).value).toBe(there.at(-1));
  };

  test('random programs, kinks, poles and NaN among them', () => {
    fc.assert(fc.property(wildPrograms, twoPoints(anywhere), (p, [x, y]) => holds(p, x, y)));
  });

  test('random programs without branches, at any other point', () => {
    fc.assert(fc.property(tamePrograms(branchless), twoPoints(tame), (p, [x, y]) => holds(p, x, y)));
  });
});

// Wide lanes only make third derivatives slow.
const upTo: readonly (readonly Mode[])[] = [
  [],
  untraced,
  untraced.filter(({ name }) => !/lanes (1\d|[6-9])/.test(name)),
  untraced.filter(({ name }) => !/lanes (1\d|[3-9])$/.test(name)),
];

// That they are the right derivatives is said by spec/laws, whose modes include traced ones.
describe.each([1, 2, 3])('the graph of derivatives of order %i evaluates to them, to the bit', (order) => {
  const runs = Math.ceil(Number(process.env.FC_RUNS ?? 100) / order ** 3);
  const few = some(upTo[order] as Mode[]);

  /** Whether the graph could be evaluated at y too. */
  const holds = ({ name, partials }: Mode, p: Program, x: readonly number[], y: readonly number[]): boolean => {
    const g = partials(p.run, order);
    expectSame(trace(g, x).evaluate(x) as number[], g(x), `${name}, traced`);
    expectSame(evaluatedFrom(x, g, x) as number[], g(x), `${name}, traced and shared`);
    const moved = evaluatedFrom(x, g, y);
    if (moved !== undefined) expectSame(moved, g(y), `${name}, elsewhere`);
    return moved !== undefined;
  };

  test('of smooth programs, nearly always at any other point', () => {
    let tried = 0;
    let moved = 0;
    fc.assert(
      fc.property(few, smoothPrograms, twoPoints(tame), (among, p, [x, y]) => {
        for (const mode of among) {
          tried++;
          if (holds(mode, p, x.slice(0, 2), y.slice(0, 2))) moved++;
        }
      }),
      { numRuns: runs },
    );
    expect(moved / tried).toBeGreaterThan(0.5);
  });

  test('of any program, unless they take another way', () => {
    fc.assert(
      fc.property(few, wildPrograms, anywhere(2), anywhere(2), (among, p, x, y) => {
        for (const mode of among) holds(mode, p, x, y);
      }),
      { numRuns: runs },
    );
  });
});

describe('every verb can be traced', () => {
  const f = (x: readonly Scalar[]): Scalar => mul(mul(x[0] as Scalar, x[1] as Scalar), x[1] as Scalar);
  const fs = (x: readonly Scalar[]): Scalar[] => [f(x), mul(2, x[1] as Scalar)];
  const verbs: Readonly<Record<string, (x: readonly Scalar[]) => unknown>> = {
    grad: (x) => grad(f)(x),
    valueAndGrad: (x) => valueAndGrad(f)(x),
    jacobian: (x) => jacobian(fs)(x),
    valueAndJacobian: (x) => valueAndJacobian(fs)(x),
    jvp: (x) => jvp(fs, x, [1, x[0] as Scalar]),
    hvp: (x) => hvp(f, x, [x[1] as Scalar, 1]),
    vjp: (x) => vjp(fs, x).pullback([1, x[0] as Scalar]),
    'a pullback, twice': (x) => {
      const { value, pullback } = vjp(f, x);
      return [value, pullback(1), pullback(x[0] as Scalar)];
    },
    'a gradient in a defined op': (x) =>
      defineOp({ name: 'slope', arity: 1, value: (t) => t * t, partials: (A, _v, t) => [A.mul(2, t)] })(f(x)),
  };

  test.each(Object.entries(verbs))('%s, in the shape it has', (_, verb) => {
    const graph = trace(verb, [2, 3]);
    expect(graph.evaluate([2, 3])).toEqual(verb([2, 3]));
    expect(graph.evaluate([-1.5, 0.25])).toEqual(verb([-1.5, 0.25]));
    expect(graph.share().evaluate([7, -2])).toEqual(verb([7, -2]));
  });
});
