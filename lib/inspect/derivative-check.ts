import type { Verdict } from '../transforms/verdict.ts';
import { type Finding, reportOf } from './finding.ts';

/** One entry of a Jacobian as a mode computed it, next to its estimate by differences. */
export interface EntryCheck {
  readonly mode: string;
  /** i of ∂fᵢ/∂xⱼ; 0 where f(x) is a number. */
  readonly output: number;
  /** j of ∂fᵢ/∂xⱼ; 0 where x is a number. */
  readonly input: number;
  /** The derivative by the paths of its numbers: `∂f[0]/∂x.W[1]`. */
  readonly name: string;
  readonly got: number;
  /** By differences; NaN where they settle on no slope. */
  readonly expected: number;
  /** |got − expected|. */
  readonly error: number;
  /** What `error` may be: the uncertainty of `expected`, with a margin. Infinity where differences settle on no slope. */
  readonly bound: number;
  /** The step of the difference. */
  readonly step: number;
  readonly verdict: Verdict;
}

/** Whether all derivatives agree, and the entry that agrees least; prints as a sentence. */
export interface DerivativeCheck {
  /** Whether the verdict is 'right': all derivatives are confirmed. */
  readonly ok: boolean;
  /** Undefined where there is nothing to compare: no inputs, or no outputs. */
  readonly worst: EntryCheck | undefined;
  /** That of the worst entry. */
  readonly verdict: Verdict;
  /** Every entry in every mode. */
  readonly entries: readonly EntryCheck[];
  /** What `diagnose` finds that the derivatives rest on, where they are not confirmed. */
  readonly findings: readonly Finding[];
  toString(): string;
}

/** How many entries that are not 'right' are printed. */
const PRINTED = 10;

const RANKS: readonly Verdict[] = ['right', 'cannot tell', 'wrong'];

const SENTENCES: Readonly<Record<Verdict, string>> = {
  right: 'derivatives agree; the worst is',
  'cannot tell': 'cannot tell whether derivatives agree:',
  wrong: 'derivatives DISAGREE:',
};

/** The result of a check, from all its entries. */
export class Check implements DerivativeCheck {
  readonly ok: boolean;
  readonly worst: EntryCheck | undefined;
  readonly #entries: readonly EntryCheck[];
  readonly #findings: readonly Finding[];

  constructor(entries: readonly EntryCheck[], findings: readonly Finding[]) {
    let worst = entries[0];
    for (const entry of entries) if (compareEntries(entry, worst!) < 0) worst = entry;
    this.ok = worst === undefined || worst.verdict === 'right';
    this.worst = worst;
    this.#entries = entries;
    this.#findings = findings;
    // What console.log prints; not an own entry of the result.
    Object.defineProperty(this, Symbol.for('nodejs.util.inspect.custom'), { value: () => this.toString() });
  }

  get verdict(): Verdict {
    return this.worst?.verdict ?? 'right';
  }

  get entries(): readonly EntryCheck[] {
    return this.#entries;
  }

  get findings(): readonly Finding[] {
    return this.#findings;
  }

  toString(): string {
    const { worst, verdict, findings } = this;
    if (worst === undefined) return 'derivatives agree: there is nothing to compare';
    const others = this.others(worst);
    const lines = others.slice(0, PRINTED - 1).map((entry) => `${entry.verdict}: ${sentence(entry)}`);
    if (others.length > lines.length) lines.push(`and ${others.length - lines.length} more`);
    const text = [`${SENTENCES[verdict]} ${sentence(worst)}`, ...lines].join('\n  ');
    return findings.length === 0 ? text : `${text}\n${reportOf(findings)}`;
  }

  /** The other entries that are not 'right', worst first; one for modes with the same number. */
  private others(worst: EntryCheck): EntryCheck[] {
    const keyOf = ({ output, input, got }: EntryCheck): string => `${output} ${input} ${got}`;
    const found = new Map([[keyOf(worst), worst]]);
    for (const entry of this.#entries) {
      const key = keyOf(entry);
      if (entry.verdict !== 'right' && !found.has(key)) found.set(key, entry);
    }
    return [...found.values()].slice(1).sort(compareEntries);
  }
}

function sentence({ mode, name, got, expected, error, bound, step }: EntryCheck): string {
  const difference = `expected ${expected} ± ${bound.toPrecision(2)}, error ${error.toPrecision(2)}`;
  return `${name} in mode '${mode}': got ${got}, ${difference}, step ${step.toPrecision(2)}`;
}

/** Negative where a is worse than b. */
function compareEntries(a: EntryCheck, b: EntryCheck): number {
  return (
    RANKS.indexOf(b.verdict) - RANKS.indexOf(a.verdict) ||
    Number(badness(b) > badness(a)) - Number(badness(a) > badness(b))
  );
}

function badness({ error, bound }: EntryCheck): number {
  if (error === 0) return 0;
  return Number.isNaN(error) ? Infinity : error / bound;
}
