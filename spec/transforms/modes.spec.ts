import { describe, expect, test } from 'vitest';
import * as forward from '../../lib/entries/forward.ts';
import * as index from '../../lib/entries/index.ts';
import { mul, type Scalar } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { refuses } from '../scalar/refuses.ts';

const entries = [
  { entry: 'dualgrad', verbs: index, modes: "'auto' or 'forward' or 'reverse'" },
  { entry: 'dualgrad/forward', verbs: forward, modes: "'forward'" },
  { entry: 'dualgrad/reverse', verbs: reverse, modes: "'reverse'" },
] as const;

type Verb = (f: unknown, options: unknown) => (x: unknown, out?: unknown) => unknown;

const product = ([x, y]: readonly [Scalar, Scalar]): Scalar => mul(x, y);
const products = (x: readonly [Scalar, Scalar]): Scalar[] => [product(x)];

const names = ['grad', 'valueAndGrad', 'gradInto', 'hessian', 'jacobian', 'valueAndJacobian'] as const;

describe.each(entries)('$entry', ({ verbs, modes }) => {
  describe.each(names)('%s', (name) => {
    const verb = verbs[name] as unknown as Verb;
    const f = name.endsWith('acobian') ? products : product;
    const at = (options: unknown): unknown => verb(f, options)([2, 3], [0, 0]);

    test.each<[unknown, string]>([
      ['backward', 'the string "backward"'],
      ['Reverse', 'the string "Reverse"'],
      ['toString', 'the string "toString"'],
      ['', 'the string ""'],
      [null, 'null'],
      [0, '0'],
    ])('refuses mode: %s', (mode, text) => {
      refuses(() => verb(f, { mode }), RangeError, `${name}: expected mode to be ${modes}, got ${text}`);
    });

    test('takes every mode that it names, and without one decides for itself, with the same result', () => {
      const expected = at({});
      for (const mode of modes.replaceAll("'", '').split(' or ')) expect(at({ mode })).toEqual(expected);
      expect(at({ mode: undefined, lanes: undefined })).toEqual(expected);
    });
  });
});

test.each(entries)('$entry refuses the modes of the others', ({ verbs, modes }) => {
  const others = ['auto', 'forward', 'reverse'].filter((mode) => !modes.includes(mode));
  for (const mode of others) {
    refuses(
      () => (verbs.grad as unknown as Verb)(product, { mode }),
      RangeError,
      `grad: expected mode to be ${modes}, got the string "${mode}"`,
    );
  }
});

describe('lanes are of forward mode', () => {
  const [both, , backward] = entries;
  test.each(names)('%s refuses them in reverse', (name) => {
    const f = name.endsWith('acobian') ? products : product;
    const message = `${name}: expected lanes with mode 'forward' only, got lanes: 4`;
    for (const [{ verbs }, options] of [
      [both, { mode: 'reverse', lanes: 4 }],
      [backward, { lanes: 4 }],
    ] as const) {
      const verb = verbs[name] as unknown as Verb;
      refuses(() => verb(f, options)([2, 3], [0, 0]), RangeError, message);
    }
  });
});
