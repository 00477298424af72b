import { describe, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import { compile, grad, lt, type Scalar, where } from '../../lib/entries/index.ts';
import { arrays, rules } from '../../lib/rules/table.ts';

type Op = (...operands: Scalar[]) => Scalar;
type ArrayOp = (...arrays: (readonly Scalar[])[]) => Scalar;

const named = library as unknown as Readonly<Record<string, Op & ArrayOp>>;
const outer = ['floor', 'sign', 'abs', 'square', 'exp'] as const;

/** Functions of x and y in which a constant that is NaN takes part, in every place of every op. */
const functions: [string, (xy: readonly [Scalar, Scalar]) => Scalar][] = [
  ...rules
    .filter(({ internal, arity }) => !internal && arity > 1)
    .flatMap(({ name, arity }) =>
      Array.from({ length: arity }, (_, k): [string, (xy: readonly [Scalar, Scalar]) => Scalar] => [
        `${name}, operand ${k}`,
        ([x, y]) =>
          (named[name] as Op)(...Array.from({ length: arity }, (_, i) => (i === k ? Number.NaN : i > k ? x : y))),
      ]),
    ),
  ...arrays.map(({ name, args }): [string, (xy: readonly [Scalar, Scalar]) => Scalar] => [
    name,
    ([x, y]) => (named[name] as ArrayOp)(...args.map(() => [x, Number.NaN, y])),
  ]),
  ['a NaN that a select chooses', ([x, y]) => where(lt, y, 0, x, Number.NaN)],
];

describe.each(functions)('%s', (_, f) => {
  test.each(['js', 'wasm', 'interpreter'] as const)(
    'compiled by %s its gradient is that of the eager call',
    (backend) => {
      for (const g of [f, ...outer.map((name) => (xy: readonly [Scalar, Scalar]) => (named[name] as Op)(f(xy)))]) {
        for (const mode of ['forward', 'reverse'] as const) {
          const gradient = grad(g, { mode });
          const compiled = compile(gradient, { backend });
          const point: [number, number] = [2, 1];
          for (let call = 0; call < 2; call++) expect(compiled(point)).toEqual(gradient(point));
        }
      }
    },
  );
});
