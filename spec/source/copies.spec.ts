import { describe, expect, test } from 'vitest';
import { derivative, grad } from '../../lib/entries/index.ts';
import { $open } from '../../lib/entries/native-runtime.ts';
import type { Scalar } from '../../lib/scalar.ts';
import { transform } from '../../lib/source/transform.ts';
import { parseOxc } from './parsers.ts';
import { plain, transformed } from './run.ts';

/** The counter of open levels, to put code into the state that a derivative puts it into. */
const levels = $open as { count: number };

type Univariate = (x: Scalar) => Scalar;

function printed(code: string): string {
  const result = transform(code, { parse: parseOxc, file: 'file.ts', whole: true });
  return (result?.code ?? code).replace(/^import [^;]*; /, '');
}

describe('printed', () => {
  test.each([
    [
      'a body',
      'function f(x) { return x * x }',
      'function f(x) { if ($open.count) { return $mul(x, x) } return x * x }',
    ],
    [
      'a body that ends without return, and without a semicolon',
      'function f(o) { o.v = -o.v }',
      'function f(o) { if ($open.count) { o.v = $neg(o.v) ; return; } o.v = -o.v }',
    ],
    ['an arrow', 'const f = (x) => x * x', 'const f = (x) => $open.count ? ($mul(x, x)) : (x * x)'],
    [
      'an arrow to an object',
      'const f = (x) => ({ a: -x })',
      'const f = (x) => $open.count ? (({ a: $neg(x) })) : (({ a: -x }))',
    ],
    [
      'temporaries',
      'function f(x) { return x++ }',
      'function f(x) { if ($open.count) { let $t1; return (x = $inc($t1 = $numeric(x)), $t1) } return x++ }',
    ],
    [
      'directives first',
      "function f(x) { 'use strict'\n return -x }",
      "function f(x) { 'use strict'; if ($open.count) {\n return $neg(x) }\n return -x }",
    ],
    [
      'functions inside: once in each copy if that only calls them',
      'function f(x) { const g = (y) => x * y; return -g(x) }',
      'function f(x) { if ($open.count) { const g = (y) => $mul(x, y); return $neg(g(x)) } const g = (y) => x * y; return -g(x) }',
    ],
    [
      'functions inside that others may call: once in the copy for levels, twice in the other',
      'function f(x) { const g = (y) => x * y; return g(x) * xs.map(g)[0] }',
      'function f(x) { if ($open.count) { const g = (y) => $mul(x, y); return $mul(g(x), xs.map(g)[0]) } const g = (y) => $open.count ? $a_g(y) : $p_g(y), $a_g = (y) => $mul(x, y), $p_g = (y) => x * y; return $p_g(x) * xs.map(g)[0] }',
    ],
    [
      'a function that is called where it stands: in the state of the code around it',
      'function f(x) { return -(() => x * 2)() }',
      'function f(x) { if ($open.count) { return $neg((() => $mul(x, 2))()) } return -(() => x * 2)() }',
    ],
    [
      'what can be called later: stand-ins in both copies',
      'function f(x) { const M = Math; return [Math.cos(x), M.sin, xs.map(Math.exp), xs.some(isNaN), isNaN(x)] }',
      'function f(x) { if ($open.count) return ((x) => { const M = $Math; return [$Math_cos(x), M.sin, xs.map($Math_exp), xs.some($predicate($isNaN)), $isNaN(x)] })(x); const M = $Math, $p_M = Math; return [Math.cos(x), M.sin, xs.map($Math_exp), xs.some($isNaN), isNaN(x)] }',
    ],
    [
      'a typed array',
      'function f(n) { return new Float64Array(n * 2) }',
      'function f(n) { if ($open.count) { return new $Float64Array($mul(n, 2)) } return new Float64Array(n * 2) }',
    ],
    [
      'defaults, which stand outside: on operators',
      'const f = (x, h = x * 2) => h - x',
      'const f = (x, h = $mul(x, 2)) => $open.count ? ($sub(h, x)) : (h - x)',
    ],
    [
      'super before both',
      'class A extends B { constructor(x) { super(x * 2); this.y = -x } }',
      'class A extends B { constructor(x) { super($mul(x, 2)); if ($open.count) { this.y = $neg(x) ; return; } this.y = -x } }',
    ],
    [
      'super inside: once',
      'class A extends B { constructor(x) { if (x * 2 > 1) super(x); else super(-x) } }',
      'class A extends B { constructor(x) { if ($gt($mul(x, 2), 1)) super(x); else super($neg(x)) } }',
    ],
    [
      'async functions and generators: once, functions inside twice',
      'function* f(x) { yield x * 2; yield (y) => x * y }',
      'function* f(x) { yield $mul(x, 2); yield (y) => $open.count ? ($mul(x, y)) : (x * y) }',
    ],
    [
      'fields of an instance: on operators',
      'function f(x) { return -x * new (class { a = x * 2 })().a }',
      'function f(x) { if ($open.count) { return $mul($neg(x), new (class { a = $mul(x, 2) })().a) } return -x * new (class { a = $mul(x, 2) })().a }',
    ],
    [
      'an array, of which the engine remembers what it held: one for each copy',
      'function f(x) { return [x, 1] }',
      'function f(x) { if ($open.count) { return [x, 1] } return [x, 1] }',
    ],
    ['what has nothing to compute: once', 'function f(o) { return o.x }', 'function f(o) { return o.x }'],
    ['nor a class to fill: once', 'function f(x) { return new A(x) }', 'function f(x) { return new A(x) }'],
    [
      'functions of Math that only the code around them calls: those of each copy',
      'function f(x) { var { sin } = Math, M = Math; return sin(x) }',
      'function f(x) { if ($open.count) { var { sin } = $Math, M = $Math; return sin(x) } var { sin } = Math, M = Math; return sin(x) }',
    ],
    [
      'Math by the name of a parameter: that of each copy',
      '((lib, M) => { lib.f = (x) => M.sin(x) })(lib, Math)',
      '((lib, M) => { lib.f = (x) => $open.count ? ($Math_sin(x)) : (M.sin(x)) })(lib, Math)',
    ],
    [
      'and that functions inside call, or a name more than calls: both',
      'function f(x) { const { sin, cos } = Math; return xs.map(cos)[0] * sin(x) }',
      'function f(x) { if ($open.count) return ((x) => { const { sin, cos } = $Math; return $mul(xs.map(cos)[0], sin(x)) })(x); const { sin, cos } = $Math, $p_sin = Math.sin, $p_cos = Math.cos; return xs.map(cos)[0] * $p_sin(x) }',
    ],
    [
      'two functions of one name: once',
      'function f(x) { function g() {} function g() {} return x * g() }',
      'function f(x) { function g() {} function g() {} return $mul(x, g()) }',
    ],
    [
      'a function and a var of one name: once',
      'function f(x) { var g = 3; function g() {} return x * g }',
      'function f(x) { var g = 3; function g() {} return $mul(x, g) }',
    ],
  ])('%s', (_, source, expected) => {
    expect(printed(source)).toBe(expected);
  });
});

describe('of a long body the copy for levels is a function of its own', () => {
  const long = `const long = ${'1234567890'.repeat(8)};`;
  test.each([
    [
      'an arrow, to which the parameters are handed',
      `function f(x, { y, z: [k = 2] }, ...more) { ${long} return x * y }`,
      `function f(x, { y, z: [k = 2] }, ...more) { if ($open.count) return ((x, y, k, more) => { ${long} return $mul(x, y) })(x, y, k, more); ${long} return x * y }`,
    ],
    [
      'a function, where it uses this',
      `function f(this: T, x: number) { ${long} return x * this.k }`,
      `function f(this: T, x: number) { if ($open.count) return (($this, x) => { ${long} return $mul(x, $this.k) })(this, x); ${long} return x * this.k }`,
    ],
    [
      'this of functions and fields inside is their own, of arrows that of f',
      `function f() { ${long} const g = () => this.a * this.b; class C { [this.a] = this.a; static { this.b } m() { return this } } return [-this.c, function () { return this }] }`,
      `function f() { if ($open.count) return (($this) => { ${long} const g = () => $mul($this.a, $this.b); class C { [$key($this.a)] = this.a; static { this.b } m() { return this } } return [$neg($this.c), function () { return this }] })(this); ${long} const g = () => $open.count ? ($mul(this.a, this.b)) : (this.a * this.b); class C { [this.a] = this.a; static { this.b } m() { return this } } return [-this.c, function () { return this }] }`,
    ],
    [
      'with temporaries of its own',
      `const f = (x) => x++ * ${'1234567890'.repeat(10)}`,
      `const f = (x) => $open.count ? ((x) => { let $t1; return ($mul((x = $inc($t1 = $numeric(x)), $t1), ${'1234567890'.repeat(10)})); })(x) : (x++ * ${'1234567890'.repeat(10)})`,
    ],
    [
      'but not where it uses arguments',
      `function f(x) { ${long} return -arguments[0] }`,
      `function f(x) { if ($open.count) { ${long} return $neg(arguments[0]) } ${long} return -arguments[0] }`,
    ],
    [
      'nor where a function in a default can read the parameter',
      `function f(x, g = () => x) { ${long} x = -x; return g() }`,
      `function f(x, g = () => x) { if ($open.count) { ${long} x = $neg(x); return g() } ${long} x = -x; return g() }`,
    ],
  ])('%s', (_, source, expected) => {
    expect(printed(source)).toBe(expected);
  });
});

describe('functions that are called by a name that never changes: a copy calls copies', () => {
  test.each([
    [
      'a declaration',
      'function f(x) { return x * f(-x) }',
      'function f(x) { return $open.count ? $a_f(x) : $p_f(x); } function $a_f(x) { return $mul(x, $a_f($neg(x))) } function $p_f(x) { return x * $p_f(-x) }',
    ],
    [
      'an arrow, and directives',
      "const f = (x) => { 'use strict'; return -x }, y = f(2)",
      "const f = (x) => { 'use strict'; return $open.count ? $a_f(x) : $p_f(x); }, $a_f = (x) => { 'use strict'; return $neg(x) }, $p_f = (x) => { 'use strict'; return -x }, y = f(2)",
    ],
    [
      'an exported one: its copies are not exported',
      'export const f = (x) => -x\nexport const g = (x) => -f(x);',
      'export const f = (x) => $open.count ? $a_f(x) : $p_f(x); const $a_f = (x) => $neg(x), $p_f = (x) => -x;\nexport const g = (x) => $open.count ? ($neg($a_f(x))) : (-$p_f(x));',
    ],
    [
      'functions of Math',
      'const { sin: s, PI } = Math, M = Math, cos = Math.cos; const f = (x) => s(x) * M.tan(x) * cos(PI)',
      'const { sin: s, PI } = $Math, $p_s = Math.sin, M = $Math, $p_M = Math, cos = $Math_cos, $p_cos = Math.cos; const f = (x) => $open.count ? ($mul($mul(s(x), M.tan(x)), cos(PI))) : ($p_s(x) * $p_M.tan(x) * $p_cos(PI))',
    ],
    [
      'inside the copy for open levels a function is printed once',
      'function f(x) { const g = (y) => -y; return g(x) * h(x) } function h(x) { return -x }',
      'function f(x) { if ($open.count) { const g = (y) => $neg(y); return $mul(g(x), $a_h(x)) } const g = (y) => -y; return g(x) * $p_h(x) } function h(x) { return $open.count ? $a_h(x) : $p_h(x); } function $a_h(x) { return $neg(x) } function $p_h(x) { return -x }',
    ],
  ])('%s', (_, source, expected) => {
    expect(printed(source)).toBe(expected);
  });

  const entry = /\$a_f/;
  test.each([
    ['stored in again', 'let f = (x) => -x; f = (x) => x; f(1)'],
    ['stored in by a pattern', 'function f(x) { return -x } [f] = [g]; f(1)'],
    ['in reach of eval', "function f(x) { return -x } eval('f = g'); f(1)"],
    ['declared twice', 'function f(x) { return -x } var f; f(1)'],
    ['a var that a loop declares: an older closure would meet a later one', 'for (;;) { var f = (x) => -x; f(1) }'],
    ['not called', 'const f = (x) => -x; g(f)'],
    ['with this', 'function f(x) { return -this.x } f(1)'],
    ['with arguments', 'function f(x) { return -arguments[0] } f(1)'],
    ['with a default', 'function f(x = 1) { return -x } f(1)'],
    ['a named expression', 'const f = function g(x) { return -x }; f(1)'],
  ])('but not %s', (_, source) => {
    expect(printed(source)).not.toMatch(entry);
  });
});

describe('size', () => {
  /** Functions in functions, n deep, each with something to compute. */
  const nested = (n: number): string => `${'(x) => { x *= 2; return '.repeat(n)}x * 3${' }'.repeat(n)}`;

  test('of a body at depth d: printed at most d + 2 times, five times at most', () => {
    for (const n of [1, 2, 3, 4, 8, 16, 32]) {
      const copies = printed(`const f = ${nested(n)}`).match(/\$mul\(x, 3\)|x \* 3/g)!.length;
      expect(copies).toBe(Math.min(n + 1, 5));
    }
  });

  test('of functions beside each other is that of one', () => {
    const code = printed(`const f = (x) => { ${'xs.map((y) => x * y * 3); '.repeat(50)} return -x }`);
    expect(code.match(/\* 3|, 3\)/g)).toHaveLength(150);
  });
});

describe('state', () => {
  test('a closure that is made plainly is right in a derivative', () => {
    const make = transformed<(k: number) => Univariate>(
      '(k) => { const M = Math, f = Math.sin; const scale = k * 2; return (x) => M.exp(x) * f(x) * scale + [x].map(Math.cos)[0] }',
    );
    const f = make(3);
    const d = Math.exp(0.5) * (Math.sin(0.5) + Math.cos(0.5)) * 6 - Math.sin(0.5);
    expect(derivative(f)(0.5)).toBeCloseTo(d, 14);
  });

  test('a closure that is made in a derivative is right plainly', () => {
    let made: Univariate | undefined;
    const f = transformed<(x: Scalar, keep: (g: Univariate) => void) => Scalar>(
      '(x, keep) => { const k = 3 * 2; keep((y) => Math.sin(y) * k); return x * x }',
    );
    derivative((x: Scalar) =>
      f(x, (g) => {
        made = g;
      }),
    )(2);
    expect(made?.(0.5)).toBe(Math.sin(0.5) * 6);
    expect(derivative(made!)(0.5)).toBe(Math.cos(0.5) * 6);
  });

  test('a method of a class that is made plainly is right in a derivative', () => {
    const make = transformed<() => new (k: number) => { at: Univariate }>(
      '() => { const c = 1 + 1; return class { k; half = (x) => x / c; constructor(k) { this.k = k * c } at(x) { return this.half(x) * this.k * x } } }',
    );
    const model = new (make())(3);
    expect(model.at(5)).toBe(75);
    expect(derivative((x: Scalar) => model.at(x))(5)).toBe(30);
  });

  test('an instance that is made in a derivative has active fields', () => {
    const Model = transformed<new (k: Scalar) => { half: Scalar }>(
      'class { k; constructor(k) { this.k = k * 1; this.half = this.k / 2 } }',
    );
    expect(derivative((x: Scalar) => new Model(x).half)(3)).toBe(0.5);
  });

  test('a generator that starts plainly goes on in a derivative', () => {
    const steps = transformed<(g: Univariate) => Iterator<Scalar>>(
      '(function* (f) { let i = 0; while (true) yield f(i++) * 2 })',
    );
    let y: Scalar = 0;
    const running = steps((i) => (y === 0 ? i : y));
    expect(running.next().value).toBe(0);
    const d = derivative((x: Scalar) => {
      y = x;
      return running.next().value;
    });
    expect(d(3)).toBe(2);
  });

  test('a plain function can take a derivative of what is inside', () => {
    const newton = transformed<(d: typeof derivative, a: number) => number>(
      '(derivative, a) => { const f = (x) => x * x - a; let x = a * 1; for (let i = 0; i < 30; i++) x -= f(x) / derivative(f)(x); return x }',
    );
    // Duals that other specs have made by hand raise the count for good.
    const before = $open.count;
    expect(newton(derivative, 2)).toBeCloseTo(Math.SQRT2, 15);
    expect($open.count).toBe(before);
  });

  test('a derivative of a derivative is taken inside', () => {
    const f = transformed<(d: typeof derivative) => Univariate>(
      '(derivative) => (x) => x * derivative((y) => x * y * y)(x)',
    );
    // x · 2x² at 3
    expect(derivative(f(derivative))(3)).toBe(54);
  });

  test('a table that a derivative made is read plainly', () => {
    const at = transformed<(i: number, x: Scalar) => Scalar>(
      '(() => { let table; return (i, x) => { if (!table) { table = new Float64Array(4); for (let j = 0; j < 4; j++) table[j] = Math.sqrt(j) } return table[i] * x + table.length + (table instanceof Float64Array) } })()',
    );
    expect(grad((xs: readonly [Scalar]) => at(2, xs[0]))([3])).toEqual([Math.SQRT2]);
    expect(at(2, 3)).toBe(Math.SQRT2 * 3 + 5);
  });
});

describe('means what it meant', () => {
  test.each([
    ['var before the copies', '(x) => { y = x * 2; var y; for (var i = 0; i < 3; i++) var z = i * y; return z + i; }'],
    [
      'functions before they are declared',
      '(x) => { return even(4); function even(n) { return n === 0 ? x : odd(n - 1) * x; } function odd(n) { return n === 0 ? 1 : even(n - 1) + 1; } }',
    ],
    [
      'a long body',
      '(x) => { function f(a, { b, c = a }, ...r) { let s = 0; for (let i = 0; i < 3; i++) { s += a * i - b; a *= 2; } const g = () => (s -= c); g(); return s + r[0] * r.length; } return f(x, { b: 2 }, x, 4); }',
    ],
    [
      'a long method',
      "(x) => { class A { #k = 3; constructor(v) { this.v = v * 2; this.w = this.v - this.#k; this.u = [1, 2].map((y) => y * this.w); this.t = 'long enough'; } f(y) { const t = [y, this.v].map((z) => z * this.#k); return t[0] - t[1] * this.u[1] + (() => this.w * 2)() + this.t.length; } } return new A(x).f(x); }",
    ],
    [
      'a long body that stores in arguments',
      '(x) => { function f(a) { arguments[0] = 5; a = a * 2; const text = "some text to make it longer than a hundred characters"; return a + arguments[0] + text.length; } return f(x); }',
    ],
    ['arguments', '(function () { return arguments[0] * arguments.length; })'],
    ['this', '(x) => ({ k: x * 2, f() { return [1].map((v) => v * this.k)[0]; } }).f()'],
    [
      'labels',
      '(x) => { let y = x; a: for (let i = 0; i < 9; i++) { for (;;) { y *= 2; if (y > 50) break a; continue a; } } return y; }',
    ],
    [
      'a constructor that returns nothing',
      '(x) => { class A { constructor(v) { this.v = v * 2; } } class B extends A { constructor(v) { super(v + 1); this.w = this.v * v; } } return new B(x).w; }',
    ],
    ['new.target', '(x) => { function F(v) { if (!new.target) return new F(v); this.v = v * v; } return F(x).v; }'],
    [
      'names of functions',
      '(x) => { const f = (y) => y * 2; const o = { g: (y) => y * 2 }; let h; h ||= (y) => y * 2; return (f.name + o.g.name + h.name).length * x + f.length; }',
    ],
    [
      'names in loops',
      '(x) => { const fs = []; for (let i = 0; i < 3; i++) fs.push((y) => y * i); return fs[2](x) + fs[1](x); }',
    ],
    ['shadowing', '(x) => { const y = x * 2; { const y = x * 3; if (y > 0) return y; } return y; }'],
    ['try, finally', '(x) => { let y = x; try { y *= 2; return y; } finally { y = 0; } }'],
    ['recursion', '(x) => { const p = (n) => (n === 0 ? 1 : x * p(n - 1)); return p(4); }'],
    [
      'getters once',
      '(x) => { let n = 0; const o = { get p() { n += 1; return this; }, q: x }; o.p.q += 2; o.p.q++; o.p.q ||= 5; return o.q * 100 + n; }',
    ],
    [
      'keys once',
      '(x) => { let n = 0; const a = [x, x]; a[n++] += 1; a[n++] *= 3; return a[0] + a[1] * 10 + n * 100; }',
    ],
    [
      'order',
      '(x) => { let s = 0, a = [1, 2], i = 0; const log = (k, v) => { s = s * 10 + k; return v; }; log(1, a)[log(2, i)] += log(3, x); a[i] -= (i = 1); return s + a[0]; }',
    ],
    [
      'a target whose name changes',
      '(x) => { let a = [x], b = [9]; const c = a; a[(a = b, 0)] += 1; a[0] += (a = c, 1); return c[0] * 10 + b[0]; }',
    ],
    ['numbers of text and booleans', "(x) => { let s = '3'; const t = s++; return t + s + -'2' + +true * x; }"],
    [
      'BigInt',
      '(x) => { let b = 2n; b **= 3n; b++; b <<= 1n; return x * Number(-b) + (b > 3 ? 1 : 0) + (b == 18 ? 1 : 0); }',
    ],
    ['text', "(x) => ('a' + 1 + [1, 2]).length * x + ('b' > 'a' ? 1 : 2)"],
    ['sums of thousands', `(x) => ${Array(3_000).fill('x').join(' + ')}`],
  ])('%s', (_, source) => {
    for (const sloppy of [false, true]) {
      const f = plain<(x: number) => number>(source, sloppy);
      for (const split of [true, false]) {
        const g = transformed<(x: number) => number>(source, sloppy, { split });
        for (const x of [3, -2.5, 0, -0, Number.NaN]) {
          expect(g(x)).toBe(f(x));
          levels.count++;
          try {
            expect(g(x)).toBe(f(x));
          } finally {
            levels.count--;
          }
        }
      }
    }
  });
});
