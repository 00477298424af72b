import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { Eval } from '../../bench/gradbench/eval.ts';
import { evals } from '../../bench/gradbench/evals/all.ts';
import { difference, TOLERANCE } from '../../bench/gradbench/judge.ts';
import { plain } from '../../bench/gradbench/plain/all.ts';
import { answer, pieces, type Reply } from '../../bench/gradbench/protocol.ts';
import { isEvaluate, type Recorded, recordedEvals, session } from '../../bench/gradbench/recorded.ts';
import { replay } from '../../bench/gradbench/replay.ts';

/** The protocol in this process: what is asked and answered goes through text, as through a pipe. */
function asking(known: readonly Eval[], compiled: boolean): (message: Recorded['message']) => Reply {
  return (message) => {
    const reply = answer(JSON.stringify(message), { tool: 'spec', evals: known, compiled });
    return JSON.parse([...pieces(reply)].join('')) as Reply;
  };
}

/** What is sent, its function to be run so many times. */
const times =
  (runs: number) =>
  (recorded: Recorded): Recorded => {
    const { message } = recorded;
    if (!isEvaluate(message) || typeof message.input !== 'object') return recorded;
    return { ...recorded, message: { ...message, input: { ...message.input, min_runs: runs } } };
  };

/** A session whose functions are run once: three times over says no more here. */
const once = (name: string): Recorded[] => session(name).map(times(1));

async function verdicts(name: string, known: readonly Eval[], recorded = once(name), compiled = false) {
  const found = [];
  for await (const verdict of replay(recorded, asking(known, compiled))) found.push(verdict);
  return found;
}

test('all twelve evals are recorded, and there are no others', () => {
  expect(recordedEvals).toHaveLength(12);
  expect(evals.map(({ name }) => name)).toEqual(recordedEvals);
});

describe('every recorded answer, to 1e-9', () => {
  test.each(recordedEvals)('%s', async (name) => {
    const found = await verdicts(name, evals);
    expect(found).toHaveLength(session(name).filter(({ message }) => isEvaluate(message)).length);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ wrong }) => wrong !== undefined).map(({ message, wrong }) => [message.id, wrong])).toEqual(
      [],
    );
  });

  test.each(evals.flatMap(({ name, compiled }) => (compiled ? [name] : [])))('%s, compiled', async (name) => {
    const { compiled = {} } = evals.find((one) => one.name === name) as Eval;
    const derivatives = session(name).filter(({ message }) => !isEvaluate(message) || message.function in compiled);
    const found = await verdicts(name, evals, derivatives.map(times(1)), true);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ wrong }) => wrong !== undefined).map(({ message, wrong }) => [message.id, wrong])).toEqual(
      [],
    );
  });

  test.each(plain.map(({ name }) => name))('the primal of %s in plain JavaScript', async (name) => {
    const primal = Object.keys((plain.find((one) => one.name === name) as Eval).functions);
    const primals = session(name).filter(({ message }) => !isEvaluate(message) || primal.includes(message.function));
    const found = await verdicts(name, plain, primals);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ wrong }) => wrong !== undefined)).toEqual([]);
  });

  test('the data are those that were recorded', () => {
    const lines = recordedEvals.map((name) => session(name).length);
    expect(lines.reduce((a, b) => a + b)).toBe(256);
    expect(readFileSync(new URL('../../bench/gradbench/data/README.md', import.meta.url), 'utf8')).toContain('f26651a');
  });
});

describe('the judge', () => {
  test('is relative, to the largest of a list over a thousand where an entry cancelled', () => {
    expect(difference(2, 2 + 2e-9).by).toBeCloseTo(1e-9, 12);
    expect(difference(1e-9, 0).by).toBe(1);
    expect(difference([1, 1e-6], [1, 1.001e-6]).by).toBeCloseTo(1e-6, 12);
    expect(difference([0, 0], [0, 1e-300]).by).toBe(Infinity);
  });

  test('says where', () => {
    expect(difference({ a: [[1, 2]] }, { a: [[1, 3]] })).toEqual({ by: 0.5, at: 'output.a[0][1]' });
  });

  test.each<[unknown, unknown]>([
    [1, null],
    [1, '1'],
    [1, NaN],
    [[1], [1, 2]],
    [[1], { 0: 1 }],
    [{ a: 1 }, { a: 1, b: 2 }],
    [{ a: 1 }, { b: 1 }],
    [true, false],
  ])('%j is not %j', (expected, got) => {
    expect(difference(expected, got).by).toBe(Infinity);
  });

  test('does not let an answer of zeros pass, as the suite does', async () => {
    const zeros = (x: unknown): unknown => {
      if (typeof x === 'number') return 0;
      if (Array.isArray(x)) return x.map(zeros);
      return Object.fromEntries(Object.entries(x as object).map(([key, entry]) => [key, zeros(entry)]));
    };
    for (const name of ['lse', 'saddle']) {
      for (const { message, expected } of session(name)) {
        if (isEvaluate(message)) expect(difference(expected, zeros(expected)).by).toBeGreaterThan(TOLERANCE);
      }
    }
  });
});
