import type { Algebra } from './algebra.ts';
import { shares } from './arrays.ts';
import { binary, composed, type Rule, unary } from './rule.ts';

/** Piecewise functions. An operand that a piece does not contain contributes nothing: `A.none`, not a number. */
export const piecewise: readonly Rule[] = [
  // The partial at a kink. Were it a plain constant, the next derivative would be that of the constant, 0: silently wrong.
  binary({
    name: 'convention',
    args: ['c', 'x'],
    internal: true,
    value: (_A, c) => c,
    formula: 'd(convention(c, x)) = NaN dx',
    partials: (A, _v, _c, x) => [A.none, A.convention(NaN, x)],
    cost: 'free',
    sentence: 'The number `c`, agreed on for a partial at a kink; its derivatives by `x` are NaN.',
    example: ['derivative(derivative(abs))(0)', 'NaN'],
  }),
  unary({
    name: 'sign',
    text: { js: 'Math.sign' },
    value: Math.sign,
    ulps: 0,
    jumps: true,
    formula: 'd(sign x) = 0',
    partials: (A) => [A.none],
    kinks: [{ at: [0], partials: [0], why: 'constant, jumps included' }],
    cost: 'free',
    sentence: '−1, 0 or 1 by the sign of `x`; its derivative is 0 everywhere.',
    example: ['sign(dual(-2, 1))', '-1'],
  }),
  ...(
    [
      ['floor', 'down', 'f64.floor'],
      ['ceil', 'up', 'f64.ceil'],
      ['round', 'to nearest, halves up', undefined],
      ['trunc', 'towards 0', 'f64.trunc'],
    ] as const
  ).map(([name, direction, wasm]) =>
    unary({
      name,
      text: { js: `Math.${name}`, ...(wasm === undefined ? {} : { wasm }) },
      value: Math[name],
      ulps: 0,
      jumps: true,
      formula: `d(${name} x) = 0`,
      partials: (A) => [A.none],
      kinks: [
        { at: [1], partials: [0], why: 'constant, jumps included' },
        { at: [0.5], partials: [0], why: 'constant, jumps included' },
      ],
      cost: 'free',
      sentence: `\`x\` rounded ${direction}; its derivative is 0 everywhere.`,
      example: [`${name}(dual(2, 1))`, '2'],
    }),
  ),
  unary({
    name: 'abs',
    text: { js: 'Math.abs', wasm: 'f64.abs' },
    value: Math.abs,
    ulps: 0,
    formula: 'd|x| = sign x dx',
    partials: (A, v, x) => [A.where('lt', x, 0, -1, A.where('gt', x, 0, 1, A.convention(0, v)))],
    kinks: [{ at: [0], partials: [0], why: 'least norm' }],
    cost: 'free',
    sentence: 'Absolute value of `x`.',
    example: ['abs(dual(-2, 1))', 'Dual(2 - 1ε)'],
  }),
  binary({
    name: 'copysign',
    args: ['x', 's'],
    // 1/−0 is −∞, 1/−∞ is −0.
    value: (A, x, s) => {
      const size = A.abs(x);
      const negative = A.neg(size);
      return A.where('lt', s, 0, negative, A.where('lt', A.inv(s), 0, negative, A.where('ge', s, 0, size, NaN)));
    },
    jumps: true,
    formula: 'd(copysign(x, s)) = sign x · (−1 if s is negative or −0, else 1) dx',
    partials: (A, v, x) => [
      A.where(
        'eq',
        x,
        0,
        A.convention(0, v),
        A.where('lt', v, 0, A.where('lt', x, 0, 1, -1), A.where('lt', x, 0, -1, 1)),
      ),
      A.none,
    ],
    kinks: [
      { at: [0, 1], partials: [0, 0], why: 'as abs' },
      { at: [2, 0], partials: [1, 0], why: 'constant in s, jumps included' },
      { at: [2, -0], partials: [-1, 0], why: '−0 counts as negative' },
    ],
    cost: 'free',
    sentence: 'The size of `x` with the sign of `s`.',
    example: ['copysign(dual(2, 1), -3)', 'Dual(-2 - 1ε)'],
  }),
  binary({
    name: 'max',
    text: { js: 'Math.max', wasm: 'f64.max' },
    value: Math.max,
    ulps: 0,
    formula: 'd(max(x, y)) = dx or dy, of the larger; at a tie (dx + dy)/2',
    partials: (A, v, x, y) => chosen(A, 'gt', v, x, y),
    many: (A, v, xs) => [shares(A, v, xs)],
    kinks: [
      { at: [1, 1], partials: [0.5, 0.5], why: 'least norm' },
      { at: [0, -0], partials: [0.5, 0.5], why: '±0 are the same point' },
    ],
    cost: 'free',
    sentence: 'The larger of `x` and `y`, the largest of any number of arguments; −∞ of none.',
    example: ['derivative((x) => max(x, 0))(0)', '0.5'],
  }),
  binary({
    name: 'min',
    text: { js: 'Math.min', wasm: 'f64.min' },
    value: Math.min,
    ulps: 0,
    formula: 'd(min(x, y)) = dx or dy, of the smaller; at a tie (dx + dy)/2',
    partials: (A, v, x, y) => chosen(A, 'lt', v, x, y),
    many: (A, v, xs) => [shares(A, v, xs)],
    kinks: [
      { at: [1, 1], partials: [0.5, 0.5], why: 'least norm' },
      { at: [0, -0], partials: [0.5, 0.5], why: '±0 are the same point' },
    ],
    cost: 'free',
    sentence: 'The smaller of `x` and `y`, the smallest of any number of arguments; ∞ of none.',
    example: ['derivative((x) => min(x, 3))(2)', '1'],
  }),
  composed({
    name: 'clamp',
    args: ['x', 'lo', 'hi'],
    formula: 'd(clamp(x, lo, hi)) = dx between the bounds',
    value: (A, x, lo, hi) => A.min(A.max(x, lo), hi),
    kinks: [
      { at: [0, 0, 1], partials: [0.5, 0.5, 0], why: 'min(max(x, lo), hi)' },
      { at: [1, 0, 1], partials: [0.5, 0, 0.5], why: 'min(max(x, lo), hi)' },
      { at: [1, 1, 1], partials: [0.25, 0.25, 0.5], why: 'min(max(x, lo), hi)' },
    ],
    sentence: '`x`, but no less than `lo` and no more than `hi`.',
    example: ['clamp(dual(2, 1), 0, 5)', 'Dual(2 + 1ε)'],
  }),
  binary({
    name: 'mod',
    text: { js: '%' },
    value: (x: number, y: number) => x % y,
    ulps: 0,
    jumps: true,
    formula: 'd(x − ny) = dx − n dy, n the whole number (x − v)/y',
    // Not trunc(x/y), which is wrong where x/y rounds up to a whole number: 1 % 0.1.
    // Halves, which rounding leaves beyond 2⁵¹, go away from 0, so that the partial is odd.
    partials: (A, v, x, y) => {
      const n = A.div(A.sub(x, v), y);
      return [1, A.where('lt', n, 0, A.round(A.neg(n)), A.neg(A.round(n)))];
    },
    sentence: 'Remainder of `x` divided by `y`, with the sign of `x`, as the operator %.',
    example: ['grad(([x, y]) => mod(x, y))([7, 3])', '[1, -2]'],
  }),
];

function chosen<T>(A: Algebra<T>, compare: 'lt' | 'gt', v: T, x: T, y: T): readonly [T, T] {
  const half = A.convention(0.5, v);
  return [
    A.where(compare, x, y, 1, A.where(compare, y, x, A.none, half)),
    A.where(compare, x, y, A.none, A.where(compare, y, x, 1, half)),
  ];
}
