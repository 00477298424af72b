// What the compiler infers of native functions, and what it must refuse of them; `npm run types` fails if it does anything
// else. Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import {
  blockJacobian,
  checkDerivatives,
  checkpoint,
  compile,
  compileAsync,
  countFlops,
  derivative,
  diagnose,
  emitModule,
  evaluationTrace,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  type Scalar,
  sin,
  sweepWork,
  taylor,
  trace,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { type Lifted, type Native, native } from '../../lib/entries/native.ts';

declare const scalar: Scalar;
declare const numbers: number[];
declare const float64: Float64Array;
declare function use(...x: readonly unknown[]): void;

// Functions of every shape.
const wave = native((x: number) => x * Math.sin(x));
const squares = native((p: readonly number[]) => p.reduce((s, x) => s + x ** 2, 0));
const pair = native(([a, b]: readonly [number, number], k: number, label: string) => a * b * k + label.length);
const polar = native(([r, t]: readonly [number, number]) => [r * Math.cos(t), r * Math.sin(t), 1] as const);
const each = native((p: number[]) => p.map((x) => x * x));
const record = native((p: { a: number; b: number[] }) => p.a * p.b[0]!);

// Plain calls give numbers; calls with Scalars, Scalars.
expectTypeOf(wave(2)).toEqualTypeOf<number>();
expectTypeOf(wave(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(pair([1, 2], 3, 'a')).toEqualTypeOf<number>();
expectTypeOf(pair([scalar, 2], 3, 'a')).toEqualTypeOf<Scalar>();
expectTypeOf(record({ a: 1, b: [2] })).toEqualTypeOf<number>();
expectTypeOf(record({ a: scalar, b: [2] })).toEqualTypeOf<Scalar>();
expectTypeOf([1, 2].map((x) => wave(x))).toEqualTypeOf<number[]>();
export const plain: (x: number) => number = wave;
export const lifted: (x: Scalar) => Scalar = wave;

// Verbs
expectTypeOf(derivative(wave)(2)).toEqualTypeOf<number>();
expectTypeOf(derivative(wave)(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(derivative(derivative(wave))(2)).toEqualTypeOf<number>();
expectTypeOf(derivative(wave, { check: false })(2)).toEqualTypeOf<number>();
expectTypeOf(grad(squares)(numbers)).toEqualTypeOf<number[]>();
expectTypeOf(grad(squares)(float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(grad(squares)([scalar])).toEqualTypeOf<Scalar[]>();
expectTypeOf(grad(pair)([1, 2], 3, 'a')).toEqualTypeOf<[number, number]>();
expectTypeOf(grad(pair, { check: true })([1, 2], 3, 'a')).toEqualTypeOf<[number, number]>();
expectTypeOf(valueAndGrad(pair)([1, 2], 3, 'a')).toEqualTypeOf<{ value: number; gradient: [number, number] }>();
expectTypeOf(gradInto(squares)(float64, float64)).toEqualTypeOf<number>();
expectTypeOf(jacobian(polar)([1, 2])).toEqualTypeOf<[[number, number], [number, number], [number, number]]>();
expectTypeOf(jacobian(each)(numbers)).toEqualTypeOf<number[][]>();
expectTypeOf(valueAndJacobian(each)(numbers)).toEqualTypeOf<{ value: number[]; jacobian: number[][] }>();
expectTypeOf(hessian(pair)([1, 2], 3, 'a')).toEqualTypeOf<[[number, number], [number, number]]>();
expectTypeOf(hvp(squares, numbers, numbers)).toEqualTypeOf<number[]>();
expectTypeOf(hvp(squares, float64, float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(
  hvp(
    native(([a, b]: [number, number]) => a * b),
    [1, 2],
    [1, 0],
  ),
).toEqualTypeOf<[number, number]>();
expectTypeOf(jvp(wave, 1, 1)).toEqualTypeOf<{ value: number; tangent: number }>();
expectTypeOf(jvp(polar, [1, 2], [1, 0]).value).toEqualTypeOf<[number, number, number]>();
expectTypeOf(vjp(wave, 1).value).toEqualTypeOf<number>();
expectTypeOf(vjp(squares, numbers).pullback(1)).toEqualTypeOf<number[]>();
expectTypeOf(vjp(polar, [1, 2]).pullback([1, 0, 0])).toEqualTypeOf<[number, number]>();
expectTypeOf(taylor(wave, 1, 3)).toEqualTypeOf<number[]>();
expectTypeOf(checkpoint(squares)([scalar])).toEqualTypeOf<Scalar>();
use(
  blockJacobian([
    {
      count: 2,
      columns: (i) => [i],
      f: native(([a]: readonly number[], i: number, own: readonly number[]) => [a! * i * own[0]!]),
    },
  ]),
);

// Compiled
expectTypeOf(compile(wave)(2)).toEqualTypeOf<number>();
expectTypeOf(compile(squares)(numbers)).toEqualTypeOf<number>();
expectTypeOf(compile(squares)(float64)).toEqualTypeOf<number>();
expectTypeOf(compile(record)({ a: 1, b: [2] })).toEqualTypeOf<number>();
expectTypeOf(compile(grad(pair))([1, 2], 3, 'a')).toEqualTypeOf<[number, number]>();
expectTypeOf(compile(valueAndGrad(squares))(float64).gradient).toEqualTypeOf<Float64Array>();
export async function ready(): Promise<[number, number[]]> {
  return [(await compileAsync(wave, [1]))(2), (await compileAsync(grad(squares), [[1, 2]]))([3, 4])];
}

// Tools
use(trace(wave, 2), trace(squares, float64), trace(pair, [1, 2], 3, 'a'), trace(record, { a: 1, b: [2] }));
use(countFlops(wave, 2), countFlops(grad(pair), [1, 2], 3, 'a'), sweepWork(wave, 2), emitModule(grad(squares), [1, 2]));
use(diagnose(wave, 2), diagnose(pair, [1, 2], 3, 'a'), diagnose(record, { a: 1, b: [2] }));
use(checkDerivatives(wave, 2), checkDerivatives(pair, [1, 2], 3, 'a'), checkDerivatives(wave, 2, { scale: 1 }));
use(evaluationTrace(wave, 2), evaluationTrace(squares, [1, 2]), evaluationTrace(record, { a: 1, b: [2] }));

// Inside other derivatives
expectTypeOf(derivative((x: Scalar) => wave(x))(1)).toEqualTypeOf<number>();
expectTypeOf(derivative((x) => grad(pair)([x, 2], 3, 'a')[0])(1)).toEqualTypeOf<number>();

// Undeclared parameters: a number where a number is differentiated, an array where an array is.
expectTypeOf(derivative(native((x) => x * x))(3)).toEqualTypeOf<number>();
expectTypeOf(derivative(native((x, k: number) => x * x * k))(3, 2)).toEqualTypeOf<number>();
expectTypeOf(grad(native((p) => p[0] * p[1]))([1, 2])).toEqualTypeOf<number[]>();
expectTypeOf(grad(native(([a, b]) => a * b))([1, 2])).toEqualTypeOf<number[]>();
expectTypeOf(jacobian(native(([a, b]) => [a * b, a]))([1, 2])).toEqualTypeOf<number[][]>();
expectTypeOf(
  hvp(
    native(([a, b]) => a * b),
    [1, 2],
    [1, 0],
  ),
).toEqualTypeOf<number[]>();
expectTypeOf(
  jvp(
    native((x) => x * x),
    2,
    1,
  ).value,
).toEqualTypeOf<number>();
use(
  compile(native((p) => p[0] * p[1]))([1, 2]),
  trace(
    native((p) => p.a * p.b),
    { a: 1, b: 2 },
  ),
);

// Optional and rest parameters, defaults
const optional = native((x: number, y?: number) => x * (y ?? 1));
expectTypeOf(optional(scalar, 2)).toEqualTypeOf<Scalar>();
expectTypeOf(optional(1)).toEqualTypeOf<number>();
use(derivative(optional)(1), derivative(optional)(1, 2));
const withDefault = native((x: number, k = 2) => x * k);
use(derivative(withDefault)(1), derivative(withDefault)(1, 3));
const rest = native((...xs: number[]) => xs.length);
expectTypeOf(compile(rest)(1, 2, 3)).toEqualTypeOf<number>();
use(derivative(rest)(1), derivative(rest)(1, 2));

// Typed arrays: as x, as data, as results
const typed = native((p: Float64Array) => p[0]! * p[1]!);
expectTypeOf(grad(typed)(float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(grad(typed)(numbers)).toEqualTypeOf<number[]>();
expectTypeOf(compile(typed)(float64)).toEqualTypeOf<number>();
expectTypeOf(grad(native((p: Float32Array) => p[0]! * 2))(new Float32Array(2))).toEqualTypeOf<Float64Array>();
expectTypeOf(jacobian(native((p: Float64Array) => p.map((x) => x * x)))(numbers)).toEqualTypeOf<number[][]>();
const misfit = native(
  (p: readonly [number, number], xs: Float64Array, ys: readonly number[]) => p[0] * xs[0]! * ys[0]!,
);
use(misfit([1, 2], float64, [1]), grad(misfit)([1, 2], float64, [1]), grad(misfit)([1, 2], [1], [1]));
use(compile(grad(misfit))([1, 2], float64, float64));

// Methods, classes, and what holds no numbers
class Point {
  readonly x: number;
  readonly #secret = 1;
  constructor(x: number) {
    this.x = x;
  }
  plus(o: Point): Point {
    return new Point(this.x + o.x + this.#secret);
  }
}
use(grad(native((p: readonly number[], o: Point) => p[0]! * o.x))([1], new Point(1)));
const body = {
  k: 2,
  at(this: { k: number }, x: number): number {
    return this.k * x;
  },
};
use(derivative(native(body.at))(2));
const flags = native(
  (p: readonly number[], m: Map<string, number>, d: Date, flag: boolean, mode: 'a' | 'b', n: 0 | 1) =>
    p[0]! * (m.get(mode) ?? n) * Number(flag) + d.getTime(),
);
use(grad(flags)([1], new Map(), new Date(), true, 'a', 1), compile(grad(flags)));
type Metres = number & { readonly unit: 'm' };
use(derivative(native((x: Metres) => x * 2))(2));

// Functions as arguments and as results
const newton = native((x: number, g: (t: number) => number) => x - g(x));
use(
  derivative(newton)(1, wave),
  derivative(newton)(1, sin),
  newton(1, (t) => t * t),
);
const curried = native((k: number) => (x: number) => k * x);
expectTypeOf(curried(3)(2)).toEqualTypeOf<number>();
expectTypeOf(derivative((k) => curried(k)(2))(3)).toEqualTypeOf<number>();

// Generic and overloaded functions
const generic = native(<T extends number>(x: T) => x * 2);
expectTypeOf(generic(2)).toEqualTypeOf<number>();
expectTypeOf(derivative(generic)(2)).toEqualTypeOf<number>();
declare function both(x: number): number;
declare function both(x: number[]): number;
expectTypeOf(native(both)(1)).toEqualTypeOf<number>();
expectTypeOf(grad(native(both))([1, 2])).toEqualTypeOf<number[]>();
export function slope(f: (x: number) => number): number {
  return derivative(native(f))(1);
}
export function nativeOf<F extends (x: number) => number>(f: F): Native<F> {
  return native(f);
}
expectTypeOf(nativeOf((x: number) => x)(1)).toEqualTypeOf<number>();

// Native functions of native functions; names; properties stay
expectTypeOf(native(wave)(1)).toEqualTypeOf<number>();
expectTypeOf(derivative(native(wave))(1)).toEqualTypeOf<number>();
expectTypeOf(derivative(native((x: number) => x * 2, { wave }))(1)).toEqualTypeOf<number>();
expectTypeOf(native(Object.assign((x: number) => x, { unit: 'm' })).unit).toEqualTypeOf<string>();
expectTypeOf<Lifted<{ x: number; ys: readonly number[]; name: string }>>().toEqualTypeOf<{
  x: Scalar;
  ys: readonly Scalar[];
  name: string;
}>();

// @ts-expect-error a directive alone does not change the type: a function of numbers is refused as before
grad((p: readonly number[]) => p[0]! * 2);
// @ts-expect-error the same
derivative((x: number) => x * x);
// @ts-expect-error the same
compile((x: number) => x * x);
// @ts-expect-error text from f
grad(native((p: readonly number[]) => `${p}`));
// @ts-expect-error a vector from grad
grad(native((p: readonly number[]) => p.map((t) => t)));
// @ts-expect-error a scalar from jacobian
jacobian(native((p: readonly number[]) => p[0]! * 2));
// @ts-expect-error a Promise from f
derivative(native(async (x: number) => x));
// @ts-expect-error a Float32Array can't hold derivatives
jacobian(native((p: readonly number[]) => new Float32Array(p.length)));
// @ts-expect-error f is a function of text
derivative(native((x: string) => x.length));
// @ts-expect-error f is a function of a flag
derivative(native((x: 0 | 1) => x * 2));
// @ts-expect-error a callback of plain numbers
derivative(newton)(1, (t: number) => t * t);
// @ts-expect-error a third entry
grad(pair)([1, 2, 3], 3, 'a');
// @ts-expect-error a further argument that f needs
grad(pair)([1, 2], 3);
// @ts-expect-error a further argument of another type
grad(pair)([1, 2], 3, 4);
// @ts-expect-error an array for a number
derivative(wave)([1]);
// @ts-expect-error a number for an array
grad(wave);
// @ts-expect-error text for a number
wave('1');
// @ts-expect-error no function
native(3);
// @ts-expect-error names that are no object
native((x: number) => x, 'k');
// @ts-expect-error the result for a Scalar is one
export const number: number = wave(scalar);
// @ts-expect-error an option there is not
derivative(wave, { mode: 'forward' });
// @ts-expect-error no boolean
jvp(wave, 1, 1, { check: 'each' });
