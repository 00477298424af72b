import { hermite } from '../ops/hermite.ts';
import { interp } from '../ops/interp.ts';
import * as lists from '../ops/lists.ts';
import { tr } from '../ops/matrix.ts';
import { median, quantile } from '../ops/quantile.ts';
import { argsort, sort, topK } from '../ops/sort.ts';
import { spline, splineThrough } from '../ops/spline.ts';
import { opsByName } from '../program/opcodes.ts';
import { rules } from '../rules/table.ts';
import { ADVICE, type FindingKind } from './finding.ts';
import { type KinkSides, singularityAt } from './kink.ts';
import type { LocalRule } from './local-rule.ts';
import type { Note, Observation } from './observation.ts';
import { callOf } from './place.ts';

/** Ops that are composed of others: a finding in one of these is told by the name that the user called. */
const COMPOSED: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ...Object.entries({ ...lists, argsort, hermite, interp, median, quantile, sort, spline, splineThrough, topK, tr }),
  ...rules.flatMap(({ name, partials }): [string, unknown][] => (partials ? [] : [[name, opsByName[name]]])),
]);

/** Ops that partials are written in, and users do not call. */
const INTERNAL: ReadonlySet<string> = new Set(rules.filter(({ internal }) => internal).map(({ name }) => name));

/** An application of an op. */
interface Application {
  readonly v: number;
  readonly args: readonly number[];
  /** Those of active arguments that contribute. */
  readonly partials: readonly (number | undefined)[];
  /** The sizes of what the active arguments were computed from. */
  readonly scales: readonly (number | undefined)[];
  /** Undefined where the result is a plain number. */
  readonly node: number | undefined;
  /** Whether a derivative within f applied it. Then the result may rest on what it does not depend on. */
  readonly isNested: boolean;
}

/** Notes the kink or the jump that an op was applied at. */
export function noteSingularity({ notes }: Observation, rule: LocalRule, application: Application): void {
  const { v, args, partials, scales, node, isNested } = application;
  const { kink, jump, isStep } = singularityAt(rule, v, args, partials, scales);
  if (kink === undefined && jump === undefined && !isStep) return;
  const call = callText(rule.name, args);
  const about = { node: isNested ? undefined : node };
  if (kink) {
    const { argument, left, there, right } = kink;
    const by = args.length === 1 ? '' : ` by argument ${argument}`;
    const met = `${call} is ${nearness(kink)}a kink: its slope${by} is ${left} on the left and ${right} on the right; ${there} is used`;
    notes.push({ ...noteOf('kink', rule, met), ...about });
  } else if (jump) {
    const met = `${call} is ${nearness(jump)}a jump: ${jump.left} on the left, ${jump.there} here, ${jump.right} on the right`;
    notes.push({ ...noteOf('jump', rule, met), ...about });
  } else {
    notes.push({ ...noteOf('jump', rule, `${call} is ${v}, constant up to the next jump`), ...about });
  }
}

/** Notes an op that makes NaN or infinity from active numbers that are not. */
export function noteNonFinite({ notes }: Observation, rule: LocalRule, application: Application): void {
  const { v, args, partials, scales, node, isNested } = application;
  if (node === undefined) return;
  const numbers = [v, ...partials.filter((p, i) => p !== undefined && scales[i] !== undefined)] as number[];
  const worst = numbers.find(Number.isNaN) ?? numbers.find((x) => !Number.isFinite(x));
  if (worst === undefined) return;
  const kind = Number.isNaN(worst) ? 'NaN' : 'infinity';
  const isOrigin = (x: number): boolean => (kind === 'NaN' ? !Number.isNaN(x) : Number.isFinite(x));
  if (!args.every((x, i) => scales[i] === undefined || isOrigin(x))) return;
  const met =
    rule.name === 'convention'
      ? `at a kink a first derivative is ${v} by convention, and a second one ${worst}`
      : `${callText(rule.name, args)} is ${v}${Object.is(worst, v) ? '' : `, and a slope of it ${worst}`}`;
  // An infinite constant, like log 0, may well be meant.
  const harmless = isNested || (kind === 'infinity' && !args.every(Number.isFinite));
  notes.push({ ...noteOf(kind, rule, met), node: isNested ? undefined : node, harmless });
}

/** Notes a number of x that is NaN or infinite. */
export function noteInput({ notes, values }: Observation, node: number, name: string): void {
  const x = values[node]!;
  if (Number.isFinite(x)) return;
  const kind = Number.isNaN(x) ? 'NaN' : 'infinity';
  const [meaning, instead] = ADVICE[kind];
  const met = `${name} is ${x}`;
  notes.push({ kind, op: 'input', place: undefined, met, meaning, instead, margin: undefined, node, harmless: true });
}

function noteOf(kind: FindingKind, { op, name }: LocalRule, met: string): Omit<Note, 'node'> {
  const [meaning, instead] = ADVICE[kind];
  const { place, name: callee } = callOf([...COMPOSED.values(), op]);
  return {
    kind,
    op: COMPOSED.has(callee) || INTERNAL.has(name) ? callee : name,
    place,
    met,
    meaning,
    instead,
    margin: undefined,
  };
}

function nearness({ isNear }: KinkSides): string {
  return isNear ? 'within rounding errors of ' : 'at ';
}

// Of an op over a long array the first entries.
const SHOWN = 6;

/** A call with its arguments: `max(2, 2)`. */
export function callText(name: string, args: readonly number[]): string {
  const shown = args.slice(0, SHOWN).map((x) => (Object.is(x, -0) ? '-0' : String(x)));
  return `${name}(${shown.join(', ')}${args.length > SHOWN ? ', …' : ''})`;
}
