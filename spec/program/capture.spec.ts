import { describe, expect, test } from 'vitest';
import { add, grad, gradInto, lt, mul, type Scalar, sin, sum } from '../../lib/entries/index.ts';
import type { Builder, Policy } from '../../lib/program/builder.ts';
import { capture } from '../../lib/program/capture.ts';
import { evaluator } from '../../lib/program/evaluator.ts';
import { finish } from '../../lib/program/finish.ts';
import { operandsOf, operationOf, type Program } from '../../lib/program/program.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { numbersOf } from '../../lib/tree/flatten.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { wildPrograms } from '../support/programs.ts';

type Fields = (xs: readonly Scalar[]) => readonly Scalar[];

function captured(f: Fields, x: readonly number[], policy: Policy): Builder {
  const tree = argumentTree('trace', [x]);
  return capture('trace', f, tree, [x], numbersOf(tree, [x]), policy, (y) => y as readonly Scalar[]) as Builder;
}

/** The outputs of a program, or the guard that fails. */
function run(program: Program, x: readonly number[]): number[] | number {
  const { values, run } = evaluator(program);
  const failed = run(x);
  return failed >= 0 ? failed : Array.from(program.outputs, (node) => values[node] as number);
}

function operations(program: Program): string[] {
  return Array.from({ length: program.length }, (_, node) => operationOf(program, node).name);
}

const points = fc.tuple(anyNumber, anyNumber, anyNumber);

describe('a captured program gives what f gives, to the bit', () => {
  test.each<Policy>(['exact', 'shared', 'simplified'])('%s', (policy) => {
    fc.assert(
      fc.property(wildPrograms, points, (p, x) => {
        const f: Fields = (xs) => p.runAll(xs);
        expect(run(captured(f, x, policy), x)).toEqual(f(x));
      }),
    );
  });

  test('finished, at the captured point and as values of its nodes', () => {
    fc.assert(
      fc.property(wildPrograms, points, (p, x) => {
        const f: Fields = (xs) => p.runAll(xs);
        const program = finish(captured(f, x, 'simplified'));
        expect(run(program, x)).toEqual(f(x));
        expect(Array.from(program.outputs, (node) => program.values[node])).toEqual(f(x));
        const { values, run: again } = evaluator(program);
        again(x);
        for (let node = 0; node < program.length; node++) {
          if (operationOf(program, node).name !== 'input') expect(values[node]).toBe(program.values[node]);
        }
      }),
    );
  });
});

test('operands come before the nodes that use them, under every policy', () => {
  fc.assert(
    fc.property(wildPrograms, points, fc.constantFrom('exact', 'shared', 'simplified'), (p, x, policy) => {
      const f: Fields = (xs) => p.runAll(xs);
      const builder = captured(f, x, policy as Policy);
      for (const program of policy === 'simplified' ? [builder, finish(builder)] : [builder]) {
        for (let node = 0; node < program.length; node++) {
          for (const operand of operandsOf(program, node)) expect(operand).toBeLessThan(node);
        }
      }
    }),
  );
});

describe('by policy', () => {
  const f: Fields = ([x, y]) => [sum([mul(x as Scalar, 1), mul(x as Scalar, 1), sin(y as Scalar)])];

  test('exact: every operation is a node, array operations whole', () => {
    expect(operations(captured(f, [2, 3], 'exact'))).toEqual([
      'input',
      'input',
      'constant',
      'mul',
      'mul',
      'sin',
      'sum',
    ]);
  });

  test('shared: equal operations on equal operands are one node', () => {
    expect(operations(captured(f, [2, 3], 'shared'))).toEqual(['input', 'input', 'constant', 'mul', 'sin', 'sum']);
  });

  test('simplified: identities are applied and array operations lowered', () => {
    const program = finish(captured(f, [2, 3], 'simplified'));
    expect(operations(program)).toEqual(['input', 'input', 'sin', 'add', 'add']);
    expect(program.inputs).toEqual(Int32Array.of(0, 1));
  });

  test('an input that is not used has no node in a finished program', () => {
    const program = finish(captured(([, y]) => [mul(y as Scalar, y as Scalar)], [2, 3], 'simplified'));
    expect(program.inputs).toEqual(Int32Array.of(-1, 0));
    expect(run(program, [7, 5])).toEqual([25]);
  });
});

test('guards say where a program holds no longer', () => {
  const f: Fields = ([x]) => [lt(x as Scalar, 1) ? add(x as Scalar, 1) : 0];
  for (const policy of ['exact', 'simplified'] as const) {
    const builder = captured(f, [0.5], policy);
    expect(builder.guards).toMatchObject([{ compare: 'lt', outcome: true }]);
    expect(run(builder, [0.25])).toEqual([1.25]);
    expect(run(builder, [3])).toBe(0);
  }
});

test('what f writes into its arguments is refused where code would lose it', () => {
  const f: Fields = (xs) => {
    (xs as Scalar[])[0] = 1;
    return [xs[0] as Scalar];
  };
  expect(run(captured(f, [3], 'exact'), [3])).toEqual([1]);
  expect(() => captured(f, [3], 'simplified')).toThrow('expected f to leave its arguments as they are');
  const into: Fields = (xs) => [
    gradInto(([a]) => mul(a, a))(
      xs.map(() => 3),
      [0],
    ),
  ];
  expect(() => captured(into, [3], 'simplified')).not.toThrow();
});

test('derivatives are captured with f', () => {
  const slope: Fields = (xs) => grad(([x, y]) => mul(x, sin(y)))(xs as never) as unknown as Scalar[];
  for (const policy of ['exact', 'shared', 'simplified'] as const) {
    expect(run(captured(slope, [2, 3], policy), [4, 5])).toEqual(slope([4, 5]));
  }
});
