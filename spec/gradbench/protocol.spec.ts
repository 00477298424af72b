import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { beforeAll, describe, expect, test } from 'vitest';
import { ourTool } from '../../bench/gradbench/bundle.ts';
import { type Eval, prepared } from '../../bench/gradbench/eval.ts';
import { evals } from '../../bench/gradbench/evals/all.ts';
import { answer, pieces, type Reply } from '../../bench/gradbench/protocol.ts';

let runs = 0;
const trial: Eval = {
  name: 'trial',
  functions: {
    count: () => {
      runs = 0;
      return prepared(() => ++runs);
    },
    echo: ({ x }: { x: unknown }) => prepared(() => x),
    fail: () =>
      prepared(() => {
        throw new RangeError('no');
      }),
    infinite: () => prepared(() => ({ a: [1, Float64Array.of(2, Number.NaN)] })),
    huge: () => prepared(() => 1, { needs: 2 ** 36 }),
    eager: () => prepared(() => 'eager'),
  },
  compiled: { eager: () => prepared(() => 'compiled') },
};
const answering = { tool: 'spec', evals: [trial], memory: 2 ** 34 };
const say = (message: unknown, more = {}): Reply => answer(JSON.stringify(message), { ...answering, ...more });
const evaluate = (name: string, input: unknown = {}, more = {}): Reply =>
  say({ id: 7, kind: 'evaluate', module: 'trial', function: name, input }, more);

describe('a reply', () => {
  test('to start names the tool, to others holds the id alone', () => {
    expect(say({ id: 0, kind: 'start', eval: 'trial' })).toEqual({ id: 0, tool: 'spec' });
    expect(say({ id: 3, kind: 'analysis', of: 2, valid: true })).toEqual({ id: 3 });
    expect(say({ id: 4, kind: 'something new' })).toEqual({ id: 4 });
    expect(say({ id: 5 })).toEqual({ id: 5 });
  });

  test('to define says whether there is such a module', () => {
    expect(say({ id: 1, kind: 'define', module: 'trial' })).toEqual({ id: 1, success: true });
    expect(say({ id: 1, kind: 'define', module: 'none' })).toEqual({
      id: 1,
      success: false,
      error: 'expected one of the modules trial, got "none"',
    });
    expect(say({ id: 1, kind: 'define' })).toMatchObject({ id: 1, success: false });
  });

  test.each<[string, string]>([
    ['', 'expected a line of JSON, got ""'],
    ['{"id": 3,', 'expected a line of JSON, got "{\\"id\\": 3,"'],
    ['[1]', 'expected a message { id, kind, … }, got [1]'],
    ['null', 'expected a message { id, kind, … }, got null'],
  ])('to the line %j says what is wrong with it', (line, error) => {
    const reply = answer(line, answering);
    expect(reply).toMatchObject({ id: null, success: false });
    expect(reply.error?.startsWith(error)).toBe(true);
  });

  test.each(['none', 'constructor', 'toString', '__proto__', undefined])(
    'to the unknown function %s is a refusal',
    (name) => {
      expect(evaluate(name as string)).toMatchObject({ id: 7, success: false });
      expect(evaluate(name as string).error).toContain('expected one of the functions count, echo, fail');
    },
  );

  test('to an unknown module is a refusal', () => {
    expect(say({ id: 2, kind: 'evaluate', module: 'none', function: 'count', input: {} })).toEqual({
      id: 2,
      success: false,
      error: 'RangeError: expected one of the modules trial, got "none"',
    });
  });

  test('to a function that fails has its error', () => {
    expect(evaluate('fail')).toEqual({ id: 7, success: false, error: 'RangeError: no' });
  });

  test('never holds what JSON does not: NaN is refused, with its place', () => {
    expect(evaluate('infinite').error).toBe("RangeError: output.a[1][1] is NaN, which JSON can't hold");
  });

  test('to what needs too much memory is a refusal, before the run', () => {
    expect(evaluate('huge')).toEqual({
      id: 7,
      success: false,
      error: 'RangeError: needs about 64.0 GiB of memory, 16.0 GiB are allowed; not started',
    });
  });

  test('takes the compiled function if asked to, where there is one', () => {
    expect(evaluate('eager').output).toBe('eager');
    expect(evaluate('eager', {}, { compiled: true }).output).toBe('compiled');
    expect(evaluate('count', {}, { compiled: true }).output).toBe(1);
  });
});

describe('runs', () => {
  const evaluates = ({ timings = [] }: Reply): number[] =>
    timings.filter(({ name }) => name === 'evaluate').map(({ nanoseconds }) => nanoseconds);

  test('are as many as asked for, and the last answer is given', () => {
    expect(evaluate('count').output).toBe(1);
    const reply = evaluate('count', { min_runs: 5, min_seconds: 0 });
    expect(reply.output).toBe(5);
    expect(evaluates(reply)).toHaveLength(5);
    expect(reply.timings?.filter(({ name }) => name === 'prepare')).toHaveLength(1);
  });

  test('go on until they took the time asked for, in whole nanoseconds', () => {
    const reply = evaluate('count', { min_runs: 1, min_seconds: 0.01 });
    const times = evaluates(reply);
    expect(times.every(Number.isSafeInteger)).toBe(true);
    expect(times.reduce((a, b) => a + b)).toBeGreaterThanOrEqual(1e7);
    expect(times.slice(0, -1).reduce((a, b) => a + b)).toBeLessThan(1e7);
  });

  test('of an input that is no record are one', () => {
    expect(evaluates(evaluate('count', 3))).toHaveLength(1);
  });
});

describe('pieces', () => {
  test.each<[unknown]>([
    [{ id: 1, success: true, error: 'a "quoted" line\n', none: undefined }],
    [{ a: [[1, 2.5], [], [[-0.1e-300]]], b: { c: true }, d: {} }],
    [Array.from({ length: 10_000 }, (_, i) => i / 3)],
    [Array.from({ length: 5000 }, (_, i) => [i, [i]])],
  ])('are the JSON of a value', (x) => {
    expect([...pieces(x)].join('')).toBe(JSON.stringify(x));
  });

  test('of typed arrays are lists', () => {
    expect([...pieces({ a: Float64Array.of(1, 0.5), b: Int32Array.of(3) })].join('')).toBe('{"a":[1,0.5],"b":[3]}');
  });

  test('are short, however long the whole', () => {
    const long = [...pieces(new Float64Array(1e5).fill(1 / 3))];
    expect(Math.max(...long.map(({ length }) => length))).toBeLessThan(1e5);
  });
});

describe('the program', () => {
  let command = '';
  beforeAll(async () => {
    command = await ourTool();
  });

  const start = (): ChildProcess => spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'pipe'] });

  /** Sends text, ends the input, and gives what was printed and the code that the program ended with. */
  async function through(...text: readonly string[]): Promise<{ lines: string[]; code: unknown; errors: string }> {
    const tool = start();
    const [printed, errors]: [Buffer[], Buffer[]] = [[], []];
    (tool.stdout as Readable).on('data', (chunk: Buffer) => printed.push(chunk));
    (tool.stderr as Readable).on('data', (chunk: Buffer) => errors.push(chunk));
    for (const part of text) (tool.stdin as Writable).write(part);
    (tool.stdin as Writable).end();
    const [code] = await once(tool, 'close');
    const output = Buffer.concat(printed).toString();
    return { lines: output.split('\n').slice(0, -1), code, errors: Buffer.concat(errors).toString() };
  }

  test('answers every line with one line, in order, and ends with 0 at the end of the input', async () => {
    const { lines, code, errors } = await through(
      '{"id":0,"kind":"start","eval":"hello"}\n{"id":1,"kind":"define","module":"hello"}\nno message\n',
      '{"id":2,"kind":"evaluate","module":"hello","function":"dou',
      'ble","input":3}\n{"id":3,"kind":"analysis","of":2,"valid":true}',
    );
    const replies = lines.map((line) => JSON.parse(line) as Reply);
    expect(replies.map(({ id }) => id)).toEqual([0, 1, null, 2, 3]);
    expect(replies[3]).toMatchObject({ success: true, output: 6 });
    expect([code, errors]).toEqual([0, '']);
  });

  test('knows all twelve modules', async () => {
    const defines = evals.map(({ name }, id) => `{"id":${id},"kind":"define","module":"${name}"}\n`);
    const { lines } = await through(...defines);
    expect(lines.map((line) => JSON.parse(line) as Reply)).toEqual(evals.map((_, id) => ({ id, success: true })));
  });

  test('ends with 0 at once where nothing is said', async () => {
    expect(await through()).toEqual({ lines: [], code: 0, errors: '' });
  });

  test('takes a line of 8 MB and has printed a reply of as many before it ends', async () => {
    const x = Array.from({ length: 400_000 }, (_, i) => Math.fround(Math.sin(i)));
    const input = JSON.stringify({ x, min_runs: 1, min_seconds: 0 });
    const { lines, code } = await through(
      `{"id":0,"kind":"evaluate","module":"lse","function":"gradient","input":${input}}\n`,
    );
    const { output } = JSON.parse(lines[0] as string) as { output: number[] };
    expect(output).toHaveLength(x.length);
    expect(output.reduce((a, b) => a + b)).toBeCloseTo(1, 10);
    expect(code).toBe(0);
  });

  test('ends quietly where nobody reads any more', async () => {
    const tool = start();
    let errors = '';
    (tool.stderr as Readable).on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    (tool.stdin as Writable).on('error', () => {});
    (tool.stdout as Readable).destroy();
    for (let i = 0; i < 100; i++) (tool.stdin as Writable).write(`{"id":${i},"kind":"start"}\n`);
    const [code] = await once(tool, 'close');
    expect([code, errors]).toEqual([0, '']);
  });
});
