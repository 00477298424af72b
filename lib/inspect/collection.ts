import { ADVICE, type Finding, KINDS } from './finding.ts';
import type { Note, Observation } from './observation.ts';

// Of many inputs the first.
const SHOWN = 6;

/**
 * The findings of a run whose result is at these nodes, undefined for plain numbers: of the notes those that the result
 * depends on, collected by kind and place, the gravest first.
 */
export function collected(
  observation: Observation,
  outputs: readonly (number | undefined)[],
  inputs: readonly string[],
  allFinite: boolean,
): Finding[] {
  const reached = observation.reach(outputs.filter((node) => node !== undefined));
  const notes = observation.notes.filter(
    ({ node, harmless }) => (node === undefined || reached[node]) && !(harmless && allFinite),
  );
  const only = throughComparisons(observation, reached, inputs);
  return collapsed(only === undefined ? notes : [...notes, only]).sort(
    (a, b) => KINDS.indexOf(a.kind) - KINDS.indexOf(b.kind),
  );
}

/** Notes of the same kind at the same place are one finding. */
function collapsed(notes: readonly Note[]): Finding[] {
  const found = new Map<string, Finding>();
  for (const { node: _, harmless: __, ...note } of notes) {
    const { kind, op, place, margin } = note;
    const key = JSON.stringify([kind, op, place]);
    const before = found.get(key);
    const count = (before?.count ?? 0) + 1;
    // Of non-finite numbers only the first is an origin.
    if (
      before === undefined &&
      (kind === 'NaN' || kind === 'infinity') &&
      [...found.values()].some((f) => f.kind === kind)
    )
      continue;
    found.set(key, { ...(before ?? note), count, last: margin });
  }
  return [...found.values()];
}

/**
 * The inputs that comparisons looked at and no operation carries to the result. Where others reach it, only those that close
 * comparisons looked at: the smaller of two numbers does not count in the larger one, and rightly so.
 */
function throughComparisons(
  observation: Observation,
  reached: Uint8Array,
  inputs: readonly string[],
): Note | undefined {
  const isPart = inputs.some((_, i) => reached[i]);
  const compared = observation.compared.filter(({ isClose }) => isClose || !isPart);
  const lookedAt = observation.reach(compared.flatMap(({ nodes }) => nodes));
  const isOnly = (i: number): boolean => lookedAt[i] === 1 && reached[i] === 0;
  const names = inputs.filter((_, i) => isOnly(i));
  if (names.length === 0) return undefined;
  const marked = new Uint8Array(lookedAt.length);
  for (let i = 0; i < inputs.length; i++) if (isOnly(i)) marked[i] = 1;
  const dependent = observation.spread(marked);
  const { op, place } = compared.find(({ nodes }) => nodes.some((node) => dependent[node]))!;
  const [meaning, instead] = ADVICE['comparisons only'];
  const list = `${names.slice(0, SHOWN).join(', ')}${names.length > SHOWN ? ', …' : ''}`;
  const met = `${list} ${names.length === 1 ? 'reaches' : 'reach'} the result through comparisons only`;
  return { kind: 'comparisons only', op, place, met, meaning, instead, margin: undefined, node: undefined };
}
