import { describe, expect, test } from 'vitest';
import { wrongDerivative, wrongPrimal } from '../../bench/gradbench/check.ts';
import { plain } from '../../bench/gradbench/plain/all.ts';
import { answer, pieces, type Reply } from '../../bench/gradbench/protocol.ts';
import { anchors, type Evaluate, isEvaluate, session } from '../../bench/gradbench/recorded.ts';
import { type Workloads, workloads } from '../../bench/gradbench/workloads.ts';

describe('workloads', () => {
  test('are the defaults of every eval but hello, none twice', () => {
    const counts = workloads.map(({ eval: name, defaults }) => `${name} ${defaults.length}`);
    expect(counts).toEqual([
      ...['lse 10', 'llsq 11', 'ode 9', 'det 7', 'kmeans 12', 'gmm 25', 'ba 14', 'ht 12', 'lstm 9'],
      ...['particle 1', 'saddle 1'],
    ]);
    const sizes = workloads.flatMap(({ eval: name, defaults }) => defaults.map(({ size }) => `${name} ${size}`));
    expect(new Set(sizes).size).toBe(sizes.length);
  });

  test('that are timed are those that the tools of the suite were timed at', () => {
    const recorded = new Set(anchors().map((one) => `${one.eval} ${one.function} ${one.size}`));
    const timed = workloads.flatMap(({ eval: name, functions, timed }) =>
      timed.flatMap(({ size }) => functions.map((called) => `${name} ${called} ${size}`)),
    );
    expect(new Set(timed)).toEqual(new Set([...recorded].filter((key) => !key.startsWith('hello'))));
  });

  test('have the fields of recorded inputs, and are the same every time', () => {
    for (const { eval: name, defaults } of workloads) {
      const made = defaults[0]?.input() as object;
      const recorded = session(name)
        .map(({ message }) => message)
        .find(isEvaluate)?.input as object;
      const runs = ['min_runs', 'min_seconds'];
      expect(Object.keys(made).sort(), name).toEqual(
        Object.keys(recorded)
          .filter((key) => !runs.includes(key))
          .sort(),
      );
      expect(defaults[0]?.input()).toEqual(made);
    }
  });
});

describe('the check of answers that nobody recorded', () => {
  const primal = (name: string, called: string) => async (input: object) => {
    const message = { id: 0, kind: 'evaluate', module: name, function: called, input: { ...input, min_runs: 1 } };
    const reply = answer(JSON.stringify(message), { tool: 'spec', evals: plain });
    return (JSON.parse([...pieces(reply)].join('')) as Reply).output;
  };

  /** A copy with its last number a little larger. */
  function spoilt(x: unknown): unknown {
    if (typeof x === 'number') return x + 1e-3 * Math.max(1, Math.abs(x));
    const keys = Object.keys(x as object);
    const key = keys.find((k) => k === 'vals' || k === 'reproj_error' || k === 'elements') ?? (keys.at(-1) as string);
    if (key === 'vals') return { ...(x as object), vals: (x as { vals: number[] }).vals.map(spoilt) };
    const copy = Array.isArray(x) ? [...x] : { ...(x as Record<string, unknown>) };
    (copy as Record<string, unknown>)[key] = spoilt((x as Record<string, unknown>)[key]);
    return copy;
  }

  test.each(plain.map(({ name }) => name))(
    '%s: lets the right ones pass, and finds an entry that is off',
    async (name) => {
      const [value, derivative] = (workloads.find((one) => one.eval === name) as Workloads).functions as [
        string,
        string,
      ];
      const sent = session(name).filter(({ message }) => isEvaluate(message));
      // The second input; the first of ba is the suite's.
      const [first, second] = sent.slice(2, 4) as [(typeof sent)[0], (typeof sent)[0]];
      const input = (first.message as Evaluate).input as Record<string, unknown>;
      expect((second.message as Evaluate).input).toMatchObject({ ...input });
      const ask = primal(name, value);
      expect((first.message as Evaluate).function).toBe(value);
      expect(await wrongPrimal(input, first.expected, ask)).toBeUndefined();
      expect(await wrongPrimal(input, spoilt(first.expected), ask)).toMatch(/off by/);
      expect((second.message as Evaluate).function).toBe(derivative);
      const right = second.exact ?? second.expected;
      expect(await wrongDerivative(name, input, right, ask)).toBeUndefined();
      expect(await wrongDerivative(name, input, spoilt(right), ask)).toMatch(/off by|differences give/);
    },
  );
});
