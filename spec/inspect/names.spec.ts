import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  Dual,
  derivative,
  dual,
  emitModule,
  evaluationTrace,
  grad,
  hessian,
  isActive,
  jacobian,
  label,
  log,
  lt,
  mul,
  type Scalar,
  sin,
  square,
  sub,
  type Trace,
  tape,
  toDot,
  trace,
} from '../../lib/entries/index.ts';
import { fc } from '../support/fast-check.ts';
import { smoothPrograms, wildPrograms } from '../support/programs.ts';

type Xs = readonly [Scalar, Scalar];

/** The names that a trace's text gives to nodes: what stands before `=`. */
const defined = (program: Trace): string[] =>
  String(program)
    .split('\n')
    .flatMap((line) => /^(.*?) = /.exec(line)?.[1] ?? []);

describe('inputs are named by where they are in the arguments', () => {
  test.each([
    ['a number', trace((x: Scalar) => sin(x), 1), ['x']],
    ['an array', trace(([x, y]: Xs) => mul(x, y), [1, 2]), ['x[0]', 'x[1]']],
    ['a matrix', trace((m: readonly (readonly Scalar[])[]) => m[1]![0]!, [[1], [2]]), ['x[0][0]', 'x[1][0]']],
    ['a record', trace(({ W, b }) => mul(W[1]![0]!, b), { W: [[1], [2]], b: 3 }), ['W[0][0]', 'W[1][0]', 'b']],
    ['a record in one', trace(({ p }) => mul(p.a, p.b[0]), { p: { a: 1, b: [2] } }), ['p.a', 'p.b[0]']],
    ['a key that is no name', trace((r) => r['a b'], { 'a b': 1 }), ['["a b"]']],
    ['several arguments', trace((x, y, { k }) => mul(x, mul(y[0], k)), 1, [2], { k: 3 }), ['x1', 'x2[0]', 'x3.k']],
  ] as const)('%s', (_, program, names) => {
    expect(program.inputs.map((node) => program.names[node])).toEqual(names);
    expect(defined(program).slice(0, names.length)).toEqual(names);
  });
});

describe('one numbering', () => {
  const agree = (program: Trace): void => {
    const { names } = program;
    const text = String(program);
    const named = program.nodes.filter(({ op }) => op !== 'constant').map(({ id }) => names[id]!);
    expect(defined(program)).toEqual(named);
    expect(new Set(named).size).toBe(named.length);
    for (const { compare, x, y, each } of program.program.guards) {
      if ((compare === 'NaN' || compare === 'finite') && each.length === 0) continue;
      expect(text).toContain(`guard ${compare}(${names[x]}, ${names[y]})`);
    }
    for (const [, id] of toDot(program, { most: 1000 }).matchAll(/^ {2}"((?:[^"\\]|\\.)*)" \[id="\1"/gm)) {
      const name = (id as string).replaceAll(/\\(.)/g, '$1');
      expect(named.includes(name) || program.nodes.some(({ op, id }) => op === 'constant' && names[id] === name)).toBe(
        true,
      );
    }
  };
  const points = fc.array(fc.double({ min: -2, max: 2, noNaN: true }), { minLength: 1, maxLength: 3 });
  // Some like names of the library's own, some alike, some that look like code.
  const labels = fc.array(
    fc.constantFrom('z', 'z_2', 'v1', 'v2', 'y', 'x', 'x[0]', '7', ' a\n b ', '"', '\\', 'σ', "');//"),
    {
      minLength: 1,
      maxLength: 4,
    },
  );

  test('of texts, tables and pictures, with labels and without, shared, of derivatives and compiled', () => {
    fc.assert(
      fc.property(fc.oneof(smoothPrograms, wildPrograms), points, labels, (p, x, names) => {
        const f = (xs: readonly Scalar[]): Scalar => {
          const first = label(xs[0]!, names[0]!);
          const y = p.run([first, ...xs.slice(1)]);
          return names.slice(1).reduce((s, name) => label(add(s, label(sin(s), name)), name), y);
        };
        const program = trace(f, x);
        agree(program);
        agree(program.share());
        agree(trace(p.run, x));
        agree(trace(grad(f), x));
        expect(evaluationTrace(f, x).steps.map(({ name }) => name)).toEqual(defined(program));
        const compiled = compile(f);
        compiled(x);
        const path = compiled.trace();
        if (path !== undefined) agree(path);
      }),
      { numRuns: 100 },
    );
  });

  test('of errors', () => {
    const f = ([x, y]: Xs): Scalar => (lt(label(sub(x, y), 'gap'), 0.5) ? x : log(y));
    const program = trace(f, [1, 2]);
    expect(String(program)).toContain('guard lt(gap, 0.5) is true');
    expect(() => program.evaluate([2, 1])).toThrow(
      'evaluate: expected lt(gap, 0.5) to be true, as in the trace, got lt(1, 0.5)',
    );
    const slope = trace(
      derivative((x) => log(label(mul(x, 2), 'twice'))),
      1,
    );
    expect(() => slope.evaluate(-1)).toThrow(/evaluate: expected (twice|v\d+) to be a number/);
  });

  test('a step is y where it is the result, unless an input has that name', () => {
    expect(defined(trace((x: Scalar) => sin(mul(x, x)), 1))).toEqual(['x', 'v1', 'y']);
    expect(defined(trace(({ y }) => sin(mul(y, y)), { y: 1 }))).toEqual(['y', 'v1', 'v2']);
    expect(defined(trace(({ v1 }) => [sin(v1)], { v1: 1 }))).toEqual(['v1', 'v1_2']);
  });
});

describe('label', () => {
  const inner = (x: Scalar, y: Scalar): Scalar => label(mul(x, label(sin(y), 'z1')), 'z2');

  test('is the number itself', () => {
    expect(label(-0, 'z')).toBe(-0);
    expect(label(NaN, 'z')).toBe(NaN);
    const d = dual(2, 3);
    expect(label(d, 'z')).toBe(d);
    const t = tape().variable(3);
    expect(label(t, 'z')).toBe(t);
    expect(label(d, 'z')).toBeInstanceOf(Dual);
  });

  test('names nodes in texts, also below derivatives; the first name stays', () => {
    expect(defined(trace(inner, 2, 3))).toEqual(['x1', 'x2', 'z1', 'z2']);
    const twice = trace((x) => label(label(sin(x), 'first'), 'second'), 1);
    expect(defined(twice)).toEqual(['x', 'first']);
    for (const of of [grad, hessian as unknown as typeof grad]) {
      expect(
        defined(
          trace(
            of(([x, y]: Xs) => inner(x, y)),
            [2, 3],
          ),
        ),
      ).toEqual(expect.arrayContaining(['z1', 'z2']));
    }
  });

  test('a step that a compiled program leaves out leaves its name to others', () => {
    const compiled = compile((x: Scalar) => {
      label(log(x), 'z');
      return label(sin(x), 'z');
    });
    compiled(2);
    expect(defined(compiled.trace() as Trace)).toEqual(['x', 'z']);
  });

  test('names variables of a module, which computes the same', async () => {
    const f = ([x, y]: Xs): Scalar => add(inner(x, y), square(inner(y, x)));
    const text = emitModule(
      jacobian(([x, y]: Xs) => [f([x, y])]),
      [2, 3],
    );
    expect(text).toMatch(/const z1 = Math\.sin\(x_1\);/);
    const plain = emitModule(f, [2, 3]);
    expect(plain).toContain('const z1 = ');
    expect(plain).toContain('const z2_2 = ');
    const { evaluate } = await import(`data:text/javascript,${encodeURIComponent(plain)}`);
    expect(evaluate([2, 3])).toBe(f([2, 3]));
  });

  // As names of variables, of the module's own texts, of globals, and as code.
  test.each([
    ...[
      'const',
      'eval',
      'arguments',
      'await',
      'Math',
      'Number',
      'x',
      'x_0',
      'x1',
      'v1',
      'v7',
      'out',
      'evaluate',
      'sin',
    ],
    ...[
      'FINITE',
      'WAY',
      'notNumbers',
      'undefined',
      '__proto__',
      'constructor',
      'σ',
      'a b',
      '1st',
      '𝒳',
      '\ud835',
      '\u200d',
    ],
    ...[
      'a; globalThis.PWNED = 1 //',
      '*/ globalThis.PWNED = 1 /*',
      '`$'.concat('{globalThis.PWNED = 1}`'),
      '\u2028globalThis.PWNED=1',
      '"',
    ],
  ])('%j becomes an identifier of its own', async (name) => {
    const f = ([x, y]: Xs): Scalar => {
      const z = label(mul(x, y), name);
      return add(label(sin(z), name), square(label(sub(z, log(x)), `${name}_2`)));
    };
    for (const [derivative, expected] of [
      [f, f([2, 3])],
      [grad(f), grad(f)([2, 3])],
    ] as const) {
      const text = emitModule(derivative as typeof f, [2, 3]);
      const { evaluate } = await import(`data:text/javascript,${encodeURIComponent(text)}`);
      expect(evaluate([2, 3])).toEqual(expected);
      expect('PWNED' in globalThis).toBe(false);
      const declared = [...text.matchAll(/(?:const|let) (\S+)(?: =|;)/g)].map(([, variable]) => variable);
      expect(new Set(declared).size).toBe(declared.length);
    }
  });

  test('refuses what is no name, and what is no number', () => {
    for (const [name, got] of [
      [undefined, 'undefined'],
      [0, '0'],
      ['', 'the string ""'],
      [' ', 'the string " "'],
    ] as const) {
      expect(() => label(1, name as string)).toThrow(
        new TypeError(`label: expected a name as a string that is not empty, got ${got}`),
      );
    }
    expect(() => label('3' as never, 'z')).toThrow(TypeError);
    expect(() => [1, 2].map(label as never)).toThrow(TypeError);
  });

  test('the number of an ended call is refused, as by any operation', () => {
    let kept: Scalar = 0;
    derivative((x) => {
      if (isActive(x)) kept = x;
      return x;
    })(1);
    expect(() => label(kept, 'z')).toThrow('of a derivative call that has ended');
  });
});
