import { describe, expect, test } from 'vitest';
import type { Run } from '../../lib/backends/backend.ts';
import { encode } from '../../lib/backends/wasm/encode.ts';
import { instantiate, instantiateAsync } from '../../lib/backends/wasm/instance.ts';
import type { Limits } from '../../lib/backends/wasm/segments.ts';
import { BARE } from '../../lib/program/opcodes.ts';
import type { Operation, Program } from '../../lib/program/program.ts';
import { rules } from '../../lib/rules/table.ts';
import { anyProgram, interpret, programOf, rowNamed, select, type Written, withInputs } from '../compile/programs.ts';
import { fc } from '../support/fast-check.ts';
import { everyRow } from '../support/table.ts';

const wabt = await (await import('wabt')).default();

/** What the specs use of WebAssembly, which TypeScript knows from the types of browsers only. */
interface Engine {
  Memory: new (limits: { initial: number }) => { buffer: ArrayBuffer };
  Module: unknown;
  instantiate(
    bytes: Uint8Array,
    imports: object,
  ): Promise<{ instance: { exports: { run: (address: number) => number } } }>;
}
const engine = (globalThis as unknown as { WebAssembly: Engine }).WebAssembly;

/** What a run gives, as {@link interpret} says it. */
function run(runs: Run, program: Program, point: readonly number[]): number[] | number {
  const outputs = new Float64Array(program.outputs.length).fill(0.125);
  const failed = runs(Float64Array.from(point), outputs);
  if (failed < 0) return [...outputs];
  expect([...outputs]).toEqual([...outputs].fill(0.125));
  return failed;
}

/** Of the module and its tables. */
function sizeOf(program: Program): number {
  const { bytes, data } = encode(program) as NonNullable<ReturnType<typeof encode>>;
  return bytes.length + data.length;
}

function compiled(program: Program): Run {
  const made = instantiate(program);
  if (made === undefined) throw new Error('expected a run, got none');
  expect(made.bytes).toBe(sizeOf(program));
  return made.run;
}

/** Straight code in functions of this weight. */
function limitsOf(weight = 6000): Limits {
  return { weight, saved: Number.POSITIVE_INFINITY };
}

/** The module in WebAssembly's text format, once wabt has found nothing wrong with it. */
function text(program: Program, weight?: number): string {
  const module = wabt.readWasm(encode(program, limitsOf(weight))?.bytes as Uint8Array, {});
  module.validate();
  return module.toText({});
}

const add = rowNamed('add');
const mul = rowNamed('mul');

/** The operands of node i of a chain: the one before, and one of the `reach` before it or the constant. */
function chained(i: number, reach: number): readonly [number, number] {
  return [i - 1, i % 5 === 0 ? 2 : Math.max(0, i - 1 - ((Math.imul(i, 0x9e3779b1) >>> 8) % reach))];
}

/** Whether node i is a sum, else a product. */
type Pattern = (i: number) => boolean;
const inTurn: Pattern = (i) => i % 2 === 0;
/** Nothing repeats itself. */
const mixed: Pattern = (i) => (Math.imul(i, Math.imul(i, 0x9e3779b1) ^ 0x85ebca6b) >>> 13) % 2 === 0;

/** n nodes, sums and products. */
function chain(n: number, reach: number, isSum: Pattern = inTurn): Program {
  const nodes: Written[] = [{ input: 0 }, { input: 1 }, { constant: 1e-3 }];
  for (let i = 3; i < n; i++) nodes.push({ does: isSum(i) ? add : mul, operands: chained(i, reach) });
  return programOf(nodes, [n - 1, Math.floor(n / 2), 0]);
}

/** What a chain gives. */
function chainAt(n: number, reach: number, [x, y]: readonly [number, number], isSum: Pattern): number[] {
  const all = new Float64Array(n);
  all.set([x, y, 1e-3]);
  for (let i = 3; i < n; i++) {
    const [a, b] = chained(i, reach);
    all[i] = isSum(i) ? (all[a] as number) + (all[b] as number) : (all[a] as number) * (all[b] as number);
  }
  return [all[n - 1] as number, all[Math.floor(n / 2)] as number, x];
}

describe.each(rules.map(({ name }) => name))('%s', (name) => {
  const does = rowNamed(name);
  const op = everyRow.find((row) => row.name === name) as (typeof everyRow)[number];
  const operands = Array.from({ length: does.arity }, (_, i) => i);
  const program = programOf([...operands.map((i) => ({ input: i })), { does, operands }], [does.arity]);

  test('gives the bits of its row', () => {
    const runs = compiled(program);
    const check = (x: readonly number[]): void => {
      expect(run(runs, program, x)).toEqual([op.plain(x)]);
    };
    fc.assert(fc.property(op.anywhere, check));
  });

  test('of constants as of inputs', () => {
    fc.assert(
      fc.property(op.anywhere, (x) => {
        const constants = programOf([...x.map((c) => ({ constant: c })), { does, operands }], [does.arity]);
        expect(run(compiled(constants), constants, [])).toEqual([op.plain(x)]);
      }),
      { numRuns: 20 },
    );
  });
});

describe('what is written', () => {
  const body = (name: string): string => {
    const does = rowNamed(name);
    const operands = Array.from({ length: does.arity }, (_, i) => i);
    return text(programOf([...operands.map((i) => ({ input: i })), { does, operands }], [does.arity]));
  };

  test('rows of arithmetic import nothing', () => {
    for (const name of ['add', 'square', 'cube', 'inv', 'sqrt', 'rsqrt', 'abs', 'max', 'relu', 'clamp', 'leakyRelu']) {
      expect(body(name)).not.toContain('"f"');
    }
  });

  test('a row that calls Math calls it where it needs it, and is not imported itself', () => {
    expect(encode(programOf([{ input: 0 }, { does: rowNamed('sigmoid'), operands: [0] }], [1]))?.functions).toEqual([
      Math.exp,
    ]);
    expect(body('sigmoid').match(/call/g)).toHaveLength(3);
  });

  test('what WebAssembly has no instruction for is imported: %', () => {
    const { functions } = encode(programOf([{ input: 0 }, { does: rowNamed('mod'), operands: [0, 0] }], [1])) ?? {};
    expect(functions).toEqual([rowNamed('mod').value]);
    expect(body('copysign')).not.toContain('"f"');
  });

  test('select chooses without a branch', () => {
    const program = programOf([{ input: 0 }, { input: 1 }, { does: select('lt'), operands: [0, 1, 1, 0] }], [2]);
    expect(text(program)).toContain('select');
    expect(text(program)).not.toContain('if');
  });
});

test('every program gives the bits of an interpreter, and the first check that fails', () => {
  const check = ({ program, points }: { program: Program; points: number[][] }): void => {
    const runs = compiled(program);
    for (const point of points) expect(run(runs, program, point)).toEqual(interpret(program, point));
  };
  fc.assert(fc.property(anyProgram, check));
});

test('the same in functions of a few nodes each; wabt finds every module valid', async () => {
  await fc.assert(
    fc.asyncProperty(anyProgram, fc.integer({ min: 1, max: 30 }), async ({ program, points }, weight) => {
      const { bytes, functions, memory } = encode(program, limitsOf(weight)) as NonNullable<ReturnType<typeof encode>>;
      const module = wabt.readWasm(bytes, {});
      module.validate();
      module.destroy();
      const linear = new engine.Memory({ initial: 1 });
      const { instance } = await engine.instantiate(bytes, { m: { m: linear }, f: functions });
      const view = new Float64Array(linear.buffer);
      const { inputs, outputs } = program;
      for (const point of points) {
        const at = 5;
        view.fill(0.125);
        view.set(point, at);
        const failed = instance.exports.run(8 * at);
        const got = failed >= 0 ? failed : [...view.subarray(at + inputs.length, at + inputs.length + outputs.length)];
        expect(got).toEqual(interpret(program, point));
        expect([...view.subarray(0, at), ...view.subarray(at + memory / 8)].every((x) => x === 0.125)).toBe(true);
      }
    }),
  );
});

describe.each([10, 100, 1000, 10_000, 100_000, 1_000_000])('%i nodes', (n) => {
  test.each([
    ['in turn', inTurn],
    ['mixed', mixed],
  ] as const)('%s run', (_, isSum) => {
    const program = chain(n, 40, isSum);
    expect(run(compiled(program), program, [1.25, -0.5])).toEqual(chainAt(n, 40, [1.25, -0.5], isSum));
  });
});

describe('locals', () => {
  const locals = (program: Program, weight?: number): number[] =>
    [...text(program, weight).matchAll(/\(local ([^)]*)\)/g)].map(([, types]) => (types as string).split(' ').length);

  /** The largest number of nodes, other than constants, that are needed at one time. */
  const needed = ({ length, starts, operands, values }: Program): number => {
    const last = new Int32Array(length);
    for (let i = 0; i < length; i++) for (const o of operands.subarray(starts[i], starts[i + 1])) last[o] = i;
    let most = 0;
    const live = new Set<number>();
    for (let i = 0; i < length; i++) {
      const used = [...operands.subarray(starts[i], starts[i + 1])].filter((o) => o !== 2 || values[o] !== 1e-3);
      for (const o of used) live.add(o);
      most = Math.max(most, live.size);
      for (const o of used) if (last[o] === i) live.delete(o);
      if (starts[i] !== starts[i + 1]) live.add(i);
    }
    return Math.max(most, live.size);
  };

  test('are as many as nodes are needed at a time, not as there are nodes', () => {
    for (const reach of [2, 10, 50]) {
      const program = chain(900, reach);
      expect(locals(program)).toEqual([needed(program)]);
    }
  });

  test('in many functions there are few in each, and what crosses shares memory too', () => {
    const program = chain(20_000, 10);
    const counts = locals(program, 300);
    expect(counts.length).toBeGreaterThan(150);
    expect(Math.max(...counts)).toBeLessThanOrEqual(14);
    expect(encode(program, limitsOf(300))?.memory).toBeLessThan(8 * 40);
  });

  test('a function whose nodes have many operands is split sooner', () => {
    const [n, steps] = [300, 40];
    const wide: Operation = { ...BARE, name: 'wide', arity: n, cost: 'elementary', value: (...xs) => Math.max(...xs) };
    const inputs: Written[] = Array.from({ length: n }, (_, i) => ({ input: i }));
    const each = Array.from({ length: steps }, (_, k) => [n - 1 + k, ...Array.from({ length: n - 1 }, (_, i) => i)]);
    const program = programOf([...inputs, ...each.map((operands) => ({ does: wide, operands }))], [n + steps - 1]);
    const point = inputs.map((_, i) => Math.sin(i));
    expect(run(compiled(program), program, point)).toEqual(interpret(program, point));
    expect(locals(program).length).toBeGreaterThan(1);
  });
});

test('an operation of more numbers than a function takes is left to another way of running', () => {
  const wide: Operation = { ...BARE, name: 'wide', arity: 1001, cost: 'elementary', value: (...xs) => Math.max(...xs) };
  const inputs: Written[] = Array.from({ length: 1001 }, (_, i) => ({ input: i }));
  expect(
    instantiate(programOf([...inputs, { does: wide, operands: inputs.map((_, i) => i) }], [1001])),
  ).toBeUndefined();
});

test('no nodes, no outputs', () => {
  const program = programOf([], []);
  expect(run(compiled(program), program, [])).toEqual([]);
});

test('of several checks the first to fail in the order of the trace is told, though a later one is known sooner', () => {
  const nodes: Written[] = [{ input: 0 }, { does: add, operands: [0, 0] }, { does: mul, operands: [1, 1] }];
  const checks = [
    { compare: 'lt', x: 2, y: 0, outcome: true },
    { compare: 'gt', x: 0, y: 1, outcome: true },
  ] as const;
  const program = programOf(nodes, [2], checks);
  expect(run(compiled(program), program, [1])).toBe(0);
});

describe('memory is shared', () => {
  test('by runs inside runs, of the same program and of larger ones', () => {
    const large = compiled(chain(30_000, 20_000));
    let depth = 0;
    const again: Operation = {
      ...BARE,
      name: 'again',
      arity: 2,
      cost: 'elementary',
      value: (x, y) => {
        if (depth++ > 5) return x as number;
        large(Float64Array.of(x as number, y as number), new Float64Array(3));
        const [inner] = run(runs, program, [y as number, x as number]) as [number];
        return inner + 1;
      },
    };
    const program = programOf(
      [{ input: 0 }, { input: 1 }, { does: again, operands: [0, 1] }, { does: add, operands: [2, 0] }],
      [3, 1],
    );
    const runs: Run = compiled(program);
    const expected = interpret(program, [2, 3]);
    depth = 0;
    expect(run(runs, program, [2, 3])).toEqual(expected);
  });

  test('in turn by programs that have tables in it, and inside each other', () => {
    const repeating = (does: Operation, by: number): Program => {
      const nodes: Written[] = [{ input: 0 }];
      for (let i = 0; i < 300; i++) {
        nodes.push({ constant: by * Math.cos(i) });
        nodes.push({ does, operands: [nodes.length === 2 ? 0 : nodes.length - 2, nodes.length - 1] });
      }
      return programOf(nodes, [nodes.length - 1]);
    };
    const [one, other] = [repeating(add, 1), repeating(rowNamed('max'), 3)];
    const [ofOne, ofOther] = [compiled(one), compiled(other)];
    expect(encode(one)?.data.length).toBeGreaterThan(2000);
    for (const x of [0, 1, 2]) {
      expect(run(ofOne, one, [x])).toEqual(interpret(one, [x]));
      expect(run(ofOther, other, [x])).toEqual(interpret(other, [x]));
    }
    let isInside = false;
    let evaluated = run;
    const both: Operation = {
      ...BARE,
      name: 'both',
      arity: 2,
      cost: 'elementary',
      value: (x, y) => {
        if (isInside) return (x as number) + (y as number);
        isInside = true;
        const [inner] = evaluated(runs, program, [y as number]) as [number];
        const [beside] = evaluated(ofOne, one, [inner]) as [number];
        isInside = false;
        return 0.99 * (x as number) + inner / 2 + beside;
      },
    };
    const program = repeating(both, 0.5);
    const runs = compiled(program);
    const got = run(runs, program, [0.25]);
    evaluated = (_, inner, point) => interpret(inner, point);
    expect(got).toEqual(interpret(program, [0.25]));
  });

  test('and given back when an operation throws', () => {
    const throws: Operation = {
      ...BARE,
      name: 'throws',
      arity: 1,
      cost: 'elementary',
      value: (x) => {
        if (x === 0) throw new RangeError('no zero, please');
        return 1 / (x as number);
      },
    };
    // 2 MB a run; there are 16.
    const program = withInputs(programOf([{ input: 0 }, { does: throws, operands: [0] }], [1, 0]), 250_000);
    const runs = compiled(program);
    for (let i = 0; i < 20; i++) expect(() => runs(new Float64Array(250_000), new Float64Array(2))).toThrow('no zero');
    expect(run(runs, program, [4])).toEqual([0.25, 4]);
  });

  test('by no end of runs inside runs, and then it says so', () => {
    const inside: Operation = {
      ...BARE,
      name: 'inside',
      arity: 1,
      cost: 'elementary',
      value: (x) => run(runs, program, [x as number]) as number,
    };
    const program = withInputs(programOf([{ input: 0 }, { does: inside, operands: [0] }], [1]), 250_000);
    const runs: Run = compiled(program);
    const message = 'compile: expected an operation not to run programs inside each other this deeply';
    for (let i = 0; i < 3; i++) expect(() => run(runs, program, [1])).toThrow(new RangeError(message));
  });

  test('but by the largest, which have one of their own', () => {
    const program = withInputs(programOf([{ input: 599_999 }, { does: mul, operands: [0, 0] }], [1]), 600_000);
    const point = Array.from({ length: 600_000 }, (_, i) => i);
    expect(run(compiled(program), program, point)).toEqual([599_999 ** 2]);
  });
});

test('compiled beside the thread it is the same', async () => {
  const program = chain(5000, 40);
  const made = await instantiateAsync(program);
  expect(run(made?.run as Run, program, [0.5, 2])).toEqual(interpret(program, [0.5, 2]));
  expect(made?.bytes).toBe(sizeOf(program));
});

describe('where the platform refuses', () => {
  /** As browsers do in the main thread: no more than so many bytes at once. */
  const limited = <T>(most: number, then: () => T): T => {
    const { Module } = engine;
    engine.Module = function refusing(bytes: Uint8Array) {
      if (bytes.length > most) throw new RangeError('WebAssembly.Compile is disallowed on the main thread');
      return new (Module as new (bytes: Uint8Array) => object)(bytes);
    };
    try {
      return then();
    } finally {
      engine.Module = Module;
    }
  };

  test('there is no run and no error; smaller programs run', () => {
    expect(limited(4096, () => instantiate(chain(10_000, 10, mixed)))).toBeUndefined();
    expect(limited(4096, () => instantiate(chain(100, 10)))).toBeDefined();
  });

  test('nor where there is no WebAssembly at all', async () => {
    const global = globalThis as { WebAssembly?: unknown };
    const { WebAssembly: kept } = global;
    try {
      global.WebAssembly = undefined;
      expect(instantiate(chain(10, 10))).toBeUndefined();
      expect(await instantiateAsync(chain(10, 10))).toBeUndefined();
    } finally {
      global.WebAssembly = kept;
    }
  });
});
