import { type Eval, prepared } from '../eval.ts';

interface Input {
  readonly main_params: number[][];
  readonly extra_params: number[][];
  readonly state: number[][];
  readonly sequence: number[][];
}

const sigmoid = (x: number): number => 1 / (1 + Math.exp(-x));

export const lstm: Eval = {
  name: 'lstm',
  functions: {
    objective: (input: Input) => {
      const main = input.main_params.map((row) => Float64Array.from(row));
      const [inWeight, outWeight, outBias] = input.extra_params.map((row) => Float64Array.from(row)) as [
        Float64Array,
        Float64Array,
        Float64Array,
      ];
      const sequence = input.sequence.map((row) => Float64Array.from(row));
      const b = inWeight.length;
      const a = new Float64Array(b);
      return prepared(() => {
        const state = input.state.map((row) => Float64Array.from(row));
        let total = 0;
        for (let t = 0; t + 1 < sequence.length; t++) {
          const [now, next] = [sequence[t] as Float64Array, sequence[t + 1] as Float64Array];
          for (let j = 0; j < b; j++) a[j] = (now[j] as number) * (inWeight[j] as number);
          for (let layer = 0; layer < main.length; layer += 2) {
            const [w, bias] = [main[layer] as Float64Array, main[layer + 1] as Float64Array];
            const [h, cell] = [state[layer] as Float64Array, state[layer + 1] as Float64Array];
            for (let j = 0; j < b; j++) {
              const [below, before] = [a[j] as number, h[j] as number];
              const forget = sigmoid(below * (w[j] as number) + (bias[j] as number));
              const ingate = sigmoid(before * (w[b + j] as number) + (bias[b + j] as number));
              const outgate = sigmoid(below * (w[2 * b + j] as number) + (bias[2 * b + j] as number));
              const change = Math.tanh(before * (w[3 * b + j] as number) + (bias[3 * b + j] as number));
              const c = (cell[j] as number) * forget + ingate * change;
              cell[j] = c;
              h[j] = outgate * Math.tanh(c);
              a[j] = h[j] as number;
            }
          }
          let exponentials = 2;
          for (let j = 0; j < b; j++) {
            a[j] = (a[j] as number) * (outWeight[j] as number) + (outBias[j] as number);
            exponentials += Math.exp(a[j] as number);
          }
          const log = Math.log(exponentials);
          for (let j = 0; j < b; j++) total += (next[j] as number) * ((a[j] as number) - log);
        }
        return -total / (b * (sequence.length - 1));
      });
    },
  },
};
