// Trees of parameters in what is compiled, traced and native: what the compiler infers, and what it must refuse. Nothing here
// is ever run.
import { expectTypeOf } from 'vitest';
import {
  add,
  checkDerivatives,
  checkpoint,
  compile,
  compileAsync,
  countFlops,
  type DerivativeCheck,
  type Diagnosis,
  diagnose,
  type EvaluationTrace,
  emitModule,
  evaluationTrace,
  type FlopCount,
  grad,
  gradInto,
  hessian,
  jacobian,
  type Scalar,
  sum,
  type Trace,
  trace,
  type Vector,
  valueAndGrad,
} from '../../lib/entries/index.ts';
import { native } from '../../lib/entries/native.ts';

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
declare const typed: { W: Float64Array[]; b: number; name: string };
declare const float64: Float64Array;
declare const float32: Float32Array;
declare const scalar: Scalar;
const loss = (p: Model, xs: readonly number[], q: Vector): Scalar => add(p.b, sum([...q, ...xs]));

// Compiled
expectTypeOf(compile(loss)(model, [1], [2])).toEqualTypeOf<number>();
expectTypeOf(compile(loss)(typed, [1], float64)).toEqualTypeOf<number>();
expectTypeOf(compile(loss)({ W: [[scalar]], b: 1, name: 'a' }, [1], [2])).toEqualTypeOf<Scalar>();
expectTypeOf(compile(grad(loss))(model, [1], [2])).toEqualTypeOf<Numbers>();
expectTypeOf(compile(grad(loss))(model, [1], float64)).toEqualTypeOf<Numbers>();
expectTypeOf(compile(grad(loss))(typed, [1], [2])).toEqualTypeOf<{ W: Float64Array[]; b: number; name: string }>();
expectTypeOf(compile(valueAndGrad(loss))(model, [1], float64)).toEqualTypeOf<{ value: number; gradient: Numbers }>();
expectTypeOf(compile(gradInto(loss))(model, model, [1], float64)).toEqualTypeOf<number>();
expectTypeOf(compile(grad(loss, { wrt: [0, 2] }))(model, [1], [2])).toEqualTypeOf<[Numbers, number[]]>();
expectTypeOf(compile(grad(loss, { wrt: [0, 2] }))(model, [1], float64)).toEqualTypeOf<[Numbers, Float64Array]>();
expectTypeOf(compile(grad(loss, { wrt: 0 }))(model, [1], float64)).toEqualTypeOf<Numbers>();
expectTypeOf(compile(gradInto(loss, { wrt: 2 }))(model, float64, [1], float64)).toEqualTypeOf<number>();
const out = (p: Model): { y: Scalar; z: Scalar[] } => ({ y: p.b, z: [p.b] });
expectTypeOf(compile(jacobian(out))(model)).toEqualTypeOf<{ y: Numbers; z: Numbers[] }>();
expectTypeOf(compile(hessian((p: Model) => p.b))(model).b).toEqualTypeOf<Numbers>();
expectTypeOf(compile(out)(model)).toEqualTypeOf<{ y: number; z: number[] }>();
const aux = grad((p: Model, q: Vector) => [p.b, { q }], { aux: true });
expectTypeOf(compile(aux)(model, [1])).toEqualTypeOf<{ gradient: Numbers; aux: { q: number[] } }>();
expectTypeOf(compile(aux)(model, float64)).toEqualTypeOf<{ gradient: Numbers; aux: { q: number[] } }>();

// What is traced
expectTypeOf(trace(loss, model, [1], [2])).toEqualTypeOf<Trace>();
expectTypeOf(trace(loss, typed, [1], float64)).toEqualTypeOf<Trace>();
expectTypeOf(trace(grad(loss), model, [1], [2])).toEqualTypeOf<Trace>();
expectTypeOf(trace(grad(loss, { wrt: 2 }), model, [1], [2])).toEqualTypeOf<Trace>();
expectTypeOf(countFlops(grad(loss), model, [1], [2])).toEqualTypeOf<FlopCount>();
expectTypeOf(emitModule(grad(loss), model, [1], [2])).toEqualTypeOf<string>();
expectTypeOf(diagnose(loss, model, [1], [2])).toEqualTypeOf<Diagnosis>();
expectTypeOf(diagnose(loss, typed, [1], [2])).toEqualTypeOf<Diagnosis>();
expectTypeOf(checkDerivatives(out, model)).toEqualTypeOf<DerivativeCheck>();
expectTypeOf(checkDerivatives(loss, typed, [1], [2], { scale: 2 })).toEqualTypeOf<DerivativeCheck>();
expectTypeOf(evaluationTrace((p: Model) => p.b, model, model)).toEqualTypeOf<EvaluationTrace>();
expectTypeOf(checkpoint(loss)({ W: [[scalar]], b: 1, name: 'a' }, [1], [2])).toEqualTypeOf<Scalar>();
expectTypeOf(checkpoint(out)(model)).toEqualTypeOf<{ y: Scalar; z: Scalar[] }>();
export async function ready(): Promise<Numbers> {
  return (await compileAsync(grad(loss), [model, [1], [2]]))(model, [1], [2]);
}

// Native
const f = native((p: { a: number; b: Float64Array; name: string }) => p.a * p.b[0]!);
expectTypeOf(grad(f)({ a: 1, b: float64, name: 'x' })).toEqualTypeOf<{ a: number; b: Float64Array; name: string }>();
expectTypeOf(grad(f)({ a: 1, b: [1], name: 'x' })).toEqualTypeOf<{ a: number; b: number[]; name: string }>();
expectTypeOf(compile(grad(f))({ a: 1, b: float64, name: 'x' })).toEqualTypeOf<{
  a: number;
  b: Float64Array;
  name: string;
}>();
expectTypeOf(compile(f)({ a: 1, b: float64, name: 'x' })).toEqualTypeOf<number>();
interface NModel {
  readonly layers: readonly { W: number[][]; b: Float32Array; act: 'relu' | 'tanh' }[];
  readonly k?: number;
}
const g = native((p: NModel, xs: number[]) => p.layers[0]!.b[0]! * xs[0]!);
expectTypeOf(grad(g)({ layers: [{ W: [[1]], b: float32, act: 'relu' }] }, [1]).layers).toEqualTypeOf<
  { W: number[][]; b: Float64Array; act: 'relu' | 'tanh' }[]
>();
expectTypeOf(hessian(f)({ a: 1, b: float64, name: 'x' }).a).toEqualTypeOf<{
  a: number;
  b: Float64Array;
  name: string;
}>();
expectTypeOf(jacobian(native((p: { a: number }) => ({ y: [p.a], z: 'a' })))({ a: 1 })).toEqualTypeOf<{
  y: { a: number }[];
  z: string;
}>();

// @ts-expect-error f is written for plain numbers, in part
compile((p: { W: number[]; b: Scalar }) => p.b);
// @ts-expect-error f is written for plain numbers, deep inside
trace((p: { a: { b: { c: { d: { e: number } } } } }) => p.a.b.c.d.e, { a: { b: { c: { d: { e: 1 } } } } });
// @ts-expect-error a key too few
compile(loss)({ W: [[1]], b: 2 }, [1], [2]);
// @ts-expect-error another key
compile(grad(loss))({ W: [[1]], b: 2, name: 'a', extra: 1 }, [1], [2]);
// @ts-expect-error text for a number
compile(grad(loss))({ W: [[1]], b: '2', name: 'a' }, [1], [2]);
// @ts-expect-error f takes numbers of data, not a Float64Array
compile(grad(loss))(model, float64, [2]);
// @ts-expect-error a key too few
grad(f)({ a: 1, b: float64 });
// @ts-expect-error a flag of numbers is no leaf
grad(native((p: { mode: 0 | 1; a: number }) => p.a));
