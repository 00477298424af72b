import { type Construct, row } from './construct.ts';

/** Math and the functions of Number. */
export const mathematics: readonly Construct[] = [
  row(
    'Math as a parameter of a function that is called where it stands',
    '(x) => (function (y, Math, undefined) { return Math.sin(y) * [y].map(Math.exp)[0] + ((M = Math) => M.cos(y))() + { Math }.Math.abs(y); })(x, Math)',
    (x) => (Math.cos(x) + Math.sin(x)) * Math.exp(x) - Math.sin(x) + 1,
  ),
  row(
    'such a parameter that is stored in, by a name or as an argument, or has a default',
    '(x) => (function (y, M) { M = { sin: (v) => v * 3 }; return M.sin(y); })(x, Math) + (function (y, M) { return arguments[1].cos(y) * M.sin(y); })(x, Math) + ((y, M = 3) => M.exp(y))(x, Math)',
    (x) => 3 + Math.cos(2 * x) + Math.exp(x),
  ),
  row(
    'Math of one number',
    '(x) => Math.sin(x) * Math.cos(x) + Math.tan(x / 4) + Math.exp(-x) + Math.log(x) + Math.sqrt(x)',
    (x) => Math.cos(2 * x) + 0.25 / Math.cos(x / 4) ** 2 - Math.exp(-x) + 1 / x + 0.5 / Math.sqrt(x),
  ),
  row(
    'hyperbolic',
    '(x) => Math.sinh(x) + Math.cosh(x) * 2 + Math.tanh(x)',
    (x) => Math.cosh(x) + 2 * Math.sinh(x) + 1 / Math.cosh(x) ** 2,
  ),
  row(
    'inverse',
    '(x) => Math.asin(x / 4) + Math.acos(x / 4) * 2 + Math.atan(x)',
    (x) => -0.25 / Math.sqrt(1 - x * x * 0.0625) + 1 / (1 + x * x),
  ),
  row(
    'inverse hyperbolic',
    '(x) => Math.asinh(x) + Math.acosh(x + 1) + Math.atanh(x / 4)',
    (x) => 1 / Math.hypot(1, x) + 1 / Math.sqrt(x * (x + 2)) + 0.25 / (1 - x * x * 0.0625),
  ),
  row(
    'logarithms',
    '(x) => Math.log2(x) + Math.log10(x) + Math.log1p(x) + Math.expm1(x) + Math.cbrt(x)',
    (x) => 1 / (x * Math.LN2) + 1 / (x * Math.LN10) + 1 / (1 + x) + Math.exp(x) + 1 / (3 * Math.cbrt(x) ** 2),
  ),
  row(
    'Math.pow',
    '(x) => Math.pow(x, 2) + x ** 0.5 + Math.pow(2, x)',
    (x) => 2 * x + 0.5 / Math.sqrt(x) + Math.LN2 * 2 ** x,
  ),
  row('Math.atan2', '(x) => Math.atan2(x, 2) + Math.atan2(3, x)', (x) => 2 / (4 + x * x) - 3 / (9 + x * x)),
  row(
    'sign, abs, trunc, round, floor, ceil',
    '(x) => Math.sign(x) * Math.abs(x) + Math.trunc(x) + Math.round(x) * x + Math.floor(x) - Math.ceil(x)',
    (x) => 1 + Math.round(x),
    [1.2, 2.3, 0.7, -1.3],
  ),
  row(
    'max and min of any number',
    '(x) => Math.max(x, 1, 2.1) + Math.max(...[x, 3]) + Math.min.apply(null, [x, 9]) + Math.max(x) + Math.min(x, 0.8)',
    (x) => (x > 2.1 ? 1 : 0) + (x > 3 ? 1 : 0) + 2 + (x < 0.8 ? 1 : 0),
    [1.5, 2.3, 0.7],
  ),
  row(
    'max and min of nothing',
    '(x) => (Math.max() === -Infinity && Math.min() === Infinity && Math.hypot() === 0 ? 2 : 3) * x',
    () => 2,
  ),
  row('max of text and booleans', '(x) => Math.max("2", x, true) * x', (x) => (x > 2 ? 2 * x : 2)),
  row(
    'hypot of any number',
    '(x) => Math.hypot(x, 2, 3) + Math.hypot(x) + Math.hypot(x, x, x, x) + Math.hypot(x, 2)',
    (x) => x / Math.hypot(x, 2, 3) + 1 + 2 + x / Math.hypot(x, 2),
  ),
  row('Math over a list', '(x) => [x, x * 2].map(Math.sqrt).reduce((a, b) => a * b)', () => Math.SQRT2),
  row(
    'Math destructured',
    '(x) => { const { sin, cos, PI } = Math; return sin(x) * cos(x) * PI; }',
    (x) => Math.PI * Math.cos(2 * x),
  ),
  row(
    'Math with names changed',
    '(x) => { const { sin: s, pow: p = null, none: n = Math.cos } = Math; return s(x) + p(x, 3) + n(x); }',
    (x) => Math.cos(x) + 3 * x * x - Math.sin(x),
  ),
  row(
    'Math in a variable',
    '(x) => { var M = Math; const f = (v) => M.exp(v); return f(x) * M.PI; }',
    (x) => Math.PI * Math.exp(x),
  ),
  row(
    'Math in a variable of the module',
    'var M = Math, sq = M.sqrt; module.exports = (x) => { const f = (v) => M.log(v) * sq(v); return f(x); };',
    (x) => (1 + 0.5 * Math.log(x)) / Math.sqrt(x),
  ),
  row(
    'functions of Math kept in a table',
    'const table = { s: Math.sin, list: [Math.cos, Math.exp], M: Math }; module.exports = (x) => table.s(x) + table.list[0](x) * table.list[1](x) + table.M.sqrt(x);',
    (x) => Math.cos(x) + (Math.cos(x) - Math.sin(x)) * Math.exp(x) + 0.5 / Math.sqrt(x),
  ),
  row(
    'Math[name]',
    "(x) => ['sin', 'exp'].reduce((s, n) => s + Math[n](x), 0) + Math['PI'] + Math['c' + 'os'](x)",
    (x) => Math.cos(x) + Math.exp(x) - Math.sin(x),
  ),
  row(
    'Math as an argument',
    '(x) => ((M) => M.sin(x))(Math) + (({ cos }) => cos(x))(Math)',
    (x) => Math.cos(x) - Math.sin(x),
  ),
  row('Math as a default', '(x) => ((v, f = Math.sin, M = Math) => f(v) * M.cos(v))(x)', (x) => Math.cos(2 * x)),
  row('Math in a shorthand', '(x) => { const o = { Math }; return o.Math.sin(x); }', (x) => Math.cos(x)),
  row('a function of Math chosen', '(x) => { const f = x > 1 ? Math.sin : Math.exp; return f(x); }', (x) =>
    x > 1 ? Math.cos(x) : Math.exp(x),
  ),
  row(
    'call and apply of Math',
    '(x) => Math.sin.call(null, x) + Math.pow.apply(Math, [x, 2]) + Reflect.apply(Math.cos, undefined, [x])',
    (x) => Math.cos(x) + 2 * x - Math.sin(x),
  ),
  row(
    'optional calls of Math',
    '(x) => Math?.sin(x) + Math.cos?.(x) + (Math.nothing?.(x) ?? x)',
    (x) => Math.cos(x) - Math.sin(x) + 1,
  ),
  row('globalThis.Math', '(x) => globalThis.Math.sin(x) * x', (x) => Math.cos(x) * x + Math.sin(x)),
  row(
    'constants of Math',
    '(x) => (Math.PI + Math.E + Math.LN2 + Math.SQRT1_2) * x',
    () => Math.PI + Math.E + Math.LN2 + Math.SQRT1_2,
  ),
  row('shadowed Math', '(x) => { const Math = { sin: (t) => t * t }; return Math.sin(x); }', (x) => 2 * x),
  row('Math as a parameter', '(x) => ((Math) => Math(x))((v) => v * v)', (x) => 2 * x),
  row(
    'shadowed Math in an inner scope',
    '(x) => { let y = Math.sin(x); { const Math = { sin: (t) => t * 2 }; y += Math.sin(x); } return y + Math.sin(x); }',
    (x) => 2 * Math.cos(x) + 2,
  ),
  row('Math.random untouched', '(x) => { const r = Math.random(); return r >= 0 && r < 1 ? x * x : 0; }', (x) => 2 * x),
  row(
    'imul and clz32',
    '(x) => (Math.imul(x * 100, 3) + Math.clz32(x * 100)) * x',
    (x) => Math.imul(x * 100, 3) + Math.clz32(x * 100),
    [1.055, 2.335, 0.705],
  ),
  row('fround of what does not depend on x', '(x) => Math.fround(5.5) * x', () => 5.5),
  row(
    'an own function on Math',
    '(x) => { const clamp = (v, a, b) => Math.min(Math.max(v, a), b); return clamp(x, 0.8, 2) * x; }',
    (x) => (x < 0.8 ? 0.8 : x > 2 ? 2 : 2 * x),
  ),
  row(
    'isNaN, isFinite',
    '(x) => Number.isFinite(x) && !Number.isNaN(x) && !isNaN(x) && isFinite(x) ? x * x : 0',
    (x) => 2 * x,
  ),
  row(
    'isNaN of NaN',
    '(x) => { const n = Math.sqrt(-x); return isNaN(n) && Number.isNaN(n) && !isFinite(n) ? x * 3 : n; }',
    () => 3,
  ),
  row('Number.isInteger, isSafeInteger', '(x) => (Number.isInteger(x) && Number.isSafeInteger(x) ? x * x : x)', (x) =>
    Number.isInteger(x) ? 2 * x : 1,
  ),
  row(
    'Number(x), parseFloat(x)',
    '(x) => Number(x) * parseFloat(x) + Number("3") * x + parseFloat("2px") * x',
    (x) => 2 * x + 5,
  ),
  row(
    'Number.parseFloat and Number as a value',
    '(x) => ["1", "2"].map(Number).reduce((s, v) => s + v * x, 0) + Number.parseFloat(x) + [x].map(Number)[0] * x',
    (x) => 4 + 2 * x,
  ),
  row(
    'Number destructured',
    '(x) => { const { isFinite: finite, EPSILON, MAX_SAFE_INTEGER: big } = Number; return finite(x) && x > EPSILON && x < big ? x * x : 0; }',
    (x) => 2 * x,
  ),
  row(
    'isNaN as a value',
    '(x) => [x, NaN].filter((v) => !isNaN(v)).map((v) => v * v)[0] + ([x].some(isNaN) ? 1 : x) + ([x].every(Number.isFinite) ? x : 0)',
    (x) => 2 * x + 2,
  ),
  row('constants of Number', '(x) => x * Number.EPSILON * 2 ** 52 + (x < Number.MAX_VALUE ? x : 0)', () => 2),
  row('shadowed isNaN', '(x) => { const isNaN = (t) => t > 2; return isNaN(x) ? x * 3 : x * x; }', (x) =>
    x > 2 ? 3 : 2 * x,
  ),
  row(
    'shadowed Number',
    '(x) => { const Number = { isFinite: () => false, EPSILON: 3 }; return Number.isFinite(x) ? 0 : x * Number.EPSILON; }',
    () => 3,
  ),
  row(
    'shadowed Float64Array',
    '(x) => { class Float64Array { constructor(n) { this.n = n; } } return new Float64Array(x).n * x; }',
    (x) => 2 * x,
  ),
  row(
    'parseInt of x',
    '(x) => parseInt(x) * x + parseInt(x * 30, 10) * x',
    (x) => Math.trunc(x) + Math.trunc(x * 30),
    [1.01, 2.3, 0.7],
  ),
  row('parseInt of text', '(x) => parseInt("12", 10) * x + Number.parseInt("101", 2)', () => 12),
  row('rounding to decimals', '(x) => Math.round(x * 100) / 100 + x', () => 1, [1.005001, 2.3333, 0.7111]),
  row(
    'degrees',
    '(x) => Math.sin((x * Math.PI) / 180) * 100',
    (x) => ((100 * Math.PI) / 180) * Math.cos((x * Math.PI) / 180),
  ),
  row(
    'modulo that is never negative',
    '(x) => ((x % 1.5) + 1.5) % 1.5 * x',
    (x) => (((x % 1.5) + 1.5) % 1.5) + x,
    [1, 2.3, -1.3],
  ),
  row(
    'smoothstep',
    '(x) => { const t = Math.max(0, Math.min(1, (x - 0.5) / 2)); return t * t * (3 - 2 * t); }',
    (x) => {
      const t = (x - 0.5) / 2;
      return t > 1 || t < 0 ? 0 : (6 * t - 6 * t * t) / 2;
    },
    [1, 2.3, 0.7, 3.1],
  ),
  row(
    'a hash for noise',
    '(x) => { const s = Math.sin(Math.floor(x) * 12.9898) * 43758.5453, r = s - Math.floor(s); return r * x * x; }',
    (x) => {
      const s = Math.sin(Math.floor(x) * 12.9898) * 43758.5453;
      return 2 * (s - Math.floor(s)) * x;
    },
    [1.5, 2.3, 0.7],
  ),
  row(
    'an integer hash for noise',
    '(x) => { let h = (x | 0) * 374761393 | 0; h = Math.imul(h ^ (h >>> 13), 1274126177); return ((h ^ (h >>> 16)) >>> 0) / 4294967296 * x; }',
    (x) => {
      let h = (Math.trunc(x) * 374761393) | 0;
      h = Math.imul(h ^ (h >>> 13), 1274126177);
      return ((h ^ (h >>> 16)) >>> 0) / 4294967296;
    },
    [1.5, 2.3, 0.7],
  ),
];
