import { add, mul, neg } from '../ops/arithmetic.ts';
import { recordOnTape } from '../reverse/recording.ts';
import { Tape } from '../reverse/tape.ts';
import { derived, type Scalar } from '../scalar.ts';
import type { Bound, Engine } from '../transforms/engine.ts';
import { scalarOutput, vectorOutput } from '../tree/output.ts';
import { Elimination, type Weights } from './elimination.ts';
import { type LinearizedGraph, linearised } from './linearized-graph.ts';
import { type EliminationOrder, ordersFor, type Plan, plan } from './plan.ts';

/** The Jacobian of f at a point, by the order that took the fewest operations. */
export interface Accumulated {
  readonly value: readonly Scalar[];
  /** A row for each output; undefined where it does not depend on the input at all. */
  readonly rows: readonly (readonly (Scalar | undefined)[])[];
  readonly order: EliminationOrder;
  /** The operations of each order, beside those of f and its partials; undefined where more than of the best so far. */
  readonly flops: Readonly<Partial<Record<EliminationOrder, number>>>;
}

const SCALARS: Weights<Scalar> = {
  mul(p, q) {
    if (p === 1) return q;
    if (q === 1) return p;
    if (p === -1) return neg(q);
    return q === -1 ? neg(p) : mul(p, q);
  },
  add,
};

/**
 * f(x) and its Jacobian by vertex elimination on f's linearised graph, in the order that takes the fewest operations, of
 * `orders` or of all that are worth trying. On traced numbers this adds the Jacobian to the program, so the search for the
 * order is paid once.
 */
export function accumulate(
  name: string,
  f: Bound,
  xs: readonly Scalar[],
  orders?: readonly EliminationOrder[],
): Accumulated {
  const outputs = (y: unknown): readonly Scalar[] => vectorOutput(name, y, 'for scalar outputs use grad(f)');
  return accumulated(f, xs, outputs, orders);
}

function accumulated(
  f: Bound,
  xs: readonly Scalar[],
  outputs: (y: unknown) => readonly Scalar[],
  orders: readonly EliminationOrder[] | undefined,
): Accumulated {
  const tape = new Tape();
  return recordOnTape(tape, f, xs, (output, recording) => {
    const ys = outputs(output);
    const slots = ys.map((y) => recording.slot(y));
    const linear = linearised(tape, xs.length, slots);
    const { best, flops } = cheapest(linear, orders ?? ordersFor(linear));
    const graph = new Elimination(linear, linear.partials, SCALARS);
    for (const v of best.vertices) graph.eliminate(v);
    const entries = graph
      .rows()
      .map((row, i) => row.map((entry) => (entry === undefined ? entry : derived(ys[i]!, entry))));
    // Also of an output that depends on no input: where it is NaN, so are its derivatives.
    for (const y of ys) derived(y, 0);
    return { value: ys.map((y) => recording.primal(y)), rows: entries, order: best.order, flops };
  });
}

function cheapest(
  linear: LinearizedGraph,
  orders: readonly EliminationOrder[],
): { best: Plan & { readonly order: EliminationOrder }; flops: Accumulated['flops'] } {
  const flops: Partial<Record<EliminationOrder, number>> = {};
  let best: (Plan & { readonly order: EliminationOrder }) | undefined;
  for (const order of orders) {
    const found = plan(order, linear, best?.flops);
    if (found === undefined) continue;
    flops[order] = found.flops;
    if (best === undefined || found.flops < best.flops) best = { ...found, order };
  }
  if (best === undefined) throw new RangeError('accumulate: expected an order of elimination, got none');
  return { best, flops };
}

/** Derivatives by vertex elimination, by {@link accumulate}. */
export const eliminationEngine: Engine = {
  hasLanes: false,

  gradient(name, f, xs) {
    const outputs = (y: unknown): readonly Scalar[] => [scalarOutput(name, y, 'for vector outputs use jacobian(f)')];
    const { value, rows } = accumulated(f, xs, outputs, undefined);
    return { value: value[0]!, gradient: filled(rows[0] as (Scalar | undefined)[]) };
  },

  rows(name, f, xs) {
    const { value, rows } = accumulate(name, f, xs);
    return { value: [...value], rows: rows.map(filled) };
  },
};

function filled(row: readonly (Scalar | undefined)[]): Scalar[] {
  return row.map((entry) => entry ?? 0);
}
