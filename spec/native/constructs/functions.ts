import { type Construct, row } from './construct.ts';

/** Functions: parameters, closures, recursion, generators, `this` and `arguments`. */
export const functions: readonly Construct[] = [
  row('a function expression', '(function (x) { return x * x; })', (x) => 2 * x),
  row(
    'a named function expression',
    '(function f(x, n = 3) { return n > 0 ? x * f(x, n - 1) : 1; })',
    (x) => 3 * x * x,
  ),
  row(
    'a declaration in a module',
    'module.exports = f; function f(x) { return g(x) * k; } const k = 2 * 3; function g(v) { return v * v; }',
    (x) => 12 * x,
  ),
  row(
    'a module with its own constants',
    'const { sin, PI: pi } = Math; const half = pi / 2; var table = [1, 2, 3].map((v) => v * half); exports.f = (x) => sin(x) * table[1]; module.exports = exports.f;',
    (x) => Math.cos(x) * Math.PI,
  ),
  row('default parameters that use earlier ones', '(x, y = x * x, z = y + x) => y * z', (x) => 4 * x ** 3 + 3 * x * x),
  row(
    'a default that calls',
    '(x) => { let n = 0; const next = () => ++n; const f = (a, b = next() * a) => a * b; return f(x) + f(x, 5) + f(x); }',
    (x) => 6 * x + 5,
  ),
  row(
    'destructured parameters',
    '(x) => (({ a, b: [c] = [2], ...r }, [d, e = a * d] = [3]) => a * c + d * e * r.k)({ a: x, k: 2 })',
    () => 20,
  ),
  row(
    'undefined takes the default, null does not',
    '(x) => ((a = x * 2, b = 3) => a + (b === null ? x : 0))(undefined, null)',
    () => 3,
  ),
  row('rest and spread', '(x) => ((...r) => r.reduce((s, t) => s + t * t, 0))(...[x, 2, x])', (x) => 4 * x),
  row(
    'spread in calls, arrays and objects',
    '(x) => { const a = [x, x * 2], o = { p: x, ...{ q: x * x } }; const b = [1, ...a, ...[3]]; return Math.max(...b) * b.length + Object.values({ ...o, p: 2 }).reduce((s, v) => s + v, 0); }',
    (x) => (2 * x > 3 ? 8 : 0) + 2 * x,
  ),
  row('closures', '(x) => { const add = (a) => (b) => a + b * x; return add(x)(3); }', () => 4),
  row(
    'a closure that counts',
    '(x) => { const make = () => { let n = x; return { up: () => (n *= 2), get: () => n }; }; const a = make(), b = make(); a.up(); a.up(); b.up(); return a.get() * b.get(); }',
    (x) => 16 * x,
  ),
  row(
    'a closure called in a later round',
    '(x) => { let f = () => x; for (let i = 0; i < 4; i++) { const g = f; f = () => g() * x + i; } return f(); }',
    (x) => 5 * x ** 4 + 2 * x + 2,
  ),
  row('recursion', '(x) => { const p = (n) => n === 0 ? 1 : x * p(n - 1); return p(4); }', (x) => 4 * x ** 3),
  row('recursion on a value of x', '(x) => { const f = (v) => v < 20 ? f(v * 2) + v : v; return f(x); }', (x) => {
    let [v, d, sum] = [x, 1, 0];
    while (v < 20) {
      sum += d;
      v *= 2;
      d *= 2;
    }
    return sum + d;
  }),
  row(
    'mutual recursion',
    '(x) => { return even(4); function even(n) { return n === 0 ? x : odd(n - 1) * x; } function odd(n) { return n === 0 ? 1 : even(n - 1) + 1; } }',
    (x) => 3 * x * x + 2 * x + 1,
  ),
  row(
    'a function of a function',
    '(x) => { const twice = (f) => (v) => f(f(v)), sq = (v) => v * v; return twice(twice(sq))(x); }',
    (x) => 16 * x ** 15,
  ),
  row(
    'an immediate function',
    '(x) => (function (y) { return y * y; })(x) + (() => x)() + (async () => 1, x)',
    (x) => 2 * x + 2,
  ),
  row('a method taken off', '(x) => { const { f } = { f(v) { return v * v; } }; return f(x); }', (x) => 2 * x),
  row(
    'call, apply, bind',
    '(x) => { function f(a, b) { return this.k * a * b; } const o = { k: 2 }; return f.call(o, x, 3) + f.apply(o, [x, x]) + f.bind(o, x)(5); }',
    (x) => 6 + 4 * x + 10,
  ),
  row(
    'this in arrows, functions, fields, static blocks and keys of a long method',
    `(x) => { const o = { k: x, run() {
      const twice = () => this.k * 2, own = { k: 3, f() { return this.k * x; } };
      class C { a = 2; b = this.a * x; static s = x * 3; static t; static { this.t = this.s * 2; } ["c" + (this.k === x)] = () => this.a * 5; }
      const c = new C();
      return twice() * own.f() + c.b + C.t + c.ctrue() * this.k;
    } }; return o.run(); }`,
    (x) => 12 * x + 2 + 6 + 10,
  ),
  row(
    'this as a default, in a derived class, handed on',
    `(x) => { class A { constructor(v) { this.v = v * v; } get twice() { return this.v * 2; } }
      class B extends A { constructor(v) { super(v * 3); this.w = ((that, k = this.v) => that.twice * k - this.v)(this); } }
      return new B(x).w; }`,
    (x) => 2 * 81 * 4 * x ** 3 - 18 * x,
  ),
  row(
    'functions of Math by names that only calls use, and helpers',
    `(x) => { const { sin, cos: c } = Math; var sqrt = Math.sqrt, M = Math; let twice = (y) => y * 2 + M.abs(y);
      function half(y) { return sqrt(y * y) / 2; }
      return sin(x) * c(x) + twice(x) + half(x) + [x].map((y) => M.exp(y))[0]; }`,
    (x) => Math.cos(2 * x) + 3 + 0.5 + Math.exp(x),
  ),
  row(
    'this in a function',
    '(x) => { const o = { k: x, f() { const g = () => this.k * 2; return g() * this.k; } }; return o.f(); }',
    (x) => 4 * x,
  ),
  row(
    'new with a function',
    '(x) => { function F(v) { if (!new.target) return new F(v); this.v = v * v; } return F(x).v; }',
    (x) => 2 * x,
  ),
  row(
    'a prototype',
    '(x) => { function P(v) { this.v = v; } P.prototype.sq = function () { return this.v * this.v; }; return new P(x).sq(); }',
    (x) => 2 * x,
  ),
  row('arguments', '(function () { return arguments[0] * arguments[0] * arguments.length; })', (x) => 2 * x),
  row('arguments alias parameters', '(function (x) { arguments[0] = arguments[0] * 2; return x * x; })', (x) => 8 * x),
  row('parameters alias arguments', '(function (x) { x *= 3; return arguments[0] * x; })', (x) => 18 * x),
  row(
    'strict arguments stand alone',
    '(function (x) { "use strict"; arguments[0] = 7; x *= 3; return arguments[0] * x + (this === undefined ? x : 0); })',
    () => 24,
  ),
  row('arguments in an arrow', '(function (x) { const f = () => arguments[0] * 2; return f(5) * x; })', (x) => 4 * x),
  row('a sloppy function in a block', '(x) => { { function f(v) { return v * v; } } return f(x); }', (x) => 2 * x),
  row(
    'a directive stays first',
    '(function (x) { "use strict"; return (function () { return this; })() === undefined ? x * x : x; })',
    (x) => 2 * x,
  ),
  row(
    'a generator inside',
    '(x) => { function* g() { let y = x; while (y < 50) { yield y; y *= 2; } } let s = 0; for (const v of g()) s += v; return s; }',
    (x) => 2 ** Math.ceil(Math.log2(50 / x)) - 1,
  ),
  row(
    'yield gives and takes',
    '(x) => { const g = (function* () { const a = (yield x * 2) * x; return a + (yield a); })(); let s = g.next().value; s += g.next(3).value; return s + g.next(s).value; }',
    () => 13,
  ),
  row(
    'yield *',
    '(x) => { function* a() { yield x; return x * x; } function* b() { const r = yield* a(); yield r * 2; } return [...b()].reduce((s, v) => s * v); }',
    (x) => 6 * x * x,
  ),
  row(
    'an iterator by hand',
    '(x) => { const it = { [Symbol.iterator]() { let n = 0; return { next: () => ({ done: n >= 3, value: x * n++ }) }; } }; let s = 0; for (const v of it) s += v * v; return s; }',
    (x) => 10 * x,
  ),
  row(
    'an async function inside',
    '(x) => { const later = async (v) => (await 1) + v * 2; void later(3); return x * x; }',
    (x) => 2 * x,
  ),
  row(
    'a getter of a module',
    'const o = { get double() { return (v) => v * 2; } }; module.exports = (x) => o.double(x) * x;',
    (x) => 4 * x,
  ),
  row(
    'memo in a Map by a plain key',
    '(x) => { const memo = new Map(); const fib = (n) => { if (n < 2) return n * x; if (!memo.has(n)) memo.set(n, fib(n - 1) + fib(n - 2)); return memo.get(n); }; return fib(12); }',
    () => 144,
  ),
  row(
    'memo by a property of x',
    '(x) => { const c = {}; const f = (v) => c[v] ?? (c[v] = v * v); return f(x) + f(x); }',
    (x) => 4 * x,
  ),
  row(
    'currying with a rest',
    '(x) => { const curry = (f, ...a) => (...b) => f(...a, ...b); return curry((p, q, r) => p * q + r, x)(x, 2); }',
    (x) => 2 * x,
  ),
  row('composition by reduce', '(x) => [(v) => v + 1, (v) => v * v, Math.sqrt].reduce((v, f) => f(v), x)', () => 1),
  row(
    'hoisted before its declaration',
    '(x) => { const r = twice(x); function twice(v) { return v * k * 2; } var k; k = 3; return Number.isNaN(r) ? twice(x) : r; }',
    () => 6,
  ),
  row('a function with a property', '(x) => { const f = (v) => v * f.k; f.k = x; return f(x); }', (x) => 2 * x),
  row(
    'a tagged template',
    '(x) => { const t = (s, ...v) => v[0] * s.length + s.raw[0].length * x; return t`a${x}b`; }',
    () => 3,
  ),
  row(
    'a tagged template of a member',
    '(x) => { const o = { k: 2, t(s, v) { return this.k * v; } }; return o.t`${x * x}`; }',
    (x) => 4 * x,
  ),
];
