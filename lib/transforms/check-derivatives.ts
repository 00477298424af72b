import { type Scalar, type Vector, value } from '../scalar.ts';
import { inputs, overNumbers } from '../tree/container.ts';
import { scalarOutput, vectorOutput } from '../tree/output.ts';
import type { Engine, Engines } from './engine.ts';
import { checkFunction } from './options.ts';
import type { Rest } from './types.ts';

/** One entry of a Jacobian as a mode computed it, next to its estimate by differences. */
export interface EntryCheck {
  readonly mode: string;
  /** i of ∂fᵢ/∂xⱼ; 0 where f(x) is a number. */
  readonly output: number;
  /** j of ∂fᵢ/∂xⱼ; 0 where x is a number. */
  readonly input: number;
  readonly got: number;
  readonly expected: number;
  /** |got − expected|. */
  readonly error: number;
  /** What `error` may be: the uncertainty of `expected`, with a margin. */
  readonly bound: number;
}

/** Whether all derivatives agree, and the entry that agrees least; prints as a sentence. */
export interface DerivativeCheck {
  readonly ok: boolean;
  /** Undefined where there is nothing to compare: no inputs, or no outputs. */
  readonly worst: EntryCheck | undefined;
  toString(): string;
}

/** The verb {@link checkDerivatives}. */
export interface CheckDerivatives {
  /**
   * Compares the derivatives of f at x in every mode with finite differences: `{ ok, worst }`, which prints as a sentence.
   * For f with ops or branches of your own. x is a number or an array, f(x) a number or an array; further arguments are
   * passed on untouched. At a kink any slope between the one-sided ones passes. Never throws for a wrong derivative.
   *
   * The reference is the central difference extrapolated to step 0 (Ridders), with its own estimate of its error.
   * Cost: about 22 evaluations of f per input, and one Jacobian per mode.
   * @throws {@link TypeError} when x or f(x) is not a number or an array of numbers.
   * @example checkDerivatives(sin, 1).ok // true
   * @see Ridders, Accurate computation of F'(x) and F'(x)F''(x), Advances in Engineering Software 4 (1982)
   */
  <X extends Scalar | Vector, R extends Rest>(
    f: (x: X, ...rest: R) => Scalar | Vector,
    x: number | readonly number[] | Float64Array,
    ...rest: R
  ): DerivativeCheck;
}

/** `checkDerivatives` in the modes of an entry, and with a pass for each input. */
export function makeCheckDerivatives<M extends string>(engines: Engines<M>): CheckDerivatives {
  const engineRuns = Object.entries<Engine>(engines).map(([mode, engine]): [string, Engine, number | undefined] => [
    mode,
    engine,
    undefined,
  ]);
  const forward = engineRuns.find(([mode]) => mode === 'forward');
  if (forward) engineRuns.push(['forward, lanes: 1', forward[1], 1]);
  return <X extends Scalar | Vector, R extends Rest>(
    f: (x: X, ...rest: R) => Scalar | Vector,
    x: number | readonly number[] | Float64Array,
    ...rest: R
  ): DerivativeCheck => {
    checkFunction('checkDerivatives', f);
    const at = typeof x === 'number' ? [x] : inputs('checkDerivatives', 'x', x).map(value);
    const run = overNumbers(f, x, rest);
    const outputs = (xs: readonly Scalar[]): readonly Scalar[] => {
      const y = run(xs as Scalar[]);
      return Array.isArray(y)
        ? vectorOutput('checkDerivatives', y, '')
        : [scalarOutput('checkDerivatives', y, 'return a plain array')];
    };
    const numbers = (xs: readonly number[]): number[] => outputs(xs).map(value);
    const expected = at.map((_, j) => differences(numbers, at, j));
    let worst: EntryCheck | undefined;
    for (const [mode, engine, lanes] of engineRuns) {
      const { rows } = engine.rows('checkDerivatives', (xs) => [...outputs(xs)], at, lanes);
      for (const [output, row] of rows.entries()) {
        for (const [input, got] of (row as number[]).entries()) {
          const reference = (expected[input] as Difference[])[output] as Difference;
          const compared = compare(mode, output, input, got, reference);
          if (worst === undefined || badness(compared) > badness(worst)) worst = compared;
        }
      }
    }
    return new Check(worst);
  };
}

class Check implements DerivativeCheck {
  readonly ok: boolean;
  readonly worst: EntryCheck | undefined;

  constructor(worst: EntryCheck | undefined) {
    this.ok = worst === undefined || badness(worst) <= 1;
    this.worst = worst;
    // What console.log prints; not an own entry of the result.
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => this.toString() });
  }

  toString(): string {
    if (this.worst === undefined) return 'derivatives agree: there is nothing to compare';
    const { mode, output, input, got, expected, error, bound } = this.worst;
    const verdict = this.ok ? 'derivatives agree; the worst is' : 'derivatives DISAGREE:';
    const range = `expected ${expected} ± ${bound.toPrecision(2)}`;
    return `${verdict} ∂f[${output}]/∂x[${input}] in mode '${mode}': got ${got}, ${range}, error ${error.toPrecision(2)}`;
  }
}

/** Above 1 is wrong. Where differences leave the domain there is nothing to compare a derivative with. */
function badness({ error, bound }: EntryCheck): number {
  if (bound === Infinity || error === 0) return 0;
  return Number.isNaN(error) ? Infinity : error / bound;
}

function compare(mode: string, output: number, input: number, got: number, reference: Difference): EntryCheck {
  const { slope, uncertainty } = reference;
  const error = Object.is(got, slope) || got === slope ? 0 : Math.abs(got - slope);
  return { mode, output, input, got, expected: slope, error, bound: uncertainty };
}

interface Difference {
  readonly slope: number;
  readonly uncertainty: number;
}

const STEPS = 10;
const SHRINK = 1.4;

/** The derivatives of all outputs by input j, from central differences extrapolated to step 0. */
function differences(f: (xs: readonly number[]) => number[], at: readonly number[], j: number): Difference[] {
  const x = at[j]!;
  const shifted = (h: number): number[] => f(at.map((xi, i) => (i === j ? xi + h : xi)));
  const middle = f(at);
  const steps = Array.from({ length: STEPS }, (_, i) => {
    const h = (0.05 * Math.max(Math.abs(x), 0.05)) / SHRINK ** (3 * i);
    return { h, up: shifted(h), down: shifted(-h), width: x + h - (x - h) };
  });
  return middle.map((y, i) => {
    const columns = steps.map(({ h, up, down, width }) => ({
      slope: (up[i]! - down[i]!) / width,
      noise: (4 * Number.EPSILON * Math.max(Math.abs(up[i]!), Math.abs(y))) / h,
      jump: Math.abs(up[i]! - 2 * y + down[i]!) / h,
    }));
    return extrapolate(columns);
  });
}

/** Neville's table in h²: the entry that its neighbours confirm best. */
function extrapolate(
  columns: readonly { readonly slope: number; readonly noise: number; readonly jump: number }[],
): Difference {
  let best: Difference = { slope: columns[0]?.slope ?? NaN, uncertainty: Infinity };
  let before: number[] = [];
  for (const { slope, noise, jump } of columns) {
    const row = [slope];
    for (let k = 1; k <= before.length; k++) {
      const factor = SHRINK ** (6 * k);
      const [a, b] = [row[k - 1]!, before[k - 1]!];
      row.push((a * factor - b) / (factor - 1));
      const spread = Math.max(Math.abs(row[k]! - a), Math.abs(row[k]! - b));
      const uncertainty = 2 * spread + noise + 1e-9 * Math.abs(row[k]!);
      if (uncertainty < best.uncertainty) best = { slope: row[k]!, uncertainty };
    }
    // At a kink the one-sided slopes stay apart however small the step.
    if (jump > 1e-3 * Math.abs(slope) + 1e-6 && before.length === STEPS - 1) {
      best = { slope: best.slope, uncertainty: best.uncertainty + jump };
    }
    before = row;
  }
  return best;
}
