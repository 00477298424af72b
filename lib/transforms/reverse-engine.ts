import { recordOnKeptTape } from '../reverse/recording.ts';
import type { Scalar } from '../scalar.ts';
import { scalarOutput, vectorOutput } from '../tree/output.ts';
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

  rows(name, f, xs) {
    return recordOnKeptTape(f, xs, (output, recording) => {
      const ys: readonly Scalar[] = vectorOutput(name, output, 'for scalar outputs use grad(f)');
      return { value: ys.map((y) => recording.primal(y)), rows: ys.map((y) => recording.gradient(y)) };
    });
  },
};
