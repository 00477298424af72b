import { type Construct, row } from './construct.ts';

const signed = [1, 2.3, 0.7, -1.3, 0];

/** Operators on numbers, and how they are spelt. */
export const arithmetic: readonly Construct[] = [
  row(
    'sum, difference, product, quotient',
    '(x) => (x + 2 - x * x) / (x + 3)',
    (x) => ((1 - 2 * x) * (x + 3) - (x + 2 - x * x)) / (x + 3) ** 2,
    signed,
  ),
  row('remainder', '(x) => (x * 7) % 3', () => 7, [1, 2.3, 0.7, -1.3]),
  row('remainder by x', '(x) => 10 % x', (x) => -Math.trunc(10 / x), [2.3, 0.7, -1.3]),
  row('power', '(x) => x ** 3', (x) => 3 * x * x, signed),
  row('exponential', '(x) => 2 ** x', (x) => Math.LN2 * 2 ** x, signed),
  row('x to the x', '(x) => x ** x', (x) => x ** x * (Math.log(x) + 1)),
  row('powers group from the right', '(x) => x ** 2 ** 3', (x) => 8 * x ** 7, signed),
  row('negative base', '(x) => (-x) ** 2 - (-x) ** 3', (x) => 2 * x + 3 * x * x, signed),
  row('fractional power', '(x) => x ** 0.5 + x ** -1.5', (x) => 0.5 * x ** -0.5 - 1.5 * x ** -2.5),
  row('unary minus', '(x) => -x * -(x + 1)', (x) => 2 * x + 1, signed),
  row('two minus signs', '(x) => x - -x - - -x', () => 1, signed),
  row('minus of minus', '(x) => - -x * -(-x)', (x) => 2 * x, signed),
  row('unary plus', '(x) => +x * +"3" + +true', () => 3, signed),
  row('plus and minus mixed', '(x) => +-+x * x', (x) => -2 * x, signed),
  row(
    'no space before a sign',
    '(x) => { if (x > 1e9) return-x; return x>0?-x:+x }',
    (x) => (x > 0 ? -1 : 1),
    [1, 2.3, -1.3],
  ),
  row('typeof without a space', '(x) => typeof-x==="number"?x*x:0', (x) => 2 * x, signed),
  row('parentheses', '(x) => ((x)) * (((x) + (1)))', (x) => 2 * x + 1, signed),
  row('precedence', '(x) => x + x * x ** 2 / 2 - -x % 2 * 3', (x) => 1 + 1.5 * x * x + 3, [1, 2.3, 0.7, -1.3]),
  row(
    'a sum of a hundred terms',
    `(x) => ${Array.from({ length: 100 }, (_, i) => `x * ${i}`).join(' + ')}`,
    () => 4950,
    signed,
  ),
  row(
    'a sum nested to the right',
    `(x) => ${Array.from({ length: 60 }, (_, i) => `${i} * x + (`).join('')}x${')'.repeat(60)}`,
    () => 1771,
    signed,
  ),
  row('comparisons as numbers', '(x) => (x > 0) * x + (x < 0) * 3', (x) => (x > 0 ? 1 : 0), [1, 2.3, -1.3]),
  row('true and false as numbers', '(x) => x * true + x * false + (x - true)', () => 2, signed),
  row('null is 0', '(x) => x + null + null * x', () => 1, signed),
  row('undefined is NaN', '(x) => (Number.isNaN(x + undefined) ? x * 2 : 0)', () => 2, signed),
  row('text is a number to * - / %', '(x) => "4" * x - "1" + x / "2" - ("7" % 4) * x', () => 4 + 0.5 - 3, signed),
  row(
    'numeric separators and bases',
    '(x) => 1_000 * x + 0xff * x + 0b11 * x + 0o17 * x + .5e1 * x + 5. * x',
    () => 1283,
  ),
  row('Infinity and NaN', '(x) => (x < Infinity && !(x < NaN) ? x * 2 : NaN)', () => 2, signed),
  row('minus zero', '(x) => (1 / (x * -0) === -Infinity ? x * 3 : x)', () => 3),
  row('exponent of a difference', '(x) => (x - 1) ** 2 * 3', (x) => 6 * (x - 1), signed),
  row(
    'operators against assignments',
    '(x) => { let a = x, b = a = a * 2; return a * b + (b -= a) }',
    (x) => 8 * x,
    signed,
  ),
  row('x | 0', '(x) => (x * 10 | 0) + x', () => 1, [1.05, 2.33, -1.37]),
  row('~~x', '(x) => ~~(x * 10) * x', (x) => Math.trunc(x * 10), [1.05, 2.33, -1.37]),
  row(
    'fraction by bits',
    '(x) => { const f = x * 4 - (x * 4 | 0); return f * f; }',
    (x) => 8 * (4 * x - Math.trunc(4 * x)),
    [1.05, 2.33, 0.71],
  ),
  row(
    'bits: and, or, xor',
    '(x) => { const k = x * 100 | 0; return ((k & 12) + (k | 3) + (k ^ 5)) * x; }',
    (x) => {
      const k = Math.trunc(x * 100);
      return (k & 12) + (k | 3) + (k ^ 5);
    },
    [1.055, 2.335, -1.375],
  ),
  row(
    'bits of numbers with fractions',
    '(x) => ((x * 10 & 7) + (x * 10 ^ 3) + (7 | x * 10)) * x',
    (x) => {
      const k = Math.trunc(x * 10);
      return (k & 7) + (k ^ 3) + (7 | k);
    },
    [1.05, 2.33, -1.37],
  ),
  row(
    'shifts',
    '(x) => ((x * 10 << 2) + (x * 100 >> 1) + (x * 100 >>> 3)) * x',
    (x) => (Math.trunc(x * 10) << 2) + (Math.trunc(x * 100) >> 1) + (Math.trunc(x * 100) >>> 3),
    [1.055, 2.335, 0.705],
  ),
  row('shift by x', '(x) => (1 << x) * x', (x) => 1 << x, [1.5, 2.3, 5.7]),
  row('not of bits', '(x) => ~(x * 10) * x', (x) => ~(x * 10), [1.05, 2.33, -1.37]),
  row(
    'bits assigned',
    '(x) => { let k = x * 100; k |= 1; k &= 0xff; k ^= 3; k <<= 2; k >>= 1; k >>>= 0; return k * x; }',
    (x) => ((((x * 100) | 1) & 0xff) ^ 3) << 1,
    [1.055, 2.335, 0.705],
  ),
  row('bits wrap at 32', '(x) => ((x * 1e10) | 0) * x', (x) => (x * 1e10) | 0, [1.5, 2.25, 0.75]),
  row('a parity by & 1', '(x) => ((x | 0) & 1 ? -x : x * x)', (x) => (x & 1 ? -1 : 2 * x), [1.5, 2.3, 3.7]),
  row('shift against sum', '(x) => (1 + 2 << 1) * x + (x > 1 << 1 ? 1 : x)', (x) => 6 + (x > 2 ? 0 : 1)),
  row('comma', '(x) => { let y; return (y = x * 2, y *= y, y + 1); }', (x) => 8 * x, signed),
  row('comma as an arrow body', '(x) => (0, x * x)', (x) => 2 * x, signed),
  row('void', '(x) => (void (x * 2) === undefined ? x * x : 0)', (x) => 2 * x, signed),
  row('a constant result', '(x) => { x * x; return 4; }', () => 0, signed),
  row('x alone', '(x) => x', () => 1, signed),
];
