import { seeded } from '../seeded.ts';
import { type Algebra, type ScalarProgram, uniform } from './program.ts';

const LAYERS = 2;
const WIDTH = 14;
const STEPS = 15;

/** Weights of the gates forget, enter, leave, change, then their biases: a row of WIDTH inputs each. */
const ROWS = 8;
const INPUT = ROWS * LAYERS;
const OUTPUT = INPUT + 1;
const BIAS = INPUT + 2;

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

interface Lstm extends ScalarProgram {
  readonly sequence: readonly (readonly number[])[];
  readonly start: readonly { readonly h: readonly number[]; readonly c: readonly number[] }[];
}

/**
 * The loss of a long short-term memory without matrices, in the shape and the variant of ADBench's smallest file: two layers
 * of 14, and a sequence of 16 vectors of bits, of which each predicts the next.
 *   forget = σ(w s + b), enter = σ(w h + b), leave = σ(w s + b), change = tanh(w h + b)
 *   c ← c forget + enter change,  h ← leave tanh c,  s the h of the layer below
 *   f = −mean of next (y − log(2 + Σ eʸ)), y = w s + b
 * Operations: σ 4, tanh 5 by exp; a unit of a layer 34 (8 for the gates' lines, 3σ + 2tanh, 4); a step 8 a unit beside
 * the layers; and one a step to sum them up and to divide.
 */
export function lstm(): Lstm {
  const random = seeded(LAYERS);
  const row = (entry: () => number) => Array.from({ length: WIDTH }, entry);
  const sequence = Array.from({ length: STEPS + 1 }, () => row(() => (random() < 0.15 ? 1 : 0)));
  const start = Array.from({ length: LAYERS }, () => ({ h: row(random), c: row(random) }));
  const bit = (t: number, i: number) => (sequence[t] as number[])[i] as number;
  const scale = -1 / (WIDTH * STEPS);

  return {
    sequence,
    start,
    name: 'lstm, 2 layers of 14',
    n: (ROWS * LAYERS + 3) * WIDTH,
    m: 1,
    operations: STEPS * WIDTH * (34 * LAYERS + 8) + STEPS,
    sample: (random) => Array.from({ length: (ROWS * LAYERS + 3) * WIDTH }, () => uniform(random, 0, 1)),

    plain: (x) => {
      const at = (row: number, i: number) => x[row * WIDTH + i] as number;
      const memory = start.map(({ h, c }) => ({ h: [...h], c: [...c] }));
      const y = new Float64Array(WIDTH);
      let sum = 0;
      for (let t = 0; t < STEPS; t++) {
        let total = 2;
        for (let i = 0; i < WIDTH; i++) {
          let s = at(INPUT, i) * bit(t, i);
          for (let layer = 0; layer < LAYERS; layer++) {
            const { h, c } = memory[layer] as { h: number[]; c: number[] };
            const own = ROWS * layer;
            const forget = sigmoid(s * at(own, i) + at(own + 4, i));
            const enter = sigmoid((h[i] as number) * at(own + 1, i) + at(own + 5, i));
            const leave = sigmoid(s * at(own + 2, i) + at(own + 6, i));
            const change = Math.tanh((h[i] as number) * at(own + 3, i) + at(own + 7, i));
            const kept = (c[i] as number) * forget + enter * change;
            s = leave * Math.tanh(kept);
            c[i] = kept;
            h[i] = s;
          }
          const yi = s * at(OUTPUT, i) + at(BIAS, i);
          y[i] = yi;
          total += Math.exp(yi);
        }
        const log = Math.log(total);
        for (let i = 0; i < WIDTH; i++) sum += bit(t + 1, i) * ((y[i] as number) - log);
      }
      return sum * scale;
    },

    write<S>({ constant, add, sub, mul, div, exp, log }: Algebra<S>) {
      const lift = (list: readonly number[]) => list.map((entry) => constant(entry));
      const bits = sequence.map(lift);
      const began = start.map(({ h, c }) => ({ h: lift(h), c: lift(c) }));
      const [one, two, minusOne, minusTwo, factor] = [1, 2, -1, -2, scale].map(constant) as [S, S, S, S, S];
      const sigma = (z: S) => div(one, add(one, exp(mul(minusOne, z))));
      const tanh = (z: S) => {
        const e = exp(mul(minusTwo, z));
        return div(sub(one, e), add(one, e));
      };
      return (x: readonly S[]) => {
        const at = (row: number, i: number) => x[row * WIDTH + i] as S;
        const memory = began.map(({ h, c }) => ({ h: [...h], c: [...c] }));
        let sum: S | undefined;
        for (let t = 0; t < STEPS; t++) {
          const y = (bits[t] as S[]).map((entry, i) => {
            let s = mul(at(INPUT, i), entry);
            for (let layer = 0; layer < LAYERS; layer++) {
              const { h, c } = memory[layer] as { h: S[]; c: S[] };
              const own = ROWS * layer;
              const line = (gate: number, z: S) => add(mul(z, at(own + gate, i)), at(own + 4 + gate, i));
              const forget = sigma(line(0, s));
              const enter = sigma(line(1, h[i] as S));
              const leave = sigma(line(2, s));
              const change = tanh(line(3, h[i] as S));
              const kept = add(mul(c[i] as S, forget), mul(enter, change));
              s = mul(leave, tanh(kept));
              c[i] = kept;
              h[i] = s;
            }
            return add(mul(s, at(OUTPUT, i)), at(BIAS, i));
          });
          const z = log(y.reduce((total, yi) => add(total, exp(yi)), two));
          for (let i = 0; i < WIDTH; i++) {
            const term = mul((bits[t + 1] as S[])[i] as S, sub(y[i] as S, z));
            sum = sum === undefined ? term : add(sum, term);
          }
        }
        return mul(sum as S, factor);
      };
    },

    // Forward as in `plain`, keeping six numbers a unit, layer and step; then back through the steps, unit by unit.
    partials: (x, gradient = new Float64Array((ROWS * LAYERS + 3) * WIDTH)) => {
      const at = (row: number, i: number) => x[row * WIDTH + i] as number;
      gradient.fill(0);
      const more = (row: number, i: number, by: number) => {
        gradient[row * WIDTH + i] = (gradient[row * WIDTH + i] as number) + by;
      };
      // By (step · layers + layer) · width + unit; the signals of the first step's past are the given state.
      const size = STEPS * LAYERS * WIDTH;
      const kept = Array.from({ length: 6 }, () => new Float64Array(size));
      const [forgets, enters, leaves, changes, cells, tanhs] = kept as [
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const place = (t: number, layer: number, i: number) => (t * LAYERS + layer) * WIDTH + i;
      const hidden = (t: number, layer: number, i: number) => {
        if (t < 0) return start[layer]?.h[i] as number;
        const p = place(t, layer, i);
        return (leaves[p] as number) * (tanhs[p] as number);
      };
      const cell = (t: number, layer: number, i: number) =>
        t < 0 ? (start[layer]?.c[i] as number) : (cells[place(t, layer, i)] as number);
      const below = (t: number, layer: number, i: number) =>
        layer === 0 ? at(INPUT, i) * bit(t, i) : hidden(t, layer - 1, i);

      const byOutput = new Float64Array(STEPS * WIDTH);
      for (let t = 0; t < STEPS; t++) {
        let [total, ones] = [2, 0];
        for (let i = 0; i < WIDTH; i++) {
          for (let layer = 0; layer < LAYERS; layer++) {
            const own = ROWS * layer;
            const p = place(t, layer, i);
            const s = below(t, layer, i);
            const h = hidden(t - 1, layer, i);
            const forget = sigmoid(s * at(own, i) + at(own + 4, i));
            const enter = sigmoid(h * at(own + 1, i) + at(own + 5, i));
            const change = Math.tanh(h * at(own + 3, i) + at(own + 7, i));
            const c = cell(t - 1, layer, i) * forget + enter * change;
            forgets[p] = forget;
            enters[p] = enter;
            leaves[p] = sigmoid(s * at(own + 2, i) + at(own + 6, i));
            changes[p] = change;
            cells[p] = c;
            tanhs[p] = Math.tanh(c);
          }
          const e = Math.exp(hidden(t, LAYERS - 1, i) * at(OUTPUT, i) + at(BIAS, i));
          byOutput[t * WIDTH + i] = e;
          total += e;
          ones += bit(t + 1, i);
        }
        for (let i = 0; i < WIDTH; i++) {
          const p = t * WIDTH + i;
          byOutput[p] = scale * (bit(t + 1, i) - (ones * (byOutput[p] as number)) / total);
        }
      }

      const byHidden = new Float64Array(LAYERS);
      const byCell = new Float64Array(LAYERS);
      for (let i = 0; i < WIDTH; i++) {
        byHidden.fill(0);
        byCell.fill(0);
        for (let t = STEPS - 1; t >= 0; t--) {
          const dy = byOutput[t * WIDTH + i] as number;
          more(OUTPUT, i, dy * hidden(t, LAYERS - 1, i));
          more(BIAS, i, dy);
          let ds = dy * at(OUTPUT, i);
          for (let layer = LAYERS - 1; layer >= 0; layer--) {
            const own = ROWS * layer;
            const p = place(t, layer, i);
            const [forget, enter, leave] = [forgets[p] as number, enters[p] as number, leaves[p] as number];
            const [change, tanh] = [changes[p] as number, tanhs[p] as number];
            const s = below(t, layer, i);
            const h = hidden(t - 1, layer, i);
            const dh = ds + (byHidden[layer] as number);
            const dc = (byCell[layer] as number) + dh * leave * (1 - tanh * tanh);
            const lines = [
              dc * cell(t - 1, layer, i) * forget * (1 - forget),
              dc * change * enter * (1 - enter),
              dh * tanh * leave * (1 - leave),
              dc * enter * (1 - change * change),
            ] as const;
            for (const gate of [0, 1, 2, 3] as const) {
              more(own + gate, i, lines[gate] * (gate % 2 === 0 ? s : h));
              more(own + 4 + gate, i, lines[gate]);
            }
            byCell[layer] = dc * forget;
            byHidden[layer] = lines[1] * at(own + 1, i) + lines[3] * at(own + 3, i);
            ds = lines[0] * at(own, i) + lines[2] * at(own + 2, i);
          }
          more(INPUT, i, ds * bit(t, i));
        }
      }
      return gradient;
    },
  };
}
