'use grad';
import { Failure, model, type Sample, Scale, Weight } from './model.ts';

export function loss(p: readonly [number, number], samples: readonly Sample[], weight: Weight): number {
  const scale = new Scale(weight === Weight.Square ? 2 : 1);
  let sum: number = 0;
  for (const { x, y } of samples) sum += scale.of((model(p, x) - y) ** 2);
  return sum;
}

export function fails(x: number): number {
  // The position is that of `new`, behind a name that is rewritten.
  const y: number = x * 2 + x;
  if (y > 0) throw new Failure(`fails at ${y}`);
  return y;
}
