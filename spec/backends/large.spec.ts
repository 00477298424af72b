import { expect, test } from 'vitest';
import { add, compile, grad, lt, mul, relu, type Scalar, sin, sub, where } from '../../lib/entries/index.ts';
import { Builder } from '../../lib/program/builder.ts';
import { backends, same } from '../compile/eager.ts';

type Vector = readonly Scalar[];

/** A chain of n steps of a map that neither grows nor settles. */
const chain =
  (n: number) =>
  (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < n; i++) y = sub(mul(y, y), 1.5);
    return y;
  };

const chained =
  (n: number) =>
  ([x]: Vector): Scalar =>
    chain(n)(x as Scalar);

test.each([10, 1000, 50_000])('a gradient of %i steps: nodes and code grow with them, no faster', (n) => {
  const f = chained(n);
  const compiled = compile(grad(f, { mode: 'reverse' }));
  for (const x of [[0.25], [0.5]]) same(compiled(x), grad(f, { mode: 'reverse' })(x));
  const { nodes, bytes } = compiled.stats;
  expect(nodes).toBeLessThan(5 * n + 100);
  expect(bytes).toBeLessThan(100 * nodes + 5000);
});

test('a million operations', () => {
  const f = chain(500_000);
  const compiled = compile(f);
  for (const x of [0.25, 0.5]) expect(compiled(x)).toBe(f(x));
  expect(compiled.stats.nodes).toBeGreaterThan(1_000_000);
});

test.each(backends)('selects inside selects, three hundred deep, %s', (backend) => {
  const f = ([x]: Vector): Scalar => {
    let [y, z]: [Scalar, Scalar] = [x as Scalar, 0.5];
    for (let i = 0; i < 300; i++) {
      z = where(lt, y, i / 300, add(z, sin(y)), mul(0.999, z));
      y = relu(add(mul(0.9, y), mul(0.1, z)));
    }
    return add(y, z);
  };
  for (const mode of ['forward', 'reverse'] as const) {
    const compiled = compile(grad(f, { mode }), { backend });
    for (const x of [0.3, 0.7, -1, 2]) for (const _ of [1, 2]) same(compiled([x]), grad(f, { mode })([x]));
    expect(compiled.stats.paths).toBe(1);
  }
});

test('equal operations on equal operands are found at once, however many there are', () => {
  const builder = new Builder('simplified');
  const inputs = Array.from({ length: 1000 }, (_, i) => builder.input(i + 0.5));
  const sums = (): void => {
    for (const x of inputs) for (const y of inputs.slice(0, 100)) builder.node(8, [x, y]);
  };
  sums();
  const { length } = builder;
  sums();
  expect(builder.length).toBe(length);
  expect(length).toBeGreaterThan(50_000);
});
