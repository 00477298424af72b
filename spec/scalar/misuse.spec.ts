import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import {
  Active,
  blockJacobian,
  compile,
  countFlops,
  Dual,
  derivative,
  dual,
  emitModule,
  evaluationTrace,
  grad,
  hessian,
  hvp,
  jacobian,
  maximum,
  mul,
  neg,
  type Scalar,
  sin,
  sweepWork,
  tangent,
  tape,
  trace,
  type Vector,
} from '../../lib/entries/index.ts';
import { refuses } from './refuses.ts';

// biome-ignore lint/suspicious/noExplicitAny: as a caller without types would write it
type Any = any;
const f = ([x, y]: Vector): Scalar => mul(x!, y!);
const loose = (verb: unknown): Any => verb;

describe('hints do not lead in circles', () => {
  test.each<[string, () => unknown, string]>([
    [
      'hessian(f)(3)',
      () => loose(hessian(f))(3),
      'hessian: expected x to be an array or a record of numbers, got 3; for a function of one number use derivative(derivative(f))',
    ],
    [
      'grad(f, [1, 2])',
      () => loose(grad)(f, [1, 2]),
      'grad: expected options to be an object like { lanes: 4 }, got an array of length 2; write grad(f)(x)',
    ],
    [
      'compile(f, [1, 2])',
      () => loose(compile)(f, [1, 2]),
      'compile: expected options to be an object like { static: [1] }, got an array of length 2; write compile(f)(x)',
    ],
    [
      'hvp(f)(x, v)',
      () => loose(hvp)(f)([1, 2], [1, 0]),
      'hvp: expected x to be an array or a record of numbers, got undefined; write hvp(f, x, v)',
    ],
    [
      'a Map of options',
      () => loose(grad)(f, new Map([['mode', 'reverse']])),
      'grad: expected options to be an object like { lanes: 4 }, got a Map',
    ],
    [
      'a Map of options of compile',
      () => loose(compile)(f, new Map([['order', 'reverse']])),
      'compile: expected options to be an object like { static: [1] }, got a Map',
    ],
  ])('%s', (_, call, message) => {
    refuses(call, TypeError, message);
    // What the hint says to write.
    expect(derivative(derivative((x) => mul(x, x)))(3)).toBe(2);
    expect(grad(f)([1, 2])).toEqual([2, 1]);
    expect(hvp(f, [1, 2], [1, 0])).toEqual([0, 1]);
  });

  test.each<[string, (g: Any) => unknown]>([
    ['trace', (g) => trace(g)],
    ['emitModule', (g) => emitModule(g)],
  ])('%s without example arguments', (verb, call) => {
    const message = `${verb}: expected example arguments of f after it, got none; write ${verb}(f, x)`;
    for (const g of [f, grad(f), hessian(f)]) refuses(() => call(g), TypeError, message);
    // A function without parameters needs none.
    expect(() => call(() => 3)).not.toThrow();
  });

  test.each<[string, (g: Any) => unknown]>([
    ['countFlops', (g) => countFlops(g)],
    ['sweepWork', (g) => sweepWork(g)],
  ])('%s without example arguments says what trace says', (_, call) => {
    refuses(() => call(f), TypeError, 'trace: expected example arguments of f after it, got none; write trace(f, x)');
  });
});

describe('results', () => {
  const hint = 'does f return its result? indexOf, includes and === find no Scalar: write eq(x, y)';

  test('undefined names what finds no Scalar', () => {
    const place = (v: Vector): Scalar => v[v.indexOf(maximum(v))]!;
    refuses(() => grad(place)([1, 5, 3]), TypeError, `grad: expected f(x) to be a number, got undefined; ${hint}`);
    refuses(
      () => jacobian((v: Vector) => [place(v)])([1, 5]),
      TypeError,
      `jacobian: expected f(x)[0] to be a number, got undefined; ${hint}`,
    );
    refuses(
      () => compile((() => undefined) as Any)(1),
      TypeError,
      `compile: expected f to return numbers, arrays or records of them, got undefined; ${hint}`,
    );
  });

  test('of a generator', () => {
    const generator = function* (): Generator<number> {
      yield 1;
    } as Any;
    const text = 'got a Generator; f must not be a generator';
    refuses(
      () => compile(generator)([1]),
      TypeError,
      `compile: expected f to return numbers, arrays or records of them, ${text}`,
    );
  });

  test('that contain themselves are called results', () => {
    const list: unknown[] = [];
    list.push(list);
    const record: { self?: unknown } = {};
    record.self = record;
    let deep: unknown = 1;
    for (let i = 0; i < 2000; i++) deep = [deep];
    const message =
      'expected the result nested at most 1000 deep, got one that is deeper, or contains itself; return the numbers themselves';
    for (const result of [list, record, deep]) {
      const g = (_: Scalar): Any => result;
      refuses(() => trace(g, 3), RangeError, `trace: ${message}`);
      refuses(() => compile(g)(3), RangeError, `compile: ${message}`);
      refuses(() => emitModule(g, 3), RangeError, `emitModule: ${message}`);
    }
  });

  test('a thenable gets functions it may call', () => {
    const got: unknown[] = [];
    const thenable = {
      // biome-ignore lint/suspicious/noThenProperty: a promise of another library
      then: (done: (x: number) => void, failed: (x: unknown) => void) => {
        got.push(typeof done, typeof failed);
        done(1);
      },
    };
    refuses(
      () => grad((() => thenable) as Any)([1]),
      TypeError,
      'grad: expected f(x) to be a number, got a Promise; f must be synchronous: await first, then differentiate',
    );
    expect(got.slice(0, 2)).toEqual(['function', 'function']);
  });
});

describe('structuredClone of a number that carries derivatives', () => {
  const message = 'Symbol(Scalar of dualgrad: write value(x) for its number) could not be cloned.';

  test.each<[string, (clone: (x: Scalar) => Scalar) => unknown]>([
    ['derivative', (clone) => derivative((x) => clone(x))(1)],
    ['lanes', (clone) => grad(([x]) => clone(x), { mode: 'forward' })([1, 2])],
    ['reverse', (clone) => grad(([x]) => clone(x), { mode: 'reverse' })([1, 2])],
    ['trace', (clone) => trace((x: Scalar) => clone(x), 1)],
    ['a hand-made dual', (clone) => clone(dual(1, 1))],
  ])('%s: the error names the cause', (_, call) => {
    expect(() => call((x) => structuredClone(x))).toThrow(message);
    expect(() => call((x) => structuredClone({ xs: [x] }).xs[0] as Scalar)).toThrow(message);
  });
});

describe('reading numbers', () => {
  test('new Dual(v, t) is dual(v, t)', () => {
    const x = new Dual(3, 1);
    expect(x).toBeInstanceOf(Dual);
    expect(mul(x, x).toString()).toBe('Dual(9 + 6ε)');
    expect(tangent(mul(x, dual(2, 0)))).toBe(2);
    expect(new Dual(new Dual(3, 1), 1).toString()).toBe('Dual(Dual(3 + 1ε₁) + 1ε₂)');
    refuses(
      () => new Dual('3' as Any, 1),
      TypeError,
      'dual: expected a number or a Scalar of dualgrad, got the string "3"',
    );
    refuses(() => new (loose(Dual))(3), TypeError, 'dual: expected a number or a Scalar of dualgrad, got undefined');
  });

  test('an Active without parts is refused by the op that meets it', () => {
    for (const [make, text] of [
      [() => new (loose(Dual))(), 'a Dual'],
      [() => new (loose(Active))(), 'an Active'],
      [() => Object.create(Dual.prototype), 'a Dual'],
    ] as const) {
      refuses(() => mul(make(), 2), TypeError, `mul: expected a number or a Scalar of dualgrad, got ${text}`);
      refuses(() => neg(make()), TypeError, `neg: expected a number or a Scalar of dualgrad, got ${text}`);
      expect(() => inspect(make())).not.toThrow();
    }
  });

  test('tangent(y), without a cast', () => {
    expect(tangent(mul(dual(3, 1), sin(dual(0, 1))))).toBe(3);
    expect(tangent(3)).toBe(0);
    expect(tangent(dual(dual(3, 1), dual(5, 7))).toString()).toBe('Dual(5 + 7ε)');
    refuses(() => tangent(tape().variable(3)), TypeError, 'tangent: expected a Dual, got Var(3)');
    refuses(
      () => tangent('3' as Any),
      TypeError,
      'tangent: expected a number or a Scalar of dualgrad, got the string "3"',
    );
  });

  test('the gradient of any number on a tape, without a cast', () => {
    const t = tape();
    const x = t.variable(3);
    const y = mul(x, x);
    const z = sin(y);
    t.backward(z);
    expect([t.grad(z), t.grad(y), t.grad(x)]).toEqual([1, Math.cos(9), 6 * Math.cos(9)]);
    expect(t.grad(x)).toBe(x.grad);
    refuses(
      () => t.grad(3),
      TypeError,
      'grad: expected a number computed from variables of this tape, got 3, a plain number without history',
    );
    refuses(
      () => t.grad(tape().variable(1)),
      TypeError,
      'grad: expected a number computed from variables of this tape, got a Var',
    );
    expect(() => tape().grad(t.variable(1))).toThrow(TypeError);
  });

  test('what console.log prints', () => {
    const t = tape();
    mul(t.variable(3), 2);
    expect(inspect(t)).toBe('Tape of 2 numbers');
    const traced = trace(f, [2, 3]);
    expect(inspect(traced)).toBe(`${traced}`);
    const compiled = compile(f);
    compiled([2, 3]);
    expect(inspect(compiled.trace())).toBe(`${compiled.trace()}`);
    const table = evaluationTrace(f, [2, 3]);
    expect(inspect(table)).toBe(`${table}`);
    expect(Object.keys(table)).toEqual(['steps', 'toString']);
    expect(inspect(countFlops(f, [2, 3]))).toContain('textbook: 1');
  });
});

describe('families of a block Jacobian', () => {
  const g = ([a]: Vector): Scalar[] => [a!];
  const columns = (): number[] => [0];
  const shape = '{ count, columns, f }, or { count, columns, jacobian } with known derivatives';

  test.each<[string, unknown, typeof TypeError | typeof RangeError, string]>([
    ['no array', {}, TypeError, `an array of families ${shape}, got an object`],
    ['nothing', undefined, TypeError, `an array of families ${shape}, got undefined`],
    ['null for a family', [null], TypeError, `families[0] to be ${shape}, got null`],
    ['a number for a family', [{ count: 1, columns, f: g }, 3], TypeError, `families[1] to be ${shape}, got 3`],
    [
      'no count',
      [{ columns, f: g }],
      TypeError,
      'families[0].count to be a whole number from 0, how many blocks there are, got undefined',
    ],
    [
      'a string for a count',
      [{ count: '2', columns, f: g }],
      TypeError,
      'families[0].count to be a whole number from 0, how many blocks there are, got the string "2"',
    ],
    [
      'a negative count',
      [{ count: -1, columns, f: g }],
      RangeError,
      'families[0].count to be a whole number from 0, how many blocks there are, got -1',
    ],
    [
      'a fraction of a block',
      [{ count: 1.5, columns, f: g }],
      RangeError,
      'families[0].count to be a whole number from 0, how many blocks there are, got 1.5',
    ],
    [
      'no columns, or misspelt ones',
      [{ count: 1, colums: columns, f: g }],
      TypeError,
      'families[0].columns to be a function from a block to its places in x, got undefined',
    ],
    ['no f', [{ count: 1, columns }], TypeError, 'families[0].f to be a function, got undefined'],
    ['no function', [{ count: 1, columns, f: 3 }], TypeError, 'families[0].f to be a function, got 3'],
    [
      'no function for derivatives',
      [{ count: 1, columns, jacobian: [[1]] }],
      TypeError,
      'families[0].jacobian to be a function, got an array of length 1',
    ],
  ])('%s', (_, families, kind, message) => {
    refuses(() => blockJacobian(families as Any), kind, `blockJacobian: expected ${message}`);
  });

  test.each<[string, unknown, typeof TypeError | typeof RangeError, string]>([
    ['null', null, TypeError, 'columns(0) to be an array of places in x, got null'],
    ['a number', 0, TypeError, 'columns(0) to be an array of places in x, got 0'],
    [
      'a place twice',
      [1, 0, 1],
      RangeError,
      'the columns of block 0 to name each place once, got 1 twice; use the entry twice in f',
    ],
    ['a string', ['0'], RangeError, 'the columns of block 0 to be places in x, from 0 to 1, got the string "0"'],
    ['a fraction', [0.5], RangeError, 'the columns of block 0 to be places in x, from 0 to 1, got 0.5'],
    ['beyond x', [2], RangeError, 'the columns of block 0 to be places in x, from 0 to 1, got 2'],
    ['before x', [-1], RangeError, 'the columns of block 0 to be places in x, from 0 to 1, got -1'],
  ])('columns: %s', (_, found, kind, message) => {
    const rows = blockJacobian([{ count: 1, columns: () => found as Any, f: g }]);
    refuses(() => rows([1, 2]), kind, `blockJacobian: expected ${message}`);
    refuses(() => compile(rows)([1, 2]), kind, `blockJacobian: expected ${message}`);
  });

  test('a number for the results of a block', () => {
    const rows = blockJacobian([{ count: 1, columns, f: (([a]: Vector) => a) as Any }]);
    refuses(
      () => rows([2]),
      TypeError,
      'blockJacobian: expected f(x) to be an array, got the number Dual(2 + 1ε); return [y] for one result',
    );
  });

  test('columns in a typed array', () => {
    const rows = blockJacobian([
      { count: 2, columns: (i) => Int32Array.of(i, i + 1) as Any, f: ([a, b]) => [mul(a, b)] },
    ]);
    expect(rows([2, 3, 4]).values).toEqual(Float64Array.of(3, 2, 4, 3));
  });
});
