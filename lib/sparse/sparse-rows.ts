import { recordOnKeptTape } from '../reverse/recording.ts';
import { derived, type Scalar } from '../scalar.ts';
import { accumulateRows, cheaperDirection, type Direction } from './accumulation.ts';
import { LocalPartials } from './local-partials.ts';
import type { SparseRow } from './sparse-row.ts';

/** The numbers whose rows are taken, and f(x): the same list, or the number of which they are the gradient. */
export interface ListAndValue {
  readonly list: readonly Scalar[];
  readonly value: Scalar | readonly Scalar[];
}

/** A function from numbers to a list of numbers. */
export type ListFunction = (xs: Scalar[]) => ListAndValue;

/** The numbers of a list, and for each the derivatives by the inputs that it depends on. */
export interface SparseRows extends ListAndValue {
  readonly rows: readonly SparseRow[];
  readonly direction: Direction;
  /** How many local partials there are. */
  readonly edges: number;
}

/**
 * The sparse Jacobian of f at xs: f is recorded once, and its local partials are accumulated in a direction, by default in
 * the one that takes less time. On traced numbers only what is not structurally zero is computed.
 * @see Griewank & Walther, Evaluating Derivatives, section 7.1
 */
export function sparseRows(f: ListFunction, xs: readonly Scalar[], direction?: Direction): SparseRows {
  return recordOnKeptTape(f, xs, (output, recording) => {
    const { list, value } = output as ListAndValue;
    const ends = { inputs: xs.length, outputs: list.map((y) => recording.slot(y)) };
    const local = new LocalPartials(recording.tape, ends.outputs);
    const chosen = direction ?? cheaperDirection(local, ends);
    const rows = accumulateRows(chosen, local, ends).map(({ columns, entries }, i) => {
      // Also of an output that depends on no input: where it is NaN, so are its derivatives.
      derived(list[i]!, 0);
      return { columns, entries: entries.map((entry) => derived(list[i]!, entry)) };
    });
    const primals = outside({ list, value }, (y) => recording.primal(y));
    return { ...primals, rows, direction: chosen, edges: local.parents.length };
  });
}

/** The same numbers one level out. */
export function outside({ list, value }: ListAndValue, primal: (y: Scalar) => Scalar): ListAndValue {
  return {
    list: list.map(primal),
    value: Array.isArray(value) ? (value as readonly Scalar[]).map(primal) : primal(value as Scalar),
  };
}
