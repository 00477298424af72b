import { recordOnKeptTape } from '../reverse/recording.ts';
import type { Scalar } from '../scalar.ts';
import { scalarOutput } from '../tree/output.ts';
import type { Engine } from './engine.ts';

/** One recording and a sweep for each output: the cost grows with the outputs. */
export const reverseEngine: Engine = {
  hasLanes: false,

  gradient(name, f, xs) {
    return recordOnKeptTape(f, xs, (output, recording) => {
      const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
      return { value: recording.primal(y), gradient: recording.gradient(y) };
    });
  },

  rows(_name, f, xs) {
    return recordOnKeptTape(f, xs, (output, recording) => {
      const ys = output as readonly Scalar[];
      return { value: ys.map((y) => recording.primal(y)), rows: ys.map((y) => recording.gradient(y)) };
    });
  },
};
