import { describe, expect, test } from 'vitest';
import type { Eval, Prepare } from '../../bench/gradbench/eval.ts';
import { ba } from '../../bench/gradbench/evals/ba.ts';
import { gmm } from '../../bench/gradbench/evals/gmm.ts';
import { ht } from '../../bench/gradbench/evals/ht.ts';
import { lstm } from '../../bench/gradbench/evals/lstm.ts';
import { type Decimal, data } from '../ground-truth/data.ts';
import { readReplicated } from '../ground-truth/objectives/ba.ts';
import { readMixture } from '../ground-truth/objectives/gmm.ts';
import { readSequence } from '../ground-truth/objectives/lstm.ts';
import { lines, numbers, parts } from '../ground-truth/objectives/text.ts';

// GradBench took four of its evals from ADBench, with the sign of a prior and the layout of arguments changed.

type Decimals = readonly Decimal[];

const expected = <T>(name: string): T & { readonly file: string } => data(`adbench/expected/${name}.json`);

/** What a function of an eval answers to an input. */
function answer<T>({ functions }: Eval, name: string, input: unknown): T {
  const prepare = functions[name] as Prepare;
  const { run, output } = prepare(input as never);
  const result = run();
  return (output === undefined ? result : output(result)) as T;
}

/** ADBench's own measure, at a ten-thousandth of its tolerance. */
function expectClose(got: readonly number[], wanted: Decimals): void {
  expect(got).toHaveLength(wanted.length);
  const far = got.flatMap((g, i) => {
    const w = Number(wanted[i]);
    return Math.abs(g - w) <= 1e-12 * Math.max(1, Math.abs(g) + Math.abs(w)) ? [] : [[i, g, w]];
  });
  expect(far).toEqual([]);
}

interface Gradients {
  readonly objective_adbench: Decimal;
  readonly gradient_adbench: Decimals;
  readonly objective_gradbench: Decimal;
  readonly gradient_gradbench: Decimals;
}

test.each(['gmm_test', 'gmm_d2_K5_1k', 'gmm_d10_K10_first100'])('%s', (name) => {
  const e = expected<Gradients>(name);
  const { mixture, x: flat } = readMixture(`adbench/${e.file}`, false);
  const { d, k, points: x, m, gamma } = mixture;
  const icfs = parts(flat.slice(k + k * d), (d * (d + 1)) / 2);
  const [q, l] = [icfs.map((icf) => icf.slice(0, d)), icfs.map((icf) => icf.slice(d))];
  const input = {
    d,
    k,
    n: x.length,
    x,
    m,
    gamma,
    alpha: flat.slice(0, k),
    mu: parts(flat.slice(k, k + k * d), d),
    q,
    l,
  };
  expectClose([answer(gmm, 'objective', input)], [e.objective_gradbench]);
  const found = answer<Record<'mu' | 'q' | 'l', number[][]> & { alpha: number[] }>(gmm, 'jacobian', input);
  const gradient = [
    ...found.alpha,
    ...found.mu.flat(),
    ...found.q.flatMap((qc, c) => [...qc, ...(found.l[c] as number[])]),
  ];
  expectClose(gradient, e.gradient_gradbench);
});

test.each(['ba_test', 'ba_ba1'])('%s', (name) => {
  interface Block {
    readonly reproj_err: Decimals;
    readonly block_2x15: readonly Decimals[];
    readonly w_err: Decimal;
    readonly d_w_err_d_w: Decimal;
  }
  const e = expected<Block>(name);
  const { n, m, p, camera: cam, point: x, weight: w, feature: feat } = readReplicated(`adbench/${e.file}`);
  // All observations are the same.
  const input = { n, m, p: Math.min(p, 100), cam, x, w, feat };
  interface Errors {
    readonly reproj_error: { readonly elements: Float64Array };
    readonly w_err: { readonly element: number };
  }
  const { reproj_error, w_err } = answer<Errors>(ba, 'objective', input);
  expectClose([...reproj_error.elements, w_err.element], [...e.reproj_err, e.w_err]);
  const { vals } = answer<{ vals: number[] }>(ba, 'jacobian', input);
  expectClose(vals, [...e.block_2x15.flat(), e.d_w_err_d_w]);
});

// GradBench's text leaves ADBench's 2 out of the logarithm; its code has it.
test.each(['lstm_l2_c16', 'lstm_l2_c1024'])('%s', (name) => {
  const e = expected<Gradients>(name);
  const { sequence: read, x } = readSequence(`adbench/${e.file}`);
  const { layers, width, state, inputs: sequence } = read;
  const main = 8 * layers * width;
  const [main_params, extra_params] = [parts(x.slice(0, main), 4 * width), parts(x.slice(main), width)];
  const input = { main_params, extra_params, state, sequence };
  expectClose([answer(lstm, 'objective', input)], [e.objective_adbench]);
  expectClose(answer(lstm, 'jacobian', input), e.gradient_adbench);
});

describe('hand tracking', () => {
  const colons = (name: string): number[][] =>
    lines(`adbench/hand/model/${name}.txt`).map((line) => line.split(':').map(Number));
  const bones = colons('bones');
  const matrix = (entries: number[]): number[][] => parts(entries, 4);
  const vertices = colons('vertices');
  const model = {
    parents: bones.map(([, parent]) => parent),
    base_relatives: bones.map((bone) => matrix(bone.slice(2, 18))),
    inverse_base_absolutes: bones.map((bone) => matrix(bone.slice(18, 34))),
    base_positions: vertices.map((vertex) => [...vertex.slice(0, 3), 1]),
    weights: vertices.map((vertex) => {
      const dense = bones.map(() => 0);
      for (const [bone, weight] of parts(vertex.slice(9), 2)) dense[bone as number] = weight as number;
      return dense;
    }),
    triangles: colons('triangles'),
    is_mirrored: false,
  };

  test.each(['hand_test', 'hand_simple_small_hand1', 'hand_hand_complicated'])('%s', (name) => {
    const e = expected<{ readonly err: Decimals; readonly jacobian: readonly Decimals[] }>(name);
    const [[n] = [], ...rest] = lines(`adbench/${e.file}`).map(numbers);
    const count = n as number;
    const seen = rest.slice(0, count);
    const us = name === 'hand_hand_complicated' ? rest.slice(count, 2 * count) : [];
    const theta = rest.slice(count + us.length).flat();
    const correspondences = seen.map(([index]) => index);
    const points = seen.map(([, ...point]) => point);
    const input = { theta, us, data: { correspondences, points, model } };
    expectClose(answer(ht, 'objective', input), e.err);
    expectClose(answer<number[][]>(ht, 'jacobian', input).flat(), e.jacobian.flat());
  });
});
