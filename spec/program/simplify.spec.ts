import { describe, expect, test } from 'vitest';
import { compile, type Scalar } from '../../lib/entries/index.ts';
import { rules } from '../../lib/rules/table.ts';
import { same } from '../compile/eager.ts';
import { awkward } from '../support/domains.ts';
import { opNamed } from '../support/table.ts';

const numbers = [...awkward, Number.NaN];
const binary = rules.filter(({ arity }) => arity === 2).map(({ name }) => name);

/** Each place that an identity looks at: a constant on either side, and minus signs of operand and result. */
const forms: readonly [string, (op: (...x: readonly unknown[]) => Scalar, c: number, x: Scalar) => Scalar][] = [
  ['op(c, x)', (op, c, x) => op(c, x)],
  ['op(x, c)', (op, c, x) => op(x, c)],
  ['op(c, −x)', (op, c, x) => op(c, opNamed('neg')(x))],
  ['op(−x, c)', (op, c, x) => op(opNamed('neg')(x), c)],
  ['−op(c, x)', (op, c, x) => opNamed('neg')(op(c, x))],
  ['op(x, op(c, x))', (op, c, x) => op(x, op(c, x))],
  ['op(−x, −op(c, x))', (op, c, x) => op(opNamed('neg')(x), opNamed('neg')(op(c, x)))],
];

describe.each(binary)('%s', (name) => {
  test.each(forms)('as %s keeps its bits with each awkward constant at each awkward number', (_, form) => {
    const f = (x: Scalar): Scalar[] => numbers.map((c) => form(opNamed(name), c, x));
    const compiled = compile(f, { backend: 'interpreter' });
    for (const x of numbers) same(compiled(x), f(x), 'signed');
  });
});

test('0 and −0 are different constants, as are numbers that only their last bit tells apart', () => {
  for (const c of numbers) {
    for (const d of numbers) {
      const f = (x: Scalar): Scalar[] => [opNamed('copysign')(x, c), opNamed('copysign')(x, d), opNamed('add')(c, d)];
      const compiled = compile(f, { backend: 'interpreter' });
      compiled(2);
      same(compiled(3), f(3), 'signed');
    }
  }
  expect(numbers.length).toBeGreaterThan(40);
});
