import type { Times } from './timing.ts';

/** What our tool is called where it answers by compiled programs. */
export const COMPILED = 'dualgrad, compiled';

/** The tools of the suite that record a tape, as we do. */
const TAPES = ['codipack', 'adept', 'adol-c', 'cppad'];

/** A derivative's time, and how many times that of other things it is. */
export interface Ratios {
  readonly eval: string;
  readonly function: string;
  readonly size: string;
  readonly milliseconds: number;
  readonly against: Readonly<Record<string, number | undefined>>;
}

/** What a derivative of `tool` is compared with, in the order of the columns. */
export const columns: readonly string[] = [
  'eager',
  'our primal',
  'plain JS primal',
  'manual',
  'codipack',
  'best tape',
  'tapenade',
  'adol-c',
  'cppad',
  'finite',
  'tfjs',
];

export function ratios(all: readonly Times[], tool: string): Ratios[] {
  return all
    .filter(({ derivative, nanoseconds }) => derivative && nanoseconds[tool] !== undefined)
    .map(({ eval: module, function: name, size, nanoseconds }) => {
      const primal = all.find((one) => !one.derivative && one.eval === module && one.size === size)?.nanoseconds ?? {};
      const tapes = TAPES.flatMap((tape) => nanoseconds[tape] ?? []);
      const others: Record<string, number | undefined> = {
        ...nanoseconds,
        eager: tool === COMPILED ? nanoseconds.dualgrad : undefined,
        'our primal': primal[tool],
        'plain JS primal': primal['plain JavaScript'],
        'best tape': tapes.length > 0 ? Math.min(...tapes) : undefined,
      };
      const time = nanoseconds[tool] as number;
      const against = columns.map((column) => {
        const other = others[column];
        return [column, other === undefined ? undefined : time / other] as const;
      });
      return { eval: module, function: name, size, milliseconds: time / 1e6, against: Object.fromEntries(against) };
    });
}

/** The ratios as rows of text, a heading first. */
export function ratioRows(list: readonly Ratios[]): string[][] {
  const used = columns.filter((column) => list.some(({ against }) => against[column] !== undefined));
  const head = ['', 'ms', ...used.map((column) => `× ${column}`)];
  const body = list.map(({ eval: module, function: name, size, milliseconds, against }) => [
    `${module} ${size}${['gradient', 'jacobian', 'dir'].includes(name) ? '' : ` ${name}`}`,
    short(milliseconds),
    ...used.map((column) => (against[column] === undefined ? '' : short(against[column]))),
  ]);
  return [head, ...body];
}

/** Two digits or, above 100, all. */
export function short(x: number): string {
  return x >= 100 ? x.toFixed(0) : x.toPrecision(2);
}
