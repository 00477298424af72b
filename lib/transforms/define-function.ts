import { describe } from '../describe.ts';
import type { ListOp, TangentList } from '../interpreter.ts';
import { liftLists } from '../ops/lift-lists.ts';
import type { Scalar } from '../scalar.ts';
import { arrange } from '../tree/arrangement.ts';
import { emptyNumbers } from '../tree/container.ts';
import { readTree } from '../tree/reading.ts';
import { shapeDifference } from '../tree/shape.ts';
import type { Tree } from '../tree/tree.ts';
import type { TypedArray } from '../typed-array.ts';
import { CallKey, functionCall, isReplaced } from './function-call.ts';
import { FunctionRule, filled, type Ruled } from './function-rule.ts';
import { checkFunction } from './options.ts';
import { ANY_ARGUMENT } from './point.ts';
import type { At, Inputs, Of } from './tree-types.ts';
import type { Data } from './types.ts';

/** A pushforward of one's own: f(x) and J v, in the shape of f's result. Its parameters may be declared with number. */
export interface JvpRule<X, Y, R extends Data = []> {
  jvp(x: Input<X>, v: Input<X>, ...rest: R): { readonly value: Given<Y>; readonly tangent: Given<Y> };
}

/** A pullback of one's own: f(x), and Jᵀw in the shape of x, for w in the shape of f's result. */
export interface VjpRule<X, Y, R extends Data = []> {
  vjp(
    x: Input<X>,
    ...rest: R
  ): {
    readonly value: Given<Y>;
    pullback(w: At<Scalar, Lists<Y>>): Given<X>;
  };
}

/** One rule or both. */
export type FunctionRules<X, Y, R extends Data = []> =
  | (JvpRule<X, Y, R> & Partial<VjpRule<X, Y, R>>)
  | (VjpRule<X, Y, R> & Partial<JvpRule<X, Y, R>>);

/** T with Scalars for its numbers, and plain arrays of them for typed ones. */
type Lists<T> = Of<Scalar, T, Scalar[]>;

/** What a rule may return for T: typed arrays, too. */
type Given<T> = At<Scalar, Lists<T>, TypedArray>;

/** x as a rule gets it. */
type Input<X> = X extends Inputs ? Inputs : At<Scalar, Lists<X>>;

/**
 * The same function as f, with a derivative of its own: `jvp`, which is called as the verb jvp and returns `{ value, tangent }`,
 * or `vjp`, which returns `{ value, pullback }`, or both. One gives the other: a rule is linear, and is transposed. x and f(x)
 * are numbers, arrays or records of them; further arguments are passed on untouched.
 *
 *     const solve = defineFunction(solver, { vjp: (x) => ({ value: …, pullback: (w) => … }) });
 *
 * f runs on plain numbers alone, so it may be anything that computes: a solver, a module of WebAssembly. So may a rule, for
 * first derivatives. For second derivatives the rule is differentiated: then it is written with operators, and may call
 * functions defined like this. Where it is traced or compiled, f is one call of the program, and its rule another one.
 * A rule says nothing of what depends on what: each number of f(x) depends on all of x.
 *
 * Cost: in a derivative f, and the rule: jvp for each direction, vjp once for all sweeps. A rule that is transposed runs once, on
 * numbers that write down its linear operations; where it needs plain numbers, once for each number of x, or of f(x).
 * @throws {@link TypeError} when neither rule is a function; later when a rule returns anything else, is not linear, or is not
 * synchronous, or when f or a rule reaches numbers of a running derivative other than through x.
 * @throws {@link Error} when the value of a rule is not that of f.
 * @example derivative(defineFunction((x: number) => x * x, { jvp: (x, v) => ({ value: mul(x, x), tangent: mul(mul(2, x), v) }) }))(3) // 6
 */
export function defineFunction<Y, X extends object = Inputs, R extends Data = []>(
  f: (x: X, ...rest: R) => Y,
  rules: FunctionRules<X, Y, R>,
): (x: Given<X>, ...rest: R) => Lists<Y>;
export function defineFunction<Y, X extends Scalar = Scalar, R extends Data = []>(
  f: (x: X, ...rest: R) => Y,
  rules: FunctionRules<X, Y, R>,
): (x: Scalar, ...rest: R) => Lists<Y>;
export function defineFunction(f: (...args: never[]) => unknown, rules: object): unknown {
  checkFunction('defineFunction', f, '');
  const ruled = { name: f.name || 'f', f, ...checkRules(rules) } as Ruled;
  const keys = new Keys();
  const defined = (x: unknown, ...rest: readonly unknown[]): unknown => {
    const numbers = emptyNumbers();
    const tree = readTree(ruled.name, x, numbers, ANY_ARGUMENT);
    const rule = new FunctionRule(ruled, tree, rest);
    const key = (): CallKey => keys.of(tree, rule.of, rest);
    const ys = liftLists(listOp(ruled.name, rule, key), numbers);
    return arrange(rule.of, ys.slice());
  };
  return Object.defineProperty(defined, 'name', { value: ruled.name });
}

function checkRules(rules: object): Pick<Ruled, 'jvp' | 'vjp'> {
  const { jvp, vjp } = (rules ?? {}) as Record<string, unknown>;
  for (const [name, rule] of Object.entries({ jvp, vjp })) {
    if (rule === undefined || typeof rule === 'function') continue;
    throw new TypeError(`defineFunction: expected ${name} to be a function, got ${describe(rule)}`);
  }
  if (jvp === undefined && vjp === undefined) {
    throw new TypeError(
      `defineFunction: expected a rule, { jvp: (x, v) => ({ value, tangent }) } or { vjp: (x) => ({ value, pullback }) }, got ${describe(rules)}; a function that needs none is not defined`,
    );
  }
  return { jvp, vjp } as Pick<Ruled, 'jvp' | 'vjp'>;
}

/** A function with a rule as an op of lists. */
function listOp(name: string, rule: FunctionRule, key: () => CallKey): ListOp<Scalar> {
  type Map = 'tangents' | 'adjoints';
  const derived =
    (kind: 'jvp' | 'vjp', map: Map) => (xs: readonly Scalar[], ys: readonly Scalar[], ts: TangentList<Scalar>) => {
      const n = xs.length;
      const all = [...xs, ...filled(ts)];
      if (!all.some(isReplaced)) return rule[map](xs, filled(ts), ys);
      return liftLists(
        functionCall(`${name}.${kind}`, key().of(kind), (zs) => rule[map](zs.slice(0, n), zs.slice(n))),
        all,
      );
    };
  return {
    name,
    op: (xs) => rule.value(xs),
    call: key,
    pushforward: derived('jvp', 'tangents'),
    pullback: derived('vjp', 'adjoints'),
  };
}

// A program has few shapes of arguments; with further arguments that change, keys would pile up.
const MOST_KEYS = 64;

/** The keys of the calls of one function, by the shapes of x and f(x) and by the further arguments. */
class Keys {
  private readonly kept: { tree: Tree; of: Tree; rest: readonly unknown[]; key: CallKey }[] = [];

  of(tree: Tree, of: Tree, rest: readonly unknown[]): CallKey {
    const known = this.kept.find(
      (kept) =>
        kept.rest.length === rest.length &&
        kept.rest.every((x, i) => Object.is(x, rest[i])) &&
        shapeDifference(kept.tree, tree, '') === undefined &&
        shapeDifference(kept.of, of, '') === undefined,
    );
    if (known !== undefined) return known.key;
    const key = new CallKey();
    this.kept.push({ tree, of, rest, key });
    if (this.kept.length > MOST_KEYS) this.kept.shift();
    return key;
  }
}
