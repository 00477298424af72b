import { expect, test } from 'vitest';
import type { Check, Program } from '../../lib/compile/program.ts';
import { encode } from '../../lib/compile/wasm/encode.ts';
import { fc } from '../support/fast-check.ts';
import { interpret, programOf, rowNamed, select, userOperations, type Written } from './programs.ts';

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
      return failed >= 0 ? failed : [...view.subarray(at + inputs, at + inputs + outputs.length)];
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
    readonly compare: Check['compare'];
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
      compare: fc.constantFrom('lt', 'ge', 'ne', 'is', 'finite'),
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
  const checks: Check[] = [];
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
