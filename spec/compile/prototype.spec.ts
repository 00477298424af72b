import { afterEach, describe, expect, test } from 'vitest';
import {
  add,
  compile,
  defineOp,
  emitModule,
  grad,
  mul,
  norm,
  type Scalar,
  sin,
  taylor,
  trace,
} from '../../lib/entries/index.ts';

// A careless deep merge of {"__proto__": {…}} writes into Object.prototype. That must not become code.
const fields = [
  'js',
  'wasm',
  'text',
  'row',
  'compare',
  'apply',
  'args',
  'counts',
  'each',
  'helper',
  'isLast',
  'cost',
  'taylor',
];
const hostile: Readonly<Record<string, unknown>> = {
  'a text': '(globalThis.polluted = 1, 0)',
  'a list of texts': ['(globalThis.polluted = 1, 0)', '0'],
  'an instruction': 'f64.neg',
  'a comparison': 'lt',
  'a row': {
    name: 'evil',
    arity: 1,
    args: ['x'],
    text: { js: '(globalThis.polluted = 1, 0)', wasm: 'f64.neg' },
    value: () => 7,
  },
};

const prototype = Object.prototype as Record<string, unknown>;

afterEach(() => {
  for (const field of fields) delete prototype[field];
  expect(globalThis).not.toHaveProperty('polluted');
});

function polluted<T>(field: string, value: unknown, run: () => T): T {
  Object.defineProperty(prototype, field, { value, configurable: true, writable: true, enumerable: false });
  try {
    return run();
  } finally {
    delete prototype[field];
  }
}

describe.each(fields)('Object.prototype.%s', (field) => {
  test.each(Object.entries(hostile))('as %s changes no value and runs nothing', (_, value) => {
    const cube = defineOp({
      name: 'cube',
      arity: 1,
      value: (x) => x ** 3,
      partials: (A, _v, x) => [A.mul(3, A.square(x))],
    });
    const f = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(mul(cube(x), 3), add(norm([x, y]), sin(y)));
    const expected = grad(f)([2, 3]);
    for (const backend of ['js', 'wasm', 'interpreter'] as const) {
      expect(polluted(field, value, () => compile(grad(f), { backend })([2, 3]))).toEqual(expected);
    }
    const plain = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(norm([x, y]), sin(y));
    const clean = emitModule(plain, [2, 3]);
    expect(polluted(field, value, () => emitModule(plain, [2, 3]))).toBe(clean);
    expect(() => polluted(field, value, () => emitModule((x: Scalar) => cube(x), 2))).toThrow(
      'expected operations of the library',
    );
    expect(polluted(field, value, () => trace(f, [2, 3]).evaluate([2, 3]))).toBe(f([2, 3]));
    expect(polluted(field, value, () => taylor((x) => sin(mul(x, x)), 1, 3))).toEqual(
      taylor((x) => sin(mul(x, x)), 1, 3),
    );
  });
});
