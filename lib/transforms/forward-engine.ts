import { passes, sameValue, sameValues } from '../forward/passes.ts';
import type { Scalar } from '../scalar.ts';
import { scalarOutput, vectorOutput } from '../tree/output.ts';
import type { Engine } from './engine.ts';
import { lanesFor } from './options.ts';

/** Passes of lanes: the cost grows with the inputs. */
export const forwardEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes = lanesFor(xs.length)) {
    const gradient: Scalar[] = [];
    let value: Scalar | undefined;
    passes(f, xs, lanes, (output, pass) => {
      const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
      const v = pass.primal(y);
      if (value === undefined) value = v;
      else sameValue(name, 'value', value, v);
      for (let j = 0; j < pass.count; j++) gradient.push(pass.tangent(y, j));
    });
    return { value: value as Scalar, gradient };
  },

  rows(name, f, xs, lanes = lanesFor(xs.length)) {
    const rows: Scalar[][] = [];
    let value: Scalar[] | undefined;
    passes(f, xs, lanes, (output, pass) => {
      const ys = vectorOutput(name, output, 'for scalar outputs use grad(f)');
      const values = ys.map((y) => pass.primal(y));
      if (value === undefined) {
        value = values;
        for (let i = 0; i < ys.length; i++) rows.push([]);
      } else {
        sameValues(name, value, values);
      }
      for (let i = 0; i < ys.length; i++) {
        for (let j = 0; j < pass.count; j++) (rows[i] as Scalar[]).push(pass.tangent(ys[i]!, j));
      }
    });
    return { value: value as unknown as Scalar[], rows };
  },
};
