import type { Place } from './place.ts';

/** What a derivative may rest on, the gravest first. */
export type FindingKind = (typeof KINDS)[number];

export const KINDS = [
  'NaN',
  'equality',
  'tie',
  'rounding',
  'tolerance',
  'comparisons only',
  'lost derivative',
  'kink',
  'jump',
  'infinity',
] as const;

/** One thing that a derivative rests on, as plain data. */
export interface Finding {
  readonly kind: FindingKind;
  /** The op or comparison, by the name that users call it by. */
  readonly op: string;
  /** Where in the user's source; undefined where the engine does not tell. */
  readonly place: Place | undefined;
  /** What was met, with its numbers and the convention used. */
  readonly met: string;
  /** What this means for the derivative. */
  readonly meaning: string;
  /** What to write instead. */
  readonly instead: string;
  /** How often it was met at this place. */
  readonly count: number;
  /** How far apart the compared numbers were, or how far the number was from the kink, the first time; undefined where nothing was compared. */
  readonly margin: number | undefined;
  /** The same of the last time. */
  readonly last: number | undefined;
}

/** What a kind means, and what to write instead. */
export const ADVICE: Readonly<Record<FindingKind, readonly [meaning: string, instead: string]>> = {
  NaN: [
    'every derivative that this number takes part in is NaN',
    'keep its argument inside the domain; to leave a branch out, choose by where(gt, x, 0, …) before the op, not after it',
  ],
  equality: [
    'the branch taken holds at this point alone, and the derivative is that of the branch, not of the function around it',
    'fill a hole (0/0) by an op that is smooth there (expm1, log1p, sinc), or by the first terms of its series in x; leave out terms by data that no derivative is taken by',
  ],
  tie: [
    'the two sides are equal: the derivative is that of the branch taken, and the other branch begins right here',
    'see that both branches have the same derivative here; for a kink use max, min, abs or clamp, whose derivative at a tie is a convention',
  ],
  rounding: [
    'rounding errors decide which branch is taken; a search that has come to an end by such comparisons passes no derivative on, or a wrong one',
    'search with plain numbers, then take one Newton step from the root with the number to differentiate by in it: sub(r, div(f(r, a), slope)), the slope a plain number',
  ],
  tolerance: [
    'the value is good to this tolerance, its derivative is not: a loop stops before the derivative has converged, a branch leaves terms out whose derivative counts',
    'run the loop one or two steps further (a Newton step squares the error of each derivative), or keep one term more of the series',
  ],
  'comparisons only': [
    'the derivative by it is 0, whatever the function does',
    'compute the result from it: after a search, one Newton step from the root with this number in it; if the function is a step here, 0 is right',
  ],
  'lost derivative': [
    'the number goes on as a constant: what is computed from it, or decided by it, has no derivative by this path',
    'compare by lt, gt or eq, which take Scalars, so that it can be told what the comparison rests on; run a loop that stops by it one or two steps further; if a constant is meant, nothing',
  ],
  kink: [
    'a convention stands in for the derivative; a sum of such conventions need not be a derivative, nor a subgradient',
    'where the whole is smooth, write it without the kink: square(x) for abs(x)², x for relu(x) − relu(−x), the squares for norm(x)²; otherwise nothing',
  ],
  jump: [
    'no derivative passes through it: what depends on the number through it alone has derivative 0',
    'a smooth form, if a derivative is wanted through it; otherwise nothing, but see that the point is not at the jump',
  ],
  infinity: [
    'an infinite number that meets a 0 on the path to the result gives NaN',
    'keep away from the pole or the end of the domain, or use an op that is accurate there (logsumexp, log1p, softplus, hypot)',
  ],
};

/** The findings as text, kind by kind: each with its place, then what the kind means and what to write instead. */
export function reportOf(findings: readonly Finding[]): string {
  if (findings.length === 0) {
    return 'nothing found: the derivative rests on no kink, no close comparison and no number that lost its derivative';
  }
  const kinds = [...new Set(findings.map(({ kind }) => kind))];
  const sections = kinds.map((kind) => {
    const ofKind = findings.filter((finding) => finding.kind === kind);
    const [{ meaning, instead }] = ofKind as [Finding];
    return [`${kind}: ${meaning}`, ...ofKind.map((finding) => `  ${lineOf(finding)}`), `  instead: ${instead}`].join(
      '\n',
    );
  });
  const head = findings.length === 1 ? 'one finding' : `${findings.length} findings`;
  return [`the derivative rests on ${head}:`, ...sections].join('\n');
}

/** One finding in a line. */
function lineOf({ met, place, count, margin, last }: Finding): string {
  const at = place === undefined ? '' : `, at ${place.file}:${place.line}:${place.column}`;
  if (count === 1) return `${met}${at}`;
  const margins = margin === undefined ? '' : `, first by ${margin}, last by ${last}`;
  return `${met}${at} (${count} times${margins})`;
}
