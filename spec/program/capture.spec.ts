import { describe, expect, test } from 'vitest';
import { add, eq, ge, grad, gradInto, gt, le, lt, mul, ne, type Scalar, sin, sum } from '../../lib/entries/index.ts';
import type { Builder, Policy } from '../../lib/program/builder.ts';
import { capture } from '../../lib/program/capture.ts';
import { evaluator } from '../../lib/program/evaluator.ts';
import { finish } from '../../lib/program/finish.ts';
import { operandsOf, operationOf, type Program } from '../../lib/program/program.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { numbersOf } from '../../lib/tree/flatten.ts';
import { isRecord } from '../../lib/tree/tree.ts';
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

test('every comparison of f is a guard, in the order of f; a simplified program has each once', () => {
  const compare = fc.constantFrom(lt, le, gt, ge, eq, ne);
  const place = fc.nat(3);
  fc.assert(
    fc.property(fc.array(fc.tuple(compare, place, place)), points, (comparisons, x) => {
      const f: Fields = ([a, b]) => {
        const operands = [a!, b!, 0, 1];
        for (const [holds, p, q] of comparisons) holds(operands[p]!, operands[q]!);
        return [];
      };
      const told = (builder: Builder): string[] =>
        builder.guards.map(({ compare, x, y, outcome }) => {
          const [p, q] = [x, y].map((node) =>
            builder.inputs.includes(node) ? builder.inputs.indexOf(node) : 2 + builder.values[node]!,
          );
          return `${compare} ${p} ${q} ${outcome}`;
        });
      const numbers = [x[0], x[1], 0, 1];
      const expected = comparisons
        .filter(([, p, q]) => p < 2 || q < 2)
        .map(([holds, p, q]) => `${holds.name} ${p} ${q} ${holds(numbers[p]!, numbers[q]!)}`);
      expect(told(captured(f, x, 'exact'))).toEqual(expected);
      expect(told(captured(f, x, 'simplified'))).toEqual([...new Set(expected)]);
    }),
  );
});

describe('what f writes into its arguments', () => {
  type Container = unknown[] | Record<string, unknown>;

  /** Every array and record in x, x included. */
  function containersIn(x: unknown): Container[] {
    if (!Array.isArray(x) && !isRecord(x)) return [];
    return [x, ...Object.values(x).flatMap(containersIn)] as Container[];
  }

  const changes: Readonly<Record<string, (x: Container) => unknown>> = {
    'another entry': (x) => Object.assign(x, Object.fromEntries(Object.keys(x).map((key) => [key, 7]))),
    'one more entry': (x) => (Array.isArray(x) ? x.push(7) : Object.assign(x, { more: 7 })),
    'one entry less': (x) => (Array.isArray(x) ? x.pop() : delete x[Object.keys(x).at(-1)!]),
    'entries in another order': (x) => {
      if (Array.isArray(x)) return x.reverse();
      for (const [key, entry] of Object.entries(x).reverse()) {
        delete x[key];
        x[key] = entry;
      }
    },
  };

  const trees = fc.letrec<{ value: unknown }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom(0, 0, 'word', null),
      fc.array(tie('value'), { maxLength: 4 }),
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
    ),
  })).value;

  /** x with other numbers, each of them once. */
  const numbered = (x: unknown): unknown[] => {
    let next = 100;
    return JSON.parse(JSON.stringify(x), (_, part) => (typeof part === 'number' ? next++ : part)) as unknown[];
  };

  test('is refused where code would lose it: each change, in every container', () => {
    fc.assert(
      fc.property(fc.array(trees, { minLength: 1, maxLength: 2 }).map(numbered), (args) => {
        const signature = argumentTree('compile', args);
        const numbers = numbersOf(signature, args);
        const captured = (change: (copies: readonly unknown[]) => void) => (): unknown =>
          capture(
            'compile',
            (...copies) => change(copies),
            signature,
            args,
            numbers,
            'simplified',
            () => [],
          );
        expect(captured(() => {})).not.toThrow();
        for (const place of args.flatMap(containersIn).keys()) {
          for (const [name, change] of Object.entries(changes)) {
            const write = (copies: readonly unknown[]): void => {
              change(copies.flatMap(containersIn)[place]!);
            };
            const after = structuredClone(args);
            write(after);
            if (JSON.stringify(after) === JSON.stringify(args)) expect(captured(write), name).not.toThrow();
            else expect(captured(write), name).toThrow('expected f to leave its arguments as they are');
          }
        }
      }),
    );
  });
});

test('what f writes into its arguments is kept where every operation is, and copies may be written into', () => {
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
