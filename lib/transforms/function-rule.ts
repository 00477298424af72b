import { describe } from '../describe.ts';
import type { LinearMap, TangentList } from '../interpreter.ts';
import { transposition } from '../reverse/transposition.ts';
import { peek, reads, type Scalar } from '../scalar.ts';
import { numbersAlike } from '../tree/alike.ts';
import { arrange } from '../tree/arrangement.ts';
import { ANY_RESULT, silence } from '../tree/output.ts';
import { pathsOf } from '../tree/paths.ts';
import { type Part, readTree } from '../tree/reading.ts';
import { shapeDifference } from '../tree/shape.ts';
import { leafCount, type Tree } from '../tree/tree.ts';

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** A function and its rules, one of them at least. */
export interface Ruled {
  readonly name: string;
  readonly f: AnyFn;
  readonly jvp: AnyFn | undefined;
  readonly vjp: AnyFn | undefined;
}

type Rule = 'jvp' | 'vjp' | 'pullback of vjp';

// Far above the rounding of another order of additions, or the tolerance of a solver; far below a mistake.
const TOLERANCE = 1e-4;

/** f runs on plain numbers, so that it may return a typed array. */
const PLAIN_RESULT: Part = { path: ANY_RESULT.path, expected: ANY_RESULT.expected, hint: ANY_RESULT.hint };

/** A function with a rule, at arguments that have one tree, as a function of lists. */
export class FunctionRule {
  private readonly ruled: Ruled;
  private readonly tree: Tree;
  private readonly rest: readonly unknown[];
  private result: Tree | undefined;
  /** What was computed at an array of arguments: one run of a rule serves all tangents there. */
  private readonly maps: WeakMap<readonly Scalar[], Map<'vjp' | 'transposed', LinearMap<Scalar>>> = new WeakMap();

  constructor(ruled: Ruled, tree: Tree, rest: readonly unknown[]) {
    this.ruled = ruled;
    this.tree = tree;
    this.rest = rest;
  }

  /** The tree of f(x), known once f has run. */
  get of(): Tree {
    return this.result as Tree;
  }

  /** The numbers of f at plain numbers. */
  value(xs: readonly Scalar[]): readonly Scalar[] {
    const { name, f } = this.ruled;
    const numbers: Scalar[] = [];
    const y = this.plainRun(() => f(this.input(xs), ...this.rest));
    const tree = readTree(name, y, numbers, PLAIN_RESULT);
    if (tree.kind === 'constant') {
      throw new TypeError(`${name}: expected f(x) to be ${ANY_RESULT.expected}, got ${describe(y)}`);
    }
    const other = numbers.find((yi) => typeof yi !== 'number');
    if (other !== undefined) throw this.reached(`a result that depends on others, ${other.toString()}`);
    const difference = this.result && shapeDifference(this.result, tree, 'f(x)');
    if (difference !== undefined) {
      throw new RangeError(
        `${name}: expected ${difference.path} to be ${difference.expected}, as when it was traced, got ${difference.got}; return a result of one shape where f is compiled`,
      );
    }
    this.result ??= tree;
    return numbers;
  }

  /** ẏ from ẋ, by jvp, or by vjp transposed. `ys` is f at xs, where that is known. */
  tangents(xs: readonly Scalar[], ts: readonly Scalar[], ys?: readonly Scalar[]): Scalar[] {
    const { jvp } = this.ruled;
    return jvp === undefined ? this.transposed(xs, ts, ys) : this.byJvp(jvp, xs, ts, ys);
  }

  /** x̄ from ȳ, by vjp, or by jvp transposed. */
  adjoints(xs: readonly Scalar[], ws: readonly Scalar[], ys?: readonly Scalar[]): Scalar[] {
    const { vjp } = this.ruled;
    return vjp === undefined ? this.transposed(xs, ws, ys) : filled(this.byVjp(vjp, xs, ys)(ws));
  }

  private byJvp(jvp: AnyFn, xs: readonly Scalar[], ts: readonly Scalar[], ys?: readonly Scalar[]): Scalar[] {
    const inputs = [...xs, ...ts];
    const before = reads.count;
    const run = (): unknown => jvp(this.input(xs), this.input(ts), ...this.rest);
    const { value, tangent } = this.parts('jvp', 'tangent', this.run('jvp', inputs, run));
    const tangents = this.alike('tangent of jvp', tangent, this.of, 'f(x)');
    const values = this.alike('value of jvp', value, this.of, 'f(x)');
    this.checkResults('jvp', inputs, values, tangents, ys, reads.count > before);
    return tangents;
  }

  /** The pullback at xs. */
  private byVjp(vjp: AnyFn, xs: readonly Scalar[], ys?: readonly Scalar[]): LinearMap<Scalar> {
    return this.kept(xs, 'vjp', () => {
      const { name } = this.ruled;
      const before = reads.count;
      const run = (): unknown => vjp(this.input(xs), ...this.rest);
      const { value, pullback } = this.parts('vjp', 'pullback', this.run('vjp', xs, run));
      if (typeof pullback !== 'function') {
        throw new TypeError(`${name}: expected pullback of vjp to be a function, got ${describe(pullback)}`);
      }
      const values = this.alike('value of vjp', value, this.of, 'f(x)');
      let drops = reads.count > before;
      return (ws) => {
        const earlier = reads.count;
        const inputs = [...xs, ...filled(ws)];
        const x = this.run('pullback of vjp', inputs, () => pullback(arrange(this.of, filled(ws))));
        if (silence(x)) throw this.asynchronous('pullback of vjp', 'derivatives', x);
        const adjoints = this.alike('the result of pullback', x, this.tree, 'x');
        drops ||= reads.count > earlier;
        this.checkResults('pullback of vjp', inputs, values, adjoints, ys, drops);
        return adjoints;
      };
    });
  }

  /** The map that no rule gives, from the one that a rule gives. */
  private transposed(xs: readonly Scalar[], ts: readonly Scalar[], ys?: readonly Scalar[]): Scalar[] {
    const map = this.kept(xs, 'transposed', () => {
      const { name, jvp, vjp } = this.ruled;
      const rule: LinearMap<Scalar> =
        jvp === undefined
          ? (ws) => this.byVjp(vjp as AnyFn, xs, ys)(filled(ws))
          : (vs) => this.byJvp(jvp, xs, filled(vs), ys);
      const length = jvp === undefined ? leafCount(this.of) : xs.length;
      return transposition(name, rule, new Array<boolean>(length).fill(true));
    });
    return filled(map(ts));
  }

  private kept(xs: readonly Scalar[], kind: 'vjp' | 'transposed', make: () => LinearMap<Scalar>): LinearMap<Scalar> {
    const maps = this.maps.get(xs) ?? new Map<'vjp' | 'transposed', LinearMap<Scalar>>();
    this.maps.set(xs, maps);
    const map = maps.get(kind) ?? make();
    maps.set(kind, map);
    return map;
  }

  /** A copy of x, or of a direction, for user code. */
  private input(numbers: readonly Scalar[]): unknown {
    return arrange(this.tree, numbers.slice());
  }

  private alike(argument: string, x: unknown, tree: Tree, of: string): Scalar[] {
    return numbersAlike(this.ruled.name, argument, x, tree, of);
  }

  private plainRun(run: () => unknown): unknown {
    try {
      return run();
    } catch (error) {
      if (!needsPlainNumbers(error)) throw error;
      throw this.reached('code that computes with others', error);
    }
  }

  /** Runs a rule. Where it needs plain numbers, and these are not, the error says what would do. */
  private run(rule: Rule, inputs: readonly Scalar[], run: () => unknown): unknown {
    try {
      return run();
    } catch (error) {
      if (!needsPlainNumbers(error) || inputs.every((x) => typeof x === 'number')) throw error;
      throw this.opaque(rule, 'code that needs plain numbers', error);
    }
  }

  /** Checks that a rule returned a record of a value and a derivative. */
  private parts(rule: Rule, part: string, found: unknown): Record<string, unknown> {
    if (silence(found)) throw this.asynchronous(rule, `{ value, ${part} }`, found);
    const isRecord = typeof found === 'object' && found !== null && 'value' in found && part in found;
    if (isRecord) return found as Record<string, unknown>;
    throw new TypeError(
      `${this.ruled.name}: expected ${rule} to return { value, ${part} }, as the verb ${rule} does, got ${describe(found)}`,
    );
  }

  /** Checks the value of a rule by f, and that its results depend on its arguments alone. */
  private checkResults(
    rule: Rule,
    inputs: readonly Scalar[],
    values: readonly Scalar[],
    derivatives: readonly Scalar[],
    ys: readonly Scalar[] | undefined,
    drops: boolean,
  ): void {
    const { name } = this.ruled;
    const deepest = depthOf(inputs);
    const other = [...values, ...derivatives].find((y) => depthOf([y]) > deepest);
    if (other !== undefined) throw this.reached(`a result of ${rule} that depends on others, ${other.toString()}`);
    if (ys === undefined) return;
    const expected = ys.map(peek);
    const size = expected.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
    const i = expected.findIndex((y, k) => isOff(y, peek(values[k]!), TOLERANCE * size));
    if (i >= 0) {
      const path = pathsOf(this.of, 'value')[i]!;
      throw new Error(
        `${name}: expected ${path} of ${rule === 'jvp' ? 'jvp' : 'vjp'} to be that of f, ${expected[i]}, got ${peek(values[i]!)}; a rule gives the value of its function`,
      );
    }
    // A rule that hands value(x) to code for plain numbers: its value depends on nothing any more.
    const isLost =
      drops && depthOf(ys) > -Infinity && depthOf(values) === -Infinity && derivatives.some((t) => peek(t) !== 0);
    if (isLost) throw this.opaque(rule, 'plain numbers by value(x)');
  }

  private reached(got: string, cause?: unknown): TypeError {
    return new TypeError(
      `${this.ruled.name}: expected f and its rules to reach the numbers of running derivatives through x alone, got ${got}; make them arguments, as parts of x`,
      { cause },
    );
  }

  private opaque(rule: Rule, got: string, cause?: unknown): TypeError {
    return new TypeError(
      `${this.ruled.name}: expected ${rule} to compute with the operators of dualgrad where it is differentiated itself, as for second derivatives, got ${got}; write it with operators, and what needs plain numbers as another function made by defineFunction`,
      { cause },
    );
  }

  private asynchronous(rule: Rule, expected: string, got: unknown): TypeError {
    return new TypeError(
      `${this.ruled.name}: expected ${rule} to return ${expected}, got ${describe(got)}; it must be synchronous`,
    );
  }
}

/** With 0 for what is inactive: a rule says nothing of what depends on what. */
export function filled(tangents: TangentList<Scalar>): Scalar[] {
  return tangents.map((t) => t ?? 0);
}

/** The depth of the deepest level; −∞ of plain numbers. */
function depthOf(numbers: readonly Scalar[]): number {
  return numbers.reduce<number>((most, x) => (typeof x === 'number' ? most : Math.max(most, x.level.depth)), -Infinity);
}

function isOff(expected: number, got: number, tolerance: number): boolean {
  return Number.isFinite(expected) && !(Math.abs(expected - got) <= tolerance);
}

/** Whether code computed with an active number as with a plain one. */
function needsPlainNumbers(error: unknown): boolean {
  return error instanceof TypeError && error.message.startsWith('expected a plain number, got ');
}
