import { printAsText } from '../../scalar.ts';
import type { Of } from '../../transforms/tree-types.ts';

/** One number of f(x) or of its derivatives, and how far it is from what exact arithmetic gives. */
export interface CertifiedNumber {
  /** `f`, or `∂f/∂x[0]`, by the paths of the numbers. */
  readonly name: string;
  readonly value: number;
  /** |value − exact| is no more than this; Infinity where nothing is certified. */
  readonly bound: number;
  /** −log₁₀(bound / |value|), at most the 15.9 of a double; Infinity where the number is exact, NaN where nothing is certified. */
  readonly digits: number;
  /** What keeps it from being certified; undefined where it is. */
  readonly doubt: string | undefined;
}

/** How many digits of f(x) and its derivatives are right; prints as "14.2 digits". D is the type of the derivatives of one number. */
export interface Certificate<D = unknown, Y = unknown> {
  /** f(x). */
  readonly value: Of<number, Y>;
  /** The derivatives by the numbers of x, in the tree of x; of a result in an array or a record, of each of its numbers. */
  readonly gradient: Of<D, Y>;
  /** Whether every number is certified. */
  readonly ok: boolean;
  /** The fewest digits of any number; NaN where one is not certified. */
  readonly digits: number;
  /** The number with the fewest digits, or one that is not certified; undefined where f(x) has no numbers. */
  readonly worst: CertifiedNumber | undefined;
  /** The numbers of f(x), each followed by its derivatives. */
  readonly entries: readonly CertifiedNumber[];
  /** The fewest digits, and in lines below them each number with its own. */
  toString(): string;
}

/** As many decimal digits as a double has. */
const DIGITS = 53 * Math.log10(2);

/** The number as it is certified: off by `bound` at most. */
export function certified(name: string, value: number, bound: number, doubt: string | undefined): CertifiedNumber {
  if (doubt !== undefined) return { name, value, bound: Infinity, digits: NaN, doubt };
  const digits = bound === 0 ? Infinity : Math.max(0, Math.min(DIGITS, -Math.log10(bound / Math.abs(value))));
  return { name, value, bound, digits, doubt };
}

/** Lines that are printed; of more entries the last ones are counted. */
const LINES = 16;

export class NumbersCertificate implements Certificate {
  readonly value: never;
  readonly gradient: never;
  readonly ok: boolean;
  readonly digits: number;
  readonly worst: CertifiedNumber | undefined;
  readonly entries: readonly CertifiedNumber[];

  constructor(value: unknown, gradient: unknown, entries: readonly CertifiedNumber[]) {
    this.value = value as never;
    this.gradient = gradient as never;
    this.ok = entries.every(({ doubt }) => doubt === undefined);
    this.worst = entries.reduce<CertifiedNumber | undefined>(
      (worst, entry) => (worst === undefined || rank(entry) < rank(worst) ? entry : worst),
      undefined,
    );
    this.digits = this.worst?.digits ?? Infinity;
    this.entries = entries;
  }

  toString(): string {
    const { worst, entries } = this;
    if (worst === undefined) return 'no numbers';
    const rows = entries.slice(0, LINES);
    const width = Math.max(...rows.map(({ name }) => name.length));
    const numberWidth = Math.max(...rows.map(({ value }) => `${value}`.length));
    const lines = rows.map((entry) => {
      const { name, value } = entry;
      return `  ${name.padEnd(width)}  ${`${value}`.padStart(numberWidth)}  ${digitsText(entry)}`;
    });
    const rest = entries.length - rows.length;
    return [digitsText(worst), ...lines, ...(rest > 0 ? [`  and ${rest} more`] : [])].join('\n');
  }
}
printAsText(NumbersCertificate.prototype);

function rank({ digits }: CertifiedNumber): number {
  return Number.isNaN(digits) ? -1 : digits;
}

function digitsText({ digits, doubt, value, bound }: CertifiedNumber): string {
  if (doubt !== undefined) return `not certified: ${doubt}`;
  if (digits === Infinity) return 'exact';
  const text = `${(Math.floor(digits * 10) / 10).toFixed(1)} digits`;
  return value === 0 || digits < 1 ? `${text} (off by ${bound.toPrecision(2)} at most)` : text;
}
