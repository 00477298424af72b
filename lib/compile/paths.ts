import type { Code } from '../backends/backend.ts';
import type { Generated } from '../backends/preference.ts';
import { type Evaluator, evaluator } from '../program/evaluator.ts';
import type { Guard, Program } from '../program/program.ts';
import type { Tree } from '../tree/tree.ts';
import type { Order } from './options.ts';
import type { Product } from './pipeline.ts';

/** The FLOPs of a derivative, by the order of its chain rule. */
export type Orders = Readonly<Partial<Record<Order, number>>>;

/**
 * A path through f: the program for one set of guard outcomes, as code. The paths of a specialization are a tree: each
 * leaves its parent at the first guard that comes out otherwise.
 */
export class Path {
  readonly program: Program;
  readonly result: Tree;
  /** The program of the values that checks compare. */
  readonly values: Program;
  /** The guards as f made them, over the nodes as they were captured. */
  readonly guards: readonly Guard[];
  readonly orders: Orders;
  /** Changes when code made off the main thread is ready. */
  code: Code;
  readonly ready: Promise<void> | undefined;
  private readonly parent: Path | undefined;
  /** The index of the guard at which this path leaves its parent. */
  private readonly at: number;
  private evaluator: Evaluator | undefined;
  private readonly branches: Map<number, Path[]> = new Map();

  constructor(
    { program, values, result, guards, code }: Product<Generated>,
    orders: Orders,
    parent: Path | undefined,
    at: number,
  ) {
    this.program = program;
    this.result = result;
    this.values = values;
    this.guards = guards;
    this.orders = orders;
    this.code = code.code;
    this.ready = code.later?.then((later) => {
      this.code = later ?? this.code;
    });
    this.parent = parent;
    this.at = at;
    parent?.alternatives(at).push(this);
  }

  /** The values at these numbers of the arguments; undefined where f takes another path. */
  valuesAt(numbers: Float64Array): number[] | undefined {
    this.evaluator ??= evaluator(this.values);
    const { run, values } = this.evaluator;
    return run(numbers) < 0 ? Array.from(this.values.outputs, (node) => values[node]!) : undefined;
  }

  /** The known paths that agree with this one up to guard k, one for each outcome of that guard. */
  alternatives(k: number): Path[] {
    if (this.parent !== undefined && k <= this.at) return this.parent.alternatives(k);
    let branch = this.branches.get(k);
    if (branch === undefined) {
      branch = [this];
      this.branches.set(k, branch);
    }
    return branch;
  }

  /** Whether a path with these guards agrees with this one up to guard k, where it leaves. */
  isLeftBy(guards: readonly Guard[], k: number): boolean {
    if (guards.length <= k || this.guards.length <= k) return false;
    for (let i = 0; i <= k; i++) {
      const [a, b] = [this.guards[i]!, guards[i]!];
      if (a.compare !== b.compare || a.x !== b.x) return false;
      // The number that value() returned is a constant of the path it led to.
      const same = a.y === b.y && a.outcome === b.outcome;
      if (i < k ? !same : same && a.compare !== 'is') return false;
    }
    return true;
  }
}
