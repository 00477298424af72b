import { draw } from './draw.ts';
import { isEvaluate, session } from './recorded.ts';
import type { Workload } from './workloads.ts';

interface Model {
  readonly base_positions: readonly (readonly number[])[];
  readonly weights: readonly (readonly number[])[];
  readonly triangles: readonly (readonly number[])[];
}

/** The hand with 544 vertices that is in a recorded session. */
function smallModel(): Model {
  const message = session('ht').at(-2)?.message;
  if (message === undefined || !isEvaluate(message)) throw new Error('ht.jsonl does not end with an evaluate');
  return (message.input as { data: { model: Model } }).data.model;
}

/** The suite's big hand is not among our data: the small one's vertices again and again, each time a little moved. */
function bigModel(): Model {
  const small = smallModel();
  const { normal } = draw(10_000);
  const from = Array.from({ length: 10_000 }, (_, v) => v % small.base_positions.length);
  return {
    ...small,
    base_positions: from.map((v) => {
      const shift = [...normal(3).map((x) => x / 1000), 0];
      return (small.base_positions[v] as number[]).map((x, i) => x + (shift[i] as number));
    }),
    weights: from.map((v) => small.weights[v] as number[]),
  };
}

function hand(variant: 'simple' | 'complicated', model: 'small' | 'big', file: number, n: number): Workload {
  return {
    size: `${variant}_${model}/hand${file}_t26_c${n}`,
    operations: 13 * 22 * (model === 'big' ? 10_000 : 544) + 20 * n,
    input: () => {
      const { uniform, normal } = draw(n);
      const made = model === 'big' ? bigModel() : smallModel();
      const most = (variant === 'simple' ? made.base_positions : made.triangles).length;
      const correspondences = uniform(n).map((u) => Math.floor(u * most));
      const points = correspondences.map(() => normal(3));
      const us = variant === 'simple' ? [] : correspondences.map(() => uniform(2));
      return { theta: normal(26), us, data: { correspondences, points, model: made } };
    },
  };
}

const counts = [100, 192, 200, 400, 800, 1600, 3200, 6400, 12_800, 25_600, 51_200, 100_000];
const files = (variant: 'simple' | 'complicated', model: 'small' | 'big', last: number): Workload[] =>
  counts.slice(0, last).map((n, i) => hand(variant, model, i + 1, n));

export const handTracking: { readonly defaults: readonly Workload[]; readonly timed: readonly Workload[] } = {
  defaults: files('complicated', 'big', 12),
  timed: [
    ...files('simple', 'small', 4),
    ...files('complicated', 'small', 4),
    ...files('simple', 'big', 2),
    ...files('complicated', 'big', 2),
  ],
};
