import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../lib/entries/index.ts';
import * as library from '../../lib/entries/index.ts';
import { rules } from '../../lib/rules/table.ts';
import { anyNumber } from '../support/domains.ts';
import { fc } from '../support/fast-check.ts';
import { type Executed, inLeaves, instrumentedLibrary } from '../support/instrumented-library.ts';
import { flat, listRows, resultOf } from '../support/lists.ts';
import { everyOp, type Program, tamePrograms, wildPrograms } from '../support/programs.ts';

const { copy, executedBy, uncounted } = await instrumentedLibrary();

type Library = typeof library;
type Vector = readonly Scalar[];

/** A number, and whether it is computed from inputs: arithmetic on constants alone is not the derivative's. */
interface Tracked {
  readonly x: Scalar;
  readonly isComputed: boolean;
}

/** A program as a function of Scalars of a copy of the library. */
function functionIn(L: Library, program: Program): (xs: Vector) => Scalar {
  const op = (name: string, x: readonly Scalar[]): Scalar => {
    const apply = (L as unknown as Record<string, (...operands: unknown[]) => Scalar>)[name]!;
    if (pairs.has(name)) return apply(x.slice(0, x.length / 2), x.slice(x.length / 2));
    return arrayNames.has(name) ? apply(x) : apply(...x);
  };
  return (xs) =>
    program
      .over<Tracked>(
        {
          constant: (c) => ({ x: c, isComputed: false }),
          apply: function apply(name, operands): Tracked {
            const [first, second, third] = operands as [Tracked, Tracked, Tracked];
            // Composed of two, the first of which may be of constants alone.
            if (name === 'clamp') return apply('min', [apply('max', [first, second]), third]);
            if (name === 'where') return L.lt(first.x, second.x) ? third : operands[3]!;
            const isComputed = operands.some((operand) => operand.isComputed);
            const list = listRows.get(name);
            if (list !== undefined) {
              const results = L[name as 'cumsum'] as (...lists: unknown[]) => Scalar[];
              const run = (xs: Vector): Scalar => resultOf(list.rule, flat(results(...list.arguments(xs))));
              if (!isComputed) return { x: uncounted(() => run(operands.map(({ x }) => x))), isComputed };
              // What it computes of constants alone is not told from the rest.
              const some = operands.find((operand) => operand.isComputed)!;
              return { x: run(operands.map((o) => (o.isComputed ? o.x : L.add(L.mul(0, some.x), o.x)))), isComputed };
            }
            const run = (): Scalar =>
              op(
                name,
                operands.map(({ x }) => x),
              );
            return { x: isComputed ? run() : uncounted(run), isComputed };
          },
        },
        xs.map((x) => ({ x, isComputed: true })),
      )
      .at(-1)!.x;
}

const arrayNames: ReadonlySet<string> = new Set(
  everyOp.filter((name) => name !== 'where' && !rules.some((rule) => rule.name === name)),
);
const pairs: ReadonlySet<string> = new Set(['dot']);

/** What a copy of the library computes with f at x, by every verb, mode and width, and derivatives within derivatives. */
const calls: Readonly<Record<string, (L: Library, f: (xs: Vector) => Scalar, x: number[]) => (xs: Vector) => unknown>> =
  {
    'f itself': (_L, f) => f,
    derivative: (L, f) => (xs) => L.derivative((t) => f(xs.map((x, i) => (i === 0 ? t : x))))(xs[0]!),
    jvp: (L, f, x) => (xs) =>
      L.jvp(
        f,
        xs,
        x.map((_, i) => i + 0.5),
      ),
    'grad, one lane': (L, f) => L.grad(f, { mode: 'forward', lanes: 1 }) as never,
    'grad, two lanes': (L, f) => L.grad(f, { mode: 'forward', lanes: 2 }) as never,
    'grad, five of six lanes': (L, f) => L.grad(f, { mode: 'forward', lanes: 5 }) as never,
    'grad, as many lanes as fit': (L, f) => L.grad(f, { mode: 'forward' }) as never,
    'grad, reverse': (L, f) => L.grad(f, { mode: 'reverse' }) as never,
    vjp: (L, f) => (xs) => L.vjp(f, xs).pullback(3),
    'hessian, forward': (L, f) => L.hessian(f, { mode: 'forward' }) as never,
    'hessian, one lane': (L, f) => L.hessian(f, { mode: 'forward', lanes: 1 }) as never,
    'hessian, reverse': (L, f) => L.hessian(f, { mode: 'reverse' }) as never,
    hvp: (L, f, x) => (xs) => L.hvp(f, xs as never, x.map((_, i) => i - 0.5) as never),
  };

function checkLedger(name: string, program: Program, x: number[]): void {
  const call = calls[name]!;
  const { ops } = library.countFlops((xs: Vector) => call(library, functionIn(library, program), x)(xs), x);
  const f = functionIn(copy, program);
  const executed = executedBy(() => call(copy, name === 'f itself' ? f : withoutPlainRuns(f), x)(x));
  expect(sorted(inLeaves(ops))).toEqual(sorted(executed));
}

/** f, whose runs on plain numbers are not counted: they check f, and are no part of a derivative. */
function withoutPlainRuns(f: (xs: Vector) => Scalar): (xs: Vector) => Scalar {
  return (xs) => (xs.every((x) => typeof x === 'number') ? uncounted(() => f(xs)) : f(xs));
}

const sorted = (counts: Executed): [string, number][] => Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));

describe('the ledger is what the library executes on plain numbers', () => {
  const point = fc.array(fc.double({ min: 0.1, max: 2, noNaN: true }), { minLength: 1, maxLength: 5 });

  test.each(Object.keys(calls))('%s, of random programs', (name) => {
    fc.assert(fc.property(tamePrograms(everyOp), point, (p, x) => checkLedger(name, p, x)));
  });

  test.each(Object.keys(calls))('%s, at kinks, poles and NaN', (name) => {
    fc.assert(
      fc.property(wildPrograms, fc.array(anyNumber, { minLength: 1, maxLength: 3 }), (p, x) => checkLedger(name, p, x)),
    );
  });
});

describe('a checkpointed step runs once more in the sweep', () => {
  test.each(['vjp', 'grad', 'hessian'] as const)('%s', (verb) => {
    const call = (L: Library) => {
      const step = L.checkpoint((x: Scalar) => L.mul(1.5, L.sin(x)));
      const steps = (xs: Vector): Scalar => L.add(step(step(xs[0]!)), step(L.mul(xs[1]!, xs[0]!)));
      const f = L === copy ? withoutPlainRuns(steps) : steps;
      if (verb === 'vjp') return (xs: Vector) => L.vjp(f, xs).pullback(1);
      return (verb === 'grad' ? L.grad(f, { mode: 'reverse' }) : L.hessian(f, { mode: 'reverse' })) as never;
    };
    const { ops, sweeps } = library.countFlops(call(library), [0.5, 2]);
    expect(sorted(inLeaves(ops))).toEqual(sorted(executedBy(() => call(copy)([0.5, 2]))));
    expect(ops.sin).toBeGreaterThanOrEqual(6);
    expect(sweeps).toBe(1);
  });
});

describe('passes, lanes and sweeps', () => {
  const f = (xs: Vector): Scalar => library.sum(xs.map((x) => library.mul(x, library.sin(x))));
  const x = Array.from({ length: 20 }, (_, i) => 0.5 + i / 7);
  const observed = (g: (xs: Vector) => unknown, at = x): number[] => {
    const { passes, lanes, sweeps } = library.countFlops(g, at);
    return [passes, lanes, sweeps];
  };
  const { grad, hessian, hvp, jacobian, jvp, vjp } = library;

  test('one pass for each input, or for as many as there are lanes; one sweep for each output', () => {
    expect(observed(f)).toEqual([0, 0, 0]);
    expect(observed(grad(f, { mode: 'forward', lanes: 1 }) as never)).toEqual([20, 1, 0]);
    expect(observed(grad(f, { mode: 'forward', lanes: 7 }) as never)).toEqual([3, 8, 0]);
    expect(observed(grad(f, { mode: 'forward' }) as never)).toEqual([2, 10, 0]);
    expect(observed(grad(f) as never)).toEqual([0, 0, 1]);
    const g = (xs: Vector): Scalar[] => [f(xs), library.mul(f(xs), 2), xs[3]!];
    expect(observed(jacobian(g, { mode: 'reverse' }) as never)).toEqual([0, 0, 3]);
    expect(observed((xs) => jvp(g, xs, x).tangent)).toEqual([1, 1, 0]);
    expect(observed((xs) => [1, 2].map((w) => vjp(f, xs).pullback(w)))).toEqual([0, 0, 2]);
  });

  test('of derivatives within derivatives', () => {
    expect(observed((xs) => hvp(f, xs as never, x as never))).toEqual([1, 1, 1]);
    expect(observed(hessian(f, { mode: 'reverse' }) as never)).toEqual([2, 10, 2]);
    expect(observed(hessian(f, { mode: 'forward' }) as never)).toEqual([2 + 2 * 2, 10, 0]);
  });

  test('a program has none: a trace, a compiled function', () => {
    expect(observed(library.compile(grad(f)) as never)).toEqual([0, 0, 0]);
    const { passes, lanes, sweeps } = library.countFlops(library.trace(grad(f), x as never));
    expect([passes, lanes, sweeps]).toEqual([0, 0, 0]);
  });
});

describe('which program is counted', () => {
  const f = (xs: Vector): Scalar => xs.reduce((s, x) => library.add(s, library.mul(x, library.sin(x))), 0);
  const x = Array.from({ length: 16 }, (_, i) => 0.5 + i / 7);
  const { grad } = library;

  // 3 values and a cosine for each x. In each of 16 lanes a product for each sin, and two products and their sum for each mul
  // and for each add but the first, to the constant 0. In reverse a product and a sum for each of 79 edges.
  test('Σ x sin x at n = 16: forward carries out eight times what reverse does', () => {
    expect(library.countFlops(f, x).textbook).toBe(48);
    expect(library.countFlops(grad(f, { mode: 'forward' }) as never, x).textbook).toBe(48 + 16 + 1744);
    expect(library.countFlops(grad(f, { mode: 'reverse' }) as never, x).textbook).toBe(48 + 16 + 2 * 79);
  });

  test('a compiled function is its program, whatever mode it was written in', () => {
    for (const mode of ['forward', 'reverse'] as const) {
      const compiled = library.compile(grad(f, { mode }));
      const { textbook } = library.countFlops(compiled as never, x);
      expect(textbook).toBe(library.countFlops(compiled.trace()!).textbook);
      expect(textbook).toBe(compiled.stats.flops);
      expect(textbook).toBe(112);
    }
  });

  test('a plain function counts as its trace does', () => {
    fc.assert(
      fc.property(tamePrograms(everyOp), fc.array(anyNumber, { minLength: 1, maxLength: 3 }), (p, at) => {
        expect(library.countFlops(p.run, at)).toEqual(library.countFlops(library.trace(p.run, at)));
      }),
    );
  });

  test('a defined op is one elementary function, and its partials are counted as often as they are computed', () => {
    const op = library.defineOp({ name: 'op', arity: 1, value: (t) => t * t, partials: (A, _v, t) => [A.mul(2, t)] });
    expect(library.countFlops(library.derivative(op), 3).ops).toEqual({ op: 1, mul: 2 });
  });
});

// Found by fast-check: the value −0 is not scaled by 1 where its derivative is given out.
test('a value of −0 costs no more', () => {
  const f = ([x]: Vector): Scalar => {
    const t = library.sub(x!, x!);
    return library.mul(library.sub(t, x!), t);
  };
  expect(library.countFlops((xs: Vector) => library.jvp(f, xs, [1.5]), [1]).textbook).toBe(12);
});
