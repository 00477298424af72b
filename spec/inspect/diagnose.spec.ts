import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import * as dualgrad from '../../lib/entries/index.ts';
import {
  abs,
  add,
  checkDerivatives,
  clamp,
  copysign,
  cos,
  defineOp,
  derivative,
  diagnose,
  div,
  eq,
  exp,
  expm1,
  type FindingKind,
  floor,
  ge,
  grad,
  gt,
  hessian,
  log,
  logsumexp,
  lt,
  max,
  maximum,
  mod,
  mul,
  ne,
  neg,
  norm,
  pow,
  relu,
  type Scalar,
  sign,
  sin,
  softmax,
  sqrt,
  square,
  stopGradient,
  sub,
  sum,
  value,
  where,
} from '../../lib/entries/index.ts';

const path = fileURLToPath(import.meta.url);
const lines = readFileSync(path, 'utf8').split('\n');

/** The line of this file that is marked so. */
function lineOf(mark: string): number {
  const line = lines.findIndex((text) => text.endsWith(`// ${mark}`)) + 1;
  if (line === 0) throw new Error(`expected a line that ends with // ${mark}`);
  return line;
}

/** The second derivative. */
const twice = (f: (x: Scalar) => Scalar) => derivative(derivative(f));

const signed = (x: Scalar): Scalar => mul(sign(x), abs(x)); // signed

const newton = (a: Scalar): Scalar => {
  let x: Scalar = Math.SQRT2;
  for (let k = 0; k < 50; k++) {
    const s = div(sub(square(x), a), mul(2, x));
    x = sub(x, s);
    if (Math.abs(value(s)) < 1e-8) break; // newton
  }
  return x;
};

const bisection = (a: Scalar, from: Scalar): Scalar => {
  let [low, high]: [Scalar, Scalar] = [0, from];
  for (let k = 0; k < 60; k++) {
    const m = mul(0.5, add(low, high));
    const isBelow = lt(pow(m, 3), a); // bisection
    if (isBelow) low = m;
    else high = m;
  }
  return mul(0.5, add(low, high));
};

const x0 = (() => {
  let x = 0.5;
  for (let k = 0; k < 500; k++) x = Math.cos(0.9 * x);
  return x;
})();

type Case = readonly [
  name: string,
  kind: FindingKind,
  op: string,
  mark: string,
  f: (x: never) => unknown,
  x: number | readonly number[],
];

/** The kinds of shared/cases that no rule can mend, each with the line that tells. */
const cases: readonly Case[] = [
  ['K1.a', 'equality', 'eq', 'K1.a', (x: Scalar) => (eq(x, 1) ? 1 : square(x)), 1], // K1.a
  [
    'K1.b',
    'equality',
    'eq',
    'K1.b',
    (v: readonly Scalar[]) => {
      let p: Scalar = 1;
      for (const t of v) {
        p = mul(p, t);
        if (eq(p, 0)) break; // K1.b
      }
      return p;
    },
    [0, 2, 3],
  ],
  ['K1.c', 'equality', 'eq', 'K1.c', (r: Scalar) => (eq(r, 0) ? 10 : div(sub(1, pow(add(1, r), -10)), r)), 0], // K1.c
  ['K1.d', 'equality', 'eq', 'K1.d', (x: Scalar) => where(eq, x, 0, 1, div(expm1(x), x)), 0], // K1.d
  ['K1.e', 'tolerance', 'lt', 'K1.e', (x: Scalar) => (lt(abs(x), 1e-8) ? 1 : div(expm1(x), x)), 1e-9], // K1.e
  [
    'K1.f',
    'lost derivative',
    'value',
    'K1.f',
    (v: readonly Scalar[]) => {
      let s: Scalar = 0;
      v.forEach((a, i) => {
        if (value(a) !== 0) s = add(s, mul(a, i + 1)); // K1.f
      });
      return s;
    },
    [1, 0, 2],
  ],
  [
    'K1.g',
    'equality',
    'eq',
    'K1.g',
    ([a, b, c, d]: readonly [Scalar, Scalar, Scalar, Scalar]) => {
      const l = div(c, a);
      const e = sub(d, mul(l, b));
      if (eq(e, 0)) return 0; // K1.g
      return mul(a, e);
    },
    [1, 1, 1, 1],
  ],
  ['K1.h', 'equality', 'eq', 'K1.h', twice((x) => (eq(x, 0) ? 1 : div(sin(x), x))), 0], // K1.h
  ['K2.f', 'kink', 'relu', 'K2.f', twice((x) => add(square(relu(x)), square(relu(neg(x))))), 0], // K2.f
  ['K2.g', 'kink', 'relu', 'K2.g', (x: Scalar) => sub(relu(x), relu(neg(x))), 0], // K2.g
  ['K2.h', 'kink', 'copysign', 'K2.h', (x: Scalar) => copysign(abs(x), x), 0], // K2.h
  ['K2.i, abs', 'kink', 'abs', 'signed', signed, 0],
  ['K2.i, sign', 'jump', 'sign', 'signed', signed, 0],
  [
    'K2.j',
    'kink',
    'norm',
    'K2.j',
    ([x]: readonly [Scalar]) => {
      const r = mul(Math.sqrt(5), norm([x])); // K2.j
      return mul(add(add(1, r), div(square(r), 3)), exp(neg(r)));
    },
    [0],
  ],
  ['K3.a', 'lost derivative', 'value', 'newton', newton, 2],
  ['K3.a, second', 'lost derivative', 'value', 'newton', derivative(newton), 2],
  [
    'K3.b',
    'lost derivative',
    'value',
    'K3.b',
    (a: Scalar) => {
      let x: Scalar = x0;
      for (let k = 0; k < 1e4; k++) {
        const y = cos(mul(a, x));
        if (Math.abs(value(y) - value(x)) < 1e-13) return y; // K3.b
        x = y;
      }
      return x;
    },
    0.9,
  ],
  [
    'K3 by lt',
    'tolerance',
    'lt',
    'K3 by lt',
    (a: Scalar) => {
      let x: Scalar = Math.SQRT2;
      for (let k = 0; k < 50; k++) {
        const s = div(sub(square(x), a), mul(2, x));
        x = sub(x, s);
        if (lt(abs(s), mul(1e-10, abs(x)))) break; // K3 by lt
      }
      return x;
    },
    2,
  ],
  ['K4.a', 'rounding', 'lt', 'bisection', (a: Scalar) => bisection(a, 2), 2],
  ['K4.a, the result', 'comparisons only', 'lt', 'bisection', (a: Scalar) => bisection(a, 2), 2],
  ['K4.b', 'rounding', 'lt', 'bisection', (a: Scalar) => bisection(a, a), 2],
  [
    'K4.c',
    'comparisons only',
    'lt',
    'K4.c',
    (q: Scalar) => {
      let [u, t] = [0, 0];
      const h = 0.37;
      while (lt(add(u, h), q)) [u, t] = [u + h, t + h]; // K4.c
      let [low, high] = [0, h];
      for (let i = 0; i < 60; i++) {
        const m = 0.5 * (low + high);
        if (lt(u + m, q)) low = m;
        else high = m;
      }
      return t + 0.5 * (low + high);
    },
    2.1,
  ],
];

test.each(cases)('%s is told: %s, %s', (_, kind, op, mark, f, x) => {
  const { findings } = diagnose(f as (x: Scalar) => unknown, x as number);
  const found = findings.filter((finding) => finding.kind === kind && finding.op === op);
  expect(found.map(({ place }) => place?.line)).toContain(lineOf(mark));
  expect(found.every(({ place }) => place?.file.endsWith('diagnose.spec.ts'))).toBe(true);
});

const kindsOf = (f: (x: readonly Scalar[]) => unknown, x: readonly number[]): string[] =>
  diagnose(f, x).findings.map(({ kind }) => kind);

describe('comparisons', () => {
  test.each([
    ['eq', eq, 'equality'],
    ['ne', ne, 'equality'],
    ['lt', lt, 'tie'],
    ['ge', ge, 'tie'],
  ] as const)('%s of equal numbers', (_, compare, kind) => {
    expect(kindsOf(([x, y]) => (compare(x!, 2) ? y : square(y!)), [2, 3])).toContain(kind);
    expect(kindsOf(([x, y]) => (compare(x!, y!) ? add(x!, y!) : mul(x!, y!)), [3, 3])).toEqual([kind]);
    expect(kindsOf(([x, y]) => (compare(x!, y!) ? add(x!, y!) : mul(x!, y!)), [3, 3.0001])).toEqual([]);
  });

  test('x = x only asks whether x is NaN', () => {
    expect(kindsOf(([x]) => (ne(x!, x!) ? 0 : x), [2])).toEqual([]);
  });

  test('the size of what a number was computed from says what is within rounding', () => {
    const f = ([x]: readonly Scalar[]): Scalar => (gt(sub(add(x!, 0.2), 0.3), 0) ? x! : mul(2, x!));
    expect(kindsOf(f, [0.1])).toEqual(['rounding']);
    expect(kindsOf(f, [0.11])).toEqual([]);
    expect(kindsOf(([x]) => (gt(x!, 0) ? x : mul(2, x!)), [1e-300])).toEqual([]);
  });

  test('a tolerance is told where a number is below it, whichever side it stands on', () => {
    const below = ([x]: readonly Scalar[]): Scalar => (lt(abs(x!), 1e-6) ? mul(2, x!) : x!);
    expect(kindsOf(below, [1e-7])).toEqual(['tolerance']);
    expect(kindsOf(below, [1e-5])).toEqual([]);
    expect(kindsOf(([x]) => (gt(1e-6, x!) ? mul(2, x!) : x), [1e-7])).toEqual(['tolerance']);
    expect(kindsOf(([x]) => (gt(1e-6, x!) ? mul(2, x!) : x), [-3])).toEqual([]);
  });

  test('at one place they are one finding, with the first margin and the last', () => {
    const { findings } = diagnose((a: Scalar) => bisection(a, a), 2);
    const rounding = findings.find(({ kind }) => kind === 'rounding');
    expect(rounding?.count).toBeGreaterThan(10);
    expect(Math.abs(rounding?.last ?? 1)).toBeLessThan(Math.abs(rounding?.margin ?? 0));
  });

  test('which inputs they alone lead to the result', () => {
    const met = (f: (x: readonly Scalar[]) => unknown, x: readonly number[]): unknown =>
      diagnose(f, x).findings.map(({ kind, met }) => [kind, met]);
    const step = ([a, , c]: readonly Scalar[]): Scalar => (gt(a!, 0) && gt(c!, 0) ? 1 : 2);
    expect(met(step, [1, 2, 3])).toEqual([
      ['comparisons only', 'x[0], x[2] reach the result through comparisons only'],
    ]);
    expect(met(() => 5, [1, 2])).toEqual([]);
    // Where others reach it: what was searched for, not what was merely larger.
    const larger = ([a, b]: readonly Scalar[]): Scalar => (gt(a!, b!) ? a! : b!);
    expect(met(larger, [1, 2])).toEqual([]);
    const searched = ([a, b]: readonly Scalar[]): Scalar => {
      let [low, high] = [0, 2];
      for (let k = 0; k < 20; k++) {
        const m = 0.5 * (low + high);
        if (lt(m * m, a!)) low = m;
        else high = m;
      }
      return add(low, b!);
    };
    expect(met(searched, [2, 1])).toEqual([['comparisons only', 'x[0] reaches the result through comparisons only']]);
  });
});

describe('numbers', () => {
  test('NaN and infinity are told where they begin', () => {
    const { findings } = diagnose(
      ([x]) => {
        const y = log(sub(x!, 3));
        return mul(exp(y), cos(y));
      },
      [2],
    );
    expect(findings.map(({ kind, op, met }) => [kind, op, met])).toEqual([['NaN', 'log', 'log(-1) is NaN']]);
    expect(diagnose(sqrt, 0).findings.map(({ met }) => met)).toEqual(['sqrt(0) is 0, and a slope of it Infinity']);
  });

  test('but not where the result does not depend on it', () => {
    expect(kindsOf(([x]) => where(gt, x!, 0, log(x!), mul(2, x!)), [-1])).toEqual([]);
    expect(kindsOf(([x]) => relu(sub(sqrt(x!), 1)), [0])).toEqual([]);
  });

  test('nor an infinite constant that does no harm', () => {
    expect(kindsOf(([x]) => logsumexp([add(-Infinity, x!), x!]), [1])).toEqual([]);
  });

  test('stopGradient and value() lose a derivative', () => {
    expect(kindsOf(([x]) => mul(stopGradient(x!), x!), [2])).toEqual(['lost derivative']);
    expect(kindsOf(([x]) => mul(value(x!), x!), [2])).toEqual(['lost derivative']);
  });
});

describe('kinks and jumps', () => {
  test('are told with the slopes on both sides and the one used', () => {
    expect(diagnose((x: Scalar) => max(x, 0), 0).findings[0]?.met).toBe(
      'max(0, 0) is at a kink: its slope by argument 0 is 0 on the left and 1 on the right; 0.5 is used',
    );
  });

  test('of a composed op by the name that was called', () => {
    expect(diagnose((x: Scalar) => clamp(x, 0, 1), 1).findings.map(({ op }) => op)).toEqual(['clamp']);
    expect(kindsOf((v) => softmax(v), [2, 2, 1])).toEqual([]);
  });

  test('within rounding too', () => {
    const { findings } = diagnose((x: Scalar) => abs(sub(add(x, 0.2), 0.3)), 0.1);
    expect(findings[0]?.met).toMatch(/^abs\(5.55\d*e-17\) is within rounding errors of a kink/);
    expect(diagnose((x: Scalar) => mul(x, floor(mul(10, sub(x, 1)))), 1.3).findings[0]?.met).toMatch(
      /^floor\(3(\.0+\d)?\) is (at|within rounding errors of) a jump/,
    );
  });

  test('only where the result depends on them', () => {
    expect(kindsOf(([x]) => (gt(abs(x!), 1) ? x : mul(2, x!)), [0])).toEqual([]);
    expect(kindsOf(([x]) => add(x!, mul(0, maximum([x!, 5]))), [5])).toEqual(['kink']);
  });

  test('of ops of the user too', () => {
    const ramp = defineOp({
      name: 'ramp',
      arity: 1,
      value: (x) => Math.max(x, 0),
      partials: (A, _v, x) => [A.where('gt', x, 0, 1, A.none)],
    });
    expect(diagnose(ramp, 0).findings.map(({ kind, op }) => [kind, op])).toEqual([['kink', 'ramp']]);
    expect(diagnose(ramp, 1).findings).toEqual([]);
    expect(diagnose(ramp, -1).findings).toEqual([]);
  });

  test('jumps of the remainder', () => {
    expect(kindsOf(([x, y]) => mod(x!, y!), [6, 3])).toEqual(['jump']);
    expect(kindsOf(([x, y]) => mod(x!, y!), [7, 3])).toEqual([]);
  });
});

describe('the function', () => {
  test('may take derivatives itself', () => {
    const f = (x: Scalar): Scalar => derivative((t) => mul(abs(t), sin(x)))(sub(x, 1));
    expect(diagnose(f, 1).findings.map(({ kind, op }) => [kind, op])).toContainEqual(['kink', 'abs']);
    expect(diagnose(f, 2).findings).toEqual([]);
    expect(diagnose(f, 2).derivative).toBe(derivative(f)(2));
  });

  test('may be a derivative', () => {
    expect(
      kindsOf(
        grad(([x, y]) => mul(square(x), y)),
        [1, 2],
      ),
    ).toEqual([]);
    const { value: v, derivative: d } = diagnose(
      hessian(([x, y]) => mul(square(x), y)),
      [1, 2],
    );
    expect(v).toEqual([
      [4, 2],
      [2, 0],
    ]);
    expect(d).toEqual([
      [
        [0, 2],
        [2, 0],
      ],
      [
        [2, 0],
        [0, 0],
      ],
    ]);
  });

  test('takes records, arrays of arrays and further arguments, and returns them', () => {
    const f = ({ a, b }: { a: readonly Scalar[]; b: Scalar }, k: number): Record<string, Scalar> => ({
      u: mul(k, sum(a)),
      w: lt(b, 3) ? 1 : 2,
    });
    const { value: v, derivative: d, findings } = diagnose(f, { a: [1, 2], b: 3 }, 10);
    expect(v).toEqual({ u: 30, w: 2 });
    expect(d).toEqual({ u: { a: [10, 10], b: 0 }, w: { a: [0, 0], b: 0 } });
    expect(findings.map(({ kind, met }) => [kind, met])).toEqual([
      ['tie', 'lt(3, 3) is false'],
      ['comparisons only', 'b reaches the result through comparisons only'],
    ]);
  });

  test('may throw: its error passes through, and the next call is as if nothing had been', () => {
    const error = new Error('no');
    expect(() =>
      diagnose(() => {
        throw error;
      }, 1),
    ).toThrow(error);
    expect(() => diagnose(((x: number) => x * 2) as never, 1)).toThrow('expected a plain number, got Observed(1)');
    expect(diagnose(sin, 1).findings).toEqual([]);
  });

  test('numbers of a diagnosis that has ended are refused', () => {
    let kept: Scalar = 0;
    diagnose((x: Scalar) => {
      kept = x;
      return x;
    }, 1);
    expect(() => sin(kept)).toThrow('expected a number of a running derivative, got Observed(1)');
  });
});

describe('errors', () => {
  test.each([
    ['diagnose: expected a function to diagnose, got the string "x"', () => diagnose('x' as never, 1)],
    [
      'diagnose: expected x to be a number, or an array or a record of numbers, got undefined',
      () => diagnose(sin, undefined as never),
    ],
    [
      'diagnose: expected f to return numbers, arrays or records of them, got a function',
      () => diagnose((() => sin) as never, 1),
    ],
    [
      'diagnose: expected x to be plain numbers, got an array of length 1 of a running derivative; call diagnose outside of it',
      () => derivative((x) => diagnose(([t]: readonly Scalar[]) => t, [x] as never).value as number)(1),
    ],
  ])('%s', (message, run) => {
    expect(run).toThrow(new TypeError(message));
  });
});

describe('the report', () => {
  test('is plain data and JSON', () => {
    const result = diagnose((x: Scalar) => relu(x), 0);
    const { findings, ...rest } = JSON.parse(JSON.stringify(result));
    expect(rest).toEqual({ value: 0, derivative: 0 });
    expect(findings).toHaveLength(1);
    expect(Object.keys(findings[0])).toEqual(['kind', 'op', 'place', 'met', 'meaning', 'instead', 'count']);
  });

  test('says that nothing was found', () => {
    expect(String(diagnose(sin, 1))).toBe(
      'nothing found: the derivative rests on no kink, no close comparison and no number that lost its derivative',
    );
  });
});

describe('checkDerivatives', () => {
  test('tells what is found where it does not confirm a derivative', () => {
    const check = checkDerivatives((x) => (eq(x, 1) ? 1 : square(x)), 1);
    expect(check.verdict).toBe('wrong');
    expect(check.findings.map(({ kind }) => kind)).toEqual(['equality', 'comparisons only']);
    const text = check.toString();
    expect(text).toMatch(/^derivatives DISAGREE: .*\nthe derivative rests on 2 findings:\nequality: /);
    expect(text).toContain('eq(1, 1) is true, at ');
  });

  test('and nothing else of right ones, nor of an op whose partial is wrong', () => {
    expect(checkDerivatives(relu, 0).findings).toEqual([]);
    const bad = defineOp({ name: 'bad', arity: 1, value: Math.sin, partials: (A, _v, x) => [A.mul(2, A.cos(x))] });
    const check = checkDerivatives(bad, 1);
    expect(check.ok).toBe(false);
    expect(check.findings).toEqual([]);
    expect(check.toString()).not.toContain('rests on');
  });
});

test('a composed op is told by its name where it is called on a namespace, too', () => {
  expect(diagnose((x: Scalar) => dualgrad.clamp(x, 0, 1), 1).findings.map(({ op }) => op)).toEqual(['clamp']);
});
