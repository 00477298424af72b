import { describe, expect, test } from 'vitest';
import {
  checkpoint,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  ravel,
  registerTree,
  type Scalar,
  square,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { refuses } from '../scalar/refuses.ts';
import { Ball } from './trees.ts';

// biome-ignore lint/suspicious/noExplicitAny: trees of every shape
type Any = any;

const f = (): never => {
  throw new Error('f was called, though its input is wrong');
};

const verbs: readonly (readonly [string, (x: unknown) => unknown])[] = [
  ['grad', grad(f as Any) as Any],
  ['valueAndGrad', valueAndGrad(f as Any) as Any],
  ['gradInto', (x) => (gradInto(f as Any) as Any)(x, x)],
  ['jacobian', jacobian(f as Any) as Any],
  ['valueAndJacobian', valueAndJacobian(f as Any) as Any],
  ['hessian', hessian(f as Any) as Any],
  ['jvp', (x) => (jvp as Any)(f, x, x)],
  ['vjp', (x) => (vjp as Any)(f, x)],
  ['hvp', (x) => (hvp as Any)(f, x, x)],
  ['checkpoint', checkpoint(f as Any) as Any],
];

class Model {
  W = [1];
}

const hole = [1, 2, 3];
delete hole[1];
const cyclic: Any = { layers: [{ W: [1] }] };
cyclic.layers[0].owner = cyclic.layers;
const hint = '; registerTree makes its class a tree';

const refused: readonly (readonly [what: string, x: unknown, message: string])[] = [
  [
    'undefined',
    { layers: [1, 2, { W: [[1, undefined]] }] },
    'expected x.layers[2].W[0][1] to be a number, got undefined',
  ],
  ['a hole', { W: [[0], hole] }, 'expected x.W[1][1] to be a number, got a hole in a sparse array'],
  ['a BigInt', { a: [1, 2n] }, 'expected x.a[1] to be a number, got the BigInt 2n'],
  ['a symbol', { a: Symbol('s') }, 'expected x.a to be a number, got a symbol'],
  ['a function', [{ act: Math.tanh }], 'expected x[0].act to be a number, got a function'],
  ['a method', { size() {}, a: 1 }, 'expected x.size to be a number, got a function'],
  ['a Date', { day: new Date(0) }, 'expected x.day to be a number, got a Date'],
  ['a Map', { 'a b': { m: new Map() } }, 'expected x["a b"].m to be a number, got a Map'],
  ['a Promise', [Promise.resolve(1)], 'expected x[0] to be a number, got a Promise'],
  ['a Number', { n: Object(3) }, 'expected x.n to be a number, got a Number'],
  ['BigInts', { n: new BigInt64Array(2) }, 'expected x.n to be a number, got a BigInt64Array of length 2'],
  ['a class instance', { m: new Model() }, `expected x.m to be a number, got a Model${hint}`],
  [
    'an accessor',
    {
      a: {
        get b() {
          throw new Error('the accessor was called');
        },
      },
    },
    'expected x.a.b to be a number, got an accessor',
  ],
  ['a setter', { set b(_: number) {} }, 'expected x.b to be a number, got an accessor'],
  ['a symbol for a key', { [Symbol('k')]: 1 }, 'expected x["Symbol(k)"] to be a number, got a field named by a symbol'],
  [
    'a number that looks like ours',
    { level: { state: 1, x: undefined } },
    'expected x.level.x to be a number, got undefined',
  ],
];

describe.each(verbs)('%s', (name, call) => {
  test.each(refused)('refuses %s, and says where', (_, x, message) => {
    refuses(() => call(x), TypeError, `${name}: ${message}`);
  });

  test('refuses a tree that contains itself', () => {
    refuses(
      () => call(cyclic),
      RangeError,
      `${name}: expected x to be a tree, got one in which x.layers[0].owner contains itself`,
    );
    const self: unknown[] = [];
    self.push(1, self);
    refuses(() => call(self), RangeError, `${name}: expected x to be a tree, got one in which x[1] contains itself`);
  });

  test('refuses an instance of a registered class that leads back to itself', () => {
    class Ring {
      next: unknown;
    }
    // A new record at each call of fields: the instance is what comes back.
    registerTree(Ring, { fields: ({ next }) => ({ next }), make: (fields) => Object.assign(new Ring(), fields) });
    const ring = new Ring();
    const last = new Ring();
    ring.next = { a: [1, last] };
    last.next = ring;
    refuses(
      () => call({ ring }),
      RangeError,
      `${name}: expected x to be a tree, got one in which x.ring.next.a[1].next contains itself`,
    );
    ring.next = ring;
    refuses(() => call(ring), RangeError, `${name}: expected x to be a tree, got one in which x.next contains itself`);
  });
});

describe('results', () => {
  const of = (y: unknown) => (): unknown => (jacobian as Any)(() => y)([1]);

  test.each<[unknown, string]>([
    [
      { a: undefined },
      'f(x).a to be a number, got undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)',
    ],
    [[[1, hole]], 'f(x)[0][1][1] to be a number, got a hole in a sparse array'],
    [
      { a: new Float64Array(1) },
      "f(x).a to be a number, got a Float64Array of length 1; a typed array can't hold derivatives, return a plain array",
    ],
    [
      { a: [async () => 1] },
      'f(x).a[0] to be a number, got a function; call it inside f, so that f returns its result',
    ],
    [{ m: new Model() }, 'f(x).m to be a number, got a Model'],
    ['text', 'f(x) to be an array or a record, got the string "text"'],
  ])('%o is refused', (y, text) => {
    refuses(of(y), TypeError, `jacobian: expected ${text}`);
  });

  test('Promises anywhere are refused, and none is left unhandled', async () => {
    const unhandled: unknown[] = [];
    const note = (reason: unknown): void => void unhandled.push(reason);
    process.on('unhandledRejection', note);
    const late = async (x: Scalar): Promise<Scalar> => {
      await null;
      return square(x);
    };
    const y = ([x]: Scalar[]): unknown => ({ a: late(x!), b: [late(x!), { c: late(x!) }] });
    refuses(
      () => (jacobian as Any)(y)([1]),
      TypeError,
      'jacobian: expected f(x).a to be a number, got a Promise; f must be synchronous: await first, then differentiate',
    );
    await new Promise((done) => setTimeout(done, 5));
    process.off('unhandledRejection', note);
    expect(unhandled).toEqual([]);
  });
});

describe('directions and weights', () => {
  const x = { W: [[1, 2], [3]], b: 4, name: 'n', ball: new Ball(1, 2) };
  const like = (parts: object): object => ({ W: [[1, 2], [3]], b: 4, ball: new Ball(0, 0), ...parts });

  test.each<[object, ErrorConstructor, string]>([
    [like({ b: undefined }), TypeError, 'v.b to be a number, got undefined'],
    [like({ W: [[1, 2]] }), RangeError, 'v.W to have the length of x.W, 2, got 1'],
    [like({ W: [[1, 2, 3], [3]] }), RangeError, 'v.W[0] to have the length of x.W[0], 2, got 3'],
    [like({ W: [[1, '2'], [3]] }), TypeError, 'v.W[0][1] to be a number, got the string "2"'],
    [like({ W: 3 }), TypeError, 'v.W to be an array, got 3'],
    [like({ ball: { center: 1, radius: 2 } }), TypeError, 'v.ball to be an instance of the same class, got an object'],
    [[1], TypeError, 'v to be a record, got an array of length 1'],
  ])('%o is refused', (v, kind, message) => {
    refuses(() => (jvp as Any)(() => 1, x, v), kind, `jvp: expected ${message}`);
    refuses(() => (hvp as Any)(() => 1, x, v), kind, `hvp: expected ${message}`);
  });

  test('may have their fields in another order, and other kinds of list', () => {
    const g = ({ b }: Any): Scalar => square(b);
    expect((jvp as Any)(g, { a: [1], b: 3 }, { b: 1, a: Float32Array.of(0) }).tangent).toBe(6);
  });

  test('w is like f(x)', () => {
    const { pullback } = (vjp as Any)((t: Any) => ({ y: [t.a, t.a] }), { a: 1 });
    expect(pullback({ y: [1, 2] })).toEqual({ a: 3 });
    refuses(() => pullback({ y: [1] }), RangeError, 'pullback: expected w.y to have the length of f(x).y, 2, got 1');
    refuses(() => pullback([1, 2]), TypeError, 'pullback: expected w to be a record, got an array of length 2');
  });
});

describe('gradInto: out', () => {
  const into = gradInto(f as Any) as Any;

  test.each<[unknown, ErrorConstructor, string]>([
    [{ W: [0] }, RangeError, 'out.W to have the length of x.W, 2, got 1'],
    [
      { W: new Float32Array(2), b: 0 },
      TypeError,
      'out.W to be an array or a Float64Array, got a Float32Array of length 2',
    ],
    [{ W: [0, 0] }, TypeError, 'out.b to be a number, got undefined'],
    [[0, 0], TypeError, 'out to be a record, got an array of length 2'],
  ])('%o is refused, before f is called', (out, kind, message) => {
    refuses(() => into({ W: [1, 2], b: 3 }, out), kind, `gradInto: expected ${message}`);
  });

  test('an instance of a class is not written into', () => {
    const x = { ball: new Ball(1, 2) };
    refuses(() => into(x, x), TypeError, 'gradInto: expected out.ball to be a record, got a Ball');
  });

  test('a number alone has nothing to write into', () => {
    refuses(
      () => (gradInto as Any)(f, { wrt: 1 })([1], [0], 2),
      TypeError,
      'gradInto: expected args[1] to be an array or a record of numbers, got 2; for a function of one number use derivative(f)',
    );
  });
});

describe('options', () => {
  test.each<[unknown, string]>([
    ['0', 'the string "0"'],
    [-1, '-1'],
    [0.5, '0.5'],
    [null, 'null'],
    [[0, 0], '[0,0]'],
    [[0, -1], '[0,-1]'],
    [[0, 'a'], '[0,a]'],
    [new Set([0]), 'a Set'],
  ])('wrt: %o is refused', (wrt, text) => {
    for (const [name, verb] of Object.entries({ grad, gradInto, jacobian, hessian })) {
      refuses(
        () => (verb as Any)(f, { wrt }),
        RangeError,
        `${name}: expected wrt to be a place of an argument or a list of them, got ${text}`,
      );
    }
  });

  test('an argument that is missing, or no tree, is told by its place', () => {
    refuses(
      () => (grad as Any)(f, { wrt: [0, 2] })(1, 2),
      TypeError,
      'grad: expected args[2] to be a number, an array or a record, got undefined',
    );
    refuses(
      () => (grad as Any)(f, { wrt: 1 })(1, { a: [null, undefined] }),
      TypeError,
      'grad: expected args[1].a[1] to be a number, got undefined',
    );
    refuses(
      () => (grad as Any)(f, { wrt: 1 })(1, 'text'),
      TypeError,
      'grad: expected args[1] to be a number, an array or a record, got the string "text"',
    );
  });

  test('aux is a boolean, and not for gradInto', () => {
    refuses(() => (grad as Any)(f, { aux: 1 }), TypeError, 'grad: expected aux to be a boolean, got 1');
    refuses(
      () => (gradInto as Any)(f, { aux: true }),
      TypeError,
      "gradInto: expected no option but mode, lanes, check, wrt, got 'aux'",
    );
    refuses(() => (jvp as Any)(f, 1, 1, { wrt: 1 }), TypeError, "jvp: expected no option but check, aux, got 'wrt'");
  });

  test.each<[unknown, string]>([
    [3, '3'],
    [[1], 'an array of length 1'],
    [[1, 2, 3], 'an array of length 3'],
    [{ y: 1 }, 'an object'],
    [undefined, 'undefined; does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)'],
  ])('with aux f returns a pair, not %o', (y, text) => {
    refuses(
      () => (grad as Any)(() => y, { aux: true })([1]),
      TypeError,
      `grad: expected f to return [y, aux], got ${text}`,
    );
    refuses(
      () => (jvp as Any)(() => y, 1, 1, { aux: true }),
      TypeError,
      `jvp: expected f to return [y, aux], got ${text}`,
    );
  });
});

describe('ravel and registerTree', () => {
  test('ravel refuses what is no tree, unravel another length', () => {
    refuses(() => ravel({ a: [undefined] }), TypeError, 'ravel: expected tree.a[0] to be a number, got undefined');
    refuses(
      () => ravel('x'),
      TypeError,
      'ravel: expected tree to be a number, an array or a record, got the string "x"',
    );
    const { unravel } = ravel({ a: [1, 2] });
    refuses(() => unravel([1]), RangeError, 'unravel: expected flat to have the length of the tree, 2, got 1');
    refuses(() => unravel(3 as never), TypeError, 'unravel: expected flat to be an array or a Float64Array, got 3');
  });

  test.each<[unknown, string]>([
    [{}, 'an object'],
    [() => 1, 'a function'],
    [Object, 'a function'],
    [Array, 'a function'],
    [undefined, 'undefined'],
  ])('registerTree refuses %o for a class', (type, text) => {
    const rule = { fields: () => 1, make: () => ({}) };
    refuses(
      () => registerTree(type as never, rule),
      TypeError,
      `registerTree: expected a class of one's own, got ${text}`,
    );
  });

  test('registerTree refuses what is no function', () => {
    refuses(
      () => registerTree(Model, { fields: 3 as never, make: () => new Model() }),
      TypeError,
      'registerTree: expected fields to be a function, got 3',
    );
    refuses(
      () => registerTree(Model, { fields: () => 1 } as never),
      TypeError,
      'registerTree: expected make to be a function, got undefined',
    );
  });
});
