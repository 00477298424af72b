import { comparisons, where } from '../ops/compare.ts';
import type { Comparing } from '../rules/rule.ts';
import { stopGradient, value } from '../scalar.ts';
import { ADVICE, type FindingKind } from './finding.ts';
import type { Observation } from './observation.ts';
import { callOf } from './place.ts';
import { callText } from './singularities.ts';

/** One of the two numbers of a comparison; without a node it is a constant. */
interface Side {
  readonly at: number;
  readonly node: number | undefined;
}

// Bisection of [0, 2] comes as near in 40 steps; two numbers that have nothing to do with each other are never so near.
const ROUNDING: number = 4096 * Number.EPSILON;
// Of tolerances in use, 1e-3 is among the largest.
const TOLERANCE = 1e-3;
// A number so small against what it was computed from is what was left by cancellation: a residual, or a step.
const RESIDUAL = 1e-4;
// A search has come this near to what it looks for, in the size of the numbers.
const CLOSE = 1e-3;
// Where a comparison is not found to be close, its place is needed only if the result depends on nothing else.
const PLACES = 1000;

/** Notes what rests on a comparison of two numbers, at least one of them active. */
export function noteComparison(
  observation: Observation,
  op: Comparing,
  sides: readonly [Side, Side],
  outcome: boolean,
): void {
  const [x, y] = sides;
  // x = x asks whether x is NaN.
  if (x.node === y.node) return;
  const [a, b] = [scaleOf(observation, x), scaleOf(observation, y)];
  const kind = kindOf(op, sides, [a, b]);
  const isClose = Math.abs(x.at - y.at) <= CLOSE * Math.max(a, b);
  if (kind === undefined && observation.compared.length >= PLACES) return;
  const { place } = callOf([where, comparisons[op]]);
  const nodes = sides.flatMap(({ node }) => (node === undefined ? [] : [node]));
  observation.compared.push({ op, place, nodes, isClose });
  if (kind === undefined) return;
  const [meaning, instead] = ADVICE[kind];
  const margin = x.at - y.at;
  const met = `${callText(op, [x.at, y.at])} is ${outcome}${remark(kind, Math.max(a, b))}`;
  observation.notes.push({ kind, op, place, met, meaning, instead, margin, node: undefined });
}

/** Notes that a number goes on as a constant. */
export function noteLoss(observation: Observation, by: 'is' | 'stopGradient', node: number): void {
  const op = by === 'is' ? 'value' : by;
  const { place } = callOf([by === 'is' ? value : stopGradient]);
  const [meaning, instead] = ADVICE['lost derivative'];
  const met = `${callText(op, [observation.values[node]!])} takes the number without its derivative`;
  observation.notes.push({
    kind: 'lost derivative',
    op,
    place,
    met,
    meaning,
    instead,
    margin: undefined,
    node: undefined,
  });
}

function kindOf(
  op: Comparing,
  [x, y]: readonly [Side, Side],
  [a, b]: readonly [number, number],
): FindingKind | undefined {
  const margin = Math.abs(x.at - y.at);
  // Not of infinite numbers, nor of NaN.
  if (!Number.isFinite(margin)) return undefined;
  if (margin === 0) return op === 'eq' || op === 'ne' ? 'equality' : 'tie';
  if (op !== 'eq' && op !== 'ne' && (isBelow(x, y, a) || isBelow(y, x, b))) return 'tolerance';
  return margin <= ROUNDING * Math.max(a, b) ? 'rounding' : undefined;
}

/** Whether x, active and computed from numbers of this size, was found below the tolerance y. */
function isBelow(x: Side, y: Side, scale: number): boolean {
  if (x.node === undefined || !(y.at > 0) || Math.abs(x.at) > y.at) return false;
  return y.node === undefined ? y.at <= TOLERANCE : y.at <= RESIDUAL * scale;
}

function scaleOf({ scales }: Observation, { at, node }: Side): number {
  return node === undefined ? Math.abs(at) : scales[node]!;
}

function remark(kind: FindingKind, scale: number): string {
  return kind === 'rounding' ? `, by less than rounding errors of numbers of size ${Number(scale.toPrecision(2))}` : '';
}
