/** One comparison: how far `got` was off. */
export interface Comparison {
  readonly name: string;
  readonly mode: string;
  readonly order: number;
  readonly at: string;
  readonly got: number;
  readonly expected: string;
  readonly ulps: number;
  /** What rounding may have moved, in units of 2^-52, and the error in units of that. */
  readonly bound: number;
  readonly excess: number;
  /** The condition number of the result: its relative change in units of that of the arguments. */
  readonly condition: number;
  /** The same for what the row rounds before it starts. Both are NaN where the reference has no next derivative. */
  readonly rounding: number;
}

/** Remembers, name by name, the comparisons that came out worst, and prints one line each. */
export class Worst {
  private readonly slopes = new Map<string, Comparison>();
  private readonly higher = new Map<string, Comparison>();
  private readonly beyond = new Map<string, Comparison[]>();

  note(comparisons: readonly Comparison[]): void {
    for (const c of comparisons) this.one(c);
  }

  private one(c: Comparison): void {
    if (c.ulps > 0 && !Number.isFinite(c.got)) {
      this.beyond.set(c.name, [...(this.beyond.get(c.name) ?? []), c]);
      return;
    }
    const seen = c.order < 2 ? this.slopes : this.higher;
    const measure = (d: Comparison): number => (d.order < 2 ? d.ulps : Number.isFinite(d.bound) ? d.excess : 0);
    const worst = seen.get(c.name);
    if (worst === undefined || measure(c) > measure(worst)) seen.set(c.name, c);
  }

  print(title: string): void {
    const lines = [...this.slopes.values()].map((c) => {
      const h = this.higher.get(c.name);
      const [lost, ...others] = this.beyond.get(c.name) ?? [];
      const parts = [`${c.name.padEnd(15)} ${`${count(c.ulps)} ulp ${where(c)}`}`];
      if (h !== undefined) parts.push(`from order 2 ${count(h.excess)} of the bound ${where(h)}`);
      if (lost !== undefined) parts.push(`overflows ${others.length + 1} times, to ${lost.got} ${where(lost)}`);
      return parts.join('; ');
    });
    console.log(`${title}: the worst of each\n${lines.join('\n')}`);
  }
}

/** Which function, derivative and argument a comparison is about. */
export function place({ name, order, at }: Comparison): string {
  return `${name}, order ${order} at ${at}`;
}

/** For a failing spec's list of what failed. */
export function sentence(c: Comparison): string {
  return `${place(c)} by ${c.mode}: ${c.got} for ${c.expected}, ${count(c.ulps)} ulp, ${count(c.excess)} of the bound`;
}

function where(c: Comparison): string {
  return `(order ${c.order} at ${c.at}, ${c.mode})`;
}

function count(x: number): string {
  return x < 1e4 ? String(Math.round(x * 100) / 100) : x.toExponential(1);
}
