import { describe, test } from 'vitest';
import { add, exp, floor, jacobian, lt, mul, pow, type Scalar, sub, where } from '../../lib/entries/index.ts';
import { agrees } from '../compile/eager.ts';
import { opNamed, table } from '../support/table.ts';

// Compiled code must find out wherever a number is NaN: there all partials are NaN, also of what is cut off by a floor.
const numbers = [0, -0, 1, -2, 1e300, Infinity, -Infinity, Number.NaN];
const pairs = numbers.flatMap((x) => numbers.map((y): [number, number] => [x, y]));
const operands: Readonly<Record<number, (x: readonly Scalar[]) => Scalar[]>> = {
  1: ([x]) => [x!],
  2: ([x, y]) => [x!, y!],
  3: ([x, y]) => [x!, y!, x!],
};

/** Every op as a function of two numbers, and those of two arguments with a constant on either side. */
const ops = table.flatMap(({ name, field, domain }): [string, (x: readonly Scalar[]) => Scalar][] => [
  [name, (x) => field((operands[domain.length] ?? operands[2]!)(x))],
  ...(domain.length === 2
    ? [0, 1, Infinity, Number.NaN].flatMap((c): [string, (x: readonly Scalar[]) => Scalar][] => [
        [`${name}(${c}, x)`, ([x]) => opNamed(name)(c, x)],
        [`${name}(x, ${c})`, ([x]) => opNamed(name)(x, c)],
      ])
    : []),
]);

const shapes: readonly [string, (f: (x: readonly Scalar[]) => Scalar, x: readonly Scalar[]) => Scalar[]][] = [
  ['behind a floor', (f, x) => [floor(f(x)), x[0]!]],
  ['whichever side of a branch uses it', (f, x) => [where(lt, x[1]!, 1, mul(3, f(x)), 5), floor(f(x))]],
  ['inside a side only where that is chosen', (f, x) => [where(lt, x[1]!, 1, floor(f(x)), x[0]!)]],
  ['where it is an operand twice', (f, x) => [floor(add(f(x), f(x))), floor(mul(f(x), f(x)))]],
  ['where its power is 1', (f, x) => [pow(f(x), 0), floor(f(x))]],
  [
    'where an exponential hides the infinity of its operands',
    (f, x) => [floor(f(x)), sub(exp(add(x[0]!, x[1]!)), exp(x[1]!))],
  ],
];

// Numbers that are checked to be finite are the inputs, so infinities must come from within to tell.
const large = (x: readonly Scalar[]): Scalar[] => x.map((xi) => mul(mul(xi, 1e200), 1e200));
const within = [0, -0, 1, -2, 1e-300, Number.NaN];
const points = within.flatMap((x) => within.map((y): [[number, number]] => [[x, y]]));

describe.each(ops)('NaN of %s is noticed', (_, f) => {
  test.each(shapes)('%s', (_shape, shape) => {
    for (const order of ['forward', 'reverse'] as const) {
      const g = jacobian((x: readonly Scalar[]) => shape(f, large(x)), { mode: order });
      agrees(g, points, { backend: 'interpreter', order });
    }
  });
});

test.each(ops)('the value of %s is that of the plain function at each pair of these numbers', (_, f) => {
  agrees(
    (x: readonly Scalar[]) => f(x),
    pairs.map((x) => [x]),
    { backend: 'interpreter' },
    'signed',
  );
});
