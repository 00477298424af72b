// Derivatives by other arguments than the first, and functions that return `[y, aux]`: what the compiler infers, and what it
// must refuse. Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import {
  add,
  derivative,
  type GradientInto,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  sum,
  type Vector,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

declare const scalar: Scalar;
declare const float64: Float64Array;
declare const float32: Float32Array;
declare const place: number;
interface Model {
  readonly W: readonly Vector[];
  readonly b: Scalar;
  readonly name: string;
}
interface Numbers {
  W: number[][];
  b: number;
  name: string;
}
declare const model: Numbers;
const loss = (p: Model, k: Scalar, xs: readonly number[], q: Vector): Scalar => add(mul(k, p.b), sum([...q, ...xs]));
const pair = (a: readonly [Scalar, Scalar], b: Vector): { y: Scalar; z: Scalar[] } => ({ y: a[0], z: [...b] });

// The place of one argument, or a list of places
expectTypeOf(grad(loss, { wrt: 0 })(model, 1, [1], [2])).toEqualTypeOf<Numbers>();
expectTypeOf(grad(loss, { wrt: 1 })({ W: [[1]], b: 2, name: 'a' }, 1, [1], [2])).toEqualTypeOf<number>();
expectTypeOf(grad(loss, { wrt: [0, 1] })(model, 1, [1], [2])).toEqualTypeOf<[Numbers, number]>();
expectTypeOf(grad(loss, { wrt: [1] })(model, 1, [1], [2])).toEqualTypeOf<[number]>();
expectTypeOf(grad(loss, { wrt: [3, 0] })(model, 1, [1], float64)).toEqualTypeOf<[Float64Array, Numbers]>();
expectTypeOf(grad(loss, { wrt: [3, 1] })(model, 1, [1], [scalar])).toEqualTypeOf<[Scalar[], Scalar]>();
expectTypeOf(grad(loss, { wrt: [3, 1], mode: 'forward' })(model, 1, [1], [1])).toEqualTypeOf<[number[], number]>();
const ofPlace = grad((...xs: Scalar[]) => sum(xs), { wrt: place });
expectTypeOf(ofPlace(1, 2, 3)).toEqualTypeOf<number>();
expectTypeOf(grad((a: Scalar, b?: Scalar) => mul(a, b ?? 1), { wrt: 0 })(1)).toEqualTypeOf<number>();
grad((a, b) => mul(a, b), { wrt: [0, 1] })(1, 2);

// Every verb that takes options
expectTypeOf(valueAndGrad(loss, { wrt: [1, 3] })(model, 1, [1], [2])).toEqualTypeOf<{
  value: number;
  gradient: [number, number[]];
}>();
expectTypeOf(gradInto(loss, { wrt: 3 })(model, float64, 1, [1], [2])).toEqualTypeOf<number>();
expectTypeOf(gradInto(loss, { wrt: [1, 3] })(model, [0, float64], 1, [1], float64)).toEqualTypeOf<number>();
expectTypeOf(gradInto(loss)).toExtend<GradientInto<Model, [k: Scalar, xs: readonly number[], q: Vector]>>();
expectTypeOf(jacobian(pair, { wrt: 1 })([1, 2], [3])).toEqualTypeOf<{ y: number[]; z: number[][] }>();
expectTypeOf(jacobian(pair, { wrt: 1 })([1, 2], float64)).toEqualTypeOf<{ y: Float64Array; z: Float64Array[] }>();
expectTypeOf(jacobian(pair, { wrt: [0, 1] })([1, 2], [3])).toEqualTypeOf<{
  y: [[number, number], number[]];
  z: [[number, number], number[]][];
}>();
expectTypeOf(valueAndJacobian(pair, { wrt: 1 })([1, 2], [3])).toEqualTypeOf<{
  value: { y: number; z: number[] };
  jacobian: { y: number[]; z: number[][] };
}>();
expectTypeOf(hessian(loss, { wrt: 1 })(model, 1, [1], [2])).toEqualTypeOf<number>();
expectTypeOf(hessian(loss, { wrt: [1, 3] })(model, 1, [1], [2])).toEqualTypeOf<
  [[number, number[]], [number, number[]][]]
>();

// Native functions, and derivatives of derivatives
const line = native((a: number, xs: Float64Array, k: { b: number }) => a * xs[0]! + k.b);
expectTypeOf(grad(line, { wrt: [0, 2] })(1, float64, { b: 2 })).toEqualTypeOf<[number, { b: number }]>();
expectTypeOf(grad(line, { wrt: 1 })(1, float64, { b: 2 })).toEqualTypeOf<Float64Array>();
expectTypeOf(jacobian(grad(loss, { wrt: 3 }), { wrt: 1 })(model, 1, [1], [2])).toEqualTypeOf<number[]>();
expectTypeOf(derivative((k) => grad(loss, { wrt: 1 })(model, k, [1], [2]))(1)).toEqualTypeOf<number>();

// aux: numbers come out plain, all else unchanged
const auxiliary = grad(([x, y]) => [mul(x, y), { n: 3, t: [x], name: 'a', done: null }], { aux: true });
expectTypeOf(auxiliary([1, 2])).toEqualTypeOf<{
  gradient: number[];
  aux: { n: number; t: number[]; name: string; done: null };
}>();
expectTypeOf(auxiliary([scalar, 2]).aux.t).toEqualTypeOf<Scalar[]>();
const kept = (p: Model, k: Scalar): [Scalar, Map<string, Scalar>] => [mul(k, p.b), new Map([['k', k]])];
expectTypeOf(grad(kept, { aux: true })(model, 1)).toEqualTypeOf<{ gradient: Numbers; aux: Map<string, Scalar> }>();
expectTypeOf(grad(kept, { wrt: [1, 0], aux: true })(model, 1)).toEqualTypeOf<{
  gradient: [number, Numbers];
  aux: Map<string, Scalar>;
}>();
expectTypeOf(grad((p: Model) => [p.b, float32], { aux: true })(model).aux).toEqualTypeOf<Float32Array>();
expectTypeOf(valueAndGrad((p: Model) => [p.b, p.W], { aux: true })(model)).toEqualTypeOf<{
  value: number;
  gradient: Numbers;
  aux: number[][];
}>();
expectTypeOf(jacobian((p: Model) => [[p.b, p.b], p.b], { aux: true })(model)).toEqualTypeOf<{
  jacobian: Numbers[];
  aux: number;
}>();
expectTypeOf(jacobian(([x, y]) => [{ z: mul(x, y) }, 'a'], { aux: true })([1, 2])).toEqualTypeOf<{
  jacobian: { z: number[] };
  aux: string;
}>();
expectTypeOf(valueAndJacobian((p: Model) => [{ b: p.b }, p.b], { aux: true })(model)).toEqualTypeOf<{
  value: { b: number };
  jacobian: { b: Numbers };
  aux: number;
}>();
expectTypeOf(hessian((p: readonly [Scalar]) => [p[0], p[0]], { aux: true })([1])).toEqualTypeOf<{
  hessian: [[number]];
  aux: number;
}>();
expectTypeOf(jvp((p: Model) => [p.W, p.b], model, model, { aux: true })).toEqualTypeOf<{
  value: number[][];
  tangent: number[][];
  aux: number;
}>();
expectTypeOf(jvp((t) => [mul(t, t), { t }], 1, 1, { aux: true })).toEqualTypeOf<{
  value: number;
  tangent: number;
  aux: { t: number };
}>();
expectTypeOf(jvp((t) => [mul(t, t), { t }], scalar, 1, { aux: true }).aux).toEqualTypeOf<{ t: Scalar }>();
expectTypeOf(vjp((p: Model) => [p.b, 'a'], model, { aux: true }).aux).toEqualTypeOf<string>();
expectTypeOf(vjp((p: Model) => [p.b, 'a'], model, { aux: true }).pullback(1)).toEqualTypeOf<Numbers>();
expectTypeOf(vjp((t) => [mul(t, t), { t }], 1, { aux: true, check: true }).pullback(1)).toEqualTypeOf<number>();
expectTypeOf(hvp((p: Model) => [p.b, p.b], model, model, { aux: true })).toEqualTypeOf<{ hvp: Numbers; aux: number }>();

// @ts-expect-error f has no such argument
grad(loss, { wrt: 4 });
// @ts-expect-error f has no such argument
grad(loss, { wrt: [0, 4] });
// @ts-expect-error a place before the first
grad(loss, { wrt: -1 });
// @ts-expect-error no place
grad(loss, { wrt: '1' });
// @ts-expect-error an argument of plain numbers
grad(loss, { wrt: 2 });
// @ts-expect-error an argument of plain numbers
valueAndGrad(loss, { wrt: [0, 2] });
// @ts-expect-error text for an argument
grad((a: Scalar, name: string) => mul(a, name.length), { wrt: 1 });
// @ts-expect-error another key
grad(loss, { wrt: 0 })({ W: [[1]], b: 1, name: 'a', extra: 1 }, 1, [1], [2]);
// @ts-expect-error another key
grad(loss, { wrt: 0 })({ W: [float64], b: 1, name: 'a', extra: 1 }, 1, [1], [2]);
// @ts-expect-error a key too few
grad(loss, { wrt: 0 })({ W: [float64], b: 1 }, 1, [1], [2]);
// @ts-expect-error text for data
grad(loss, { wrt: 1 })(model, 1, '1', [2]);
// @ts-expect-error a tuple of derivatives for one
derivative(grad(loss, { wrt: [0, 1] }));
// @ts-expect-error a record for a number
export const other: (x: Scalar, b: Vector) => unknown = jacobian(pair, { wrt: 1 });
// @ts-expect-error a number alone is no place to write to
gradInto(loss, { wrt: 1 });
// @ts-expect-error out of another shape
gradInto(loss, { wrt: 3 })(model, [[1]], 1, [1], [2]);
// @ts-expect-error jvp takes one x
jvp(pair, [1, 2], [1, 2], { wrt: 1 });

// @ts-expect-error no pair from f
grad(([x, y]) => mul(x, y), { aux: true });
// @ts-expect-error no pair from f
hessian((p: Model) => p.b, { aux: true });
// @ts-expect-error no pair from f
jvp((p: Model) => p.b, model, model, { aux: true });
// @ts-expect-error a pair without aux
grad(([x, y]) => [mul(x, y), 1]);
// @ts-expect-error a vector in the pair
grad(([x, y]) => [[x, y], 1], { aux: true });
// @ts-expect-error a number in the pair
jacobian(([x, y]) => [mul(x, y), 1], { aux: true });
// @ts-expect-error gradInto returns the value alone
gradInto(([x, y]) => [mul(x, y), 1], { aux: true });
// @ts-expect-error a Promise of a pair
grad(async ([x]) => [x, 1], { aux: true });
