import { type Construct, row } from './construct.ts';

const sorted = (xs: readonly number[]): number[] => [...xs].sort((a, b) => a - b);

/** Arrays, typed arrays, maps and sets. */
export const containers: readonly Construct[] = [
  row(
    'an array by index',
    '(x) => { const a = [1, x, x * x]; a[0] = a[1] * a[2]; return a[0] + a[2]; }',
    (x) => 3 * x * x + 2 * x,
  ),
  row(
    'index by floor',
    '(x) => [1, 2, 3, 4, 5, 6, 7, 8][Math.floor(x * 3)] * x',
    (x) => Math.floor(x * 3) + 1,
    [1.05, 2.3, 0.7],
  ),
  row(
    'index by | 0',
    '(x) => [1, 2, 3, 4, 5, 6, 7, 8][(x * 3) | 0] * x',
    (x) => Math.floor(x * 3) + 1,
    [1.05, 2.3, 0.7],
  ),
  row(
    'a table with linear interpolation',
    '(x) => { const t = [0, 1, 4, 9, 16]; const i = Math.floor(x), f = x - i; return t[i] * (1 - f) + t[i + 1] * f; }',
    (x) => 2 * Math.floor(x) + 1,
    [0.3, 1.5, 2.3],
  ),
  row(
    'a write at a place that depends on x',
    '(x) => { const a = [0, 0, 0]; a[Math.floor(x)] = x * x; a[x > 1 ? 1 : 0] += x; return a[0] + a[1] * 2 + a[2] * 3; }',
    (x) => (Math.floor(x) + 1) * 2 * x + (x > 1 ? 2 : 1),
  ),
  row(
    'a nested array',
    '(x) => { const m = [[x, 1], [2, x]]; m[0][1] += m[1][1]; return m[0][0] * m[1][1] - m[0][1] * m[1][0]; }',
    (x) => 2 * x - 2,
  ),
  row(
    'a matrix made in loops',
    '(x) => { const n = 3, m = []; for (let i = 0; i < n; i++) { m[i] = []; for (let j = 0; j < n; j++) m[i][j] = i === j ? x : i + j; } let s = 0; for (const r of m) for (const v of r) s += v * v; return s; }',
    (x) => 6 * x,
  ),
  row(
    'a determinant with pivots',
    '(x) => { const a = [[1, x, 3], [x, 2, 1], [4, 1, x]]; let d = 1; for (let k = 0; k < 3; k++) { let p = k; for (let i = k + 1; i < 3; i++) if (Math.abs(a[i][k]) > Math.abs(a[p][k])) p = i; if (p !== k) { [a[k], a[p]] = [a[p], a[k]]; d = -d; } d *= a[k][k]; for (let i = k + 1; i < 3; i++) { const f = a[i][k] / a[k][k]; for (let j = k; j < 3; j++) a[i][j] -= f * a[k][j]; } } return d; }',
    (x) => 2 - 3 * x * x + 4 + 3,
    [1.5, 2.3, 0.7],
  ),
  row(
    'push, pop, shift, unshift',
    '(x) => { const a = [x]; a.push(x * 2, 3); a.unshift(x * x); const p = a.pop(); return a.shift() * p + a.length * a[1]; }',
    (x) => 6 * x + 4,
  ),
  row(
    'map, filter, reduce',
    '(x) => [1, 2, 3].map((v, i) => v * x + i).filter((v) => v > 2).reduce((s, v) => s + v, 0)',
    (x) => [1, 2, 3].filter((v) => v * x + v - 1 > 2).reduce((s, v) => s + v, 0),
  ),
  row(
    'every, some, find',
    '(x) => [x, 2].every((v) => v > 0) && [x].some((v) => v) ? [x, 5].find((v) => v > 1) * x : 0',
    (x) => (x > 1 ? 2 * x : 5),
  ),
  row(
    'find with a number for an answer',
    '(x) => ([3, 1, 2].findIndex((v) => v - 1 < x) + [x, x - 1].findLast((v) => v)) * x',
    (x) => {
      const i = [3, 1, 2].findIndex((v) => v - 1 < x);
      return i + 2 * x - (x === 1 ? 0 : 1);
    },
  ),
  row(
    'filter with a number for an answer',
    '(x) => [x, x - 1, 0].filter((v) => v).length * x + [x - 1].filter((v) => v && x).length',
    (x) => (x === 1 ? 1 : 2),
  ),
  row('filter(Boolean)', '(x) => [x, 0, 3].filter(Boolean).length * x', () => 2),
  row(
    'some and every with numbers',
    '(x) => ([x - 1].some((v) => v) ? x * x : x) + ([x, x - 1].every((v) => v) ? x : 0)',
    (x) => (x === 1 ? 1 : 2 * x + 1),
  ),
  row(
    'flat, flatMap, concat, slice, splice',
    '(x) => { const a = [[x, [2]], 3].flat(2).concat([x * x], 5); a.splice(1, 1, x, x); return a.slice(0, 3).flatMap((v) => [v, v * 2]).reduce((s, v) => s + v) + a.length; }',
    () => 9,
  ),
  row(
    'reverse, fill, copyWithin, at',
    '(x) => { const a = [x, 2, 3, 4]; a.reverse(); a.fill(x * x, 0, 1); a.copyWithin(1, 3); return a.at(-1) * a.at(0) + a[1]; }',
    (x) => 3 * x * x + 1,
  ),
  row(
    'Array.from, Array.of, new Array',
    '(x) => Array.from({ length: 3 }, (_, i) => i * x).concat(Array.of(x), new Array(2).fill(x)).reduce((s, v) => s + v)',
    () => 6,
  ),
  row(
    'an array of a length from a constant',
    '(x) => { const n = 2 + 1, a = new Array(n); for (let i = 0; i < n; i++) a[i] = x ** i; return a[2] + a.length; }',
    (x) => 2 * x,
  ),
  row(
    'keys, values, entries',
    '(x) => { let s = 0; const a = [x, 2]; for (const i of a.keys()) s += i * a[i]; for (const v of a.values()) s += v; for (const [i, v] of a.entries()) s += v * (i + 1); return s * x; }',
    (x) => 4 * x + 8,
  ),
  row(
    'reduceRight, forEach, join',
    "(x) => { let s = 0; [x, 2].forEach((v, i, a) => { s += v * a.length + i; }); return s + [1, 2, x].reduceRight((a, b) => a * b) + ['a', 'b'].join('').length; }",
    () => 4,
  ),
  row(
    'length as a number',
    '(x) => { const a = [x, 2]; a.length = 1; a[a.length] = x * 2; return a[1] * a.length; }',
    () => 4,
  ),
  row(
    'sort with a comparator',
    '(x) => [3, x, 1, x * x].sort((a, b) => a - b)[1]',
    (x) => {
      const second = sorted([3, x, 1, x * x])[1];
      return second === x * x ? 2 * x : second === x ? 1 : 0;
    },
    [1.5, 2.3, 0.7],
  ),
  row(
    'sort downwards',
    '(x) => [3, x, 1].sort((a, b) => b - a)[0] + [x, 2].sort(function (a, b) { return b < a ? -1 : 1; })[1]',
    (x) => (x > 3 ? 1 : 0) + (x < 2 ? 1 : 0),
    [1.5, 2.3, 0.7, 4.5],
  ),
  row(
    'sort with a ternary comparator',
    '(x) => [3, x, 1].sort((a, b) => a > b ? 1 : a < b ? -1 : 0)[1]',
    (x) => (x > 1 && x < 3 ? 1 : 0),
    [1.5, 2.3, 0.7],
  ),
  row(
    'sort of objects',
    '(x) => [{ v: 3, w: 1 }, { v: x, w: x }, { v: 2, w: 5 }].sort((a, b) => a.v - b.v)[0].w * x',
    (x) => (x < 2 ? 2 * x : 5),
  ),
  row(
    'sort with a named comparator',
    '(x) => { const up = (a, b) => a - b; const a = [3, x, 2]; a.sort(up); return a.map((v, i) => v * i).reduce((s, v) => s + v); }',
    (x) => sorted([3, x, 2]).indexOf(x),
    [1.5, 2.3, 3.7],
  ),
  row(
    'a median',
    '(x) => { const a = [x, 1.1, 4, x * 2, 2.5].sort((p, q) => p - q), n = a.length; return n % 2 ? a[(n - 1) / 2] : (a[n / 2 - 1] + a[n / 2]) / 2; }',
    (x) => {
      const m = sorted([x, 1.1, 4, x * 2, 2.5])[2];
      return m === x ? 1 : m === x * 2 ? 2 : 0;
    },
    [0.6, 2.3, 1.2],
  ),
  row(
    'toSorted with a comparator',
    '(x) => { const a = [3, x, 1]; return a.toSorted((p, q) => p - q)[1] * a[0]; }',
    (x) => (x > 1 && x < 3 ? 3 : 0),
    [1.5, 2.3, 0.7],
  ),
  row(
    'toReversed, with, toSpliced',
    '(x) => [x, 2, 3].toReversed().with(0, x * x).toSpliced(1, 1)[0] * [1, x].toReversed()[0]',
    (x) => 3 * x * x,
  ),
  row('includes', '(x) => ([1, 2, 3].includes(x) ? x * x : x * 3)', (x) => (x === 1 ? 2 : 3)),
  row(
    'includes a number of x',
    '(x) => ([x, x * 2].includes(2) ? x * x : x) + ([x / 0 - x / 0].includes(NaN) ? x : 0)',
    (x) => (x === 1 ? 2 * x : 1) + 1,
  ),
  row('indexOf and lastIndexOf', '(x) => ([1, 5, 1].indexOf(x) + 2) * x + [1, 5, 1].lastIndexOf(x) * x', (x) =>
    x === 1 ? 4 : 0,
  ),
  row(
    'indexOf a number of x',
    '(x) => { const a = [3, x, x * x, x]; return (a.indexOf(x) + 1) * (a.lastIndexOf(x) + 1) * x; }',
    () => 8,
  ),
  row(
    'includes from a place',
    '(x) => ([1, 2, 3].includes(x, 1) ? 5 : 7) * x + [1, x, 1].indexOf(1, 1) * x',
    (x) => 7 + (x === 1 ? 1 : 2),
  ),
  row(
    'includes of text and of objects',
    "(x) => { const o = {}; return ('abc'.includes('b') && [o].includes(o) && 'abc'.indexOf('c') === 2 ? 2 : 3) * x; }",
    () => 2,
  ),
  row(
    'includes by call, apply and bind, of arguments and of text',
    `(x) => {
      const has = function () { return Array.prototype.includes.call(arguments, 2.3) ? 5 : 7; };
      return (has(x) + [].indexOf.apply([4, x, 1], [x]) + [].lastIndexOf.bind([x, 3])(x * 1)) * x
        + (Float64Array.prototype.includes.call(Float64Array.of(1, x), x) ? x : 0) + (Array.prototype.indexOf.call('ab', 'b') + 'abc'.includes.call('xyz', 'y')) * x;
    }`,
    (x) => (x === 2.3 ? 6 : 8) + 1 + 2,
  ),
  row(
    'includes of what an optional call gives',
    '(x) => { const list = (y) => [1, y]; const none = undefined; return (list?.(x).includes(x) ? x * x : 0) + (none?.(x).includes(x) ?? x) + (list?.(2)?.indexOf(x) + 2) * x; }',
    (x) => 2 * x + 1 + (x === 1 ? 2 : 1),
  ),
  row(
    'an includes of the user',
    '(x) => { const range = { includes: (v) => v > 1 ? v : 0, indexOf: (v) => v * 2 }; return range.includes(x) * x + range.indexOf(x); }',
    (x) => (x > 1 ? 2 * x : 0) + 2,
  ),
  row(
    'Map and Set',
    '(x) => { const m = new Map([["a", x], ["b", x * x]]); m.set("c", m.get("a") * 2); let s = 0; for (const [k, v] of m) s += v * k.length; return s + new Set([1, 2, 2]).size * x; }',
    (x) => 3 + 2 * x + 2,
  ),
  row(
    'Map with counted keys',
    '(x) => { const m = new Map(); for (const k of [1, 2, 1]) m.set(k, (m.get(k) ?? 0) + x); return m.get(1) * m.get(2); }',
    (x) => 4 * x,
  ),
  row(
    'WeakMap and Symbol',
    '(x) => { const k = {}, s = Symbol("s"), w = new WeakMap([[k, x]]); const o = { [s]: x * 2 }; return w.get(k) * o[s]; }',
    (x) => 4 * x,
  ),
  row(
    'a stack and a queue',
    '(x) => { const q = [[x, 0]]; let s = 0; while (q.length) { const [v, d] = q.shift(); s += v; if (d < 2) q.push([v * 2, d + 1], [v + 1, d + 1]); } return s; }',
    () => 1 + 3 + 9,
  ),
  row(
    'Float64Array(n)',
    '(x) => { const a = new Float64Array(3); for (let i = 0; i < 3; i++) a[i] = x * i; return a[0] + a[1] * a[2]; }',
    (x) => 4 * x,
  ),
  row(
    'Float64Array of numbers',
    '(x) => { const a = new Float64Array([x, 2]), b = Float64Array.of(x, x * x), c = Float64Array.from([1, x], (v) => v * 2); return a[0] * a[1] + b[1] * c[1]; }',
    (x) => 2 + 6 * x * x,
  ),
  row(
    'Float64Array begins with zeros',
    '(x) => { const a = new Float64Array(4); a[1] += x; a[2] -= x * x; return a[0] + a[1] * 2 + a[2] + a[3]; }',
    (x) => 2 - 2 * x,
  ),
  row(
    'Float64Array keeps its length',
    '(x) => { const a = new Float64Array(2); a[5] = x; a[0] = x; return a.length * a[0] + (a[5] === undefined ? x : 0) + ("5" in a ? 1 : 0); }',
    () => 3,
  ),
  row(
    'Float64Array turns values into numbers',
    '(x) => { const a = new Float64Array(4); a[0] = "3"; a[1] = true; a[2] = null; a[3] = undefined; return (a[0] + a[1] + a[2]) * x + (Number.isNaN(a[3]) ? x : 0); }',
    () => 5,
  ),
  row(
    'Float64Array sorts as numbers',
    '(x) => { const a = new Float64Array([10, 9, x * 3, 1]); a.sort(); return a[1] * a[2]; }',
    (x) => {
      const a = sorted([10, 9, x * 3, 1]);
      return 3 * ((a[1] === x * 3 ? a[2]! : 0) + (a[2] === x * 3 ? a[1]! : 0));
    },
    [1.5, 2.3, 0.7],
  ),
  row(
    'Float64Array sort with a comparator',
    '(x) => new Float64Array([1, x, 3]).sort((a, b) => b - a)[1]',
    (x) => (x > 1 && x < 3 ? 1 : 0),
    [1.5, 2.3, 0.7],
  ),
  row(
    'subarray shares',
    '(x) => { const a = new Float64Array([1, x, 3, 4]), b = a.subarray(1, 3); b[0] *= x; a[2] = x; return a[1] + b[1] * b.length + a.subarray(-2)[1]; }',
    (x) => 2 * x + 2,
  ),
  row(
    'slice copies',
    '(x) => { const a = new Float64Array([x, 2, 3]), b = a.slice(0, 2); b[0] = 7; return a[0] * b[1] + b[0]; }',
    () => 2,
  ),
  row(
    'set and fill',
    '(x) => { const a = new Float64Array(5).fill(x); a.set([x * x, 2], 1); a.fill(3, 4); return a[0] * a[1] + a[2] * a[3] + a[4]; }',
    (x) => 3 * x * x + 2,
  ),
  row(
    'methods of a Float64Array',
    '(x) => { const a = new Float64Array([x, 2, x]); return a.map((v) => v * v).reduce((s, v) => s + v, 0) + a.filter((v) => v === x).length + a.indexOf(2) + a.findIndex((v) => v > 1e3) + (a.includes(2) ? x : 0) + a.at(-1); }',
    (x) => 4 * x + 2,
  ),
  row(
    'iteration over a Float64Array',
    '(x) => { const a = new Float64Array([x, 2]); let s = 0; for (const v of a) s += v * x; for (const [i, v] of a.entries()) s += v * i; const [p, q] = a; return s + p * q + [...a].length + Array.from(a)[0] + Math.max(...a); }',
    (x) => 2 * x + 2 + 2 + 1 + (x > 2 ? 1 : 0),
  ),
  row(
    'reverse and copyWithin of a Float64Array',
    '(x) => { const a = new Float64Array([x, 2, 3, x * x]); a.reverse(); a.copyWithin(1, 0, 1); return a[1] * a[3] + a[2]; }',
    (x) => 3 * x * x,
  ),
  row(
    'toSorted, with, join of a Float64Array',
    "(x) => { const a = new Float64Array([3, x, 1]); return a.toSorted()[1] * a.with(0, 2)[0] + a.toReversed()[1] + new Float64Array([1, 2]).join('').length; }",
    (x) => (x > 1 && x < 3 ? 2 : 0) + 1,
    [1.5, 2.3, 0.7],
  ),
  row(
    'a Float64Array from another',
    '(x) => { const a = new Float64Array([x, 2]), b = new Float64Array(a), c = Float64Array.from(b); b[0] = 5; return a[0] * c[0] + b[0]; }',
    (x) => 2 * x,
  ),
  row(
    'a Float64Array is one',
    '(x) => { const a = new Float64Array([x]); return (a instanceof Float64Array && !Array.isArray(a) && a.BYTES_PER_ELEMENT === 8 && a.byteLength === 8 && Float64Array.BYTES_PER_ELEMENT === 8 ? 2 : 3) * a[0]; }',
    () => 2,
  ),
  row(
    'a Float64Array in an object',
    '(x) => { class M { constructor(n) { this.n = n; this.d = new Float64Array(n * n); } set(i, j, v) { this.d[i * this.n + j] = v; return this; } get(i, j) { return this.d[i * this.n + j]; } } const m = new M(2).set(0, 0, x).set(1, 1, x); return m.get(0, 0) * m.get(1, 1) - m.get(0, 1); }',
    (x) => 2 * x,
  ),
  row(
    'a prefix sum in a Float64Array',
    '(x) => { const n = 6, a = new Float64Array(n).map((_, i) => x ** i); for (let i = 1; i < n; i++) a[i] += a[i - 1]; return a[n - 1]; }',
    (x) => 1 + 2 * x + 3 * x ** 2 + 4 * x ** 3 + 5 * x ** 4,
  ),
  row(
    'integer arrays',
    '(x) => { const k = new Int32Array([3, 1, 2]), u = new Uint8Array(4); u[1] = 300; k[0] += 2; let s = 0; for (const i of k) s += i * x; return s + u[1] * x; }',
    () => 8 + 44,
  ),
  row(
    'a permutation in an Int32Array',
    '(x) => { const p = new Int32Array(3), a = [x, x * x, 3]; for (let i = 0; i < 3; i++) p[i] = 2 - i; let s = 0; for (let i = 0; i < 3; i++) s += a[p[i]] * (i + 1); return s; }',
    (x) => 4 * x + 3,
  ),
  row(
    'JSON of what does not depend on x',
    '(x) => { const s = JSON.stringify({ a: 1, b: [2, 3] }); return JSON.parse(s).b[1] * x + s.length; }',
    () => 3,
  ),
];
