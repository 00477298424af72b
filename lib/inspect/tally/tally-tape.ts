import type { Call } from '../../reverse/slot-kinds.ts';
import { Tape } from '../../reverse/tape.ts';
import type { Scalar } from '../../scalar.ts';
import type { TallyArithmetic } from './tally-number.ts';

interface Edge {
  readonly parent: number;
  readonly weight: Scalar;
}

/** A tape that counts its sweeps and what they compute: a multiplication and an addition for each edge that they reach. */
export class TallyTape extends Tape {
  private readonly arithmetic: TallyArithmetic;
  private readonly edges: (readonly Edge[])[] = [];
  private readonly callOf: Map<number, Call> = new Map();
  private pending: Edge[] = [];
  /** Whether all weights are plain numbers. */
  private hasNumbers = true;

  constructor(arithmetic: TallyArithmetic) {
    super();
    this.arithmetic = arithmetic;
  }

  override get slots(): number {
    return this.edges.length;
  }

  override slot2(x: number, p: Scalar, y: number, q: Scalar): number {
    this.edge(x, p);
    this.edge(y, q);
    return this.slot();
  }

  override edge(parent: number, weight: Scalar): void {
    if (parent < 0) return;
    this.pending.push({ parent, weight });
    this.hasNumbers &&= this.arithmetic.plain(weight) !== undefined;
  }

  override span(): number | undefined {
    return this.pending.length === 0 ? undefined : this.slot();
  }

  override call(parents: readonly number[], count: number, isPlain: boolean, pullback: Call['pullback']): number {
    const first = this.slots;
    this.hasNumbers &&= isPlain;
    for (let i = 0; i < count; i++) this.callOf.set(this.slot(), { parents, first, pullback });
    return first;
  }

  override gradient(output: number, count: number): Scalar[] {
    const adjoints: (Scalar | undefined)[] = [];
    adjoints[output] = 1;
    return this.sweep(adjoints, count, this.hasNumbers).map((adjoint) => adjoint ?? 0);
  }

  override reach(outputs: readonly number[], seeds: readonly Scalar[], count: number): (Scalar | undefined)[] {
    const arePlain = this.hasNumbers && seeds.every((seed) => this.arithmetic.plain(seed) !== undefined);
    const adjoints: (Scalar | undefined)[] = [];
    for (const [k, slot] of outputs.entries()) this.accumulate(adjoints, slot, seeds[k]!, arePlain);
    return this.sweep(adjoints, count, arePlain);
  }

  override clear(): void {}

  override trim(): void {}

  private slot(): number {
    const { pending } = this;
    this.pending = [];
    return this.edges.push(pending) - 1;
  }

  /** A sweep over plain numbers adds to 0 as well. */
  private accumulate(adjoints: (Scalar | undefined)[], slot: number, term: Scalar, arePlain: boolean): void {
    const sum = adjoints[slot];
    adjoints[slot] = sum === undefined && !arePlain ? term : this.arithmetic.sum(sum ?? 0, term);
  }

  private sweep(adjoints: (Scalar | undefined)[], count: number, arePlain: boolean): (Scalar | undefined)[] {
    // The sweep through a checkpointed step is part of the one that reaches it.
    const isPart = this.arithmetic.isSweeping;
    if (!isPart) this.arithmetic.tally.sweeps++;
    this.arithmetic.isSweeping = true;
    try {
      this.spread(adjoints, arePlain);
    } finally {
      this.arithmetic.isSweeping = isPart;
    }
    return Array.from({ length: count }, (_, slot) => {
      const adjoint = adjoints[slot];
      return adjoint === undefined ? undefined : this.arithmetic.counting(adjoint);
    });
  }

  private spread(adjoints: (Scalar | undefined)[], arePlain: boolean): void {
    for (let slot = adjoints.length - 1; slot >= 0; slot--) {
      const adjoint = adjoints[slot];
      if (adjoint === undefined) continue;
      const call = this.callOf.get(slot);
      if (call === undefined) {
        for (const { parent, weight } of this.edges[slot]!) {
          this.accumulate(adjoints, parent, this.arithmetic.product(weight, adjoint), arePlain);
        }
        continue;
      }
      const terms = call.pullback(Array.from({ length: slot + 1 - call.first }, (_, i) => adjoints[call.first + i]));
      terms.forEach((term, i) => {
        if (term !== undefined) this.accumulate(adjoints, call.parents[i]!, term, arePlain);
      });
      slot = call.first;
    }
  }
}
