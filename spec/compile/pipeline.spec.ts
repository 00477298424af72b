import { expect, test } from 'vitest';
import { pipeline, type View } from '../../lib/compile/pipeline.ts';
import type { Example } from '../../lib/compile/verify.ts';
import { add, grad, log, lt, mul, type Scalar, sin, where } from '../../lib/entries/index.ts';
import { evaluator } from '../../lib/program/evaluator.ts';
import { operationOf, type Program } from '../../lib/program/program.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { flatten, numbersOf } from '../../lib/tree/flatten.ts';
import { resultTree } from '../../lib/tree/results.ts';

type Fn = (...args: unknown[]) => unknown;

function exampleOf(f: (...args: never[]) => unknown, ...args: readonly unknown[]): Example {
  const y = f(...(args as never[]));
  const signature = argumentTree('compile', args);
  const result = resultTree(y, 'compile');
  return {
    verb: 'compile',
    f: f as Fn,
    original: f as Fn,
    isExact: true,
    signature,
    args,
    numbers: numbersOf(signature, args),
    result,
    expected: flatten(result, y) as number[],
  };
}

const names = (program: Program): string[] =>
  Array.from({ length: program.length }, (_, node) => operationOf(program, node).name);

const f = ([x, y]: readonly Scalar[]): Scalar => {
  // Nothing needs it, so that it is captured, and not finished.
  sin(mul(x as Scalar, 7));
  if (lt(x as Scalar, 0)) return x as Scalar;
  return where(lt, x as Scalar, y as Scalar, log(x as Scalar), add(x as Scalar, y as Scalar));
};

test('the stages are called in order, and each can be looked at', () => {
  const seen: [string, Program][] = [];
  const view: View = (stage, program) => seen.push([stage, program]);
  const product = pipeline(exampleOf(grad(f), [2, 3]), (program) => seen.push(['generate', program]), view);
  const [captured, finished, verified, generated] = seen.map(([, program]) => program) as [
    Program,
    Program,
    Program,
    Program,
  ];
  expect(seen.map(([stage]) => stage)).toEqual(['capture', 'finish', 'verify', 'generate']);
  expect(names(captured)).toContain('sin');
  expect(names(finished)).not.toContain('sin');
  expect(captured.guards.map(({ compare }) => compare)).toEqual(['lt']);
  expect(finished.guards.map(({ compare }) => compare)).toEqual(['lt', 'finite']);
  expect([verified, generated, product?.program]).toEqual([finished, finished, finished]);
  expect(product?.guards).toBe(captured.guards);
});

test('what comes out of finish, and of generate, is f', () => {
  for (const g of [f, grad(f)]) {
    const evaluate = pipeline(exampleOf(g, [2, 3]), (program) => {
      const { run, values } = evaluator(program);
      return (x: number[]) => (run(x) < 0 ? Array.from(program.outputs, (node) => values[node]) : 'a guard fails');
    })?.code;
    for (const x of [
      [2, 3],
      [3, 2],
      [0.5, 4],
    ]) {
      expect(evaluate?.(x)).toEqual([g(x)].flat());
    }
    expect(evaluate?.([-1, 2])).toBe('a guard fails');
  }
});

test('a function that does otherwise on traced numbers stops before code is made', () => {
  const untrue = (x: Scalar): Scalar => (typeof x === 'number' ? x : mul(2, x));
  const stages: string[] = [];
  const run = (): unknown =>
    pipeline(
      exampleOf(untrue, 3),
      () => stages.push('generate'),
      (stage) => stages.push(stage),
    );
  expect(run).toThrow('compile: expected f to give the same traced as not, got 3 and then 6');
  expect(stages).toEqual(['capture', 'finish']);
});

test('and one whose sums come in another order has no code', () => {
  const one = 1 + 2 ** -52;
  const other = exampleOf((x: Scalar) => mul(x, 1), 1);
  expect(pipeline({ ...other, expected: [one] }, () => 'code')).toBeUndefined();
  expect(pipeline({ ...other, expected: [one], isExact: false }, () => 'code')?.code).toBe('code');
});
