import { runningDepth } from '../../level.ts';
import { opsByName } from '../../program/opcodes.ts';
import type { Algebra } from '../../rules/algebra.ts';
import { isLeaf } from '../../rules/expression.ts';
import { type Comparing, holds, type Rule } from '../../rules/rule.ts';
import { rules } from '../../rules/table.ts';
import type { Term } from '../../rules/term.ts';
import { decided, hull, type NumberInterval } from './interval.ts';
import { partialIntervals, valueInterval } from './interval-algebra.ts';
import { type Ball, NOTHING, rounding, ulp } from './rounding.ts';

/** What keeps a number from being certified. */
export type Doubt = string;

/** A number that f, or its gradient, computes, and what rounding has taken from it: exact − value is in `error`. */
export interface ErrorNode {
  /** Nodes are numbered in the order in which they are made. */
  readonly id: number;
  readonly value: number;
  readonly error: Ball;
  /** Undefined of inputs and constants. */
  readonly rule: Rule | undefined;
  readonly operands: readonly ErrorNode[];
  /** The partial by each operand that is not exact, between its values for the computed and for the exact operands. */
  readonly slopes: readonly (Ball | undefined)[];
  /** The part of `error` that comes from no operand with a slope. */
  readonly own: Ball;
  /** Whether an input contributes to it. */
  readonly isActive: boolean;
  readonly doubt: Doubt | undefined;
}

type Parts = Pick<ErrorNode, 'value'> & Partial<ErrorNode>;

/** Relative to the sum of the sizes of its terms, more than a center is rounded by. */
const CENTER = 2 ** -49;

/** More than what is lost where products underflow. */
export const TINY: number = 4 * Number.MIN_VALUE;

const KINK: Doubt = 'the point is at a kink';

/** Marks what contributes nothing in partials. */
const NONE = Symbol('none');

/**
 * The numbers of one computation, row by row, each with an enclosure of its rounding error. An error is the sum of the
 * errors of the operands, each times the partial somewhere between the computed and the exact operands, and of what the
 * row's own rounding takes: nothing of higher order is left out, for partials are intervals.
 * @see Christianson, Reverse accumulation and accurate rounding error estimates for Taylor series, Optimization Methods and Software 1 (1991)
 */
export class ErrorGraph {
  readonly nodes: ErrorNode[] = [];
  /** The algebra of rules, whose results are nodes of this graph. */
  readonly algebra: Algebra<ErrorNode>;
  /** How many derivatives were being computed when f was called. */
  readonly depth: number = runningDepth();
  /** What keeps every number of this computation from being certified. */
  doubt: Doubt | undefined;
  /** What keeps every derivative from being certified. */
  tie: Doubt | undefined;
  private readonly index: Map<string, ErrorNode> = new Map();
  private readonly constants: Map<number, ErrorNode> = new Map();

  constructor() {
    const op =
      (rule: Rule) =>
      (...terms: Term<ErrorNode>[]): ErrorNode =>
        rule.name === 'convention'
          ? this.convention(terms[0]!)
          : this.apply(
              rule,
              terms.map((x) => this.literal(x)),
            );
    this.algebra = {
      ...Object.fromEntries(rules.map((rule) => [rule.name, op(rule)])),
      where: (compare: Comparing, ...terms: Term<ErrorNode>[]) => this.select(compare, terms),
      none: NONE,
    } as unknown as Algebra<ErrorNode>;
  }

  input(value: number): ErrorNode {
    return this.add({ value, isActive: true });
  }

  /** A number that is exact. */
  constant(value: number): ErrorNode {
    const known = Object.is(value, -0) ? undefined : this.constants.get(value);
    const node = known ?? this.add({ value });
    this.constants.set(value, node);
    return node;
  }

  /** A number that is written in a rule: a double of many digits stands for one within so many ulps of it. */
  literal(x: Term<ErrorNode>, ulps = 0.5): ErrorNode {
    if ((x as unknown) === NONE) return this.constant(0);
    if (typeof x !== 'number') return x;
    const isShort = Number.isInteger(x) || Math.fround(x) === x || !Number.isFinite(x);
    return isShort ? this.constant(x) : this.add({ value: x, error: { center: 0, radius: ulps * ulp(x) } });
  }

  /** The result of a row. */
  apply(rule: Rule, operands: readonly ErrorNode[]): ErrorNode {
    const key = `${rule.name} ${operands.map(({ id }) => id)}`;
    const known = this.index.get(key);
    if (known !== undefined) return known;
    const node = this.add(this.applied(rule, operands));
    this.index.set(key, node);
    return node;
  }

  /** A number of which only the value is known. */
  unknown(value: number, doubt: Doubt, operands: readonly ErrorNode[] = []): ErrorNode {
    const isActive = operands.some((x) => x.isActive);
    return this.add({ value, error: { center: 0, radius: Infinity }, operands, isActive, doubt });
  }

  /** The number of a node as a constant, with its error. */
  passive(node: ErrorNode): ErrorNode {
    if (!node.isActive) return node;
    const { value, error, doubt } = node;
    const slopes = isExact(node) ? [undefined] : [{ center: 1, radius: 0 }];
    return this.add({ value, error, own: NOTHING, operands: [node], slopes, doubt });
  }

  /** How x and y compare, their errors considered; undefined where rounding may decide. */
  comparison(compare: Comparing, x: ErrorNode, y: ErrorNode): boolean | undefined {
    return x === y && Number.isFinite(x.error.radius)
      ? holds[compare](x.value, y.value)
      : decided(compare, enclosure(x), enclosure(y));
  }

  /** Whether a term contributes nothing. */
  isNone(x: Term<ErrorNode>): boolean {
    return (x as unknown) === NONE;
  }

  private select(compare: Comparing, terms: readonly Term<ErrorNode>[]): ErrorNode {
    const [x, y] = terms.slice(0, 2).map((term) => this.literal(term)) as [ErrorNode, ErrorNode];
    const [then, otherwise] = terms.slice(2) as [ErrorNode, ErrorNode];
    const outcome = this.comparison(compare, x, y);
    const isTie = outcome !== undefined && x.value === y.value && compare !== 'eq' && compare !== 'ne';
    if (outcome !== undefined && !isTie) return outcome ? then : otherwise;
    const sides = [then, otherwise].map((term) => this.literal(term)) as [ErrorNode, ErrorNode];
    const chosen = sides[holds[compare](x.value, y.value) ? 0 : 1]!;
    const [a, b] = sides.map(enclosure) as [NumberInterval, NumberInterval];
    // Equal numbers are at a kink only where the sides differ.
    if (isTie && a.lo <= b.hi && b.lo <= a.hi) return chosen;
    const error = errorOf(chosen.value, hull(a, b));
    const doubt = isTie ? KINK : `${compare}(${x.value}, ${y.value}) is within the rounding error`;
    return this.add({ value: chosen.value, error, doubt: sides.find((side) => side.doubt)?.doubt ?? doubt });
  }

  /** The derivative at a kink: any number between those of both sides, and no number is right. */
  private convention(x: Term<ErrorNode>): ErrorNode {
    const { value } = this.literal(x);
    return this.add({ value, error: { center: 0, radius: 1 + Math.abs(value) }, doubt: KINK });
  }

  private applied(rule: Rule, operands: readonly ErrorNode[]): Parts {
    const xs = operands.map(({ value }) => value);
    const value = opsByName[rule.name]!(...xs) as number;
    const isActive = operands.some((x) => x.isActive);
    const inherited = operands.find(({ doubt }) => doubt !== undefined)?.doubt;
    const unbounded = (doubt: string): Parts => ({
      ...{ value, rule, operands, isActive, doubt: inherited ?? doubt },
      error: { center: 0, radius: Infinity },
    });
    if (!Number.isFinite(value)) return unbounded(`${rule.name} gives ${value}`);
    // Exact arithmetic knows one 0.
    const isSigned = rule.jumps && xs.some((x) => Object.is(x, -0));
    if (isSigned && opsByName[rule.name]!(...xs.map((x) => x + 0)) !== value) {
      return unbounded(`${rule.name} looks at the sign of 0`);
    }
    const own = this.rounding(rule, xs, value);
    if (!(own.radius < Infinity)) return unbounded(`the rounding of ${rule.name} is unknown`);
    if (operands.every(isExact)) return { value, error: own, own, rule, operands, isActive, doubt: inherited };
    const enclosures = operands.map(enclosure);
    const slopes = partialIntervals(rule, enclosures).map((slope, i) =>
      isExact(operands[i]!) ? undefined : ballOf(slope),
    );
    const error = carried(own, operands, slopes);
    const all = { value, rule, operands, isActive, doubt: inherited };
    const range = rule.jumps || !(error.radius < Infinity) ? valueInterval(rule, enclosures) : undefined;
    const wide = range && errorOf(value, range);
    const isJump =
      rule.jumps && !(wide!.radius <= 4 * (Math.abs(error.center) + error.radius) + Math.min(8 * ulp(value), 0.25));
    if (isJump) return { ...all, error: wide!, doubt: inherited ?? `${rule.name} may jump within the rounding error` };
    if (error.radius < Infinity) return { ...all, error, own, slopes };
    return wide && wide.radius < Infinity
      ? { ...all, error: wide }
      : unbounded(`the error has no bound at ${rule.name}`);
  }

  /** What the row itself rounds: of a leaf as its row says, else of its definition on exact operands. */
  private rounding(rule: Rule, xs: readonly number[], value: number): Ball {
    if (isLeaf(rule)) return rounding(rule, xs, value);
    const inner = new ErrorGraph();
    const [x, y, z] = xs.map((xi) => inner.constant(xi)) as [ErrorNode, ErrorNode, ErrorNode];
    const exact = inner.literal(rule.value(inner.algebra, x, y, z));
    const { center, radius } = exact.error;
    return { center: exact.value - value + center, radius };
  }

  private add({ value, ...parts }: Parts): ErrorNode {
    const error = parts.error ?? NOTHING;
    const node: ErrorNode = {
      ...{ rule: undefined, operands: [], slopes: [], isActive: false, doubt: undefined, own: error },
      ...parts,
      ...{ id: this.nodes.length, value, error: Number.isNaN(error.radius) ? { center: 0, radius: Infinity } : error },
    };
    this.nodes.push(node);
    return node;
  }
}

/** Whether a number has no rounding error at all. */
export function isExact({ error: { center, radius } }: ErrorNode): boolean {
  return center === 0 && radius === 0;
}

/** An interval that holds the computed number, the exact one and all between. */
export function enclosure({ value, error: { center, radius } }: ErrorNode): NumberInterval {
  if (radius === 0 && center === 0) return { lo: value, hi: value };
  if (!(radius < Infinity)) return { lo: -Infinity, hi: Infinity };
  const slack = Math.abs(value) * Number.EPSILON + Number.MIN_VALUE;
  return { lo: value + Math.min(0, center - radius) - slack, hi: value + Math.max(0, center + radius) + slack };
}

/** The errors of the operands, each times its slope, and the own one. */
function carried(own: Ball, operands: readonly ErrorNode[], slopes: readonly (Ball | undefined)[]): Ball {
  let { center, radius } = own;
  let size = Math.abs(center);
  operands.forEach(({ error }, i) => {
    const slope = slopes[i];
    if (slope === undefined || (slope.center === 0 && slope.radius === 0)) return;
    const part = slope.center * error.center;
    center += part;
    size += Math.abs(part);
    // These products may underflow.
    radius += Math.abs(slope.center) * error.radius + slope.radius * (Math.abs(error.center) + error.radius) + TINY;
  });
  const all = radius * (1 + CENTER) + size * CENTER;
  return all < Infinity ? { center, radius: all } : { center: 0, radius: Infinity };
}

/** exact − value, where the exact number is in the interval. */
function errorOf(value: number, { lo, hi }: NumberInterval): Ball {
  return ballOf({ lo: lo - value, hi: hi - value });
}

function ballOf({ lo, hi }: NumberInterval): Ball {
  const center = lo / 2 + hi / 2;
  const radius = Math.max(hi - center, center - lo) * (1 + CENTER);
  return Number.isFinite(center) && Number.isFinite(radius) ? { center, radius } : { center: 0, radius: Infinity };
}
