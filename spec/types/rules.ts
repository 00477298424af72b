// Functions with rules of their own: what the compiler infers, and what it must refuse. Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import { add, compile, defineFunction, derivative, grad, jacobian, mul, type Scalar } from '../../lib/entries/index.ts';

interface P {
  a: Scalar;
  v: readonly Scalar[];
  name: string;
}
interface N {
  a: number;
  v: number[];
  name: string;
}
declare const n: N;
declare const scalar: Scalar;

const one = defineFunction((x: number) => x * x, { jvp: (x, v) => ({ value: mul(x, x), tangent: mul(mul(2, x), v) }) });
expectTypeOf(derivative(one)(2)).toEqualTypeOf<number>();
const rec = defineFunction((p: N, k: number) => p.a * k, {
  vjp: (p, k) => ({ value: mul(p.a, k), pullback: (w) => ({ a: mul(w, k), v: p.v.map(() => 0), name: p.name }) }),
});
expectTypeOf(rec({ a: scalar, v: [1], name: 'a' }, 2)).toEqualTypeOf<Scalar>();
expectTypeOf(grad(rec)(n, 2)).toEqualTypeOf<N>();
expectTypeOf(compile(grad(rec))(n, 2)).toEqualTypeOf<N>();
const out = defineFunction((p: N) => ({ y: p.a, z: p.v }), {
  jvp: (p, v) => ({ value: { y: p.a, z: [...p.v] }, tangent: { y: v.a, z: [...v.v] } }),
});
expectTypeOf(jacobian(out)(n)).toEqualTypeOf<{ y: N; z: N[] }>();
const und = defineFunction(([x, y]) => mul(x, y), {
  jvp: ([x, y], [a, b]) => ({ value: mul(x, y), tangent: add(mul(a, y), mul(x, b)) }),
});
expectTypeOf(grad(und)([1, 2])).toEqualTypeOf<number[]>();
const sc = defineFunction((p: P) => p.a, { jvp: (p, v) => ({ value: p.a, tangent: v.a }) });
expectTypeOf(grad(sc)(n)).toEqualTypeOf<N>();
const ty = defineFunction((x: Float64Array) => x.map((xi) => xi * 2), {
  vjp: (x) => ({ value: x.map((xi) => mul(xi, 2)), pullback: (w) => w.map((wi) => mul(2, wi)) }),
});
expectTypeOf(jacobian(ty)([1, 2])).toEqualTypeOf<number[][]>();
// @ts-expect-error no rule
defineFunction((x: number) => x, {});
// @ts-expect-error no tangent
defineFunction((x: number) => x, { jvp: (x) => ({ value: x }) });
// @ts-expect-error a tangent of another tree
defineFunction((p: N) => p.a, { jvp: (p, v) => ({ value: p.a, tangent: v.v }) });
// @ts-expect-error a pullback of another tree
defineFunction((p: N) => p.a, { vjp: (p) => ({ value: p.a, pullback: (w) => w }) });
const nested = defineFunction((p: { b: Float64Array; k: number }) => ({ y: p.b, z: p.k }), {
  jvp: (p, v) => ({ value: { y: p.b.map((bi) => mul(bi, 1)), z: p.k }, tangent: { y: v.b, z: v.k } }),
});
expectTypeOf(jacobian(nested)({ b: new Float64Array(2), k: 1 })).toEqualTypeOf<{
  y: { b: Float64Array; k: number }[];
  z: { b: Float64Array; k: number };
}>();
