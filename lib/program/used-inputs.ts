import type { Program } from './program.ts';

/** The places of the inputs that a program uses. */
export function usedInputs({ inputs }: Program): ReadonlySet<number> {
  return new Set(Array.from(inputs, (_, place) => place).filter((place) => inputs[place]! >= 0));
}
