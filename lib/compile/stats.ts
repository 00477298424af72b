import type { BackendName } from '../backends/backend.ts';
import { ledger } from '../inspect/ledger.ts';
import type { Orders } from './paths.ts';
import type { Specialization } from './specialization.ts';

/** What has been compiled so far. */
export interface CompileStats {
  /** For how many shapes of arguments. */
  readonly shapes: number;
  /** How many ways through f. */
  readonly paths: number;
  /** Comparisons checked, over all paths. */
  readonly guards: number;
  /** Operations, inputs and constants, over all paths. */
  readonly nodes: number;
  /** Of the path called last: + − × ÷ √ and each elementary function 1, those of f, of its partials and of the chain rule. */
  readonly flops: number;
  /**
   * The ledger of the path called last: its `flops` in each order that it was traced in, of which the least was taken. A
   * Jacobian whose mode is open is traced in all, but not a large one (20,000 nodes in the first), nor on later ways for the
   * same shape; any other derivative in one. An order is missing where its sums cancel; what no verb made has none.
   */
  readonly orders: Orders;
  /** What the code of the path called last is; undefined while there is none. */
  readonly backend: BackendName | undefined;
  /** The code, over all paths. */
  readonly bytes: number;
  /** Spent tracing and compiling. */
  readonly milliseconds: number;
}

/** The statistics of functions that are called together. */
export function stats(
  functions: readonly { readonly specializations: readonly Specialization[]; readonly milliseconds: number }[],
): CompileStats {
  const specializations = functions.flatMap((compiled) => compiled.specializations);
  const paths = specializations.flatMap((specialization) => specialization.paths);
  const total = (of: (path: (typeof paths)[number]) => number): number =>
    paths.reduce((sum, path) => sum + of(path), 0);
  const last = functions.flatMap((compiled) => compiled.specializations[0]?.last ?? []);
  return {
    shapes: specializations.length,
    paths: paths.length,
    guards: total((path) => path.guards.length),
    nodes: total((path) => path.program.length),
    flops: last.reduce((flops, path) => flops + ledger(path.program).textbook, 0),
    orders: { ...last.at(-1)?.orders },
    backend: last.at(-1)?.code.backend,
    bytes: total((path) => path.code.bytes),
    milliseconds: functions.reduce((sum, { milliseconds }) => sum + milliseconds, 0),
  };
}

/** Milliseconds, of whatever clock there is. */
export function now(): number {
  const { performance } = globalThis as { readonly performance?: { now(): number } };
  return (performance ?? Date).now();
}
