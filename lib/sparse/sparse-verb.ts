import { describe } from '../describe.ts';
import type { Scalar } from '../scalar.ts';
import type { CompressedRows } from '../transforms/block-rows.ts';
import { type CheckOption, checkFunction, checkOption, NO_OPTIONS } from '../transforms/options.ts';
import { plainComparison } from '../transforms/plain-value.ts';
import { type CallPoint, listArgument, pointAt } from '../transforms/point.ts';
import { DERIVATION, type Derived } from '../transforms/provenance.ts';
import { LIST_RESULT } from '../tree/output.ts';
import type { Pattern, PatternLike } from './pattern.ts';
import { SparsePlan } from './plan.ts';
import type { ListAndValue, ListFunction } from './sparse-rows.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** A sparse matrix of derivatives, row by row; its pattern prints as a picture. */
export interface SparseMatrix extends CompressedRows {
  readonly pattern: Pattern;
}

/** A sparse derivative. */
export interface Sparse {
  /** Where its derivatives are, as far as calls have shown; undefined before the first. */
  readonly pattern: Pattern | undefined;
}

/** How sparse derivatives are computed. */
export interface SparseOptions extends CheckOption {
  /**
   * Where the derivatives are, the columns of each row or `{ starts, columns }`: the places of the result. A derivative in
   * another place is an error. By default the pattern is found.
   */
  readonly pattern?: PatternLike | undefined;
}

/** A verb of sparse derivatives. */
export interface SparseVerb {
  readonly verb: string;
  readonly isSymmetric: boolean;
  /** The list whose rows are taken, at a point of a call. */
  readonly list: (verb: string, point: CallPoint) => ListFunction;
  /** The name of the matrix among other parts of the result; undefined where it is alone. */
  readonly matrix?: string;
  readonly parts?: (point: CallPoint, found: ListAndValue) => Readonly<Record<string, unknown>>;
}

/** A verb of sparse derivatives. */
export function sparseVerb({
  verb,
  isSymmetric,
  parts,
  matrix,
  list,
}: SparseVerb): (f: AnyFn, options?: SparseOptions) => AnyFn {
  const argument = listArgument('; for a function of one number use derivative(f)');
  const result = isSymmetric ? undefined : LIST_RESULT;
  const numbersOf = (f: AnyFn, plan: SparsePlan, check: boolean | undefined): Derived => {
    const numbers: Derived = (x, ...rest) => {
      const point = pointAt(verb, f, x, rest, NO_OPTIONS, argument, result);
      const found = plan.rows(list(verb, point), point.numbers);
      compare(verb, point.call, point.numbers, found.value);
      return { ...parts?.(point, found), values: float64Array(found.entries) };
    };
    const compare = plainComparison(f, check, numbers);
    numbers[DERIVATION] = {
      verb,
      kind: 'rows',
      use: undefined,
      f,
      mode: 'forward',
      wrt: 0,
      aux: false,
      evaluate: numbers,
      again: (_engine, g = f) => numbersOf(g, plan, check),
    };
    return numbers;
  };
  const assembled = (plan: SparsePlan, evaluator: () => AnyFn): Derived => {
    let evaluate = evaluator();
    const derivative: Derived = (x, into, ...rest) => {
      const before = plan.pattern;
      let found = evaluate(x, ...rest);
      // The code is that of another pattern.
      if (before !== undefined && before !== plan.pattern) {
        evaluate = evaluator();
        found = evaluate(x, ...rest);
      }
      const { values, ...others } = found;
      const pattern = plan.pattern!;
      const { starts, columns } = pattern;
      const written = { starts, columns, values: checkDestination(verb, values, into), pattern };
      return matrix === undefined ? written : { ...others, [matrix]: written };
    };
    return Object.defineProperty(derivative, 'pattern', { get: () => plan.pattern });
  };
  return (f, options: SparseOptions = NO_OPTIONS) => {
    checkFunction(verb, f);
    const check = checkOption(verb, options, '{ pattern }', ['pattern', 'check']);
    const plan = new SparsePlan(verb, options.pattern, isSymmetric, false);
    const derivative = assembled(plan, () => numbersOf(f, plan, check));
    derivative[DERIVATION] = {
      kind: 'sparse',
      again: (compiler) => {
        const other = plan.again(true);
        return assembled(other, () => compiler(numbersOf(f, other, check)));
      },
    };
    return derivative;
  };
}

/** Plain numbers in a Float64Array. */
function float64Array(entries: readonly Scalar[] | Float64Array): readonly Scalar[] | Float64Array {
  if (entries instanceof Float64Array || entries.some((entry) => typeof entry !== 'number')) return entries;
  return Float64Array.from(entries as readonly number[]);
}

/** Writes the values where the caller wants them. */
function checkDestination(verb: string, values: Float64Array | readonly Scalar[], into: unknown): Float64Array {
  if (!(values instanceof Float64Array)) {
    const active = values.find((entry) => typeof entry !== 'number')?.toString();
    throw new TypeError(
      `${verb}: expected plain numbers, got ${active} of an outer derivative; inside another derivative use jacobian or hessian`,
    );
  }
  if (into === undefined) return values;
  if (!(into instanceof Float64Array)) {
    throw new TypeError(`${verb}: expected values to be a Float64Array to write into, got ${describe(into)}`);
  }
  if (into.length !== values.length) {
    throw new RangeError(
      `${verb}: expected values to be of length ${values.length}, one for each place of the pattern, got ${into.length}; where the pattern has grown, call without`,
    );
  }
  into.set(values);
  return into;
}
