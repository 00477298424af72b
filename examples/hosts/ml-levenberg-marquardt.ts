/**
 * A wave a sin(b t) fitted to a thousand points, from a = b = 1: https://github.com/mljs/levenberg-marquardt/issues/40.
 * With the steps of 0.1 that the package takes by default it wanders off. The row of the Jacobian at t is the gradient of
 * the model.
 */
import { levenbergMarquardt } from 'ml-levenberg-marquardt';
import { grad } from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

const model = native(([a, b]: number[], t: number) => a! * Math.sin(b! * t));
const row = grad(model);

const x = Array.from({ length: 1000 }, (_, i) => (i / 1000) * 2 * Math.PI);
const y = x.map((t) => 2 * Math.sin(2 * t));

/** A fit, and how often it called the model. */
export interface Fit {
  readonly parameters: readonly number[];
  readonly error: number;
  readonly iterations: number;
  readonly calls: number;
}

function fit(options: { jacobianFunction?: (p: number[]) => (t: number) => number[] }): Fit {
  let calls = 0;
  const counted = (p: number[]) => (t: number) => {
    calls++;
    return model(p, t);
  };
  const found = levenbergMarquardt({ x, y }, counted, { initialValues: [1, 1], damping: 1.5, ...options });
  return { parameters: found.parameterValues, error: found.parameterError, iterations: found.iterations, calls };
}

export const exact: Fit = fit({ jacobianFunction: (p) => (t) => row(p, t) });
export const differences: Fit = fit({});

for (const [name, { parameters, iterations, calls }] of Object.entries({ exact, differences })) {
  const [a, b] = parameters.map((p) => p.toFixed(4));
  console.log(`${name.padEnd(12)} ${a} sin(${b} t) after ${iterations} iterations and ${calls} calls of the model`);
}
