import type { Linearization } from '../../lib/interpreter.ts';
import { Level } from '../../lib/level.ts';
import { Active, type Numeric, type Partials, type Scalar } from '../../lib/scalar.ts';

const EPSILON = 2 ** -52;
const SMALLEST_NORMAL = 2 ** -1022;

// Below every derivative call and every hand-made dual: whatever differentiates, differentiates these.
const LOWEST: Level = new Level(Number.NEGATIVE_INFINITY, undefined);

/**
 * A number that knows how far rounding may have moved it: |value − exact| ≤ ε·bound, to first order in ε.
 * Every op adds the rounding of its own result and passes on the errors of its operands, each times its partial;
 * so a sum ends up with the magnitudes of all terms that were ever added, whatever cancelled.
 * As an Active of the lowest level it can be the argument of any transform, and the derivatives come out with bounds.
 */
export class Magnitude extends Active {
  declare readonly bound: number;

  constructor(value: number, bound: number) {
    super();
    Object.assign(this, { level: LOWEST, value, bound });
  }

  scale(v: Scalar, p: Scalar): Magnitude {
    return rounded(v, passed(p, this));
  }

  combine(v: Scalar, p: Scalar, y: Active, q: Scalar): Magnitude {
    return rounded(v, passed(p, this) + passed(q, y));
  }

  // An op over an array adds up its operands itself, so the terms count here as they would in a chain of additions.
  gather(v: Scalar, partials: Partials, arrays: readonly Numeric[]): Magnitude {
    let bound = 0;
    arrays.forEach((xs, k) => {
      xs.forEach((x, i) => {
        const p = partials[k]?.[i];
        if (p === undefined) return;
        bound += x instanceof Magnitude ? passed(p, x) + Math.abs((p as number) * (x.value as number)) : 0;
      });
    });
    return rounded(v, bound);
  }

  // As gather, with the partials that unit tangents give.
  override propagate({ active, values, pushforward }: Linearization<Scalar>): readonly Scalar[] {
    const columns = active.map((x, j) =>
      x === undefined ? [] : pushforward(active.map((_, k) => (k === j ? 1 : undefined))),
    );
    return values.map((y, i) => {
      const bounds = active.flatMap((x, j) => {
        const p = columns[j]![i];
        return p === undefined ? [] : [passed(p, x!) + Math.abs((p as number) * (x!.value as number))];
      });
      return bounds.length === 0
        ? y
        : rounded(
            y,
            bounds.reduce((sum, bound) => sum + bound),
          );
    });
  }

  override toString(): string {
    return `Magnitude(${this.value} ± ${this.bound}·2^-52)`;
  }
}

// An exact operand passes on nothing, through an infinite partial too.
function passed(p: Scalar, x: Active): number {
  const { bound } = x as Magnitude;
  return bound === 0 ? 0 : Math.abs(p as number) * bound;
}

// Subnormal results are rounded to multiples of 2^-1074, which is ε times the smallest normal double; a 0 may be one.
function rounded(v: Scalar, inherited: number): Magnitude {
  return new Magnitude(v as number, inherited + Math.max(Math.abs(v as number), SMALLEST_NORMAL));
}

/** `x` as an exact input of a computation whose rounding is to be bounded. */
export function exact(x: number): Magnitude {
  return new Magnitude(x, 0);
}

/** The bound of a result, in units of 2^-52; a plain number came about without the inputs, rounded at most once. */
export function boundOf(x: Scalar): number {
  return x instanceof Magnitude ? x.bound : Math.abs(x as number);
}

/**
 * The error of `got` in units of what rounding explains: at 1 it is as far off as the bound allows to first order.
 * The expected decimal is itself rounded to a double, so half an ulp is forgiven. A bound that overflowed explains
 * nothing.
 */
export function excess(got: number, expected: number | string, bound: number): number {
  const e = Number(expected);
  if (got === e) return 0;
  const error = Math.abs(got - e) - Math.max(Math.abs(e) * (EPSILON / 2), 2 ** -1074);
  if (error <= 0) return 0;
  return Number.isFinite(error) && Number.isFinite(bound) ? error / (EPSILON * bound) : Number.POSITIVE_INFINITY;
}
