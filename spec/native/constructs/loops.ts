import { type Construct, row } from './construct.ts';

/** Loops, jumps and exceptions. */
export const loops: readonly Construct[] = [
  row('for', '(x) => { let s = 0; for (let i = 0; i < 5; i++) s += x * i; return s; }', () => 10),
  row(
    'for without parts',
    '(x) => { let y = x, i = 0; for (;;) { if (++i > 3) break; y *= x; } return y; }',
    (x) => 4 * x ** 3,
  ),
  row(
    'for with two counters',
    '(x) => { let s = 0; for (let i = 0, j = 4; i < j; i++, j--) s += i * j * x; return s; }',
    () => 3,
  ),
  row('for over values of x', '(x) => { let s = 0; for (let t = 0; t < x; t += 0.5) s += t * x; return s; }', (x) => {
    let s = 0;
    for (let t = 0; t < x; t += 0.5) s += t;
    return s;
  }),
  row(
    'for up to a count that depends on x',
    '(x) => { let y = 1; for (let i = 0; i < Math.floor(x) + 2; i++) y *= x; return y; }',
    (x) => {
      const n = Math.floor(x) + 2;
      return n * x ** (n - 1);
    },
  ),
  row(
    'array length in loops',
    '(x) => { const xs = [x, x, 2]; let s = 0; for (let i = 0, n = xs.length; i < n; ++i) s += xs[i] * i; for (let i = xs.length - 1; i >= 0; i--) s -= xs[i]; return s; }',
    () => -1,
  ),
  row(
    'while (n--)',
    '(x) => { let n = 3, y = 1; while (n--) y *= x + n; return y; }',
    (x) => x * (x + 1) + x * (x + 2) + (x + 1) * (x + 2),
  ),
  row(
    'while until it converges',
    '(x) => { let r = x; while (Math.abs(r * r - x) > 1e-14 * x) r = (r + x / r) / 2; return r; }',
    (x) => 0.5 / Math.sqrt(x),
    [2, 2.3, 0.7],
  ),
  row('do while', '(x) => { let y = x, n = 0; do { y = y * 1.5 + 0.1; n++; } while (y < 3); return y; }', (x) => {
    let [y, d] = [x, 1];
    do {
      y = y * 1.5 + 0.1;
      d *= 1.5;
    } while (y < 3);
    return d;
  }),
  row(
    'break and continue',
    '(x) => { let s = 0; for (let i = 0; i < 9; i++) { if (i % 2) continue; if (i > 6) break; s += x ** i; } return s; }',
    (x) => 2 * x + 4 * x ** 3 + 6 * x ** 5,
  ),
  row(
    'continue on a value of x',
    '(x) => { let s = 0; for (let i = 0; i < 4; i++) { if (x > i) continue; s += x * i; } return s; }',
    (x) => [0, 1, 2, 3].filter((i) => x <= i).reduce((a, b) => a + b, 0),
  ),
  row(
    'labels',
    '(x) => { let y = x, k = 0; outer: while (true) { for (let i = 0; ; i++) { if (i > 3) continue outer; if (k++ > 10) break outer; y = y * 1.5; } } return y; }',
    () => 1.5 ** 11,
  ),
  row(
    'a labelled block',
    '(x) => { a: { if (x > 0) break a; return x; } return x * x; }',
    (x) => (x > 0 ? 2 * x : 1),
    [1, 2.3, -1.3],
  ),
  row('a label named Math', '(x) => { Math: for (;;) { x *= 2; break Math; } return Math.abs(x) * x; }', (x) => 8 * x),
  row(
    'for of',
    '(x) => { let s = 0; for (const v of [1, x, x * x]) s += v * x; return s; }',
    (x) => 1 + 2 * x + 3 * x * x,
  ),
  row(
    'for of with a pattern',
    '(x) => { let s = 0; for (const [i, { v = x }] of [{ v: x * x }, {}].entries()) s += v * (i + 1); return s; }',
    (x) => 2 * x + 2,
  ),
  row(
    'for of into a member',
    '(x) => { const o = {}; let s = 0; for (o.v of [x, 2]) s += o.v * x; for ([o.a, o.b = x] of [[2], [3, 4]]) s += o.a * o.b; return s; }',
    (x) => 2 * x + 4,
  ),
  row('for of over text', "(x) => { let s = 0; for (const c of '123') s += c * x; return s; }", () => 6),
  row(
    'for in',
    '(x) => { const o = { a: x, b: x * x }; let s = 0; for (const k in o) s += o[k]; return s; }',
    (x) => 1 + 2 * x,
  ),
  row(
    'for in over an array',
    '(x) => { const a = [x, 2, x]; let s = 0; for (const i in a) s += a[i] * i; for (var j in a) s += +j; return s; }',
    () => 2,
  ),
  row('var in loops', '(x) => { y = x * 2; var y; for (var i = 0; i < 3; i++) var z = i * y; return z + i; }', () => 4),
  row(
    'let of each round is its own',
    '(x) => { const fs = []; for (let i = 0; i < 3; i++) fs.push(() => x * i); return fs.reduce((s, f) => s + f() * f(), 0); }',
    (x) => 10 * x,
  ),
  row(
    'var of all rounds is one',
    '(x) => { const fs = []; for (var i = 0; i < 3; i++) fs.push(() => x * i); return fs.reduce((s, f) => s + f(), 0); }',
    () => 9,
  ),
  row(
    'a closure in a loop head',
    '(x) => { let s = 0; for (let i = 0, f = () => i * x; i < 3; i++) s += f() + x; return s; }',
    () => 3,
  ),
  row(
    'nested loops',
    '(x) => { let s = 0; for (let i = 0; i < 3; i++) for (let j = i; j < 3; j++) s += x ** (i + j) / (1 + j); return s; }',
    (x) => {
      let s = 0;
      for (let i = 0; i < 3; i++) for (let j = i; j < 3; j++) s += ((i + j) * x ** (i + j - 1 || 0)) / (1 + j);
      return s;
    },
  ),
  row(
    'an early return from a loop',
    '(x) => { for (let i = 1; i < 20; i++) if (x * i > 5) return x * x * i; return x; }',
    (x) => 2 * x * Math.ceil(5.0000001 / x),
    [1.1, 2.3, 0.7],
  ),
  row(
    'try, catch, finally',
    '(x) => { let y = 0; try { y = x * x; throw new Error("e"); } catch (e) { y += e.message.length * x; } finally { y *= 2; } return y; }',
    (x) => 4 * x + 2,
  ),
  row(
    'return in try, finally runs',
    '(x) => { const o = { n: x }; const f = () => { try { return o.n * 2; } finally { o.n *= 3; } }; return f() * o.n; }',
    (x) => 12 * x,
  ),
  row(
    'finally overrides',
    '(x) => { const f = () => { try { return x; } finally { return x * x; } }; return f(); }',
    (x) => 2 * x,
  ),
  row(
    'break out of finally',
    '(x) => { let y = x; for (;;) { try { y *= 2; continue; } finally { y += 1; if (y > 10) break; } } return y; }',
    (x) => {
      let [y, d] = [x, 1];
      for (;;) {
        y = y * 2 + 1;
        d *= 2;
        if (y > 10) return d;
      }
    },
  ),
  row('a thrown number', '(x) => { try { throw x * x; } catch (v) { return v + x; } }', (x) => 2 * x + 1),
  row(
    'a caught pattern',
    '(x) => { try { throw { v: x, w: [2] }; } catch ({ v, w: [k = 3], z = v * k }) { return v * z; } }',
    (x) => 4 * x,
  ),
  row('catch without a name', '(x) => { try { null.f; } catch { return x * x; } return 0; }', (x) => 2 * x),
  row(
    'bisection',
    '(x) => { let lo = 0, hi = 4; for (let i = 0; i < 60; i++) { const m = (lo + hi) / 2; if (m * m < x) lo = m; else hi = m; } return lo + x; }',
    () => 1,
    [2, 2.3, 0.7],
  ),
  row('gcd by remainder', '(x) => { let a = 48, b = 18; while (b) [a, b] = [b, a % b]; return a * x; }', () => 6),
  row(
    'a recurrence in two arrays',
    '(x) => { let a = [x, 1], n = 5; while (n-- > 0) { const b = []; for (const v of a) b.push(v * x + (b[b.length - 1] ?? 0)); a = b; } return a[1]; }',
    (x) => {
      // The second element is x to the fifth and five products with the first.
      let [a, b, da, db] = [x, 1, 1, 0];
      for (let k = 0; k < 5; k++) {
        [a, b, da, db] = [a * x, b * x + a * x, da * x + a, db * x + b + da * x + a];
      }
      return db;
    },
  ),
  row('Horner', '(x) => [3, -1, 2, 0.5].reduceRight((s, c) => s * x + c, 0)', (x) => -1 + 4 * x + 1.5 * x * x),
  row(
    'Newton for a cube root',
    '(x) => { let r = 1; for (let i = 0; i < 30; i++) r -= (r ** 3 - x) / (3 * r * r); return r; }',
    (x) => 1 / (3 * Math.cbrt(x) ** 2),
  ),
  row('an empty loop body', '(x) => { let i = 0; for (; i++ < 3; ); while (i-- > 1); return x * i; }', () => 0),
  row('a debugger statement and an empty one', '(x) => { ;;; { } ; return x * x; }', (x) => 2 * x),
];
