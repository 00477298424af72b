import { firstDifference } from '../forward/passes.ts';
import { measured } from '../instrument.ts';
import { peek, type Scalar } from '../scalar.ts';
import type { PlainCheck } from '../transforms/native-mark.ts';
import { isVector } from '../tree/container.ts';

/** What f threw on plain numbers. */
class Thrown {
  readonly error: unknown;

  constructor(error: unknown) {
    this.error = error;
  }
}

/** A native function that gives something else on plain numbers. */
class PlainDifference extends Error {}

/**
 * Checks that a native function gives on plain numbers what it was found to be while it was differentiated, to the bit: the
 * sign of a zero counts, NaN is NaN. Where two plain runs differ, nothing can be said.
 *
 * Where f calls derivatives itself, NaN passes for anything, as does a zero for the other: at a singular point an entry of a
 * derivative may be NaN where one number is active, and a number where it is not.
 */
export const checkPlainNumbers: PlainCheck = (verb, f, xs, found) => {
  const plain = runOn(f, xs);
  if (Object.is(found, plain)) return;
  const values = listOf(found).map((v) => peek(v as Scalar));
  const i = firstUnequal(values, plain);
  if (i === undefined) return;
  let isNested = false;
  const noting = <T>(x: T): T => {
    isNested = true;
    return x;
  };
  const again = measured({ input: noting, tape: noting }, () => runOn(f, xs));
  if (firstUnequal(listOf(plain), again) !== undefined) return;
  if (plain instanceof Thrown) {
    throw new PlainDifference(
      `${verb}: expected f to return on plain numbers as well, got ${String(plain.error)}${REASONS}`,
      {
        cause: plain.error,
      },
    );
  }
  if (isNested && firstDifference(values, listOf(plain)) < 0) return;
  throw new PlainDifference(
    `${verb}: expected the value of f on plain numbers, ${text(listOf(plain)[i])}, got ${text(values[i])}${REASONS}`,
  );
};

const REASONS =
  '; native code must not use x as a key of a Map or a Set, as text, or in code that is not transformed (take its package in: packages of dualgrad/plugin); the option check: false leaves this out';

function runOn(f: (xs: Scalar[]) => unknown, xs: readonly Scalar[]): unknown {
  try {
    return f(xs.slice());
  } catch (error) {
    // Of a verb that f calls.
    if (error instanceof PlainDifference) throw error;
    return new Thrown(error);
  }
}

/** The first place where two results are not the same to the bit; undefined where there is none. */
function firstUnequal(values: readonly unknown[], result: unknown): number | undefined {
  const others = listOf(result);
  for (let i = 0; i < values.length || i < others.length; i++) {
    if (!isSame(values[i], others[i])) return i;
  }
  return undefined;
}

function isSame(a: unknown, b: unknown): boolean {
  return a instanceof Thrown && b instanceof Thrown ? String(a.error) === String(b.error) : Object.is(a, b);
}

function listOf(result: unknown): readonly unknown[] {
  return isVector(result) ? Array.from(result as readonly unknown[]) : [result];
}

function text(x: unknown): string {
  return Object.is(x, -0) ? '-0' : String(x);
}
