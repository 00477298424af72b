import type { Recording } from './recording.ts';

/** What turns a function into code. */
export type Verb = 'compile' | 'emitModule';

const STATIC: Readonly<Record<Verb, string>> = {
  compile: 'a number that is a flag or a count is named in compile(f, { static: [i] })',
  emitModule: 'a number that is a flag or a count is captured, as in emitModule((x) => f(x, n), x)',
};

/** f gave something else traced than not. */
export function differs(verb: Verb, got: string): Error {
  return new Error(
    `${verb}: expected f to give the same traced as not, got ${got}; f must not ask what its numbers are by x === 0, truthiness, typeof, Number.isNaN or isActive (write eq(x, 0), where or value(x)), nor use Math.random, the time, or change what it captures; ${STATIC[verb]}`,
  );
}

/** As far as rounding in another order goes, where it does not cancel. */
export function rounding(expected: readonly number[]): number {
  return 1e-9 * expected.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
}

/**
 * The first number that f gave and the trace found otherwise, by more than `allowed`, and what it found. Derivatives are traced as if all were finite;
 * where they are not they may differ, and the program finds out.
 */
export function firstDifference(
  recording: Recording,
  expected: readonly number[],
  allowed = 0,
): [number, number] | undefined {
  const isChecked = recording.program.guards.some(({ compare }) => compare === 'finite');
  for (const [i, value] of recording.values.entries()) {
    const before = expected[i]!;
    if (value === before || (Number.isNaN(value) && Number.isNaN(before))) continue;
    if (isChecked && !(Number.isFinite(value) && Number.isFinite(before))) continue;
    if (!(Math.abs(value - before) <= allowed)) return [before, value];
  }
  return undefined;
}
