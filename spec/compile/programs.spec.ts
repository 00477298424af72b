import { describe, test } from 'vitest';
import { grad, hessian, jacobian, type Scalar, valueAndGrad } from '../../lib/entries/index.ts';
import { anyNumber, moderate } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';
import type { Mode } from '../support/modes.ts';
import { modes, some, untraced } from '../support/modes.ts';
import { everyOp, type Program, program, tamePrograms, wildPrograms } from '../support/programs.ts';
import { agrees, backends } from './eager.ts';

const points = (number: fc.Arbitrary<number>): fc.Arbitrary<[number[]][]> =>
  fc.array(fc.tuple(fc.array(number, { minLength: 3, maxLength: 3 })), { minLength: 1, maxLength: 4 });

describe.each(backends)('a random program compiled for %s', (backend) => {
  test('has the values it has eagerly', () => {
    fc.assert(
      fc.property(wildPrograms, points(anyNumber), (program, at) => {
        agrees(program.runAll, at, { backend }, 'signed');
      }),
      runs(0.5),
    );
  });

  test.each<[string, fc.Arbitrary<Program>, fc.Arbitrary<number>]>([
    ['tame', tamePrograms(everyOp), moderate],
    ['wild', wildPrograms, anyNumber],
  ])('has the derivatives it has eagerly, if it is %s', (_, programs, numbers) => {
    fc.assert(
      fc.property(programs, points(numbers), (program, at) => {
        agrees(grad(program.run, { mode: 'forward' }), at, { backend });
        agrees(grad(program.run, { mode: 'reverse' }), at, { backend });
        agrees(valueAndGrad(program.run), at, { backend });
        agrees(jacobian(program.runAll, { mode: 'forward' }), at, { backend });
        agrees(hessian(program.run), at, { backend });
      }),
      runs(0.25),
    );
  });

  test('has the derivatives of all orders to the third that it has eagerly, in every mode and nesting', () => {
    const numbers = fc.oneof(moderate, anyNumber);
    fc.assert(
      fc.property(
        wildPrograms,
        points(numbers),
        fc.integer({ min: 1, max: 3 }),
        some(modes, 2),
        (program, at, order, few) => {
          for (const mode of few as readonly Mode[]) {
            const partials = mode.partials(program.run, order);
            agrees((x: readonly Scalar[]) => partials(x), at, { backend });
          }
        },
      ),
      runs(0.1),
    );
  });

  // Traced, its third derivatives once were added up in another order than eagerly.
  test('has them where max ties and logsumexp has an argument twice', () => {
    const steps = [
      ['add', 0, 0],
      ['max', 2, 0],
      ['add', 0, 0],
      ['add', 0, 0],
      ['logsumexp', 11, 2, 2],
      ['square', 0],
    ] as const;
    const { run } = program([], steps, false);
    for (const mode of untraced) {
      const partials = mode.partials(run, 3);
      agrees((x: readonly Scalar[]) => partials(x), [[[0, 0, -2]]], { backend });
    }
  });
});
