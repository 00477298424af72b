import { expect, test } from 'vitest';
import { lowered } from './table.ts';

test.each([
  ['(x) => { try { return x[0]; } catch { return 0; } }', 10, 'try'],
  ['(x) => { class A {} return x[0]; }', 10, 'a class inside the function'],
  ['(x) => x.toSorted((a, b) => a - b)[0]', 8, 'a call of .toSorted'],
  ['(x) => { let s = 0; for (const k in x) s += x[k]; return s; }', 21, 'for … in'],
  ['function f(x) { return arguments[0] * x[0]; }', 24, 'arguments'],
  ['(x) => ({ get a() { return x[0]; } }).a', 11, 'an object with computed names, getters or setters'],
  [`(x) => Number(\`\${x[0]}\`)`, 15, 'a number that becomes text'],
  ['(x) => { switch (1) { case 1: x[0] *= 2; case 2: return x[0]; } }', 31, 'a case that goes on into the next'],
  [
    '(x, o) => { o.a = x[0]; return o.a; }',
    13,
    'a store of a number that depends on an input into an object from outside',
  ],
  [`(x, t) => t\`\${x[0]}\``, 11, 'TaggedTemplateExpression'],
  ['(x, o) => o.includes(x[0]) * x[0]', 11, 'a call of .includes'],
  ['(x) => g(x[0])', 8, 'a call of g, whose source is not here'],
  ['(x) => Math.hypot(x[0], 1, 2)', 8, 'Math.hypot of other than two numbers'],
])('%s', (source, column, reason) => {
  const shapes = [
    { kind: 'array', rank: 1 } as const,
    ...(/^\(x, /.test(source) ? [{ kind: 'passive' } as const] : []),
  ];
  expect(lowered(source, { shapes })).toEqual({ reason, line: 1, column });
});
