// Trees of parameters: what the compiler infers, and what it must refuse; `npm run types` fails if it does anything else.
// Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import {
  type At,
  add,
  checkpoint,
  derivative,
  type Gradient,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Numeric,
  type Of,
  type Scalar,
  sin,
  sum,
  type Vector,
  valueAndGrad,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';

declare const scalar: Scalar;
declare const float64: Float64Array;
declare const float32: Float32Array;
declare const rows: number[][];

// A record, as an alias and as an interface.
type Model = { W: Scalar[][]; b: Scalar; name: string };
interface IModel {
  readonly W: readonly (readonly Scalar[])[];
  readonly b: Scalar;
  readonly name: string;
}
interface Numbers {
  W: number[][];
  b: number;
  name: string;
}
declare const model: Numbers;
declare const frozen: { readonly W: readonly (readonly number[])[]; readonly b: number; readonly name: string };
const loss = (p: Model, xs: number[]): Scalar => add(sum(p.W[0]!), mul(p.b, xs.length));
const iloss = (p: IModel): Scalar => add(sum(p.W[0]!), p.b);

expectTypeOf(grad(loss)(model, [1])).toEqualTypeOf<Numbers>();
expectTypeOf(grad(loss)({ W: [[1]], b: 2, name: 'a' }, [1])).toEqualTypeOf<Numbers>();
expectTypeOf(grad(loss)(frozen, [1])).toEqualTypeOf<Numbers>();
expectTypeOf(grad(iloss)(model)).toEqualTypeOf<Numbers>();
expectTypeOf(grad(iloss)({ W: [[scalar]], b: 2, name: 'a' })).toEqualTypeOf<{
  W: Scalar[][];
  b: Scalar;
  name: string;
}>();
expectTypeOf(valueAndGrad(iloss)(model)).toEqualTypeOf<{ value: number; gradient: Numbers }>();
expectTypeOf(gradInto(iloss)(model, model)).toEqualTypeOf<number>();
expectTypeOf(grad(iloss)({ W: [float64, [1]], b: 2, name: 'a' })).toEqualTypeOf<{
  W: (Float64Array | number[])[];
  b: number;
  name: string;
}>();
expectTypeOf(grad(loss)({ W: [float32], b: 2, name: 'a' }, [1])).toEqualTypeOf<{
  W: Float64Array[];
  b: number;
  name: string;
}>();
expectTypeOf(hvp(iloss, model, model)).toEqualTypeOf<Numbers>();
expectTypeOf(hvp(iloss, { W: [float64], b: 1, name: 'a' }, model)).toEqualTypeOf<{
  W: Float64Array[];
  b: number;
  name: string;
}>();

// Leaves that are no numbers.
type Layer = {
  readonly W: Numeric;
  readonly b?: Scalar;
  readonly activation: 'relu' | 'tanh';
  readonly isFrozen: boolean;
  readonly mask: readonly [boolean, null];
  readonly scale: Scalar | null;
};
type LayerNumbers = {
  W: number[];
  b?: number;
  activation: 'relu' | 'tanh';
  isFrozen: boolean;
  mask: [boolean, null];
  scale: number | null;
};
const layer = (p: Layer): Scalar => sum(p.W);
expectTypeOf(
  grad(layer)({ W: [1], activation: 'relu', isFrozen: true, mask: [true, null], scale: null }),
).toEqualTypeOf<LayerNumbers>();
expectTypeOf(
  grad(layer)({ W: float32, b: 1, activation: 'relu', isFrozen: true, mask: [true, null], scale: null }),
).toEqualTypeOf<{
  W: Float64Array;
  b: number;
  activation: 'relu' | 'tanh';
  isFrozen: boolean;
  mask: [boolean, null];
  scale: number | null;
}>();

// Nested arrays, tuples, arrays of records, dictionaries, unions, recursion, generics
const bilinear = (p: readonly [Vector, readonly [Scalar, Scalar]]): Scalar => mul(sum(p[0]), p[1][0]);
expectTypeOf(grad(bilinear)([[1], [2, 3]])).toEqualTypeOf<[number[], [number, number]]>();
expectTypeOf(grad(bilinear)([float64, [2, 3]])).toEqualTypeOf<[Float64Array, [number, number]]>();
const matrix = (W: readonly Vector[]): Scalar => sum(W[0]!);
expectTypeOf(grad(matrix)(rows)).toEqualTypeOf<number[][]>();
expectTypeOf(grad(matrix)([float64])).toEqualTypeOf<Float64Array[]>();
const network = (p: { layers: Model[] }): Scalar => p.layers[0]!.b;
expectTypeOf(grad(network)({ layers: [model] })).toEqualTypeOf<{ layers: Numbers[] }>();
const dictionary = (p: Record<string, Scalar>): Scalar => p.a!;
expectTypeOf(grad(dictionary)({ a: 1 })).toEqualTypeOf<Record<string, number>>();
type Shape = { kind: 'disc'; r: Scalar } | { kind: 'box'; a: Scalar; b: Scalar };
const area = (s: Shape): Scalar => (s.kind === 'disc' ? mul(s.r, s.r) : mul(s.a, s.b));
expectTypeOf(grad(area)({ kind: 'disc', r: 1 })).toEqualTypeOf<
  { kind: 'disc'; r: number } | { kind: 'box'; a: number; b: number }
>();
interface Chain {
  readonly x: Scalar;
  readonly next: Chain | null;
}
const chain = (c: Chain): Scalar => (c.next ? add(c.x, chain(c.next)) : c.x);
expectTypeOf(grad(chain)({ x: 1, next: { x: 2, next: null } }).next?.next?.x).toEqualTypeOf<number | undefined>();
interface Pair<T> {
  a: T;
  b: T;
}
const generic = (p: Pair<Pair<Scalar>>): Scalar => p.a.b;
expectTypeOf(grad(generic)({ a: { a: 1, b: 2 }, b: { a: 3, b: 4 } })).toEqualTypeOf<Pair<Pair<number>>>();
export function step<P>(slope: Gradient<P>, p: At<number, P>): Of<number, P> {
  return slope(p);
}
expectTypeOf(step(grad(iloss), model)).toEqualTypeOf<Numbers>();
class Vec3 {
  readonly #x: Scalar;
  constructor(x: Scalar) {
    this.#x = x;
  }
  x(): Scalar {
    return this.#x;
  }
}
const length = (p: { v: Vec3; k: Scalar }): Scalar => mul(p.v.x(), p.k);
expectTypeOf(grad(length)({ v: new Vec3(1), k: 2 })).toEqualTypeOf<{ v: Vec3; k: number }>();

// Results that are trees
const outputs = (p: IModel): { y: Scalar; z: [Scalar, Scalar]; name: string } => ({
  y: p.b,
  z: [p.b, p.b],
  name: p.name,
});
expectTypeOf(jacobian(outputs)(model)).toEqualTypeOf<{ y: Numbers; z: [Numbers, Numbers]; name: string }>();
expectTypeOf(valueAndJacobian(outputs)(model).value).toEqualTypeOf<{ y: number; z: [number, number]; name: string }>();
expectTypeOf(hessian(iloss)(model)).toEqualTypeOf<{ W: Numbers[][]; b: Numbers; name: string }>();
expectTypeOf(jacobian(grad(iloss))(model)).toEqualTypeOf<{ W: Numbers[][]; b: Numbers; name: string }>();
expectTypeOf(jacobian((p: { a: Scalar; b: Scalar }) => ({ c: sin(p.a), d: [p.b] }))({ a: 1, b: 2 })).toEqualTypeOf<{
  c: { a: number; b: number };
  d: { a: number; b: number }[];
}>();
expectTypeOf(derivative((t) => grad(iloss)({ W: [[t]], b: 1, name: 'a' }).b)(1)).toEqualTypeOf<number>();

// As new users write them: networks, descent, derivatives of derivatives in one line
type Act = 'relu' | 'tanh';
interface Net {
  readonly layers: readonly { W: Vector[]; b: Vector; act: Act }[];
  readonly head?: { w: Vector };
  readonly scale: Readonly<Record<'x' | 'y', Scalar>>;
  readonly tags: string[];
}
type NetNumbers = Of<number, Net>;
const net = (p: Net): Scalar => add(sum(p.layers[0]!.b), p.scale.x);
let at: NetNumbers = { layers: [{ W: [[1]], b: [2], act: 'relu' }], scale: { x: 1, y: 2 }, tags: ['a'] };
for (let i = 0; i < 3; i++) {
  const { value, gradient } = valueAndGrad(net)(at);
  at = { ...at, scale: { x: at.scale.x - gradient.scale.x, y: value } };
}
expectTypeOf(grad(net)(at)).toEqualTypeOf<{
  layers: { W: number[][]; b: number[]; act: Act }[];
  head?: { w: number[] };
  scale: { x: number; y: number };
  tags: string[];
}>();
const product = (q: { a: Scalar; b: Scalar }): Scalar => mul(q.a, q.b);
expectTypeOf(grad((q: { a: Scalar; b: Scalar }) => grad(product)(q).a)({ a: 1, b: 2 })).toEqualTypeOf<{
  a: number;
  b: number;
}>();
// A call in place of `slope` leaves TypeScript without the type of x.
const slope = grad(product);
const kept = checkpoint(product);
expectTypeOf(jvp(slope, { a: 1, b: 2 }, { a: 1, b: 0 }).tangent).toEqualTypeOf<{ a: number; b: number }>();
expectTypeOf(vjp(slope, { a: 1, b: 2 }).pullback({ a: 1, b: 0 })).toEqualTypeOf<{ a: number; b: number }>();
expectTypeOf(hvp(kept, { a: 1, b: 2 }, { a: 1, b: 0 })).toEqualTypeOf<{ a: number; b: number }>();
expectTypeOf(hessian(product)({ a: 1, b: 2 }).a.b).toEqualTypeOf<number>();
export const callback: (x: { a: number; b: number }) => { a: number; b: number } = grad(product);
expectTypeOf(grad((q: { W: readonly Vector[]; b: Scalar }) => q.b)({ W: [[1, 2]], b: 3 } as const)).toEqualTypeOf<{
  W: number[][];
  b: number;
}>();
