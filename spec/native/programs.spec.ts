import { describe, expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/index.ts';
import { compile, derivative, grad, hessian, type Scalar, value, valueAndGrad } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { fc } from '../support/fast-check.ts';
import { exported, transformed } from '../support/native-source.ts';
import { whileOpen } from './levels.ts';
import { type NativeProgram, nativePrograms } from './programs.ts';

type Field = (x: readonly Scalar[]) => Scalar;
type Numeric = (x: readonly number[]) => number;

/** What the operator text calls: a number's truth, its whole part, it as a plain number, the sign of a comparison. */
const helpers = {
  D: dualgrad,
  T: (x: Scalar): boolean => (typeof x === 'number' ? !!x : dualgrad.ne(x, 0) && dualgrad.eq(x, x)),
  W: (x: Scalar): number => value(dualgrad.trunc(x)),
  K: (x: Scalar): number => value(x),
  O: (x: Scalar): number => (dualgrad.lt(x, 0) ? -1 : dualgrad.gt(x, 0) ? 1 : 0),
};

const coordinate = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: -2, max: 3, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, -1, 2, 0.5, -0, 1e-300, Infinity) },
);
const points = fc.tuple(coordinate, coordinate);

interface Trio {
  readonly original: Numeric;
  readonly operators: Field;
  readonly natives: readonly Field[];
}

function built(program: NativeProgram): Trio {
  const code = `const M = Math, { sin } = Math;\nmodule.exports = ${program.native};`;
  return {
    original: exported(code) as Numeric,
    operators: new Function(...Object.keys(helpers), `let old; return ${program.operators};`)(
      ...Object.values(helpers),
    ),
    natives: [false, true].map((split) => exported(transformed(code, split)!.code) as Field),
  };
}

/** The numbers of a result, or that it was refused. */
function outcome(compute: () => unknown): unknown {
  try {
    return compute();
  } catch (error) {
    return { refused: (error as Error).constructor.name };
  }
}

/** Each mode as a function of f and x. */
const modes: Readonly<Record<string, (f: Field, x: readonly number[]) => unknown>> = {
  'forward, value too': (f, x) => valueAndGrad(f, { mode: 'forward' })([...x]),
  reverse: (f, x) => reverse.grad(f)([...x]),
  'Hessian, forward over reverse': (f, x) => hessian(f)([...x]),
  'a derivative of a derivative': (f, [x, y]) =>
    derivative((s: Scalar) => derivative((t: Scalar) => f([s, t]))(y as Scalar))(x!),
  compiled: (f, x) => compile(f)([...x]),
  'compiled gradient': (f, x) => compile(grad(f))([...x]),
};

const words =
  'for( while( do{ switch( case break; continue; return throw finally function* class new Float64Array( => ??= ||= ++ ** .sort( .reduce( .subarray( ...';

describe('random programs', () => {
  test('have constructs of every kind, and most of them a derivative', () => {
    const programs = fc.sample(nativePrograms, { numRuns: 200, seed: 1 });
    const text = programs.map(({ native }) => native.replaceAll(' ', '')).join('\n');
    for (const word of words.split(' ')) expect(text).toContain(word);
    const slopes = programs.map((program) => grad(built(program).natives[1]!)([0.7, 1.3]) as number[]);
    const smooth = slopes.filter((slope) => slope.every(Number.isFinite) && slope.some((s) => s !== 0));
    expect(smooth.length).toBeGreaterThan(100);
  });

  test('transformed, on plain numbers, are the programs themselves, bit for bit', () => {
    fc.assert(
      fc.property(nativePrograms, fc.array(points, { minLength: 1, maxLength: 3 }), (program, at) => {
        const { original, natives } = built(program);
        for (const x of at) {
          const expected = original(x);
          for (const f of natives) {
            expect((f as Numeric)(x)).toBe(expected);
            expect(whileOpen(() => f(x))).toBe(expected);
          }
        }
      }),
    );
  });

  test.each(Object.entries(modes))('transformed are the same programs by operators, bit for bit: %s', (_name, run) => {
    fc.assert(
      fc.property(nativePrograms, points, (program, x) => {
        const { operators, natives } = built(program);
        const expected = outcome(() => run(operators, x));
        for (const f of natives) expect(outcome(() => run(f, x))).toEqual(expected);
      }),
    );
  });
});
