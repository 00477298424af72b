import type { BackendName } from '../backends/backend.ts';
import { ledger } from '../inspect/ledger.ts';
import type { Orders } from './paths.ts';
import type { Specialization } from './specialization.ts';

/** What has been compiled so far. */
export interface CompileStats {
  /** The number of signatures of arguments. */
  readonly shapes: number;
  /** The number of paths through f, over all signatures. */
  readonly paths: number;
  /** Comparisons that are tested, over all paths. */
  readonly guards: number;
  /** Operations, inputs and constants, over all paths. */
  readonly nodes: number;
  /** The FLOPs of the program of the path called last, as `countFlops` counts a compiled function, in f, its partials and the chain rule: + − × ÷ √ and each elementary function 1. */
  readonly flops: number;
  /** The FLOPs of the path called last, by the order of its chain rule; empty for a function that no verb made. */
  readonly orders: Orders;
  /** The back end of the path called last; undefined while there is none. */
  readonly backend: BackendName | undefined;
  /** The size of the code, over all paths. */
  readonly bytes: number;
  /** The time spent tracing and compiling. */
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
