import { pull, type Recording, recordOnKeptTape } from '../reverse/record.ts';
import type { Tape } from '../reverse/tape.ts';
import { derived, type Scalar } from '../scalar.ts';
import type { Engine } from './engine.ts';
import { scalarOutput, vectorOutput } from './output.ts';

/** One recording and a sweep for each output: the cost grows with the outputs. */
export const reverseEngine: Engine = {
  hasLanes: false,

  gradient(name, f, xs) {
    return recordOnKeptTape(f, xs, (output, recording, tape) => {
      const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
      return { value: recording.primal(y), gradient: adjoints(y, recording, tape) };
    });
  },

  rows(name, f, xs) {
    return recordOnKeptTape(f, xs, (output, recording, tape) => {
      const ys: readonly Scalar[] = vectorOutput(name, output, 'for scalar outputs use grad(f)');
      return {
        value: ys.map((y) => recording.primal(y)),
        rows: ys.map((y) => adjoints(y, recording, tape)),
      };
    });
  },
};

function adjoints(y: Scalar, recording: Recording, tape: Tape): Scalar[] {
  return pull(tape, recording.inputs, [recording.node(y)], [1]).map((adjoint) => derived(y, adjoint));
}
