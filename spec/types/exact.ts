// What the compiler infers, exactly; `npm run types` fails if it infers anything else. Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import type * as forward from '../../lib/entries/forward.ts';
import {
  Active,
  add,
  type Compiled,
  checkDerivatives,
  checkpoint,
  compile,
  compileAsync,
  countFlops,
  type DerivativeCheck,
  Dual,
  defineOp,
  derivative,
  dot,
  dual,
  emitModule,
  exp,
  type FlopCount,
  grad,
  gradInto,
  hessian,
  hvp,
  hypot,
  isActive,
  jacobian,
  jvp,
  logsumexp,
  lt,
  max,
  mul,
  type Numeric,
  norm,
  type Options,
  type PulledBack,
  type Scalar,
  sin,
  softmax,
  stopGradient,
  sub,
  sum,
  sweepWork,
  type Trace,
  type TypedArray,
  tape,
  taylor,
  trace,
  type UserTape,
  type Var,
  type Vector,
  value,
  valueAndGrad,
  valueAndJacobian,
  vjp,
  where,
} from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';

declare const scalar: Scalar;
declare const numbers: number[];
declare const float64: Float64Array;
declare const integers: Int32Array;
declare const readonlyNumbers: readonly number[];

// Functions of every shape.
const rosenbrock = ([x, y]: readonly [Scalar, Scalar]): Scalar => add(mul(x, x), mul(y, y));
const total = (x: readonly Scalar[]): Scalar => sum(x);
const squares = (x: Scalar[]): Scalar[] => x.map((xi) => mul(xi, xi));
const polar = ([r, t]: readonly [Scalar, Scalar]): [Scalar, Scalar, Scalar] => [mul(r, sin(t)), r, t];
const loss = (p: readonly [Scalar, Scalar], xs: readonly number[], label: string): Scalar =>
  mul(p[0], xs.length + label.length);

// Numbers and ops: one signature, whatever they are given.
expectTypeOf(mul).toEqualTypeOf<(x: Scalar, y: Scalar) => Scalar>();
expectTypeOf(sin).toEqualTypeOf<(x: Scalar) => Scalar>();
expectTypeOf(dot).toEqualTypeOf<(xs: Numeric, ys: Numeric) => Scalar>();
expectTypeOf(softmax).toEqualTypeOf<(xs: Numeric) => Scalar[]>();
expectTypeOf(mul(2, 3)).toEqualTypeOf<Scalar>();
expectTypeOf<Scalar>().toEqualTypeOf<number | Active>();
expectTypeOf<Vector>().toEqualTypeOf<readonly Scalar[]>();
expectTypeOf(value(scalar)).toEqualTypeOf<number>();
expectTypeOf(stopGradient(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(lt(scalar, 1)).toEqualTypeOf<boolean>();
expectTypeOf(where(lt, scalar, 0, 1, scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(dual(1, scalar)).toEqualTypeOf<Dual>();
expectTypeOf(dual(1, 2).value).toEqualTypeOf<Scalar>();
expectTypeOf(dual(1, 2).tangent).toEqualTypeOf<Scalar>();
if (isActive(scalar)) expectTypeOf(scalar).toEqualTypeOf<Active>();
else expectTypeOf(scalar).toEqualTypeOf<number>();
if (scalar instanceof Dual) expectTypeOf(scalar.tangent).toEqualTypeOf<Scalar>();

// A Scalar carried round a loop, without annotations inside it.
export function carried(x: Scalar): Scalar {
  let y: Scalar = 0;
  let z: Scalar = 1;
  for (let i = 0; i < 3; i++) {
    const t = add(y, z);
    y = mul(z, x);
    z = t;
  }
  return y;
}
export function accumulated(xs: Vector): Scalar {
  let s: Scalar = 0;
  for (const x of xs) s = add(s, mul(x, x));
  return s;
}

// derivative
expectTypeOf(derivative(sin)(1)).toEqualTypeOf<number>();
expectTypeOf(derivative(sin)(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(derivative(derivative(sin))(1)).toEqualTypeOf<number>();
expectTypeOf([1, 2].map(derivative(sin))).toEqualTypeOf<number[]>();
expectTypeOf(derivative((x) => mul(x, x))(2)).toEqualTypeOf<number>();
expectTypeOf(derivative((x, k: number, label: string) => mul(x, k + label.length))(1, 2, 'a')).toEqualTypeOf<number>();
expectTypeOf(derivative(() => 7)(1)).toEqualTypeOf<number>();

// grad: the shape of x, in its kind of container
expectTypeOf(grad(rosenbrock)([1, 2])).toEqualTypeOf<[number, number]>();
expectTypeOf(grad(rosenbrock)([scalar, 2])).toEqualTypeOf<[Scalar, Scalar]>();
expectTypeOf(grad(rosenbrock)(float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(grad(total)(numbers)).toEqualTypeOf<number[]>();
expectTypeOf(grad(total)(readonlyNumbers)).toEqualTypeOf<number[]>();
expectTypeOf(grad(total)([scalar])).toEqualTypeOf<Scalar[]>();
expectTypeOf(grad(([x, y]) => mul(x, y))([2, 3])).toEqualTypeOf<number[]>();
expectTypeOf(grad((x) => mul(x[0], x[1]))([2, 3])).toEqualTypeOf<number[]>();
expectTypeOf(grad(([x, y]) => mul(x, y))(float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(grad(loss)([1, 2], [3], 'a')).toEqualTypeOf<[number, number]>();
expectTypeOf(grad(() => 7)([1, 2])).toEqualTypeOf<number[]>();
expectTypeOf(grad((x: Vector) => logsumexp(x), { lanes: 4, mode: 'forward' })(numbers)).toEqualTypeOf<number[]>();
expectTypeOf(valueAndGrad(rosenbrock)([1, 2])).toEqualTypeOf<{ value: number; gradient: [number, number] }>();
expectTypeOf(valueAndGrad(rosenbrock)(float64)).toEqualTypeOf<{ value: number; gradient: Float64Array }>();
expectTypeOf(valueAndGrad(total)([scalar])).toEqualTypeOf<{ value: Scalar; gradient: Scalar[] }>();
expectTypeOf(gradInto(total)(float64, float64)).toEqualTypeOf<number>();

// gradInto(f) is the callback that optimisers take.
declare function minimise(f: (x: Float64Array, gradient: Float64Array) => number, start: Float64Array): Float64Array;
expectTypeOf(minimise(gradInto(rosenbrock), float64)).toEqualTypeOf<Float64Array>();
declare function descend(f: (x: number[], fxprime: number[]) => number, start: number[]): { x: number[] };
expectTypeOf(descend(gradInto(total), [1, 2])).toEqualTypeOf<{ x: number[] }>();

// jacobian: m rows like x
expectTypeOf(jacobian(polar)([1, 2])).toEqualTypeOf<[[number, number], [number, number], [number, number]]>();
expectTypeOf(jacobian(polar)(float64)).toEqualTypeOf<[Float64Array, Float64Array, Float64Array]>();
expectTypeOf(jacobian(squares)(numbers)).toEqualTypeOf<number[][]>();
expectTypeOf(jacobian(squares)(float64)).toEqualTypeOf<Float64Array[]>();
expectTypeOf(jacobian(squares)([scalar])).toEqualTypeOf<Scalar[][]>();
expectTypeOf(jacobian(([x, y]) => [mul(x, y), x])([2, 3])).toEqualTypeOf<number[][]>();
expectTypeOf(jacobian(softmax)(numbers)).toEqualTypeOf<number[][]>();
expectTypeOf(valueAndJacobian(polar)([1, 2])).toEqualTypeOf<{
  value: [number, number, number];
  jacobian: [[number, number], [number, number], [number, number]];
}>();
expectTypeOf(valueAndJacobian(squares)(float64)).toEqualTypeOf<{ value: number[]; jacobian: Float64Array[] }>();

// hessian, and transforms of transforms
expectTypeOf(hessian(rosenbrock)([1, 2])).toEqualTypeOf<[[number, number], [number, number]]>();
expectTypeOf(hessian(([x, y]) => mul(x, y))([1, 2])).toEqualTypeOf<number[][]>();
expectTypeOf(hessian(total)(float64)).toEqualTypeOf<Float64Array[]>();
expectTypeOf(jacobian(grad(rosenbrock))([1, 2])).toEqualTypeOf<[[number, number], [number, number]]>();
expectTypeOf(jacobian(grad(total))(float64)).toEqualTypeOf<Float64Array[]>();
expectTypeOf(jacobian(grad(loss))([1, 2], [3], 'a')).toEqualTypeOf<[[number, number], [number, number]]>();
expectTypeOf(derivative((a) => grad(([x, y]) => mul(x, y))([a, 2])[0] ?? 0)(1)).toEqualTypeOf<number>();
expectTypeOf(grad(([x]) => sum(grad(([y]) => sum(grad(([z]) => mul(x, mul(y, z)))([y])))([x])))([1])).toEqualTypeOf<
  number[]
>();

// taylor: at a number, inside other derivatives
expectTypeOf(taylor(sin, 1, 2)).toEqualTypeOf<number[]>();
expectTypeOf(taylor((t) => mul(t, 2), scalar, 2)).toEqualTypeOf<Scalar[]>();
expectTypeOf(taylor(() => 3, 1, 2)).toEqualTypeOf<number[]>();

// jvp and hvp: at numbers, at arrays, inside other derivatives
expectTypeOf(jvp(sin, 1, 2)).toEqualTypeOf<{ value: number; tangent: number }>();
expectTypeOf(jvp((t) => [sin(t), exp(t)], 1, 2)).toEqualTypeOf<{ value: number[]; tangent: number[] }>();
expectTypeOf(jvp(sin, scalar, 2)).toEqualTypeOf<{ value: Scalar; tangent: Scalar }>();
expectTypeOf(jvp(rosenbrock, [1, 2], [1, 0])).toEqualTypeOf<{ value: number; tangent: number }>();
expectTypeOf(jvp(polar, float64, [1, 0])).toEqualTypeOf<{
  value: [number, number, number];
  tangent: [number, number, number];
}>();
expectTypeOf(jvp(([x, y]) => mul(x, y), [1, 2], [1, 0])).toEqualTypeOf<{ value: number; tangent: number }>();
expectTypeOf(jvp(rosenbrock, [scalar, 2], [1, 0])).toEqualTypeOf<{ value: Scalar; tangent: Scalar }>();
expectTypeOf(hvp(rosenbrock, [1, 2], [1, 0])).toEqualTypeOf<[number, number]>();
expectTypeOf(hvp(rosenbrock, float64, float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(hvp(([x, y]) => mul(x, y), [1, 2], [1, 0])).toEqualTypeOf<number[]>();
expectTypeOf(hvp(rosenbrock, [scalar, 2], [1, 0])).toEqualTypeOf<[Scalar, Scalar]>();

// what users add
expectTypeOf(defineOp({ name: 'own', arity: 1, value: Math.sin, partials: (A, _v, x) => [A.cos(x)] })).toEqualTypeOf<
  (x: Scalar) => Scalar
>();
expectTypeOf(
  defineOp({ name: 'own', arity: 2, value: (x, y) => x * y, partials: (_A, _v, x, y) => [y, x] }),
).toEqualTypeOf<(x: Scalar, y: Scalar) => Scalar>();
expectTypeOf(
  defineOp({ name: 'own', arity: 'array', value: (xs) => xs.length, partials: (_A, _v, xs) => xs.map(() => 0) }),
).toEqualTypeOf<(xs: Numeric) => Scalar>();
expectTypeOf(checkDerivatives(sin, 1)).toEqualTypeOf<DerivativeCheck>();
expectTypeOf(checkDerivatives(rosenbrock, [1, 2]).ok).toEqualTypeOf<boolean>();
expectTypeOf(checkDerivatives(([a, b]) => mul(a, b), [1, 2]).verdict).toEqualTypeOf<
  'right' | 'cannot tell' | 'wrong'
>();
expectTypeOf(checkDerivatives((x) => [sin(x)], 1, { scale: 2 })).toEqualTypeOf<DerivativeCheck>();
expectTypeOf(
  checkDerivatives((x: Scalar, k: number) => mul(k, x), 1, 2, { scale: 2 }),
).toEqualTypeOf<DerivativeCheck>();
expectTypeOf(checkDerivatives(rosenbrock, new Float64Array(2))).toEqualTypeOf<DerivativeCheck>();

// the modes of each entry
type OptionsOf<M extends string> = {
  readonly mode?: M | undefined;
  readonly lanes?: number | undefined;
  readonly check?: boolean | undefined;
};
expectTypeOf<Options>().toEqualTypeOf<OptionsOf<'forward'>>();
expectTypeOf<Options<'auto' | 'reverse'>>().toEqualTypeOf<OptionsOf<'auto' | 'reverse'>>();
type OptionsArgument<F extends (...args: never) => unknown> = Exclude<Parameters<F>[1], undefined>;
expectTypeOf<OptionsArgument<typeof grad>>().toEqualTypeOf<OptionsOf<'auto' | 'forward' | 'reverse'>>();
expectTypeOf<OptionsArgument<typeof jacobian>>().toEqualTypeOf<OptionsOf<'auto' | 'forward' | 'reverse'>>();
expectTypeOf<OptionsArgument<typeof hessian>>().toEqualTypeOf<OptionsOf<'auto' | 'forward' | 'reverse'>>();
expectTypeOf<OptionsArgument<typeof forward.grad>>().toEqualTypeOf<OptionsOf<'forward'>>();
expectTypeOf<OptionsArgument<typeof forward.valueAndJacobian>>().toEqualTypeOf<OptionsOf<'forward'>>();
expectTypeOf<OptionsArgument<typeof reverse.grad>>().toEqualTypeOf<OptionsOf<'reverse'>>();
expectTypeOf<OptionsArgument<typeof reverse.gradInto>>().toEqualTypeOf<OptionsOf<'reverse'>>();
expectTypeOf(grad(rosenbrock, { mode: 'reverse' })([1, 2])).toEqualTypeOf<[number, number]>();
expectTypeOf(jacobian(polar, { mode: 'auto' })(float64)).toEqualTypeOf<[Float64Array, Float64Array, Float64Array]>();
expectTypeOf(reverse.valueAndGrad(total)([scalar])).toEqualTypeOf<{ value: Scalar; gradient: Scalar[] }>();
expectTypeOf(reverse.hvp(rosenbrock, [1, 2], [1, 0])).toEqualTypeOf<[number, number]>();

// checkpoint: f, but never a plain number
expectTypeOf(checkpoint(sin)).toEqualTypeOf<(x: Scalar) => Scalar>();
expectTypeOf(checkpoint(rosenbrock)([scalar, 1])).toEqualTypeOf<Scalar>();
expectTypeOf(checkpoint(([x, y]) => [mul(x, y), x])([1, 2])).toEqualTypeOf<Scalar[]>();
expectTypeOf(checkpoint((x: Scalar, n: number) => mul(x, n))(scalar, 2)).toEqualTypeOf<Scalar>();

// vjp: w in the shape of f(x), the result in that of x
expectTypeOf(vjp(sin, 1).value).toEqualTypeOf<number>();
expectTypeOf(vjp(sin, 1).pullback(1)).toEqualTypeOf<number>();
expectTypeOf(vjp(sin, 1).pullback(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(vjp(sin, scalar).value).toEqualTypeOf<Scalar>();
expectTypeOf(vjp((t) => [sin(t), exp(t)], 1).value).toEqualTypeOf<number[]>();
expectTypeOf(vjp((t) => [sin(t), exp(t)], 1).pullback([1, 2])).toEqualTypeOf<number>();
expectTypeOf(vjp(rosenbrock, [1, 2]).value).toEqualTypeOf<number>();
expectTypeOf(vjp(rosenbrock, [1, 2]).pullback(1)).toEqualTypeOf<[number, number]>();
expectTypeOf(vjp(polar, [1, 2]).value).toEqualTypeOf<[number, number, number]>();
expectTypeOf(vjp(polar, [1, 2]).pullback([1, 0, 0])).toEqualTypeOf<[number, number]>();
expectTypeOf(vjp(polar, [1, 2]).pullback([scalar, 0, 0])).toEqualTypeOf<[Scalar, Scalar]>();
expectTypeOf(vjp(polar, [scalar, 2]).value).toEqualTypeOf<[Scalar, Scalar, Scalar]>();
expectTypeOf(vjp(squares, numbers).pullback(numbers)).toEqualTypeOf<number[]>();
expectTypeOf(vjp(([x, y]) => mul(x, y), [1, 2]).pullback(1)).toEqualTypeOf<number[]>();
expectTypeOf(vjp(polar, [1, 2])).toEqualTypeOf<
  PulledBack<number, readonly [Scalar, Scalar], [Scalar, Scalar, Scalar]>
>();

// compiled: on numbers numbers, else as it is
expectTypeOf(compile(sin)(1)).toEqualTypeOf<number>();
expectTypeOf(compile(sin)(scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(compile(rosenbrock)([1, 2])).toEqualTypeOf<number>();
expectTypeOf(compile(rosenbrock)([scalar, 2])).toEqualTypeOf<Scalar>();
expectTypeOf(compile(polar)([1, 2])).toEqualTypeOf<[number, number, number]>();
expectTypeOf(compile(grad(rosenbrock))([1, 2])).toEqualTypeOf<[number, number]>();
expectTypeOf(compile(grad(rosenbrock))(float64)).toEqualTypeOf<Float64Array>();
expectTypeOf(compile(grad(rosenbrock))([scalar, 2])).toEqualTypeOf<[Scalar, Scalar]>();
expectTypeOf(compile(derivative(sin))(1)).toEqualTypeOf<number>();
expectTypeOf(compile(gradInto(rosenbrock))([1, 2], [0, 0])).toEqualTypeOf<number>();
expectTypeOf(compile((x: Scalar, n: number, s: string) => [mul(x, n), s.length])(1, 2, 'a')).toEqualTypeOf<number[]>();
expectTypeOf(compile(sin).stats.paths).toEqualTypeOf<number>();
expectTypeOf(compile(sin).trace()).toEqualTypeOf<Trace | undefined>();
expectTypeOf(compile(sin).stats.orders.elimination).toEqualTypeOf<number | undefined>();

// undeclared parameters of what is compiled: the first is a vector, as everywhere
expectTypeOf(compile(([x, y]) => mul(x, y))([1, 2])).toEqualTypeOf<number>();
expectTypeOf(compile(([x, y]) => mul(x, y))(float64)).toEqualTypeOf<number>();
expectTypeOf(compile(([x, y]) => mul(x, y))([scalar, 2])).toEqualTypeOf<Scalar>();
expectTypeOf(compile((x) => ({ y: sum(x), x }))(numbers)).toEqualTypeOf<{ y: number; x: number[] }>();
expectTypeOf(compile(([x, y], k: number) => [mul(x, k), y])([1, 2], 3)).toEqualTypeOf<number[]>();
expectTypeOf(compile((x, ys: Vector) => dot(x, ys), { static: [1] })(numbers, float64)).toEqualTypeOf<number>();
interface Both {
  readonly y: Scalar;
  readonly x: readonly Scalar[];
}
expectTypeOf(compile((x: Vector): Both => ({ y: sum(x), x }))(numbers)).toEqualTypeOf<{ y: number; x: number[] }>();
expectTypeOf(compile((x): Both => ({ y: sum(x), x }))(numbers)).toEqualTypeOf<{ y: number; x: number[] }>();
expectTypeOf(compile(JSON.parse).stats.paths).toEqualTypeOf<number>();
export async function ready(): Promise<number> {
  return (await compileAsync(([x, y]) => mul(x, y), [[1, 2]]))([3, 4]);
}
expectTypeOf(compile(() => 7)()).toEqualTypeOf<number>();
expectTypeOf(compile((...xs: Scalar[]) => sum(xs))(1, 2)).toEqualTypeOf<number>();
declare const anything: (...args: never[]) => unknown;
expectTypeOf(compile(anything).stats.paths).toEqualTypeOf<number>();
export function faster<F extends (x: Scalar) => Scalar>(f: F): Compiled<F> {
  return compile(f);
}

// a tape of one's own
expectTypeOf(tape).toEqualTypeOf<() => UserTape>();
expectTypeOf(tape().variable(3)).toEqualTypeOf<Var>();
expectTypeOf(tape().variable(3).grad).toEqualTypeOf<number>();
expectTypeOf(tape().length).toEqualTypeOf<number>();
expectTypeOf(tape().clear()).toEqualTypeOf<void>();
expectTypeOf<UserTape['backward']>().toEqualTypeOf<(y: Scalar) => void>();
expectTypeOf<Var>().toExtend<Scalar>();
expectTypeOf(mul(tape().variable(3), 2)).toEqualTypeOf<Scalar>();
if (scalar instanceof Active) expectTypeOf(scalar).toEqualTypeOf<Active>();

// As callbacks of arrays.
expectTypeOf([1, 2].map(sin)).toEqualTypeOf<Scalar[]>();
expectTypeOf(([1, 2] as Scalar[]).reduce(add)).toEqualTypeOf<Scalar>();
expectTypeOf(([1, 2] as Scalar[]).reduce(max)).toEqualTypeOf<Scalar>();
expectTypeOf(([1, 2] as readonly Scalar[]).reduceRight(hypot)).toEqualTypeOf<Scalar>();
expectTypeOf(float64.reduce<Scalar>(max, 0)).toEqualTypeOf<Scalar>();
expectTypeOf(Array.from(numbers, sin)).toEqualTypeOf<Scalar[]>();
expectTypeOf(norm(numbers)).toEqualTypeOf<Scalar>();
// Of any number of arguments, and none of them needs an annotation around a loop.
expectTypeOf(max(scalar, 1, scalar)).toEqualTypeOf<Scalar>();
expectTypeOf(hypot(...numbers)).toEqualTypeOf<Scalar>();
expectTypeOf(max()).toEqualTypeOf<Scalar>();
let lower: Scalar = 0;
let upper: Scalar = 1;
for (let i = 0; i < 2; i++) {
  const middle = max(lower, upper, i);
  lower = hypot(upper, middle, 1);
  upper = middle;
}
expectTypeOf(norm(float64)).toEqualTypeOf<Scalar>();
expectTypeOf(sub(norm([scalar, 1]), 1)).toEqualTypeOf<Scalar>();

// compile: numbers for Scalars; a Float64Array where Scalars are in an array, unless f has a form of its own for it
expectTypeOf(compile(total)(float64)).toEqualTypeOf<number>();
expectTypeOf(compile(polar)(float64)).toEqualTypeOf<[number, number, number]>();
expectTypeOf(compile((a: Scalar, x: Vector) => mul(a, sum(x)))(1, float64)).toEqualTypeOf<number>();
expectTypeOf(compile(grad(total))(float64)).toEqualTypeOf<Float64Array>();
const misfit = (p: readonly [Scalar, Scalar], xs: Vector): Scalar => mul(p[0], sum(xs));
expectTypeOf(compile(grad(misfit))([1, 2], float64)).toEqualTypeOf<[number, number]>();
expectTypeOf(compile(grad(misfit))([1, 2], numbers)).toEqualTypeOf<[number, number]>();
expectTypeOf(compile(valueAndGrad(misfit))([1, 2], float64).gradient).toEqualTypeOf<[number, number]>();
expectTypeOf(compile(gradInto(misfit))([1, 2], [0, 0], float64)).toEqualTypeOf<number>();
expectTypeOf(compile(jacobian((p: Vector, xs: Vector) => [sum(p), sum(xs)]))([1, 2], float64)).toEqualTypeOf<
  number[][]
>();
expectTypeOf(grad(compile(total))(float64)).toEqualTypeOf<Float64Array>();

// Typed arrays of numbers are x, and data; what comes out for such an x is a Float64Array.
expectTypeOf(grad(rosenbrock)(integers)).toEqualTypeOf<Float64Array>();
expectTypeOf(grad(total)(new Float32Array(2))).toEqualTypeOf<Float64Array>();
expectTypeOf(valueAndGrad(total)(integers)).toEqualTypeOf<{ value: number; gradient: Float64Array }>();
expectTypeOf(hessian(total)(integers)).toEqualTypeOf<Float64Array[]>();
expectTypeOf(hvp(total, integers, new Uint8Array(2))).toEqualTypeOf<Float64Array>();
expectTypeOf(jvp(total, integers, numbers)).toEqualTypeOf<{ value: number; tangent: number }>();
expectTypeOf(gradInto(total)(integers, float64)).toEqualTypeOf<number>();
expectTypeOf(dot(integers, numbers)).toEqualTypeOf<Scalar>();
expectTypeOf(softmax(new Uint8ClampedArray(2))).toEqualTypeOf<Scalar[]>();
expectTypeOf(compile(grad(total))(integers)).toEqualTypeOf<Float64Array>();
expectTypeOf(compile(total)(integers)).toEqualTypeOf<number>();
expectTypeOf(compile(grad((x: Vector, w: Numeric) => dot(x, w)))([1], integers)).toEqualTypeOf<number[]>();

// Undeclared parameters after the first: any, and optional where they have a default.
expectTypeOf(grad((x, k = 2) => mul(x[0], k))([1])).toEqualTypeOf<number[]>();
expectTypeOf(grad(([x], k) => mul(x, k))([1], 2)).toEqualTypeOf<number[]>();
expectTypeOf(grad(([x]: readonly [Scalar, Scalar], k = 2) => mul(x, k))([1, 2], 3)).toEqualTypeOf<[number, number]>();
expectTypeOf(grad((x, data: readonly number[] = [1]) => dot(x, data))([1], [2])).toEqualTypeOf<number[]>();
expectTypeOf(derivative((x, k = 2) => mul(x, k))(1)).toEqualTypeOf<number>();
expectTypeOf(valueAndGrad(([x], k = 2) => mul(x, k))([1]).value).toEqualTypeOf<number>();
expectTypeOf(gradInto(([x], k = 2) => mul(x, k))([1], [0])).toEqualTypeOf<number>();
expectTypeOf(jacobian(([x], k = 2) => [mul(x, k)])([1])).toEqualTypeOf<number[][]>();
expectTypeOf(hessian(([x], k = 2) => mul(x, k))([1], 3)).toEqualTypeOf<number[][]>();
expectTypeOf(compile(([x], k = 2) => mul(x, k))([1], 3)).toEqualTypeOf<number>();
expectTypeOf(compile(grad(([x], k = 2) => mul(x, k)))([1], 3)).toEqualTypeOf<number[]>();
expectTypeOf(checkpoint(([x], k = 2) => mul(x, k))([1])).toEqualTypeOf<Scalar>();
expectTypeOf(grad((x: Vector, ...data: readonly number[]) => mul(sum(x), data.length))([1], 2, 3)).toEqualTypeOf<
  number[]
>();

// gradInto: x and the gradient have the shape of f's argument.
expectTypeOf<Parameters<ReturnType<typeof gradInto<typeof rosenbrock, readonly [Scalar, Scalar]>>>>().toEqualTypeOf<
  [x: TypedArray | readonly [number, number], out: Float64Array | [number, number]]
>();

// What is traced: examples are like the arguments of f, and undeclared parameters are like the examples.
expectTypeOf(trace(rosenbrock, [1, 2])).toEqualTypeOf<Trace>();
expectTypeOf(trace(rosenbrock, float64)).toEqualTypeOf<Trace>();
expectTypeOf(trace(grad(rosenbrock), [1, 2])).toEqualTypeOf<Trace>();
expectTypeOf(trace(derivative(sin), 1)).toEqualTypeOf<Trace>();
expectTypeOf(trace(loss, [1, 2], [3], 'a')).toEqualTypeOf<Trace>();
expectTypeOf(trace(() => 7)).toEqualTypeOf<Trace>();
expectTypeOf(trace((...xs: Scalar[]) => sum(xs), 1, 2)).toEqualTypeOf<Trace>();
expectTypeOf(trace((x) => mul(x, x), 3)).toEqualTypeOf<Trace>();
expectTypeOf(trace(([x, y]) => mul(x, y), [1, 2])).toEqualTypeOf<Trace>();
expectTypeOf(trace(([x], k) => mul(x, k), [1], 2)).toEqualTypeOf<Trace>();
expectTypeOf(trace(([x], k = 2) => mul(x, k), [1])).toEqualTypeOf<Trace>();
expectTypeOf(trace(({ a, b: [c] }) => mul(a, c), { a: 2, b: [1, 2] })).toEqualTypeOf<Trace>();
expectTypeOf(trace(([[a, b], [c]]) => mul(a, mul(b, c)), [[1, 2], [3]])).toEqualTypeOf<Trace>();
expectTypeOf(trace((xs, ys) => dot(xs, ys), float64, Float32Array.of(1))).toEqualTypeOf<Trace>();
expectTypeOf(trace((x, name) => mul(x, name.length), 1, 'a')).toEqualTypeOf<Trace>();
trace(
  (x, name, flag) => {
    expectTypeOf(x).toEqualTypeOf<Scalar>();
    expectTypeOf(name).toEqualTypeOf<string>();
    expectTypeOf(flag).toEqualTypeOf<boolean>();
    return x;
  },
  ...([1, 'a', true] as [number, string, boolean]),
);
expectTypeOf(countFlops(([x, y]) => mul(x, y), [1, 2])).toEqualTypeOf<FlopCount>();
expectTypeOf(countFlops((x) => mul(x, x), 3)).toEqualTypeOf<FlopCount>();
expectTypeOf(countFlops(trace(sin, 1))).toEqualTypeOf<FlopCount>();
expectTypeOf(countFlops(grad(loss), [1, 2], [3], 'a')).toEqualTypeOf<FlopCount>();
expectTypeOf(sweepWork(([x, y]) => mul(x, y), [1, 2]).value).toEqualTypeOf<number>();
expectTypeOf(
  emitModule(
    grad(([x, y]) => mul(x, y)),
    [1, 2],
  ),
).toEqualTypeOf<string>();
expectTypeOf(emitModule(([x, y]) => mul(x, y), [1, 2])).toEqualTypeOf<string>();
export async function prepared(): Promise<[number, number, number[]]> {
  const f = await compileAsync(([x], k) => mul(x, k), [[1, 2], 3]);
  const g = await compileAsync((x) => mul(x, x), [3]);
  const h = await compileAsync(grad(total), [float64]);
  return [f([1, 2], 3), g(2), h([1])];
}
expectTypeOf(checkDerivatives((x) => mul(x, x), 1).ok).toEqualTypeOf<boolean>();
expectTypeOf(checkDerivatives(([x, y], k) => mul(x, mul(k, y)), [1, 2], 3).ok).toEqualTypeOf<boolean>();
expectTypeOf(checkDerivatives((x, k = 2) => mul(x, k), 1).ok).toEqualTypeOf<boolean>();
// A static argument may be a plain number.
expectTypeOf(compile((n: number, x: Scalar) => mul(n, x), { static: [0] })(1, 2)).toEqualTypeOf<number>();
