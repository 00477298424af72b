import { passes, primalBelow, sameValue, sameValues, tangentOf } from '../forward/passes.ts';
import type { Scalar } from '../scalar.ts';
import { scalarOutput } from '../tree/output.ts';
import type { Engine } from './engine.ts';
import { lanesFor } from './options.ts';

/** Passes of lanes: the cost grows with the inputs. */
export const forwardEngine: Engine = {
  hasLanes: true,

  gradient(name, f, xs, lanes = lanesFor(xs.length)) {
    const gradient: Scalar[] = [];
    let value: Scalar | undefined;
    passes(f, xs, lanes, (output, level, count) => {
      const y = scalarOutput(name, output, 'for vector outputs use jacobian(f)');
      const v = primalBelow(level, y);
      if (value === undefined) value = v;
      else sameValue(name, 'value', value, v);
      for (let j = 0; j < count; j++) gradient.push(tangentOf(level, y, j));
    });
    return { value: value as Scalar, gradient };
  },

  rows(name, f, xs, lanes = lanesFor(xs.length)) {
    let rows: Scalar[][] = [];
    let value: Scalar[] | undefined;
    passes(f, xs, lanes, (output, level, count) => {
      const ys = output as readonly Scalar[];
      const values = ys.map((y) => primalBelow(level, y));
      if (value === undefined) {
        value = values;
        rows = ys.map(() => []);
      } else {
        sameValues(name, value, values);
      }
      ys.forEach((y, i) => {
        for (let j = 0; j < count; j++) rows[i]!.push(tangentOf(level, y, j));
      });
    });
    return { value: value as unknown as Scalar[], rows };
  },
};
