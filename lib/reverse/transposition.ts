import type { LinearMap, TangentList } from '../interpreter.ts';
import { enter, INTERPRETING, type Level, leave } from '../level.ts';
import { add, mul } from '../ops/arithmetic.ts';
import { peek, type Scalar } from '../scalar.ts';
import { LinearNumber, type LinearRun, nonLinear } from './linear-number.ts';
import { Tape } from './tape.ts';

type Linear = LinearMap<Scalar>;

/**
 * Lᵀ, for a linear map L of as many numbers as `active` has entries; the inactive ones stay undefined. L runs once, on
 * numbers that write its operations on a tape. Where it needs plain numbers it runs once for each active entry instead.
 * Cost: L when the first adjoints come, then a sweep for each.
 */
export function transposition(name: string, linear: Linear, active: readonly boolean[]): Linear {
  let transposed: Linear | undefined;
  return (adjoints) => {
    transposed ??= swept(name, linear, active) ?? columns(name, linear, active);
    return transposed(adjoints);
  };
}

/** Lᵀ as a sweep; undefined where L needs plain numbers. */
function swept(name: string, linear: Linear, active: readonly boolean[]): Linear | undefined {
  const run: LinearRun = { tape: new Tape(), name, isOpaque: false };
  const level: Level<LinearRun> = enter(run, INTERPRETING);
  const { tape } = run;
  let results: TangentList<Scalar>;
  try {
    results = linear(active.map((isActive) => (isActive ? new LinearNumber(level, tape.input()) : undefined)));
    const outputs = results.map((y) => {
      if (y instanceof LinearNumber && y.level === level) return y.slot;
      if (y !== undefined && peek(y) !== 0) throw nonLinear(name, `the constant part ${y.toString()}`);
      return undefined;
    });
    const count = active.filter((isActive) => isActive).length;
    return (adjoints) => {
      const places = Array.from(outputs.keys()).filter((i) => outputs[i] !== undefined && adjoints[i] !== undefined);
      const reached = tape.reach(
        places.map((i) => outputs[i]!),
        places.map((i) => adjoints[i]!),
        count,
      );
      let place = 0;
      return active.map((isActive) => (isActive ? reached[place++] : undefined));
    };
  } catch (error) {
    if (run.isOpaque) return undefined;
    throw error;
  } finally {
    leave(level);
  }
}

/** Lᵀ by the columns of L. */
function columns(name: string, linear: Linear, active: readonly boolean[]): Linear {
  const unit = active.map((isActive, i) => (isActive ? linear(active.map((_, k) => (k === i ? 1 : undefined))) : []));
  checkAdditive(name, linear, active, unit);
  return (adjoints) =>
    unit.map((column) => {
      let total: Scalar | undefined;
      column.forEach((p, k) => {
        const w = adjoints[k];
        if (p === undefined || w === undefined) return;
        const term = mul(p, w);
        total = total === undefined ? term : add(total, term);
      });
      return total;
    });
}

// Above the tolerance of a solver whose steps depend on the tangents, far below what is not linear.
const TOLERANCE = 1e-3;

/** Checks that L of a combination of unit vectors is that combination of its columns. */
function checkAdditive(
  name: string,
  linear: Linear,
  active: readonly boolean[],
  unit: readonly TangentList<Scalar>[],
): void {
  // Of both signs, no two of the same size.
  const factors = active.map((_, i) => (i % 2 === 0 ? -1 : 1) * (0.5 + ((0.618 * i) % 1)));
  const whole = linear(active.map((isActive, i) => (isActive ? factors[i] : undefined)));
  whole.forEach((y, k) => {
    let total = 0;
    let size = 0;
    for (const [i, column] of unit.entries()) {
      const p = column[k] ?? 0;
      if (typeof p !== 'number') return;
      total += factors[i]! * p;
      size += Math.abs(factors[i]! * p);
    }
    const found = y ?? 0;
    if (typeof found !== 'number' || !Number.isFinite(found) || !Number.isFinite(size)) return;
    if (Math.abs(found - total) <= TOLERANCE * size) return;
    throw nonLinear(name, `${found} for a sum of tangents whose parts give ${total}`);
  });
}
