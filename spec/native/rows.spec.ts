import { describe, expect, test } from 'vitest';
import * as library from '../../lib/entries/index.ts';
import { compile, grad, hessian, jacobian, type Scalar, trace } from '../../lib/entries/index.ts';
import * as native from '../../lib/entries/native-runtime.ts';
import { isLeaf } from '../../lib/rules/expression.ts';
import { rules } from '../../lib/rules/table.ts';
import { anyNumber } from '../support/domains.ts';
import { fc, runs } from '../support/fast-check.ts';

type Op = (...xs: Scalar[]) => Scalar;
type Point = readonly number[];

const exported: ReadonlyMap<string, unknown> = new Map(Object.entries(native));
const ops: ReadonlyMap<string, unknown> = new Map(Object.entries(library));

const SPELLINGS: Readonly<Record<string, readonly string[]>> = {
  '+': ['$add'],
  '*': ['$mul'],
  '/': ['$div'],
  '%': ['$rem'],
  'Math.pow': ['$Math_pow', '$pow'],
};

/** Each row that JavaScript has an operator or a function for: the operator of transformed code, and the library's. */
const pairs = rules.filter(isLeaf).flatMap((rule) => {
  const { js } = rule.text;
  const own = js === '-' ? [rule.arity === 1 ? '$neg' : '$sub'] : SPELLINGS[js];
  return (own ?? [`$Math_${js.replace(/^Math\./, '')}`]).flatMap((name) => {
    const counts = 'many' in rule ? [2, 1, 3] : [rule.arity];
    return counts.map((count) => ({ name, count, of: exported.get(name) as Op, op: ops.get(rule.name) as Op }));
  });
});

test('every row of JavaScript has one', () => {
  expect(pairs.length).toBeGreaterThan(40);
  expect(pairs.filter(({ of, op }) => typeof of !== 'function' || typeof op !== 'function')).toEqual([]);
});

/** What a function comes to in every mode and nesting, at a point. */
function everything(f: (xs: readonly Scalar[]) => Scalar, x: Point): unknown {
  const F = (xs: Scalar[]): Scalar => f(xs);
  const text = (run: () => unknown): unknown => {
    try {
      return run();
    } catch (error) {
      return String(error);
    }
  };
  return {
    value: f(x),
    one: grad(F, { lanes: 1 })([...x]),
    lanes: grad(F, { mode: 'forward' })([...x]),
    reverse: grad(F, { mode: 'reverse' })([...x]),
    forwardOverForward: jacobian((xs) => grad(F, { mode: 'forward' })(xs), { mode: 'forward' })([...x]),
    forwardOverReverse: hessian(F, { mode: 'reverse' })([...x]),
    reverseOverForward: jacobian((xs) => grad(F, { mode: 'forward' })(xs), { mode: 'reverse' })([...x]),
    trace: text(() => trace(F, [...x]).toString()),
    ofGradient: text(() => trace(grad(F), [...x]).toString()),
    compiled: text(() => compile(grad(F))([...x])),
  };
}

describe.each(pairs)('$name of $count is the op, to the bit', ({ count, of, op }) => {
  const points = fc.array(anyNumber, { minLength: count, maxLength: count });
  const masks = fc.array(fc.boolean(), { minLength: count, maxLength: count });

  test('in every mode and nesting, traced and compiled, whichever operands are active', () => {
    fc.assert(
      fc.property(points, masks, (x, isConstant) => {
        const over =
          (f: Op) =>
          (xs: readonly Scalar[]): Scalar =>
            f(...xs.map((xi, i) => (isConstant[i] ? x[i]! : xi)));
        expect(everything(over(of), x)).toEqual(everything(over(op), x));
      }),
      runs(0.2),
    );
  });
});

const { ge, gt, le, lt, eq, ne } = library;
const comparisons = [
  { name: '<', of: native.$lt, op: lt },
  { name: '<=', of: native.$le, op: le },
  { name: '>', of: native.$gt, op: gt },
  { name: '>=', of: native.$ge, op: ge },
  { name: '==', of: native.$eq, op: eq },
  { name: '===', of: native.$is, op: eq },
  { name: '!=', of: native.$ne, op: ne },
  { name: '!==', of: native.$isnt, op: ne },
];

describe.each(comparisons)('$name', ({ of, op }) => {
  test('compares as the library does, and guards what is compiled', () => {
    const branching =
      (compare: (x: Scalar, y: Scalar) => boolean) =>
      ([x, y]: readonly Scalar[]): Scalar =>
        compare(x!, y!) ? native.$mul(x!, y!) : native.$sub(x!, y!);
    fc.assert(
      fc.property(fc.tuple(anyNumber, anyNumber), fc.tuple(anyNumber, anyNumber), (x, y) => {
        expect(everything(branching(of as never), x)).toEqual(everything(branching(op), x));
        const [mine, theirs] = [compile(grad(branching(of as never))), compile(grad(branching(op)))];
        for (const at of [x, y, x]) expect(mine(at)).toEqual(theirs(at));
      }),
      runs(0.3),
    );
  });
});
