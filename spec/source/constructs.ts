/** One construct a row: what it is, the source, and how it is printed without a second copy, file marked. */
export const constructs: readonly (readonly [construct: string, source: string, printed: string])[] = [
  // Operators
  ['arithmetic', 'y = x + 1 - x * 2 / x % 3 ** x', 'y = $sub($add(x, 1), $rem($div($mul(x, 2), x), $pow(3, x)))'],
  ['unary', 'y = -x + +x * ~x', 'y = $add($neg(x), $mul($plus(x), $not(x)))'],
  ['bits', 'y = x | 1 & x ^ x << 1 >> x >>> 2', 'y = $or(x, $and(1, x) ^ $shr($shl(x, 1), x) >>> 2)'],
  [
    'a word before',
    'function f(x) { if (x) return-x; else throw+x }',
    'function f(x) { if ($truthy(x)) return $neg(x); else throw $plus(x) }',
  ],
  ['spaces and comments', 'y = x/* a */*/* b */z // c\n + 2', 'y = $add($mul(x/* a */,/* b */z)// c\n, 2)'],
  ['a comment after a sign', 'y = -/* n */x', 'y = $neg(/* n */x)'],
  ['parentheses', 'y = (x + 1) * ((x))', 'y = $mul(($add(x, 1)), ((x)))'],
  ['power of a negative', 'y = (-x) ** 2', 'y = $pow(($neg(x)), 2)'],
  ['order', 'y = x < 1 && x <= 2 && x > 3 && x >= 4', 'y = $lt(x, 1) && $le(x, 2) && $gt(x, 3) && $ge(x, 4)'],
  [
    'equality',
    'y = x === z ? x !== 1 : x == z ? x != 1 : 0',
    'y = $is(x, z) ? $isnt(x, 1) : $eq(x, z) ? $ne(x, 1) : 0',
  ],
  [
    'equality with null',
    'y = x === null || x == undefined || x != null',
    'y = x === null || x == undefined || x != null',
  ],
  ['equality with text', "y = x === 'a' || x !== `b`; y = x == '1'", "y = x === 'a' || x !== `b`; y = $eq(x, '1')"],
  [
    'what has no numbers',
    "y = 'a' in x; y = x instanceof A; void x; delete x.a",
    "y = 'a' in x; y = x instanceof A; void x; delete x.a",
  ],
  ['typeof', "let z = o.z; y = typeof z === 'number'", "let z = o.z; y = $typeof(z) === 'number'"],
  ['typeof of a name that nobody declares', "y = typeof exports === 'object'", "y = typeof exports === 'object'"],
  // Truth
  [
    'conditions',
    'if (x) y(); while (x) y(); do y(); while (!x); for (; x; ) y()',
    'if ($truthy(x)) y(); while ($truthy(x)) y(); do y(); while (!$truthy(x)); for (; $truthy(x); ) y()',
  ],
  ['conditions that are booleans', 'if (x > 1 && !(x < 0)) y()', 'if ($gt(x, 1) && !($lt(x, 0))) y()'],
  ['conditional expressions', 'y = x ? x * 2 : !x ? 1 : 2', 'y = $truthy(x) ? $mul(x, 2) : !$truthy(x) ? 1 : 2'],
  [
    'and, or as values',
    'y = x && z; y = x || 3; y = f() || 3',
    'let $t1; y = ($truthy(x) ? z : x); y = ($truthy(x) ? x : 3); y = ($truthy($t1 = f()) ? $t1 : 3)',
  ],
  [
    'chains of and as values',
    'y = a && b && c',
    'let $t1; y = ($truthy($t1 = a) && $truthy($t1 = b) && ($t1 = c), $t1)',
  ],
  ['and after a comparison', 'y = x < 1 && z || 2', 'let $t1; y = ($truthy($t1 = $lt(x, 1) && z) ? $t1 : 2)'],
  [
    'and, or as statements',
    'x && f(x * 2); x || y++; x > 1 && y--',
    '$truthy(x) && f($mul(x, 2)); $truthy(x) || (y = $inc(y)); $gt(x, 1) && (y = $dec(y))',
  ],
  ['nullish', 'y = x ?? z * 2', 'y = x ?? $mul(z, 2)'],
  [
    'switch',
    'switch (x) { case 1: case z: y = x * 2; break; default: }',
    'switch ($key(x)) { case 1: case $key(z): y = $mul(x, 2); break; default: }',
  ],
  ['switch over truth', 'switch (true) { case x < 1: y() }', 'switch (true) { case $lt(x, 1): y() }'],
  // Assignment
  ['compound', 'x += 1; x **= 2; x <<= 1', 'x = $add(x, 1); x = $pow(x, 2); x = $shl(x, 1)'],
  [
    'compound on a member',
    'this.x -= 1; o.v /= x; o["v"] *= x',
    'this.x = $sub(this.x, 1); o.v = $div(o.v, x); o["v"] = $mul(o["v"], x)',
  ],
  ['a target that is computed', 'q.r().t *= v', 'let $t1; ($t1 = q.r()).t = $mul($t1.t, v)'],
  ['a target behind a getter', 'o.p.q += 1', 'let $t1; ($t1 = o.p).q = $add($t1.q, 1)'],
  ['a key that is computed', 'a[k] += v', 'let $t1; a[$t1 = $key(k)] = $add(a[$t1], v)'],
  [
    'a key that changes',
    'a[i++] += v',
    'let $t1, $t2, $t3; ($t1 = a)[$t2 = $key((i = $inc($t3 = $numeric(i)), $t3))] = $add($t1[$t2], v)',
  ],
  ['a counter as a key', 'for (let i = 0; i < 3; i++) a[i] += v', 'for (let i = 0; i < 3; i++) a[i] = $add(a[i], v)'],
  [
    'super and private',
    'class A extends B { #p = 1; m() { super.x += 2; super[k()] -= 1; this.#p *= 2; g().#p++ } }',
    'class A extends B { #p = 1; m() { let $t1, $t2; super.x = $add(super.x, 2); super[$t1 = $key(k())] = $sub(super[$t1], 1); this.#p = $mul(this.#p, 2); ($t2 = g()).#p = $inc($t2.#p) } }',
  ],
  ['updates as statements', 'x++; --x; o.v++', 'x = $inc(x); x = $dec(x); o.v = $inc(o.v)'],
  ['updates as values', 'y = x++; y = --x', 'let $t1; y = (x = $inc($t1 = $numeric(x)), $t1); y = (x = $dec(x))'],
  [
    'an update of an element as a value',
    'y = a[i]--',
    'let $t1, $t2; y = (a[$t1 = $key(i)] = $dec($t2 = $numeric(a[$t1])), $t2)',
  ],
  [
    'logical assignment',
    'a &&= b; o.p ||= b; a ??= x * 2',
    '$truthy(a) && (a = b); $truthy(o.p) || (o.p = b); a ??= $mul(x, 2)',
  ],
  [
    'logical assignment as a value',
    'y = a &&= b; y = o.p ||= b',
    'let $t1; y = ($truthy(a) ? (a = b) : a); y = ($truthy($t1 = o.p) ? $t1 : (o.p = b))',
  ],
  ['chained assignment', 'a = b = x * 2; a += b *= 3', 'a = b = $mul(x, 2); a = $add(a, b = $mul(b, 3))'],
  [
    'destructuring',
    '[a, b = x * 2] = [b, a * 3]; ({ [k]: c } = o)',
    '[a, b = $mul(x, 2)] = [b, $mul(a, 3)]; ({ [$key(k)]: c } = o)',
  ],
  [
    'stores in typed arrays',
    'const a = new Float64Array(3); a[0] = v; a[0] = v * 2; this.d[0] = v',
    'let $t1; const a = new $Float64Array(3); a[0] = $stored(a, v); a[0] = $mul(v, 2); ($t1 = this.d)[0] = $stored($t1, v)',
  ],
  ['commas', 'y = (x++, x * 2); (x++, y--)', 'y = (x = $inc(x), $mul(x, 2)); (x = $inc(x), y = $dec(y))'],
  [
    'an update in a choice as a statement',
    't < 0 ? t++ : t > 1 && t--',
    '$lt(t, 0) ? t = $inc(t) : $gt(t, 1) && (t = $dec(t))',
  ],
  // Statements without semicolons
  ['an update before a parenthesis', 'x++\n(y)', 'x = $inc(x);\n(y)'],
  [
    'an update as a value before a bracket',
    'let y = x++\n[z].map(f)',
    'let $t1; let y = (x = $inc($t1 = $numeric(x)), $t1);\n[z].map(f)',
  ],
  [
    'a parenthesis of ours after a line',
    'let a = b\ng().v += 1',
    'let $t1; let a = b\n0, ($t1 = g()).v = $add($t1.v, 1)',
  ],
  ['a sign in the next line', 'let c = a\n++b', 'let c = a\nb = $inc(b)'],
  [
    'updates beside else and while',
    'do x++\nwhile (x > 1)\nif (x > 1) ++b\nelse c--',
    'do x = $inc(x)\nwhile ($gt(x, 1))\nif ($gt(x, 1)) b = $inc(b)\nelse c = $dec(c)',
  ],
  // Members and calls
  [
    'keys',
    'y = a[k]; y = a[0]; y = a["k"]; y = a?.[k]; y = a?.b.c[k]; delete a[k]',
    'y = a[$key(k)]; y = a[0]; y = a["k"]; y = a?.[$key(k)]; y = a?.b.c[$key(k)]; delete a[$key(k)]',
  ],
  [
    'Math',
    'y = Math.sin(x) + Math.max(x, 1, z) + Math.random() * Math.PI',
    'y = $add($add($Math_sin(x), $Math_max(x, 1, z)), Math.random() * Math.PI)',
  ],
  [
    'Math as a value',
    'const { sin } = Math; f(Math, Math[k], { Math }, xs.map(Math.sqrt))',
    'const { sin } = $Math; f($Math, $Math[$key(k)], { Math: $Math }, xs.map($Math_sqrt))',
  ],
  [
    'Math in other words',
    "y = Math['sin'](x) + globalThis.Math.cos(x) + Math.foo(x)",
    'y = $add($add($Math_sin(x), $Math_cos(x)), $Math.foo(x))',
  ],
  [
    'a member that is called Math',
    'y = geodesic.Math.x * { Math: 2 }.Math',
    'y = $mul(geodesic.Math.x, { Math: 2 }.Math)',
  ],
  [
    'Math of the file',
    'const Math = { sin: f }; y = Math.sin(x) * x',
    'const Math = { sin: f }; y = $mul(Math.sin(x), x)',
  ],
  [
    'isNaN of the file',
    'function isNaN(v) { return v > 5 } y = isNaN(x)',
    'function isNaN(v) { return $gt(v, 5) } y = isNaN(x)',
  ],
  [
    'predicates',
    'y = isNaN(x) || isFinite(x) || Number.isInteger(x) || Object.is(x, z)',
    'y = $isNaN(x) || $isFinite(x) || $Number_isInteger(x) || $Object_is(x, z)',
  ],
  [
    'Number',
    'y = Number(x) * parseFloat(x); xs.map(Number); Number.EPSILON; new Number(x)',
    'y = $mul($Number(x), $parseFloat(x)); xs.map($Number); Number.EPSILON; new Number(x)',
  ],
  [
    'searches',
    "xs.includes(x); xs\n  .indexOf(x, 1); 'abc'.includes(x); xs.includes('a')",
    "$includes(xs, x); $indexOf(xs\n, x, 1); 'abc'.includes(x); xs.includes('a')",
  ],
  [
    'searches in optional chains',
    'y = xs?.includes(x); y = a?.b.lastIndexOf(x)',
    'let $t1, $t2; y = (($t1 = xs) == null ? void 0 : $includes($t1, x)); y = (($t2 = a) == null ? void 0 : $lastIndexOf($t2?.b, x))',
  ],
  [
    'comparators',
    'xs.sort((a, b) => a - b); xs.toSorted(by); xs.sort()',
    'xs.sort($order((a, b) => $sub(a, b))); xs.toSorted($order(by)); xs.sort()',
  ],
  [
    'predicates of arrays',
    'xs.filter((v) => v); xs.find(f); xs.some((v) => v > 1)',
    'xs.filter($predicate((v) => v)); xs.find($predicate(f)); xs.some((v) => $gt(v, 1))',
  ],
  [
    'lengths',
    'new Array(n); Array(n); new Array(1, x); new Uint8Array(n)',
    'new Array($key(n)); Array($key(n)); new Array(1, x); new Uint8Array($key(n))',
  ],
  [
    'parseInt',
    'y = parseInt(x, 10); y = Number.parseInt(x)',
    'y = parseInt($key(x), 10); y = Number.parseInt($key(x))',
  ],
  [
    'typed arrays',
    'new Float64Array(n); Float64Array.from(x); y instanceof Float64Array; y.constructor === Float64Array; new Float32Array(2)',
    'new $Float64Array(n); $Float64Array.from(x); y instanceof $Float64Array; $is(y.constructor, Float64Array); new Float32Array(2)',
  ],
  ['a class of typed arrays', 'class V extends Float64Array {}', 'class V extends Float64Array {}'],
  [
    'text',
    'y = `$' + '{x} $' + '{"a"}`; t`$' + '{x * 2}`',
    'y = `$' + '{$text(x)} $' + '{"a"}`; t`$' + '{$mul(x, 2)}`',
  ],
  // Functions and classes
  [
    'defaults with temporaries',
    'const f = (x, y = x++) => y',
    'const f = (x, y = (($t1) => ((x = $inc($t1 = $numeric(x)), $t1)))()) => y',
  ],
  [
    'an arrow with temporaries',
    'const f = (x) => x++',
    'const f = (x) => { let $t1; return ((x = $inc($t1 = $numeric(x)), $t1)); }',
  ],
  [
    'fields and static blocks',
    'class C { a = g().v++; static { g().v += 1 } [1 + k]() {} }',
    'class C { a = (($t1, $t2) => ((($t1 = g()).v = $inc($t2 = $numeric($t1.v)), $t2)))(); static { let $t3; ($t3 = g()).v = $add($t3.v, 1) } [$key($add(1, k))]() {} }',
  ],
  [
    'async functions and generators',
    'async function f(x) { await x * 2 } function* g(x) { yield x * 2 }',
    'async function f(x) { $mul(await x, 2) } function* g(x) { yield $mul(x, 2) }',
  ],
  [
    'what has nothing to compute',
    'label: for (const k in o) { if (k === "a") continue label } import.meta',
    'label: for (const k in o) { if (k === "a") continue label } import.meta',
  ],
  ['exports', 'export default x * 2', 'export default $mul(x, 2)'],
  // Names
  [
    'names of the file',
    'const $add = 1; y = $add * x; const $t1 = x++',
    'let $t1$1; const $add = 1; y = $mul$1($add, x); const $t1 = (x = $inc$1($t1$1 = $numeric$1(x)), $t1$1)',
  ],
  [
    'add and mul of the file',
    'const add = (a, b) => a + b; y = add(x, 1)',
    'const add = (a, b) => $add(a, b); y = add(x, 1)',
  ],
  // What never carries a derivative
  [
    'counters',
    'let n = 0; for (let i = 0, j = 9; i < j; i++, j--) n += i * j',
    'let n = 0; for (let i = 0, j = 9; i < j; i++, j--) n += i * j',
  ],
  [
    'lengths of arrays',
    'const xs = [x]; for (let i = xs.length - 1; i >= 0; i--) y(xs[i])',
    'const xs = [x]; for (let i = xs.length - 1; i >= 0; i--) y(xs[i])',
  ],
  [
    'lengths of what is indexed',
    'function f(xs) { for (let i = 0; i < xs.length; i++) y(xs[i]); if (xs.length) y() }',
    'function f(xs) { for (let i = 0; i < xs.length; i++) y(xs[i]); if ($truthy(xs.length)) y() }',
  ],
  [
    'the length of a rod',
    'const rod = { length: x }; y = 2 * rod.length + rod[0]',
    'const rod = { length: x }; y = $add($mul(2, rod.length), rod[0])',
  ],
  [
    'a counter that is set from outside',
    'let i = 0; i = x; y = i + 1; i++',
    'let i = 0; i = x; y = $add(i, 1); i = $inc(i)',
  ],
  [
    'a counter that a closure sets',
    'let i = 0; const f = (v) => { i = v }; y = i + 1',
    'let i = 0; const f = (v) => { i = v }; y = $add(i, 1)',
  ],
  ['a counter that a pattern sets', 'let i = 0; [i] = x; y = i + 1', 'let i = 0; [i] = x; y = $add(i, 1)'],
  ['a counter that a loop sets', 'let i = 0; for (i of x) y = i + 1', 'let i = 0; for (i of x) y = $add(i, 1)'],
  [
    'a name that depends on another',
    'let a = 1, b = a, c = b; a = x; y = c * 2',
    'let a = 1, b = a, c = b; a = x; y = $mul(c, 2)',
  ],
  ['a caught number', 'try {} catch (e) { y = e + 1 }', 'try {} catch (e) { y = $add(e, 1) }'],
  ['objects', 'const o = { valueOf: f }; y = +o * 2', 'const o = { valueOf: f }; y = $mul($plus(o), 2)'],
  ['var before it is set', 'function f() { y = v + 1; var v = 2 }', 'function f() { y = v + 1; var v = 2 }'],
  // TypeScript
  [
    'assertions',
    'y = (x as any).v * x! + (x satisfies number); (x as any).v += 1; x! += 1',
    'y = $add($mul((x as any).v, x!), (x satisfies number)); (x as any).v = $add(x.v, 1); x! = $add(x, 1)',
  ],
  [
    'types, overloads, enums',
    'enum E { A = 1 << 2 } type T = 1 | 2; declare const k: number; function f(x: number): number; function f(x: any) { return x * k }',
    'enum E { A = 1 << 2 } type T = 1 | 2; declare const k: number; function f(x: number): number; function f(x: any) { return $mul(x, k) }',
  ],
  [
    'namespaces',
    'namespace N { export const k = x * 2; export let n = 0; y = n + 1 }',
    'namespace N { export const k = $mul(x, 2); export let n = 0; y = $add(n, 1) }',
  ],
  [
    'parameter properties, abstract members',
    'abstract class P { constructor(private x: number, readonly y = x * 2) {} abstract m(): void; declare z: number }',
    'abstract class P { constructor(private x: number, readonly y = $mul(x, 2)) {} abstract m(): void; declare z: number }',
  ],
  [
    'decorators',
    '@dec(1 + x) class A { @d m() { return this.k! * 2 } }',
    '@dec($add(1, x)) class A { @d m() { return $mul(this.k!, 2) } }',
  ],
  [
    'generic calls',
    'y = f<number>(x * 2); const g = <T,>(x: T) => x',
    'y = f<number>($mul(x, 2)); const g = <T,>(x: T) => x',
  ],
];
