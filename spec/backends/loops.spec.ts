import { describe, expect, test } from 'vitest';
import { encode } from '../../lib/backends/wasm/encode.ts';
import { BARE } from '../../lib/program/opcodes.ts';
import type { Guard, Operation, Program } from '../../lib/program/program.ts';
import { interpret, programOf, rowNamed, select, userOperations, type Written } from '../compile/programs.ts';
import { fc } from '../support/fast-check.ts';

const wabt = await (await import('wabt')).default();

interface Engine {
  Memory: new (limits: { initial: number }) => { buffer: ArrayBuffer };
  Module: new (bytes: Uint8Array) => object;
  Instance: new (module: object, imports: object) => { exports: { run: (address: number) => number } };
}
const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;

/** What the module of a program gives where loops are made as soon as they save `saved` items; wabt finds it valid. */
function looped(
  program: Program,
  saved: number,
  weight: number,
): { run: (point: number[]) => number[] | number; loops: number } {
  const { bytes, functions, memory, data } = encode(program, { saved, weight }) as NonNullable<
    ReturnType<typeof encode>
  >;
  const module = wabt.readWasm(bytes, {});
  module.validate();
  const loops = (module.toText({}).match(/\bloop\b/g) ?? []).length;
  module.destroy();
  const linear = new engine.Memory({ initial: Math.ceil((memory + 80) / 65536) });
  const { run } = new engine.Instance(new engine.Module(bytes), { m: { m: linear }, f: functions }).exports;
  const { inputs, outputs } = program;
  const at = 5;
  const view = new Float64Array(linear.buffer);
  return {
    loops,
    run: (point) => {
      view.fill(0.125);
      new Uint8Array(linear.buffer).set(data, 8 * at + memory - data.length);
      view.set(point, at);
      const failed = run(8 * at);
      expect([...view.subarray(0, at), ...view.subarray(at + memory / 8)].every((x) => x === 0.125)).toBe(true);
      return failed >= 0 ? failed : [...view.subarray(at + inputs.length, at + inputs.length + outputs.length)];
    },
  };
}

const does = [...['add', 'mul', 'sub', 'neg', 'sin', 'square', 'max'].map(rowNamed), select('lt'), ...userOperations];

/** Where an operand of a turn is, seen from its turn. */
type Source =
  | { readonly kind: 'here' | 'before'; readonly pick: number }
  | { readonly kind: 'input' | 'reversed' | 'constant' | 'anywhere' | 'fixed' | 'earlier'; readonly pick: number };

const source: fc.Arbitrary<Source> = fc.record({
  kind: fc.constantFrom('here', 'here', 'before', 'input', 'reversed', 'constant', 'anywhere', 'fixed', 'earlier'),
  pick: fc.nat(1000),
}) as fc.Arbitrary<Source>;

interface Block {
  readonly steps: readonly { readonly does: number; readonly sources: readonly Source[]; readonly output: boolean }[];
  readonly turns: number;
  readonly inner: number;
  readonly guards: readonly {
    readonly compare: Guard['compare'];
    readonly after: number;
    readonly x: number;
    readonly y: number;
    readonly outcome: boolean;
  }[];
}

const block: fc.Arbitrary<Block> = fc.record({
  steps: fc.array(
    fc.record({
      does: fc.nat(does.length - 1),
      sources: fc.array(source, { minLength: 7, maxLength: 7 }),
      output: fc.boolean(),
    }),
    { minLength: 1, maxLength: 9 },
  ),
  turns: fc.integer({ min: 1, max: 40 }),
  inner: fc.integer({ min: 1, max: 4 }),
  guards: fc.array(
    fc.record({
      compare: fc.constantFrom('lt', 'ge', 'ne', 'is', 'NaN', 'finite'),
      after: fc.nat(1000),
      x: fc.nat(1000),
      y: fc.nat(1000),
      outcome: fc.boolean(),
    }),
    { maxLength: 1 },
  ),
});

const INPUTS = 12;

/** The blocks one after another, each so many times over, with something in between now and then. */
function written(blocks: readonly Block[], oddities: readonly number[], back: boolean, guarded: boolean): Program {
  const nodes: Written[] = Array.from({ length: INPUTS }, (_, i) => ({ input: i }));
  nodes.push({ constant: 0.5 });
  const outputs: number[] = [];
  const checks: Omit<Guard, 'each'>[] = [];
  const starts: number[] = [];
  const step = (doing: number, operands: readonly number[]): number => {
    const instruction = does[doing] as (typeof does)[number];
    return nodes.push({ does: instruction, operands: operands.slice(0, instruction.arity) }) - 1;
  };
  blocks.forEach(({ steps, turns, inner, guards }, b) => {
    let before: number[] = [];
    for (let k = 0; k < turns; k++) {
      if (oddities.includes(100 * b + k)) step(3, [nodes.length - 1]);
      const mine: number[] = [];
      for (let again = 0; again < inner; again++) {
        for (const { does: doing, sources, output } of steps) {
          const operands = sources.map(({ kind, pick }): number => {
            const length = nodes.length;
            if (kind === 'here' && mine.length > 0)
              return mine[mine.length - 1 - (pick % Math.min(mine.length, 3))] as number;
            if (kind === 'before' && before.length > 0) return before[pick % before.length] as number;
            if (kind === 'input') return (pick + k) % INPUTS;
            if (kind === 'reversed') return (pick + 2 * INPUTS - (k % INPUTS)) % INPUTS;
            if (kind === 'constant') {
              if (pick % 3 === 0) outputs.push(length);
              return nodes.push({ constant: pick / 8 + k }) - 1;
            }
            if (kind === 'fixed') return pick % 2 === 0 ? INPUTS : pick % INPUTS;
            if (kind === 'earlier' && starts.length > 0) {
              const start = starts[pick % starts.length] as number;
              return Math.min(length - 1, back ? Math.max(0, length - 1 - 2 * (length - 1 - start)) : start + k);
            }
            return (Math.imul(pick + 7 * k, 0x9e3779b1) >>> 8) & 1
              ? pick % length
              : Math.floor(length / (1 + (pick % 3))) - 1;
          });
          const node = step(doing, operands);
          mine.push(node);
          if (output) outputs.push(node);
        }
      }
      for (const { compare, after, x, y, outcome } of guarded ? guards : []) {
        const at = (pick: number): number =>
          mine[Math.max(0, mine.length - 1 - (pick % (1 + (after % mine.length))))] as number;
        checks.push({ compare, x: at(x), y: at(y), outcome: compare === 'finite' || outcome });
      }
      before = mine;
    }
    starts.push(nodes.length);
  });
  return programOf(nodes, back ? [...outputs].reverse() : outputs, checks);
}

const program = fc.record({
  blocks: fc.array(block, { minLength: 1, maxLength: 3 }),
  oddities: fc.array(fc.nat(240), { maxLength: 2 }),
  back: fc.boolean(),
  guarded: fc.boolean(),
  points: fc.array(fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: INPUTS, maxLength: INPUTS }), {
    minLength: 1,
    maxLength: 3,
  }),
  saved: fc.integer({ min: 1, max: 40 }),
  weight: fc.integer({ min: 1, max: 500 }),
});

test('what repeats itself, with oddities in between, gives the bits of an interpreter and the first check that fails', () => {
  let loops = 0;
  fc.assert(
    fc.property(program, ({ blocks, oddities, back, guarded, points, saved, weight }) => {
      const program = written(blocks, oddities, back, guarded);
      const made = looped(program, saved, weight);
      loops += made.loops;
      for (const point of points) expect(made.run(point)).toEqual(interpret(program, point));
    }),
  );
  expect(loops).toBeGreaterThan(20);
});

const [add, sub, mul] = ['add', 'sub', 'mul'].map(rowNamed) as [Operation, Operation, Operation];

/** What a program gives at some points, and the size of its code and its tables. */
function measured(program: Program): { code: number; tables: number } {
  const { run } = looped(program, 200, 6000);
  for (const seed of [1, 2, 3]) {
    const point = Array.from({ length: program.inputs.length }, (_, i) => Math.sin(seed * (i + 1)));
    expect(run(point)).toEqual(interpret(program, point));
  }
  const { bytes, data } = encode(program) as NonNullable<ReturnType<typeof encode>>;
  return { code: bytes.length, tables: data.length };
}

/** Inputs, and nodes that are written one after another. */
class Writing {
  readonly nodes: Written[];
  readonly outputs: number[] = [];
  readonly checks: Omit<Guard, 'each'>[] = [];

  constructor(inputs: number) {
    this.nodes = Array.from({ length: inputs }, (_, i) => ({ input: i }));
  }

  constant(value: number): number {
    return this.nodes.push({ constant: value }) - 1;
  }

  node(does: Operation, ...operands: number[]): number {
    return this.nodes.push({ does, operands }) - 1;
  }

  /** (x[a] − x[b])². */
  squared(a: number, b: number): number {
    const d = this.node(sub, a, b);
    return this.node(mul, d, d);
  }

  done(): Program {
    return programOf(this.nodes, this.outputs, this.checks);
  }
}

describe('code does not grow with what is repeated', () => {
  /** Code and tables at so many terms and at ten times as many. */
  const grown = (n: number, write: (to: Writing, n: number) => void): [number, number] => {
    const [small, large] = [n, 10 * n].map((terms) => {
      const to = new Writing(terms + 1);
      write(to, terms);
      return measured(to.done());
    }) as [ReturnType<typeof measured>, ReturnType<typeof measured>];
    return [large.code - small.code, large.tables];
  };

  test('a sum over the inputs', () => {
    const [code, tables] = grown(320, (to, n) => {
      let sum = to.squared(0, 1);
      for (let i = 1; i < n; i++) sum = to.node(add, sum, to.squared(i, i + 1));
      to.outputs.push(sum);
    });
    expect(Math.abs(code)).toBeLessThan(500);
    expect(tables).toBe(0);
  });

  test('and back again, last term first, to an output each, in order or in reverse', () => {
    for (const isReverse of [false, true]) {
      const [code, tables] = grown(320, (to, n) => {
        const there: number[] = [];
        for (let i = 0; i < n; i++) there.push(to.squared(i, i + 1));
        for (let i = n - 1; i >= 0; i--) to.outputs.push(to.node(mul, to.node(sub, there[i] as number, i), i + 1));
        if (isReverse) to.outputs.reverse();
      });
      expect(Math.abs(code)).toBeLessThan(500);
      expect(tables).toBe(0);
    }
  });

  test('numbers of their own in each term are 8 bytes, and 4 of where they are unless they lie in order', () => {
    const [code, tables] = grown(320, (to, n) => {
      let sum = to.constant(0);
      for (let i = 0; i < n; i++) sum = to.node(add, sum, to.node(mul, i, to.constant(Math.cos(i))));
      to.outputs.push(sum);
    });
    expect(Math.abs(code)).toBeLessThan(500);
    expect(tables / 3200).toBeGreaterThan(7.5);
    expect(tables / 3200).toBeLessThan(8.5);
  });

  test('terms of any inputs, to any output, are tables', () => {
    const any = (i: number, n: number): number => (Math.imul(i + 1, 0x9e3779b1) >>> 4) % n;
    const [code, tables] = grown(320, (to, n) => {
      for (let i = 0; i < n; i++) to.outputs.push(to.squared(any(i, n), any(i + n, n)));
      to.outputs.sort((a, b) => any(a, n) - any(b, n));
    });
    expect(Math.abs(code)).toBeLessThan(500);
    expect(tables / 3200).toBeGreaterThan(11.5);
    expect(tables / 3200).toBeLessThan(12.5);
  });

  test('repeats inside repeats', () => {
    const [code] = grown(320, (to, n) => {
      let sum = to.node(add, 0, 0);
      for (let i = 0; i < n; i++) {
        let product = to.node(sub, sum, i);
        for (let j = 0; j < 7; j++) product = to.node(mul, product, i);
        sum = to.node(add, product, sum);
      }
      to.outputs.push(sum);
    });
    expect(Math.abs(code)).toBeLessThan(500);
  });

  test('outputs that are a constant, an input, or the same again', () => {
    const [code] = grown(320, (to, n) => {
      const zero = to.constant(0);
      const twice = to.node(add, 0, 0);
      for (let i = 0; i < n; i++) to.outputs.push(zero, i, twice);
    });
    expect(Math.abs(code)).toBeLessThan(500);
  });
});

describe('checks inside a loop', () => {
  const n = 600;
  const to = new Writing(n + 1);
  for (let i = 0; i < n; i++) {
    const d = to.node(sub, i, i + 1);
    to.checks.push({ compare: 'lt', x: d, y: n, outcome: false });
    const product = to.node(mul, d, d);
    to.checks.push({ compare: 'finite', x: product, y: product, outcome: true });
  }
  const program = to.done();
  const { run, loops } = looped(program, 200, 6000);
  const falling = Array.from({ length: n + 1 }, (_, i) => -i);

  test('are in the loop', () => {
    expect(loops).toBe(1);
    expect(run(falling)).toEqual([]);
  });

  test.each([0, 1, 2, 15, 16, 299, 300, 598, 599])('tell the place of the one that fails, in turn %i', (k) => {
    const point = [...falling];
    // One that is too low, and later ones that are too.
    for (let i = k; i < n; i++) point[i] = (point[i] as number) - 5000 * (1 + (i % 2));
    expect(run(point)).toBe(interpret(program, point));
    const infinite = [...falling];
    infinite[k] = 1e200;
    expect(run(infinite)).toBe(interpret(program, infinite));
  });
});

test('a turn of too many operands stays straight', () => {
  const wide = [0, 1].map(
    (i): Operation => ({
      ...BARE,
      name: 'wide',
      arity: 300,
      cost: 'elementary',
      value: (...xs) => Math.max(...xs) + i,
    }),
  );
  const program = (length: number): Program => {
    const to = new Writing(300);
    const all = Array.from({ length: 300 }, (_, i) => i);
    for (let i = 0; i < 4 * length; i++) {
      const which = Math.imul((i % length) + 1, 0x9e3779b1) < 0 ? 0 : 1;
      to.outputs.push(to.node(wide[which] as Operation, ...all));
    }
    return to.done();
  };
  const point = Array.from({ length: 300 }, (_, i) => Math.sin(i));
  for (const [length, loops] of [
    [50, 1],
    [100, 0],
  ] as const) {
    const made = looped(program(length), 100, 6000);
    expect(made.loops).toBe(loops);
    expect(made.run(point)).toEqual(interpret(program(length), point));
  }
});

test('an output of a constant between a node and what follows it does not pass for that node', () => {
  const to = new Writing(2);
  const first = to.node(add, 0, 1);
  to.outputs.push(to.constant(7));
  let last = first;
  for (let i = 0; i < 5; i++) last = to.node(mul, last, first);
  to.outputs.push(last);
  const program = to.done();
  for (const weight of [1, 4, 6]) {
    expect(looped(program, 1000, weight).run([1.5, 0.25])).toEqual(interpret(program, [1.5, 0.25]));
  }
});
