import { expect, test } from 'vitest';
import { add, compile, defineOp, exp, lt, type Scalar, where } from '../../lib/entries/index.ts';
import { backends } from '../compile/eager.ts';

test.each(backends)('%s calls an operation of the user on the side not chosen as often as plain f does', (backend) => {
  let calls = 0;
  const twice = defineOp({
    name: 'twice',
    arity: 1,
    value: (x) => {
      calls++;
      return 2 * x;
    },
    partials: () => [2],
  });
  const f = (x: Scalar): Scalar => where(lt, x, 0, add(exp(twice(x)), 1), where(lt, x, 2, twice(add(x, 1)), x));
  const compiled = compile(f, { backend, check: 'never' });
  for (const x of [-1, 1, 3]) compiled(x);
  for (const x of [-1, 1, 3, -2, 1.5, 8]) {
    calls = 0;
    const value = f(x);
    const plain = calls;
    calls = 0;
    expect(compiled(x)).toBe(value);
    expect([calls, plain]).toEqual([2, 2]);
  }
});
