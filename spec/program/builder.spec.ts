import { expect, test } from 'vitest';
import { compile, defineOp, type Scalar, trace } from '../../lib/entries/index.ts';

test('more operations of the user’s than there are opcodes are refused, not mistaken for others', () => {
  const f = (x: Scalar): Scalar => {
    let y = x;
    for (let i = 0; i < 66_000; i++)
      y = defineOp({ name: 'same', arity: 1, value: (z) => z + 1, partials: () => [1] })(y);
    return y;
  };
  for (const run of [() => trace(f, 0), () => compile(f)(0)]) {
    expect(run).toThrow(
      /^expected at most \d+ different operations of your own in one program, got more; make an op once, outside the loop that calls it$/,
    );
  }
});
