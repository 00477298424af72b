import { describe, expect, test } from 'vitest';
import { derivative, grad, hessian, jvp, mul, type Scalar, sin, square } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';
import * as runtime from '../../lib/entries/native-runtime.ts';
import { makeNative } from '../../lib/native/native.ts';
import { refuses } from '../scalar/refuses.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type Fn = (...args: any[]) => any;

/** A function made of a text, as it would stand in a file. */
const made = (text: string): Fn => new Function(`return (${text});`)() as Fn;

const key = 'computed';
const objects = {
  shorthand(x: number) {
    return x * x;
  },
  'in quotes'(x: number) {
    return x * x;
  },
  2(x: number) {
    return x * x;
  },
  [`${key}Name`](x: number) {
    return x * x;
  },
  [Symbol.iterator](x: number) {
    return x * x;
  },
  get(x: number) {
    return x * x;
  },
  async(x: number) {
    return x * x;
  },
  arrow: (x: number) => x * x,
  named: function other(x: number) {
    return x * x;
  },
};
class Squares {
  method(x: number) {
    return x * x;
  }
  static fixed(x: number) {
    return x * x;
  }
  #hidden(x: number) {
    return x * x;
  }
  static hidden: Fn = new Squares().#hidden;
}
function declared(x: number) {
  return x * x;
}

describe('native takes x² as', () => {
  test.each<[string, Fn]>([
    ['an arrow', (x) => x * x],
    [
      'an arrow with a body',
      (x) => {
        return x * x;
      },
    ],
    ['an arrow without parentheses', made('x => x * x')],
    ['an arrow of a comma', made('x => (x, x * x)')],
    ['a declaration', declared],
    ['an expression', made('function (x) { return x * x; }')],
    ['an expression with a name', made('function other(x) { return x * x; }')],
    ...Reflect.ownKeys(objects).map((name): [string, Fn] => [`the method ${String(name)}`, objects[name as 'get']]),
    ['a method of a class', new Squares().method],
    ['a static method', Squares.fixed],
    ['a private method', Squares.hidden],
    ['new Function', new Function('x', 'return x * x // a comment') as Fn],
    ['a default parameter', made('(x, y = x) => x * y')],
    ['destructured', made('(x, { y } = { y: x }, [z] = [1]) => x * y * z')],
    ['rest', made('(...xs) => xs[0] * xs[0]')],
    ['arguments', made('function () { return arguments[0] * arguments[0]; }')],
    ['a function inside', made('(x) => { const f = (y) => y * x; function g(y) { return f(y); } return g(x); }')],
    ['comments', made('/* a */ (x /* b */) /* c */ => /* d */ x * x /* e */')],
    ['sloppy code', made('function (x) { var y = 010; return x * x * y / 8; }')],
    ['a wrapped name', made('(x) => { const f = __name((y) => y * y, "f"); return f(x); }')],
    ['names that need not be there', made('(x) => typeof absent === "undefined" ? x * x : 0')],
    ['own names of globals', made('(x) => { const Math = { sin: (y) => y }; return Math.sin(x) * x; }')],
    ['names with a dollar', made('($add) => { const $mul = $add; return $mul * $add; }')],
  ])('%s', (_, f) => {
    const g = native(f);
    expect(g(3)).toBe(9);
    expect(derivative(g as (x: Scalar) => Scalar)(3)).toBe(6);
    expect(derivative(derivative(g as (x: Scalar) => Scalar))(3)).toBe(2);
    expect(g.name).toBe(f.name);
    expect(g.length).toBe(f.length);
  });
});

describe('a function that calls itself', () => {
  const power = (x: number, n: number): number => (n === 0 ? 1 : x * power(x, n - 1));

  test.each<[string, Fn]>([
    ['an arrow in a constant', power],
    ['a declaration', made('function power(x, n) { return n === 0 ? 1 : x * power(x, n - 1); }')],
  ])('%s', (_, f) => {
    expect(derivative(native(f) as (x: Scalar, n: number) => Scalar)(2, 5)).toBe(80);
  });

  test('two that call each other', () => {
    const even = (x: number, n: number): number => (n === 0 ? 1 : x * odd(x, n - 1));
    const odd = (x: number, n: number): number => (n === 0 ? 1 : 2 * x * even(x, n - 1));
    const f = native(even, { odd, even });
    expect(f(3, 4)).toBe(even(3, 4));
    expect(derivative(f)(3, 4)).toBe(4 * 4 * 27);
  });
});

describe('names', () => {
  const scale = 3;
  const cube = (x: number): number => x * x * x;
  const twice = (x: number): number => 2 * cube(x);

  test('constants, and functions that are transformed as well', () => {
    expect(derivative(native((x: number) => scale * twice(x), { scale, twice, cube }))(2)).toBe(72);
  });

  test('operations of dualgrad, objects and functions that can not be read', () => {
    const model = { k: 4 };
    const bound = ((x: number) => x + 1).bind(null);
    const sine = sin as Fn;
    const f = native((x: number) => sine(x * model.k) + bound(1), { sine, model, bound });
    expect(f(0)).toBe(2);
    expect(derivative(f)(0)).toBe(4);
  });

  test('a number of a derivative around it', () => {
    const f = derivative((a: Scalar) => derivative(native((x: number) => (a as number) * x * x, { a }))(3));
    expect(f(2)).toBe(6);
  });

  test('are read when native is called, once for the same ones', () => {
    const f = (x: number): number => scale * x;
    const g = native(f, { scale });
    expect(native(f, { scale: 3 })).toBe(g);
    expect(native(f, { scale: 4 })).not.toBe(g);
    expect(native(f, { scale: 4 })(1)).toBe(4);
    expect(g(1)).toBe(3);
  });

  test("are the file's own, though globals have such names", () => {
    expect(() => native(made('(x) => x * name'))).toThrow('native(f): uses name');
    expect(native(made('(x) => x * performance'), { performance: 5 })(2)).toBe(10);
  });
});

describe('a native function', () => {
  test('is itself when it is made again', () => {
    const f = (x: number): number => x * x;
    const g = native(f);
    expect(native(f)).toBe(g);
    expect(native(g)).toBe(g);
    expect(native(derivative(g))).toBeTypeOf('function');
  });

  test('has the properties of f, and this', () => {
    const f = Object.assign(
      function scaled(this: { k: number }, x: number) {
        return this.k * x;
      },
      { unit: 'm' },
    );
    const g = native(f);
    expect(g.unit).toBe('m');
    expect(g.call({ k: 3 }, 2)).toBe(6);
    const o = { k: 3, at: g };
    expect(derivative((x: Scalar) => o.at(x))(2)).toBe(3);
  });

  test('is f where nothing is to be done', () => {
    expect(native((xs: number[]) => xs.length)([1, 2])).toBe(2);
  });

  test('takes records and arrays', () => {
    const f = native(({ a, b }: { a: number; b: number[] }) => a * b[0]! ** 2);
    expect(derivative((t: Scalar) => f({ a: t, b: [t] }))(2)).toBe(12);
    expect(grad(native(([x, y]: [number, number]) => x / y))([1, 2])).toEqual([0.5, -0.25]);
    expect(hessian(native(([x, y]: [number, number]) => x * x * y))([1, 2])).toEqual([
      [4, 2],
      [2, 0],
    ]);
  });

  test('is given back where its text is transformed already', () => {
    const g = native((x: number) => x * x);
    const { $mul, $open } = runtime;
    const again = new Function('$mul', '$open', `return ${String(g)}`)($mul, $open) as typeof g;
    expect(native(again)).toBe(again);
    expect(derivative(again)(3)).toBe(6);
  });

  test('says where an error comes from', () => {
    const fails = native((x: number) => {
      if (x > 1) throw new RangeError('too large');
      return x;
    });
    const stack = (call: () => unknown): string => {
      try {
        call();
      } catch (error) {
        return (error as Error).stack ?? '';
      }
      return '';
    };
    expect(stack(() => fails(2))).toMatch(/native\(f\):\d+:\d+/);
    expect(stack(() => derivative(fails)(2))).toMatch(/native\(f\):\d+:\d+/);
  });
});

const PLUGIN = 'or add dualgrad/plugin to the build';

describe('native refuses', () => {
  class Point {
    x = 1;
    readonly #k = 2;
    arrow: Fn = () => this.x;
    privately(x: number) {
      return x * this.#k;
    }
    get total() {
      return this.x;
    }
  }
  class Child extends Point {
    override privately(x: number) {
      return super.privately(x);
    }
  }
  const getter = Object.getOwnPropertyDescriptor(Point.prototype, 'total')?.get as Fn;

  test.each<[string, unknown, string]>([
    ['a number', 3, 'native: expected a function of numbers, got 3'],
    ['nothing', undefined, 'native: expected a function of numbers, got undefined'],
    ['a class', Point, 'native(Point): expected a function, got a class; mark its methods'],
    [
      'a function of JavaScript',
      Math.max,
      'native: expected a function with a text, got max, which is built in or bound; write native((x) => Math.sin(x)) for Math.sin, native(f).bind(o) for f.bind(o)',
    ],
    [
      'a bound function',
      declared.bind(null),
      'native: expected a function with a text, got bound declared, which is built in or bound; write native((x) => Math.sin(x)) for Math.sin, native(f).bind(o) for f.bind(o)',
    ],
    [
      'an async function',
      async (x: number) => x,
      "native(f): an async function can't be differentiated; await first, and wrap the function that computes",
    ],
    [
      'an async method',
      made('{ async at(x) { return x } }.at'),
      "native(at): an async function can't be differentiated; await first, and wrap the function that computes",
    ],
    [
      'a generator',
      made('function* steps(x) { yield x }'),
      "native(steps): a generator can't be differentiated; wrap the function that uses it",
    ],
    [
      'a method that generates',
      made('{ *steps(x) { yield x } }.steps'),
      "native(steps): a generator can't be differentiated; wrap the function that uses it",
    ],
    [
      'a getter',
      getter,
      'native(f): expected a function, got the getter or setter of a property; wrap a function that uses the property',
    ],
  ])('%s', (_, f, message) => {
    refuses(() => native(f as Fn), TypeError as ErrorConstructor, message);
  });

  test.each<[string, Fn, string]>([
    ['this of an arrow', new Point().arrow, 'this'],
    ['arguments of an arrow', made('(function () { return () => arguments[0]; })()'), 'arguments'],
    ['super', new Child().privately, 'super'],
    ['private names', new Point().privately, '#k'],
  ])('%s', (_, f, what) => {
    const name = f.name || 'f';
    refuses(
      () => native(f),
      ReferenceError as ErrorConstructor,
      `native(${name}): uses ${what} of the code around it, which can't be reached from its source text; make it an argument, ${PLUGIN}`,
    );
  });

  test('a name that it does not have', () => {
    const later = 3;
    refuses(
      () => native((x: number) => x * later),
      ReferenceError as ErrorConstructor,
      `native(f): uses later, which can't be reached from its source text; write native(f, { later }), ${PLUGIN}`,
    );
    const scaled = (x: number): number => x * later * absent;
    const absent = 2;
    refuses(
      () => native(scaled),
      ReferenceError as ErrorConstructor,
      `native(scaled): uses later, absent, which can't be reached from its source text; write native(scaled, { later, absent }), ${PLUGIN}`,
    );
    refuses(
      () => native(scaled, { later }),
      ReferenceError as ErrorConstructor,
      `native(scaled): uses absent, which can't be reached from its source text; write native(scaled, { later, absent }), ${PLUGIN}`,
    );
  });

  test('an import, which a test runner or a bundler has given another name', () => {
    expect(() => native((x: number) => (mul as Fn)(x, x))).toThrow(
      /^native\(f\): uses an import, here by the name __vite_ssr_import_\d+__, which can't be reached from its source text; add dualgrad\/plugin to the build, or make it an argument of f$/,
    );
  });

  test('names that are no object', () => {
    refuses(
      () => native((x: number) => x, 3 as never),
      TypeError as ErrorConstructor,
      'native: expected names to be an object like { k }, got 3',
    );
  });

  test.each([
    ['eval', '(x) => eval("x * x")'],
    ['with', 'function (x) { with ({}) { return x * x; } }'],
  ])('%s', (word, text) => {
    expect(() => native(made(text))).toThrow(new RegExp(`^native\\(f\\):1:\\d+: .*${word}`));
  });

  test('where a page forbids code that is made at run time', () => {
    const { Function: own } = globalThis;
    globalThis.Function = class extends own {
      constructor(...args: string[]) {
        super(...args);
        throw new EvalError('Refused to evaluate a string as JavaScript');
      }
    } as FunctionConstructor;
    try {
      refuses(
        () => native((x: number) => x * 41),
        EvalError as ErrorConstructor,
        "native(f): this page's Content-Security-Policy forbids code made at run time; add dualgrad/plugin to the build",
      );
    } finally {
      globalThis.Function = own;
    }
  });

  test('without a parser', () => {
    const bare = makeNative(() => {
      throw new Error('no acorn');
    }, runtime);
    refuses(() => bare((x: number) => x * x), Error, 'no acorn');
    expect(bare(native((x: number) => x * x))(3)).toBe(9);
  });
});

test('$native is native of a build: it marks', () => {
  const f = (x: Scalar): Scalar => square(x);
  expect(runtime.$native(f)).toBe(f);
  expect(jvp(f, 3, 1)).toEqual({ value: 9, tangent: 6 });
  refuses(
    () => runtime.$native(3 as never),
    TypeError as ErrorConstructor,
    'native: expected a function of numbers, got 3',
  );
});
