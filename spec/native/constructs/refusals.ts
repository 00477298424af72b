import { type Construct, row, usual } from './construct.ts';

const refused = (name: string, source: string, refuses: RegExp): Construct =>
  row(name, source, () => Number.NaN, usual, { refuses });

/** What has no derivative, or gives JavaScript's own functions a number that they can't take: refused, never wrong. */
export const refusals: readonly Construct[] = [
  refused('Math.fround of x', '(x) => Math.fround(x) * x', /Math\.fround/),
  refused(
    'a Float32Array',
    '(x) => { const a = new Float32Array(2); a[0] = x; return a[0] * x; }',
    /expected a plain number/,
  ),
  refused(
    'an Int32Array',
    '(x) => { const a = new Int32Array(2); a[0] = x; return a[0] * x; }',
    /expected a plain number/,
  ),
  refused('the text order of sort()', '(x) => [10, 9, x, 1].sort()[2] * x', /expected a plain number/),
  refused('a date of x', '(x) => new Date(x * 1000).getTime() * x', /expected a plain number/),
  refused('toFixed', '(x) => Number(x.toFixed(3)) * x', /toFixed/),
  refused('a length of x', '(x) => Array.from({ length: x * 3 }, () => x).length * x', /expected a plain number/),
  refused('a repetition by x', '(x) => "ab".repeat(x).length * x', /expected a plain number/),
  refused('a slice at x', '(x) => [1, 2, 3].slice(x).length * x', /expected a plain number/),
  refused(
    'JSON of x',
    '(x) => JSON.stringify({ x }).length * x',
    /expected (the value of f on plain numbers|f to give the same traced)/,
  ),
  refused(
    'the memory of a Float64Array',
    '(x) => { const a = new Float64Array([x, 2]); return new Float64Array(a.buffer)[0] * x; }',
    /buffer/,
  ),
];
