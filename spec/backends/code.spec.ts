import { describe, expect, test } from 'vitest';
import { type Backend, BUSY, type Code, type Convention, MISS } from '../../lib/backends/backend.ts';
import { interpreter } from '../../lib/backends/interpreter.ts';
import { js } from '../../lib/backends/js/backend.ts';
import { generate } from '../../lib/backends/preference.ts';
import { wasm } from '../../lib/backends/wasm/backend.ts';
import { add, defineOp, lt, mul, type Scalar } from '../../lib/entries/index.ts';
import { capture } from '../../lib/program/capture.ts';
import { finish } from '../../lib/program/finish.ts';
import type { Program } from '../../lib/program/program.ts';
import { argumentTree } from '../../lib/tree/arguments.ts';
import { numbersOf } from '../../lib/tree/flatten.ts';

interface Captured {
  readonly program: Program;
  readonly convention: Convention;
}

/** The program of a function to a number, at this argument, and how its code is called. */
function captured(f: (x: never) => Scalar, x: unknown): Captured {
  const signature = argumentTree('compile', [x]);
  const one = (y: unknown): readonly Scalar[] => [y as Scalar];
  const builder = capture('compile', f, signature, [x], numbersOf(signature, [x]), 'simplified', one);
  if (builder === undefined) throw new Error('expected a program, got none');
  return { program: finish(builder), convention: { signature, result: { kind: 'number' }, into: undefined } };
}

function codeOf(backend: Backend, { program, convention }: Captured): Code {
  const code = backend.generate(program, convention);
  if (code === undefined) throw new Error(`expected code by ${backend.name}, got none`);
  return code;
}

/** x², below 10 and where that is below 1000. */
function squared(x: Scalar): Scalar {
  const y = mul(x, x);
  return lt(x, 10) && lt(y, 1000) ? y : 0;
}

const withRecord = captured(({ x }: { x: Scalar }) => squared(x), { x: 3 });
const withNumber = captured(squared, 3);

describe.each([js, wasm, interpreter])('code by $name', (backend) => {
  test('is called as f is, and says why a call did not run', () => {
    for (const [of, from] of [
      [(x: unknown) => x, withNumber],
      [(x: unknown) => ({ x }), withRecord],
    ] as const) {
      const { call, outcome, backend: name, bytes } = codeOf(backend, from);
      expect([name, call(of(3))]).toEqual([backend.name, 9]);
      expect(bytes).toBeGreaterThan(0);
      const signals: [args: unknown[], signal: number][] = [
        [[], MISS],
        [[of(3), 4], MISS],
        [[of('3')], MISS],
        [[of(11)], 0],
        [[of(-40)], 1],
        [[of(Number.NaN)], 0],
      ];
      for (const [args, signal] of signals) {
        outcome.signal = Number.NaN;
        expect([call(...args), outcome.signal]).toEqual([undefined, signal]);
      }
      expect(call(of(-4))).toBe(16);
    }
  });

  test('that reads flat numbers is busy while an operation of the user calls it', () => {
    const inner: unknown[] = [];
    const again = defineOp({
      name: 'again',
      arity: 1,
      value: (x) => {
        if (code !== undefined) inner.push(code.call({ x: x + 1, places }), code.outcome.signal);
        return 2 * x;
      },
      partials: () => [2],
    });
    let code: Code | undefined;
    // Arrays of integers are compared by content: JavaScript reads such arguments as flat numbers too.
    const places = Int32Array.of(7);
    code = codeOf(
      backend,
      captured(({ x }: { x: Scalar }) => add(again(x), x), { x: 1, places }),
    );
    expect(code.call({ x: 5, places })).toBe(15);
    expect(inner).toEqual([undefined, BUSY]);
  });

  test('lets an error of an operation through, and can be called again', () => {
    const throws = defineOp({
      name: 'throws',
      arity: 1,
      value: (x) => {
        if (x === 0) throw new RangeError('no zero, please');
        return 1 / x;
      },
      partials: () => [1],
    });
    const { call } = codeOf(
      backend,
      captured(({ x }: { x: Scalar }) => throws(x), { x: 1 }),
    );
    expect(() => call({ x: 0 })).toThrow(new RangeError('no zero, please'));
    expect(call({ x: 4 })).toBe(0.25);
  });
});

test('small programs are JavaScript and large ones WebAssembly, unless another back end is requested', () => {
  const chain = (n: number) =>
    captured((x: Scalar) => {
      let y = x;
      for (let i = 0; i < n; i++) y = mul(y, y);
      return y;
    }, 1);
  for (const [n, best] of [
    [10, 'js'],
    [2000, 'wasm'],
  ] as const) {
    const { program, convention } = chain(n);
    for (const requested of ['auto', 'js', 'wasm', 'interpreter'] as const) {
      const { code, later } = generate(program, convention, requested, false);
      expect([code.backend, later]).toEqual([requested === 'auto' ? best : requested, undefined]);
      expect(code.call(1)).toBe(1);
    }
  }
});

test('off the main thread the interpreter stands in until the code is there', async () => {
  const { program, convention } = withNumber;
  const { code, later } = generate(program, convention, 'wasm', true);
  expect([code.backend, code.call(3)]).toEqual(['interpreter', 9]);
  const ready = await later;
  expect([ready?.backend, ready?.call(3)]).toEqual(['wasm', 9]);
  expect(generate(program, convention, 'js', true)).toMatchObject({ code: { backend: 'js' }, later: undefined });
});
