import { type Construct, row } from './construct.ts';

/** Assignments of every form, to every kind of target. */
export const assignments: readonly Construct[] = [
  row('+= -= *= /=', '(x) => { let y = x; y += 2; y *= y; y -= x; y /= 4; return y; }', (x) => (2 * (x + 2) - 1) / 4),
  row('%= **=', '(x) => { let y = x * 3; y %= 2; y **= 2; return y; }', (x) => 2 * ((3 * x) % 2) * 3),
  row('the value of an assignment', '(x) => { let y; const z = (y = x * x) + (y += 1); return z * y; }', (x) => {
    const [y, z] = [x * x + 1, 2 * x * x + 1];
    return 4 * x * y + z * 2 * x;
  }),
  row('chained', '(x) => { let a, b; a = b = x * 2; a += b *= 3; return a + b; }', () => 14),
  row('x++ and its value', '(x) => { let y = x; const z = y++ * y; return z + y--; }', (x) => 2 * x + 2),
  row('++x and its value', '(x) => { let y = x; return ++y * --y; }', (x) => 2 * x + 1),
  row('x++ as a statement', '(x) => { let y = x; y++; ++y; y--; return y * y; }', (x) => 2 * (x + 1)),
  row('x++ on a member', '(x) => { const o = { a: [x] }; o.a[0]++; return o.a[0]++ * o.a[0]; }', (x) => 2 * x + 3),
  row('x++ on text', '(x) => { let t = "4"; const old = t++; return (old + t) * x; }', () => 9),
  row('x++ on undefined', '(x) => { let t; t++; return Number.isNaN(t) ? x * 2 : x; }', () => 2),
  row('++ on a BigInt', '(x) => { let n = 1n; n++; ++n; return Number(n--) * x; }', () => 3),
  row(
    'counter in an index',
    '(x) => { const a = [x, 1, 2]; let i = 0; a[i++] += x; a[i++] *= x; return a[0] * a[1] + i; }',
    (x) => 4 * x,
  ),
  row(
    'counter down in an index',
    '(x) => { const a = [1, 2, 3]; let i = 3; a[--i] *= x; a[--i] += x; return a[2] * a[1] * i; }',
    (x) => 6 + 6 * x,
  ),
  row(
    'target reassigned on the right',
    '(x) => { let a = [x, 2]; const b = a; a[0] += (a = [5, 6], x * x); return b[0] + a[0]; }',
    (x) => 1 + 2 * x,
  ),
  row(
    'index reassigned on the right',
    '(x) => { const a = [x, 2]; let i = 0; a[i] *= (i = 1, x + 1); return a[0] + a[i]; }',
    (x) => 2 * x + 1,
  ),
  row(
    'target from a call',
    '(x) => { let n = 0; const o = { v: x }; const get = () => (n++, o); get().v *= x; return o.v * n; }',
    (x) => 2 * x,
  ),
  row(
    'target and key from calls',
    '(x) => { let n = 0; const o = { a: { k: x } }; const get = () => (n += 1, o), key = () => (n += 10, "k"); get().a[key()] **= 3; return o.a.k * n; }',
    (x) => 33 * x * x,
  ),
  row(
    'target of several members',
    '(x) => { const o = { p: { q: [[x]] } }; o.p.q[0][0] -= o.p.q[0][0] * x; return o.p.q[0][0]; }',
    (x) => 1 - 2 * x,
  ),
  row('compound on a member', '(x) => { const o = { v: x }; o.v *= x; o.v += 1; return o.v; }', (x) => 2 * x),
  row(
    'compound with a computed key',
    '(x) => { const o = { ab: x }; const k = "a"; o[k + "b"] *= o[`${k}b`]; return o.ab; }',
    (x) => 2 * x,
  ),
  row(
    'compound on a getter and setter',
    '(x) => { const o = { get a() { return this._a; }, set a(v) { this._a = v * 2; }, _a: x }; o.a += 2; return o.a * x; }',
    (x) => 4 * x + 4,
  ),
  row('compound on text', '(x) => { let s = "a"; s += 1; s += "b"; return s.length * x; }', () => 3),
  row('compound in an expression', '(x) => { let y = x; return (y *= 2) + (y *= y) - y; }', () => 2),
  row('compound on the parameter', '(x) => { x *= x; x += 1; return x * x; }', (x) => 4 * x * (x * x + 1)),
  row('compound in parentheses', '(x) => { let y = x; (y) *= 3; const o = { y }; (o.y) += y; return (o).y; }', () => 6),
  row('right side in source order', '(x) => { let y = x; y += y++ + y; return y; }', () => 3),
  row(
    'left side read first',
    '(x) => { let y = x; const f = () => { y = 100; return x; }; y += f(); return y; }',
    () => 2,
  ),
  row(
    '&&= ||= ??=',
    '(x) => { let a = x, b = 0, c; a &&= a * 2; b ||= x; c ??= x; return a * b * c; }',
    (x) => 6 * x * x,
  ),
  row(
    '&&= ||= ??= on members',
    '(x) => { const o = { a: 0, n: null }; o.a ||= x * x; o.a &&= o.a + 1; o.n ??= x; o.n ??= 7; return o.a * o.n; }',
    (x) => 3 * x * x + 1,
  ),
  row(
    'logical assignment that stops',
    '(x) => { let n = 0, a = x; a ||= (n++, 5); a ??= (n++, 6); let z = 0; z &&= (n++, 7); return a * a + n + z; }',
    (x) => 2 * x,
    [1, 2.3, -0.7],
  ),
  row(
    'logical assignment, key once',
    '(x) => { let n = 0; const o = {}; const k = () => (n++, "v"); o[k()] ??= x; o[k()] ||= 3; o[k()] &&= o.v * 2; return o.v * n; }',
    () => 6,
  ),
  row('swap by destructuring', '(x) => { let a = x, b = 2; [a, b] = [b, a * 3]; return a * b; }', () => 6),
  row(
    'rotation by destructuring',
    '(x) => { let a = 1, b = x; for (let i = 0; i < 5; i++) [a, b] = [b, a + b]; return b; }',
    () => 8,
  ),
  row(
    'destructuring into members',
    '(x) => { const o = {}, a = []; let i = 0; [o.p, a[i++], a[i++]] = [x, x * 2, x * x]; return o.p * a[0] + a[1] + i; }',
    (x) => 6 * x,
  ),
  row(
    'destructuring with defaults',
    '(x) => { let a, b, c; ({ a, b = a * 2, c: { d: c = a * b } = {} } = { a: x }); return a + b + c; }',
    (x) => 3 + 4 * x,
  ),
  row(
    'rest in patterns',
    '(x) => { const [a, ...r] = [x, x * 2, 3]; const { p, ...q } = { p: a, s: r[0], t: 1 }; return p * q.s * r.length; }',
    (x) => 8 * x,
  ),
  row(
    'a pattern with a computed key',
    '(x) => { const k = "b"; const { ["a" + k]: v = 3, [`c${k}`]: w = x } = { ab: x * x }; return v * w; }',
    (x) => 3 * x * x,
  ),
  row('a pattern from an iterator', '(x) => { const [a, , b] = new Set([x, 5, x * 3]); return a * b; }', (x) => 6 * x),
  row('a pattern from text', '(x) => { const [a, b] = "42"; return a * x + +b; }', () => 4),
  row(
    'assignment to a nested pattern',
    '(x) => { let a, b; [[a], { b }] = [[x], { b: x + 1 }]; return a * b; }',
    (x) => 2 * x + 1,
  ),
  row(
    'the value of a pattern assignment',
    '(x) => { let a; const [p, q] = ([a] = [x, x * x]); return a * p + q; }',
    (x) => 4 * x,
  ),
  row('an element left out', '(x) => { const a = [x, , 3]; a[1] ??= x; return a[0] * a[1] + a.length; }', (x) => 2 * x),
  row('assignment in a condition', '(x) => { let y; if ((y = x - 1)) return y * y; return x * 5; }', (x) =>
    x === 1 ? 5 : 2 * (x - 1),
  ),
  row('assignment in a call', '(x) => { let y; return Math.max((y = x * 2), 0) * y; }', (x) => 8 * x),
  row(
    'let, const and var in one function',
    '(x) => { const a = x; let b = a * a; var c = b * a; { let a = 2; b += a; } return a + b + c; }',
    (x) => 1 + 2 * x + 3 * x * x,
  ),
  row('declared without a value', '(x) => { let a, b; var c; a = x; b = a; c = b * a; return c; }', (x) => 2 * x),
];
