import { type Construct, row } from './construct.ts';

/** Classes and objects. */
export const classes: readonly Construct[] = [
  row(
    'fields by keys of numbers',
    '(x) => { const k = x * 0 + 2; class P { [k] = x * x; static [k + 1] = x * 3; [k + 2]; } const p = new P(); return p[2] * P[3] + (p[4] === undefined ? x : 0); }',
    (x) => 9 * x * x + 1,
  ),
  row(
    'a method and a field',
    '(x) => { class P { k = 2; constructor(v) { this.v = v; } m(y) { return this.v * y * this.k; } } return new P(x).m(x); }',
    (x) => 4 * x,
  ),
  row(
    'getter and setter',
    '(x) => { class P { get sq() { return this._v * this._v; } set v(n) { this._v = n + 1; } } const p = new P(); p.v = x; return p.sq; }',
    (x) => 2 * (x + 1),
  ),
  row(
    'private fields and methods',
    '(x) => { class P { #v; #twice() { return this.#v * 2; } constructor(v) { this.#v = v; } get r() { this.#v += 1; this.#v *= this.#v; return this.#twice(); } has(o) { return #v in o; } } const p = new P(x); return p.has(p) ? p.r : 0; }',
    (x) => 4 * (x + 1),
  ),
  row(
    'private ++ and **=',
    '(x) => { class P { #v = 1; static #n = 0; up(x) { this.#v **= 2; this.#v += x; P.#n++; return this.#v++ * this.#v * P.#n; } } return new P().up(x); }',
    (x) => 2 * (x + 1) + 1,
  ),
  row(
    'private accessors',
    '(x) => { class P { #v = x; get #d() { return this.#v * 2; } set #d(w) { this.#v = w; } run() { this.#d *= 3; return this.#d; } } return new P().run(); }',
    () => 12,
  ),
  row(
    'static fields, methods and blocks',
    '(x) => { class P { static k = 2 * 3; static t = []; static { for (let i = 0; i < 3; i++) P.t[i] = P.k * i; } static f(v) { return v * this.k + this.t[2] * v; } } return P.f(x); }',
    () => 18,
  ),
  row(
    'a static block that uses x',
    '(x) => { class P { static s = x; static { this.s *= x; P.s += 1; } } return P.s; }',
    (x) => 2 * x,
  ),
  row(
    'fields with arithmetic',
    '(x) => { const k = 3; class P { a = k * x; b = this.a ** 2; c = () => this.b + this.a; ["d" + k] = x * 2; } const p = new P(); return p.c() + p.d3; }',
    (x) => 18 * x + 5,
  ),
  row(
    'inheritance',
    '(x) => { class A { constructor(v) { this.v = v; } f() { return this.v * 2; } } class B extends A { constructor(v) { super(v * v); } f() { return super.f() + 1; } } return new B(x).f(); }',
    (x) => 4 * x,
  ),
  row(
    'no semicolon after super',
    '(x) => {\n class A { constructor(v) { this.v = v } }\n class B extends A {\n  constructor(v) {\n    super(v * v)\n    this.w = v * 3\n  }\n }\n const b = new B(x)\n return b.v + b.w\n}',
    (x) => 2 * x + 3,
  ),
  row(
    'three generations',
    '(x) => { class A { f(v) { return v * 2; } } class B extends A { f(v) { return super.f(v) * v; } } class C extends B { f(v) { return super.f(v + 1) - v; } } return new C().f(x); }',
    (x) => 4 * (x + 1) - 1,
  ),
  row(
    'super.x += v',
    '(x) => { class A { get v() { return this.w ?? 2; } set v(n) { this.w = n; } } class B extends A { up(y) { super.v += y; super.v *= y; return super.v; } } return new B().up(x); }',
    (x) => 2 * x + 2,
  ),
  row(
    'super.x++ and super[k]',
    '(x) => { class A {} A.prototype.n = 5; class B extends A { up(y) { const k = "n"; const old = super.n++; super[k] *= y; return this.n * old + super.n; } } return new B().up(x); }',
    () => 25,
  ),
  row(
    'super in an object',
    '(x) => { const a = { f(v) { return v * this.k; } }; const b = { __proto__: a, k: x, f(v) { return super.f(v) + 1; } }; return b.f(x); }',
    (x) => 2 * x,
  ),
  row(
    'a class without a constructor',
    '(x) => { class A { constructor(v) { this.v = v ** 2; } } class B extends A { w = this.v * 2; } return new B(x).w; }',
    (x) => 4 * x,
  ),
  row('a class expression', '(x) => new (class { f(v) { return v * v; } })().f(x)', (x) => 2 * x),
  row(
    'a computed method name',
    "(x) => { class P { ['a' + 1](v) { return v * 2; } static [`s${1 + 1}`](v) { return v + 1; } } return new P().a1(x) * P.s2(x); }",
    (x) => 4 * x + 2,
  ),
  row(
    'a generator method',
    '(x) => { class L { constructor(a) { this.a = a; } *[Symbol.iterator]() { for (const v of this.a) yield v * 2; } } let s = 0; for (const v of new L([x, x * x])) s += v; return s; }',
    (x) => 2 + 4 * x,
  ),
  row(
    'a constructor that returns',
    '(x) => { class P { constructor(v) { if (v > 1) return { v: v * 2 }; this.v = v * 3; } } return new P(x).v; }',
    (x) => (x > 1 ? 2 : 3),
  ),
  row(
    'a constructor with a loop',
    '(x) => { class P { constructor(v) { this.s = 0; for (let i = 0; i < 3; i++) this.s += v ** i; } } return new P(x).s; }',
    (x) => 1 + 2 * x,
  ),
  row(
    'a constructor runs once',
    '(x) => { let n = 0; class P { constructor(v) { n++; this.v = v * n; } } return new P(x).v * n; }',
    () => 1,
  ),
  row(
    'new.target in a class',
    '(x) => { class A { constructor(v) { this.k = new.target === A ? v : v * v; } } class B extends A {} return new A(x).k + new B(x).k; }',
    (x) => 1 + 2 * x,
  ),
  row(
    'a class that extends Array',
    '(x) => { class V extends Array { dot(o) { let s = 0; for (let i = 0; i < this.length; i++) s += this[i] * o[i]; return s; } } return V.of(x, 2).dot(V.from([x, x])); }',
    (x) => 2 * x + 2,
  ),
  row(
    'a vector class',
    '(x) => { class V { constructor(a, b) { this.a = a; this.b = b; } plus(o) { return new V(this.a + o.a, this.b + o.b); } scale(k) { this.a *= k; this.b *= k; return this; } get length() { return Math.sqrt(this.a * this.a + this.b * this.b); } } return new V(x, 2).plus(new V(1, x)).scale(2).length; }',
    (x) => {
      const [a, b] = [x + 1, x + 2];
      return (2 * (a + b)) / Math.hypot(a, b);
    },
  ),
  row(
    'complex numbers',
    '(x) => { class C { constructor(r, i) { this.r = r; this.i = i; } mul(o) { return new C(this.r * o.r - this.i * o.i, this.r * o.i + this.i * o.r); } } const z = new C(x, 1); return z.mul(z).mul(z).r; }',
    (x) => 3 * x * x - 3,
  ),
  row(
    'valueOf gives the number',
    '(x) => { const o = { valueOf: () => x * x }; return o * 3 + +o - o / 2 + -o + (o > 0 ? o ** 1 : 0); }',
    (x) => 2 * x * (3 + 1 - 0.5 - 1 + 1),
  ),
  row(
    'Symbol.toPrimitive',
    '(x) => { const o = { [Symbol.toPrimitive]: (hint) => (hint === "number" ? 2 : 3) }; return o * x + (o + x); }',
    () => 3,
  ),
  row(
    'an accumulator with valueOf',
    '(x) => { class S { constructor() { this.s = 0; } add(v) { this.s += v; return this; } valueOf() { return this.s; } } const s = new S().add(x).add(x * x); return +s + s * 2; }',
    (x) => 3 * (1 + 2 * x),
  ),
  row(
    'an object with computed keys',
    '(x) => { const k = "v"; const o = { [k + 1]: x, [`${k}2`]: x * x, [1 + 2]: 3 }; return o.v1 * o.v2 + o[3]; }',
    (x) => 3 * x * x,
  ),
  row(
    'shorthand and methods',
    '(x) => { const y = x * 2, o = { y, x, f(v) { return v * this.y; }, get g() { return this.x * y; } }; return o.f(x) + o.g; }',
    (x) => 8 * x,
  ),
  row(
    'Object.assign, entries, fromEntries',
    '(x) => { const o = Object.assign({}, { a: x }, { b: x * x }); const d = Object.fromEntries(Object.entries(o).map(([k, v]) => [k, v * 2])); return d.a * d.b; }',
    (x) => 12 * x * x,
  ),
  row(
    'a frozen object',
    '(x) => { "use strict"; const o = Object.freeze({ v: x * 2 }); try { o.v += 1; } catch {} return o.v * x; }',
    (x) => 4 * x,
  ),
  row(
    'Object.defineProperty',
    '(x) => { const o = {}; Object.defineProperty(o, "v", { get: () => x * x }); return o.v + x; }',
    (x) => 2 * x + 1,
  ),
  row(
    'a Proxy',
    '(x) => { const p = new Proxy({}, { get: (_, k) => x * k.length }); return p.abc * p.ab; }',
    (x) => 12 * x,
  ),
  row(
    'structured data',
    '(x) => { const model = { layers: [{ w: [[x, 1], [2, x]], b: [0, x] }] }; const [{ w, b }] = model.layers; return w.map((r, i) => r[0] * x + r[1] * 2 + b[i]).reduce((s, v) => s * v); }',
    (x) => {
      const [p, q] = [x * x + 2, 2 * x + 2 * x + x];
      return 2 * x * q + p * 5;
    },
  ),
  row(
    'a property named length',
    '(x) => { const rod = { length: x }; rod.length *= 3; return 2 * rod.length; }',
    () => 6,
  ),
  row(
    'a property named Math',
    '(x) => { const o = { Math: 2, add: { Math: 3 } }; return o.Math * x + o.add.Math; }',
    () => 2,
  ),
  row('a field named like an operator', '(x) => { const o = { $add: x, $mul: 2 }; return o.$add * o.$mul; }', () => 2),
];
