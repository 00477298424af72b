import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../lib/entries/forward.ts';
import * as dg from '../../lib/entries/forward.ts';
import { inside } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Field, firstOrder, modes, some } from '../support/modes.ts';
import { expectAgreement, tracked } from './agree.ts';

type Unary = (x: Scalar) => Scalar;

/** Two functions and where one undoes the other: f(g(x)) = x between low and high. */
type Pair = readonly [name: string, f: Unary, g: Unary, low: number, high: number];

const LINE = [-Infinity, Infinity] as const;
const POSITIVE = [0, Infinity] as const;

const exp10: Unary = (x) => dg.pow(10, x);
const logit: Unary = (p) => dg.log(dg.div(p, dg.sub(1, p)));
const inverseSoftplus: Unary = (y) => dg.log(dg.expm1(y));

const pairs: readonly Pair[] = [
  ['exp log', dg.exp, dg.log, ...POSITIVE],
  ['log exp', dg.log, dg.exp, -700, 700],
  ['exp2 log2', dg.exp2, dg.log2, ...POSITIVE],
  ['log2 exp2', dg.log2, dg.exp2, -1000, 1000],
  ['10^ log10', exp10, dg.log10, ...POSITIVE],
  ['log10 10^', dg.log10, exp10, -300, 300],
  ['expm1 log1p', dg.expm1, dg.log1p, -1, Infinity],
  ['log1p expm1', dg.log1p, dg.expm1, -30, 700],
  ['sin asin', dg.sin, dg.asin, -1, 1],
  ['asin sin', dg.asin, dg.sin, -1.57, 1.57],
  ['cos acos', dg.cos, dg.acos, -1, 1],
  ['acos cos', dg.acos, dg.cos, 0, 3.14],
  ['tan atan', dg.tan, dg.atan, -1e12, 1e12],
  ['atan tan', dg.atan, dg.tan, -1.57, 1.57],
  ['sinh asinh', dg.sinh, dg.asinh, ...LINE],
  ['asinh sinh', dg.asinh, dg.sinh, -700, 700],
  ['cosh acosh', dg.cosh, dg.acosh, 1, Infinity],
  ['acosh cosh', dg.acosh, dg.cosh, 0, 700],
  ['tanh atanh', dg.tanh, dg.atanh, -1, 1],
  ['atanh tanh', dg.atanh, dg.tanh, -18, 18],
  ['square sqrt', dg.square, dg.sqrt, ...POSITIVE],
  ['sqrt square', dg.sqrt, dg.square, 0, 1e150],
  ['cube cbrt', dg.cube, dg.cbrt, ...LINE],
  ['cbrt cube', dg.cbrt, dg.cube, -1e100, 1e100],
  ['inv inv', dg.inv, dg.inv, ...LINE],
  ['neg neg', dg.neg, dg.neg, ...LINE],
  ['rsqrt 1/x²', dg.rsqrt, (x) => dg.inv(dg.square(x)), 1e-40, 1e40],
  ['1/x² rsqrt', (x) => dg.inv(dg.square(x)), dg.rsqrt, ...POSITIVE],
  ['sigmoid logit', dg.sigmoid, logit, 0, 1],
  ['logit sigmoid', logit, dg.sigmoid, -30, 30],
  ['softplus log expm1', dg.softplus, inverseSoftplus, 0, 700],
  ['log expm1 softplus', inverseSoftplus, dg.softplus, -700, 700],
  ['x⁴ x^0.25', (x) => dg.pow(x, 4), (x) => dg.pow(x, 0.25), ...POSITIVE],
  ['log₃ 3^', (x) => dg.div(dg.log(x), Math.log(3)), (x) => dg.pow(3, x), -600, 600],
  ['x − 3 and x + 3', (x) => dg.sub(x, 3), (x) => dg.add(3, x), ...LINE],
  ['x / 7 and 7x', (x) => dg.div(x, 7), (x) => dg.mul(7, x), -1e300, 1e300],
  ['7 / x twice', (x) => dg.div(7, x), (x) => dg.div(7, x), ...LINE],
  ['tan atan2', dg.tan, (y) => dg.atan2(y, 2), -1e3, 1e3],
];

describe('where f(g(x)) = x, f′(g(x)) g′(x) = 1 as far as rounding g(x) leaves it', () => {
  test.each(pairs)('%s', (name, f, g, low, high) => {
    const slope = name === 'tan atan2' ? 0.5 : 1;
    const h: Field = tracked(([x]) => f(g(x as Scalar)));
    let compared = 0;
    fc.assert(
      fc.property(inside([low, high]), some(firstOrder), fc.constantFrom(...modes), (x, among, mode) => {
        for (const m of among) compared += expectAgreement(m.partials(h, 1), () => [slope], [x], m.name);
        expectAgreement(mode.partials(h, 2), () => [0], [x], `second derivative by ${mode.name}`);
      }),
    );
    expect(compared).toBeGreaterThan(10);
  });
});
