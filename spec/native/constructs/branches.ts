import { type Construct, row } from './construct.ts';

const signs = [1, 2.3, -1.3];

/** Comparisons, truth and what depends on them. */
export const branches: readonly Construct[] = [
  row('if and else', '(x) => { if (x < 1) return x * x; else if (x < 2) { return x ** 3; } else return -x; }', (x) =>
    x < 1 ? 2 * x : x < 2 ? 3 * x * x : -1,
  ),
  row(
    'if without braces',
    '(x) => { let y = x; if (x > 1) y *= 2; else y *= 3; if (x > 2) y += x; return y; }',
    (x) => (x > 1 ? 2 : 3) + (x > 2 ? 1 : 0),
  ),
  row('an empty branch', '(x) => { if (x > 1); else return x * 3; if (x > 2) {} return x * x; }', (x) =>
    x > 1 ? 2 * x : 3,
  ),
  row(
    'nested ternaries',
    '(x) => x < 0 ? -x : x < 1 ? x * x : x < 2 ? Math.sqrt(x) : x ** 3',
    (x) => (x < 0 ? -1 : x < 1 ? 2 * x : x < 2 ? 0.5 / Math.sqrt(x) : 3 * x * x),
    [1, 2.3, 0.7, -1.3],
  ),
  row('a ternary as a target of a call', '(x) => (x > 1 ? Math.sin : Math.cos)(x)', (x) =>
    x > 1 ? Math.cos(x) : -Math.sin(x),
  ),
  row(
    '< <= > >=',
    '(x) => (x < 1 ? 1 : 2) * (x <= 1 ? 3 : 5) * (x > 1 ? 7 : 11) * (x >= 1 ? 13 : 17) * x',
    (x) => (x < 1 ? 1 : 2) * (x <= 1 ? 3 : 5) * (x > 1 ? 7 : 11) * (x >= 1 ? 13 : 17),
  ),
  row('comparisons of two numbers of x', '(x) => (x * x > x ? x * x : x)', (x) => (x > 1 ? 2 * x : 1)),
  row('comparison with text', '(x) => ("2" > x ? x * x : x) + (x < "10" ? x : 0)', (x) => (x < 2 ? 2 * x : 1) + 1),
  row(
    'comparison with null and a boolean',
    '(x) => (x > null ? 2 : 3) * x + (x >= true ? x : 0)',
    (x) => (x > 0 ? 2 : 3) + (x >= 1 ? 1 : 0),
    signs,
  ),
  row('comparison with undefined', '(x) => (x > undefined || x <= undefined ? 0 : x * x)', (x) => 2 * x),
  row('comparison of texts', "(x) => ('abc' < 'abd' ? 2 : 3) * x + ('b' >= 'B') * x", () => 3),
  row('comparison of dates', '(x) => (new Date(5) > new Date(3) ? 2 : 3) * x', () => 2),
  row('===', '(x) => (x === 1 ? x * x * x : x)', (x) => (x === 1 ? 3 : 1)),
  row('!==', '(x) => (x !== 1 ? x * 2 : x * x)', () => 2),
  row(
    '=== of two numbers of x',
    '(x) => { const y = x * 1; return y === x && y + 1 !== x ? x * x : 0; }',
    (x) => 2 * x,
  ),
  row(
    '=== with values of other types',
    "(x) => (x === '1' || x === true || x === null || x === undefined ? 0 : x * x)",
    (x) => 2 * x,
  ),
  row('== with text and booleans', "(x) => (x == '1' ? x * 2 : x * 3) + (x == true ? x * x : 0)", (x) =>
    x === 1 ? 4 : 3,
  ),
  row('== null', '(x) => (x == null ? 0 : x * x) + (null != x ? x : 0)', (x) => 2 * x + 1),
  row('== of objects', '(x) => { const a = {}, b = a; return (a == b && a === b && a != {} ? 2 : 3) * x; }', () => 2),
  row('NaN is not itself', '(x) => (x !== x ? 0 : x * x)', (x) => 2 * x),
  row('truth of a number', '(x) => (x ? x * 2 : 7)', (x) => (x ? 2 : 0), [1, 2.3, 0, -0.5]),
  row('truth of a difference', '(x) => { if (x - 1) return x * x; return x; }', (x) => (x === 1 ? 1 : 2 * x)),
  row('truth of NaN', '(x) => (Math.sqrt(x) ? x * 2 : x * x)', (x) => (Math.sqrt(x) ? 2 : 2 * x), [1, -2, 0.7]),
  row('not', '(x) => (!x ? 5 : x * x) + (!!x ? x : 0)', (x) => 2 * x + 1),
  row('not of a comparison', '(x) => (!(x > 1) ? x : x * x)', (x) => (x > 1 ? 2 * x : 1)),
  row('not as a value', '(x) => !x * 3 + !(x - 1) * x', (x) => (x === 1 ? 1 : 0)),
  row('|| gives a number', '(x) => (x - 1 || 3) * x', (x) => (x === 1 ? 3 : 2 * x - 1)),
  row('&& gives a number', '(x) => (x && x * 3) + 1', () => 3),
  row(
    '|| and && mixed',
    '(x) => (x > 1 && x * 2 || x * x) + (x < 1 || x)',
    (x) => (x > 1 ? 2 : 2 * x) + (x < 1 ? 0 : 1),
  ),
  row('&& in a condition', '(x) => { if (x && x > 1 && !(x > 2)) return x; return x * x; }', (x) =>
    x > 1 && x <= 2 ? 1 : 2 * x,
  ),
  row(
    '&& guards a call',
    '(x) => { let n = 0; const f = () => ++n; x > 1 && f(); x > 2 || f(); return x * n; }',
    (x) => (x > 1 ? 1 : 0) + (x > 2 ? 0 : 1),
  ),
  row(
    'a comma in conditions',
    '(x) => { let n = 0; if ((1, x - 1)) n += 1; if (!((0, x))) n += 10; while ((n++, n < 3)); do n++; while ((x - x)); for (; (1, x - x); ); return (((0, x - 1)) ? x * n : x) + ((n, x) && n); }',
    (x) => (x === 1 ? 1 : 4),
    [1, 2.3, 0.7],
  ),
  row(
    'a comma in a switch, its cases and a key',
    '(x) => { let n = 0; switch (n++, x) { case n++, 1: n += 10; break; case n, 2: n += 20; } return x * n * [1, 2, 3, 4][0, Math.floor(x)]; }',
    (x) => (x === 1 ? 12 * 2 : x === 2 ? 22 * 3 : 2 * 3),
    [1, 2, 2.3],
  ),
  row(
    '++ in a ternary and after && as a statement',
    '(x) => { let t = x; t < 0.9 ? t++ : t > 1 && t--; t > 1 || (t += 2); x > 2 ? t *= 2 : t *= x; return t; }',
    (x) => (x > 2 ? 2 : x < 0 ? 2 * x + 3 : x < 0.9 ? 2 * x + 1 : 2 * x + 2),
    [1, 2.3, 0.7, -0.3],
  ),
  row('|| of x with text', "(x) => (x || 'none') * 2", () => 2),
  row('?? keeps 0', '(x) => (x - 1 ?? 9) * x', (x) => 2 * x - 1),
  row('?? and ?.', '(x) => { const o = { a: { b: x } }; return (o?.a?.b ?? 3) * (o?.c?.b ?? x); }', (x) => 2 * x),
  row(
    '?. with calls and keys',
    '(x) => { const o = { f: (v) => v * v, k: [x] }; return (o.f?.(x) ?? 0) + (o.g?.(x) ?? 1) + (o.k?.[0] ?? 2) + (o.z?.[0]?.y ?? 3); }',
    (x) => 2 * x + 1,
  ),
  row(
    '?. that calls nothing',
    '(x) => { let n = 0; const o = undefined; o?.f(n++); o?.[n++]; return x * (n + 1); }',
    () => 1,
  ),
  row(
    'in, delete, instanceof',
    "(x) => { const o = { a: x, b: 1 }; delete o.b; return 'a' in o && !('b' in o) && o instanceof Object ? o.a * 2 : 0; }",
    () => 2,
  ),
  row('typeof', "(x) => (typeof x === 'number' && 'number' == typeof (x * 2) ? x * x : 0)", (x) => 2 * x),
  row('typeof of what is not declared', "(x) => (typeof nowhere === 'undefined' ? x * x : 0)", (x) => 2 * x),
  row(
    'typeof in a switch',
    "(x) => { switch (typeof x) { case 'string': return 0; case 'number': return 2 * x; default: return 0; } }",
    () => 2,
  ),
  row('typeof as text', '(x) => (`${typeof x}s` === "numbers" ? { number: 3, object: 0 }[typeof x] * x : 0)', () => 3),
  row('switch', '(x) => { switch (x) { case 1: return x * x; case 2: return 3 * x; default: return -x; } }', (x) =>
    x === 1 ? 2 : -1,
  ),
  row(
    'switch falls through',
    '(x) => { let y = 0; switch (Math.floor(x)) { case 0: y += x; case 1: y += x * x; break; case 2: y += 1; default: y -= x; } return y; }',
    (x) => (x < 1 ? 1 + 2 * x : x < 2 ? 2 * x : -1),
    [0.7, 1.5, 2.3, 5.5],
  ),
  row(
    'switch with default first',
    '(x) => { let y = x; switch (true) { default: y *= 2; case x > 2: y *= 3; break; case x > 0.9: y *= 5; } return y; }',
    (x) => (x > 2 ? 3 : x > 0.9 ? 5 : 6),
  ),
  row(
    'switch (true)',
    '(x) => { switch (true) { case x < 1: return x; case x < 2: return x * x; default: return -x; } }',
    (x) => (x < 1 ? 1 : x < 2 ? 2 * x : -1),
  ),
  row(
    'switch with cases of x',
    '(x) => { switch (4) { case x * 4: return x * x; case x + 1: return x; default: return -x; } }',
    (x) => (x === 1 ? 2 : -1),
  ),
  row('switch on text', "(x) => { switch ('a' + 'b') { case 'ab': return x * x; default: return 0; } }", (x) => 2 * x),
  row(
    'switch with a scope of its own',
    '(x) => { switch (1) { case 1: { const y = x * 2; return y * y; } case 2: const z = 1; return z; } }',
    (x) => 8 * x,
  ),
  row(
    'switch in a loop',
    '(x) => { let y = x; for (let i = 0; i < 4; i++) { switch (i % 3) { case 0: y *= 2; break; case 1: continue; default: y += x; } y -= 1; } return y; }',
    () => 6,
  ),
  row('Object.is', '(x) => (Object.is(x, 1) ? x : x * 5) + (Object.is(x, x) ? x : 0)', (x) => (x === 1 ? 1 : 5) + 1),
  row(
    'clamping by ifs',
    '(x) => { let t = x; if (t < 0) t = 0; if (t > 2) t = 2; return t * t * (3 - 2 * t); }',
    (x) => (x < 0 || x > 2 ? 0 : 6 * x - 6 * x * x),
    [1, 2.3, 0.7, -1.3],
  ),
  row(
    'a comparison kept in a variable',
    '(x) => { const big = x > 1, small = !big; return big ? x * x : small ? x : 0; }',
    (x) => (x > 1 ? 2 * x : 1),
  ),
  row(
    'comparisons counted',
    '(x) => { let n = 0; for (const t of [0.5, 1.5, 2]) n += x > t; return n * x; }',
    (x) => [0.5, 1.5, 2].filter((t) => x > t).length,
  ),
  row('a chain of comparisons', '(x) => (0 < x < 2 ? x : 1) * (3 > x > 1 ? 2 : 5)', (x) => (Number(3 > x) > 1 ? 2 : 5)),
];
