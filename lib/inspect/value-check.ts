import { firstDifference, HIDDEN_BRANCHES } from '../forward/passes.ts';
import { insideDerivative } from '../level.ts';
import type { Program } from '../program/program.ts';

type Run = (xs: readonly number[]) => readonly unknown[];

/**
 * Checks that f gives on plain numbers, to the bit, what it gave while it was traced: JavaScript has no hook for `x === 0`.
 * Where f throws, or two plain runs differ, nothing can be said.
 */
export function checkTracedValue(f: Run, { inputs, outputs, values }: Program): void {
  const at = (nodes: ArrayLike<number>): number[] => Array.from(nodes, (node) => values[node]!);
  const traced = at(outputs);
  const plain = plainRun(f, at(inputs), traced);
  const i = firstDifference(traced, plain);
  if (i < 0 || firstDifference(plain, plainRun(f, at(inputs), [])) >= 0) return;
  throw new Error(
    `trace: expected the value of f on plain numbers, ${plain[i]}, got ${traced[i]}; ${HIDDEN_BRANCHES}, nor on includes or keys (write value(x))`,
  );
}

/** The numbers of f on plain numbers; `thrown` where it throws. */
function plainRun(f: Run, xs: readonly number[], thrown: readonly unknown[]): readonly unknown[] {
  try {
    return insideDerivative(() => f(xs));
  } catch {
    return thrown;
  }
}
