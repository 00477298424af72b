// The cases of data/oracle, data/expressions, data/mgh and data/adbench again: compiled code gives at them, to the bit, what
// spec/ground-truth holds against 20 digits.
import { expect, test } from 'vitest';
import { compile, derivative, grad, hessian, jacobian, type Scalar, square, sum } from '../../lib/entries/index.ts';
import { binary, type Case, type Decimal, data, unary, vector, vectors } from '../ground-truth/data.ts';
import { feynman, nested } from '../ground-truth/expressions.ts';
import {
  binaryCompositions,
  binaryOps,
  maps,
  reductions,
  unaryCompositions,
  unaryOps,
} from '../ground-truth/functions.ts';
import { residuals } from '../ground-truth/mgh.ts';
import { readReplicated, reprojectionError } from '../ground-truth/objectives/ba.ts';
import { logLikelihood, logPrior, readMixture } from '../ground-truth/objectives/gmm.ts';
import { distances, readHand } from '../ground-truth/objectives/hand.ts';
import { loss, normalizers, readSequence } from '../ground-truth/objectives/lstm.ts';
import { skipped } from '../ground-truth/skipped.ts';
import { formula } from '../support/formula.ts';
import { agrees, same } from './eager.ts';

type Field = (x: readonly Scalar[]) => Scalar;

function everyOrder(f: Field, points: readonly (readonly number[])[]): void {
  expect(points.length).toBeGreaterThan(0);
  const at = points.map((x) => [x]);
  agrees(f, at, {}, 'signed');
  agrees(grad(f, { mode: 'forward' }), at);
  agrees(grad(f, { mode: 'reverse' }), at);
  agrees(hessian(f), at);
}

const points = (cases: readonly Case[] | undefined): (readonly number[])[] => (cases ?? []).map(({ x }) => x);

test.each(Object.entries({ ...unaryOps, ...unaryCompositions }))('%s to order 4', (name, f) => {
  const at = points(unary.get(name)).map(([x]) => [x]);
  expect(at.length).toBeGreaterThan(0);
  let g: (x: Scalar) => Scalar = f;
  for (let order = 0; order <= 4; order++) {
    agrees(g, at, {}, order === 0 ? 'signed' : undefined);
    g = derivative(g);
  }
});

test.each(Object.entries({ ...binaryOps, ...binaryCompositions }))('%s', (name, f) => {
  everyOrder(([x, y]) => f(x as Scalar, y as Scalar), points(binary.get(name)));
});

test.each(Object.entries(reductions))('%s', (name, f) => {
  everyOrder(f, points(vector.get(name)));
});

test.each(Object.entries(maps))('%s', (name, f) => {
  const at = (vectors.get(name) ?? []).map(({ x }) => [x.map(Number)]);
  agrees(jacobian(f, { mode: 'forward' }), at);
  agrees(jacobian(f, { mode: 'reverse' }), at);
});

test.each([...nested, ...feynman].filter(({ id }) => !skipped.has(id)))('$id: $formula', (expression) => {
  everyOrder(
    formula(expression.formula, expression.variables),
    expression.cases.map(({ x }) => x.map(Number)),
  );
});

interface Problem {
  readonly cases: readonly { readonly x: readonly Decimal[] }[];
}

test.each(Object.entries(data<{ problems: Record<string, Problem> }>('mgh/mgh.json').problems))(
  '%s',
  (name, { cases }) => {
    const r = residuals[name] as (typeof residuals)[string];
    const at = cases.map(({ x }) => [x.map(Number)]);
    const squares: Field = (x) => sum(r(x, (c) => c).map(square));
    for (const mode of ['forward', 'reverse'] as const) agrees(grad(squares, { mode }), at);
    if ((cases[0]?.x.length ?? 0) <= 10) agrees(hessian(squares), at);
  },
);

const file = (name: string): string => `adbench/${data<{ file: string }>(`adbench/expected/${name}.json`).file}`;

/** A derivative compiled, twice at x and once near it. */
function here(f: (x: readonly number[]) => unknown, x: readonly number[]): void {
  const compiled = compile(f as (x: never) => unknown) as unknown as typeof f;
  for (const y of [x, x, x.map((xi) => xi * (1 + 1e-3))]) same(compiled(y), f(y));
}

test('the mixture, the camera, the network and the hand of ADBench', () => {
  const { mixture, x } = readMixture(file('gmm_test'), false);
  here(
    grad((y: readonly Scalar[]) => sum([logLikelihood(mixture, y), logPrior(mixture, y)])),
    x,
  );
  const { camera, point, weight, feature } = readReplicated(file('ba_test'));
  const errors = (y: readonly Scalar[]): Scalar[] =>
    reprojectionError(y.slice(0, 11), y.slice(11, 14), y[14] as Scalar, feature);
  here(jacobian(errors, { mode: 'reverse' }), [...camera, ...point, weight]);
  const { sequence, x: start } = readSequence(file('lstm_l2_c16'));
  here(
    grad((y: readonly Scalar[]) => loss(sequence, normalizers.adbench, y)),
    start,
  );
  const { hand, x: pose } = readHand(file('hand_test'), false);
  here(
    jacobian((y: readonly Scalar[]) => distances(hand, false, y), { mode: 'forward' }),
    pose,
  );
});
