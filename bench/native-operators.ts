// Question: what do the operators of transformed code cost, next to operator functions and to JavaScript's own operators?
import { grad, type Scalar } from '../lib/entries/index.ts';
import * as native from '../lib/entries/native-runtime.ts';
import type { Call, Case, Variant } from './measure.ts';
import { ours } from './ours.ts';
import { lotkaVolterra } from './programs/lotka-volterra.ts';
import { type Algebra, uniform } from './programs/program.ts';
import { rosenbrock } from './programs/rosenbrock.ts';

/** A program as operators of transformed code write it. */
const transformed: Algebra<Scalar> = {
  ...ours,
  add: native.$add,
  sub: native.$sub,
  mul: native.$mul,
  div: native.$div,
  sqrt: native.$Math_sqrt,
  exp: native.$Math_exp,
  log: native.$Math_log,
  sin: native.$Math_sin,
  cos: native.$Math_cos,
};

interface Subject {
  readonly name: string;
  readonly operations: number;
  readonly sample: (random: () => number) => number[];
  readonly plain: (x: readonly number[]) => number;
  readonly write: <S>(algebra: Algebra<S>) => (x: readonly S[]) => S;
}

const LENGTH = 1000;

/** One operation over and over: y ← op(y, x₁), with numbers that stay where they are. */
function chain(
  name: string,
  plain: (y: number, x: number) => number,
  op: <S>(A: Algebra<S>) => (y: S, x: S) => S,
): Subject {
  return {
    name: `${LENGTH} times ${name}`,
    operations: LENGTH,
    sample: (random) => [uniform(random, 0.5, 1.5), uniform(random, 1 - 1e-3, 1 + 1e-3)],
    plain: ([y, x]) => {
      let z = y!;
      for (let i = 0; i < LENGTH; i++) z = plain(z, x!);
      return z;
    },
    write: <S>(A: Algebra<S>) => {
      const apply = op(A);
      return ([y, x]: readonly S[]) => {
        let z = y as S;
        for (let i = 0; i < LENGTH; i++) z = apply(z, x as S);
        return z;
      };
    },
  };
}

/** The determinant of a matrix whose diagonal is large, by elimination. */
function determinant(n: number): Subject {
  return {
    name: `determinant, ${n} × ${n}`,
    operations: (n * (n - 1) * (2 * n + 5)) / 6,
    sample: (random) => Array.from({ length: n * n }, (_, i) => uniform(random, 0, 1) + (i % (n + 1) === 0 ? 2 : 0)),
    plain: (x) => {
      const a = x.slice();
      for (let k = 0; k < n; k++) {
        for (let i = k + 1; i < n; i++) {
          const factor = a[i * n + k]! / a[k * n + k]!;
          for (let j = k + 1; j < n; j++) a[i * n + j] = a[i * n + j]! - factor * a[k * n + j]!;
        }
      }
      let product = a[0]!;
      for (let k = 1; k < n; k++) product *= a[k * n + k]!;
      return product;
    },
    write: <S>({ sub, mul, div }: Algebra<S>) => {
      return (x: readonly S[]) => {
        const a = x.slice();
        for (let k = 0; k < n; k++) {
          for (let i = k + 1; i < n; i++) {
            const factor = div(a[i * n + k]!, a[k * n + k]!);
            for (let j = k + 1; j < n; j++) a[i * n + j] = sub(a[i * n + j]!, mul(factor, a[k * n + j]!));
          }
        }
        let product = a[0] as S;
        for (let k = 1; k < n; k++) product = mul(product, a[k * n + k]!);
        return product;
      };
    },
  };
}

const subjects: readonly Subject[] = [
  chain(
    'y + x',
    (y, x) => y + x,
    ({ add }) => add,
  ),
  chain(
    'y − x',
    (y, x) => y - x,
    ({ sub }) => sub,
  ),
  chain(
    'y x',
    (y, x) => y * x,
    ({ mul }) => mul,
  ),
  chain(
    'y / x',
    (y, x) => y / x,
    ({ div }) => div,
  ),
  chain(
    'sin y',
    (y) => Math.sin(y),
    ({ sin }) =>
      (y) =>
        sin(y),
  ),
  chain(
    '√y',
    (y) => Math.sqrt(y),
    ({ sqrt }) =>
      (y) =>
        sqrt(y),
  ),
  rosenbrock(100),
  lotkaVolterra(1000),
  determinant(8),
];

const cases: Case[] = subjects.map(({ name, operations, sample, plain, write }) => {
  const gradient = (algebra: Algebra<Scalar>, mode: 'forward' | 'reverse'): Call => {
    const of = grad(write(algebra) as (x: readonly Scalar[]) => Scalar, { mode });
    return (x) => of(x);
  };
  const eager = (mode: 'forward' | 'reverse'): readonly Variant[] => {
    const shared = { work: operations, expected: gradient(ours, mode) };
    return [
      { ...shared, name: `operator functions, ${mode}`, prepare: () => gradient(ours, mode) },
      { ...shared, name: `transformed, ${mode}`, prepare: () => gradient(transformed, mode) },
    ];
  };
  return {
    title: `${name}: ${operations} operations`,
    sample,
    smoke: true,
    baselines: ['plain function', 'operator functions, forward', 'operator functions, reverse'],
    variants: [
      { name: 'plain function', work: operations, prepare: () => plain, expected: plain },
      {
        name: 'transformed, on plain numbers',
        work: operations,
        prepare: () => write(transformed) as Call,
        expected: plain,
      },
      ...eager('forward'),
      ...eager('reverse'),
    ],
  };
});
export default cases;
