// Trees as lists, and classes as trees: what the compiler infers, and what it must refuse. Nothing here is ever run.
import { expectTypeOf } from 'vitest';
import { grad, mul, ravel, registerTree, type Scalar, type Vector } from '../../lib/entries/index.ts';

declare const scalar: Scalar;
declare const float32: Float32Array;
interface Numbers {
  W: number[][];
  b: number;
  name: string;
}
declare const model: Numbers;
interface Model {
  readonly W: readonly Vector[];
  readonly b: Scalar;
  readonly name: string;
}
const loss = (p: Model): Scalar => mul(p.b, p.b);
const { flat, unravel } = ravel(model);
expectTypeOf(flat).toEqualTypeOf<number[]>();
expectTypeOf(unravel([1, 2])).toEqualTypeOf<Numbers>();
expectTypeOf(unravel(float32)).toEqualTypeOf<Numbers>();
expectTypeOf(unravel([scalar])).toEqualTypeOf<{ W: Scalar[][]; b: Scalar; name: string }>();
expectTypeOf(grad((xs: Vector) => loss(unravel(xs)))(flat)).toEqualTypeOf<number[]>();
expectTypeOf(ravel({ W: float32, b: 1, on: true }).flat).toEqualTypeOf<number[]>();
expectTypeOf(ravel({ W: float32, b: 1, on: true }).unravel([1]).W).toEqualTypeOf<Float64Array>();
expectTypeOf(ravel({ W: float32 }).unravel([scalar])).toEqualTypeOf<{ W: Scalar[] }>();
expectTypeOf(ravel({ a: scalar }).flat).toEqualTypeOf<Scalar[]>();
expectTypeOf(ravel([[1], [2]] as const).flat).toEqualTypeOf<number[]>();
interface Chain {
  x: number;
  next: Chain | null;
}
expectTypeOf(ravel({ x: 1, next: null } as Chain).flat).toEqualTypeOf<number[]>();
expectTypeOf(ravel({ x: 1, next: null } as Chain).unravel([1]).next?.x).toEqualTypeOf<number | undefined>();
class Point {
  readonly x: Scalar;
  constructor(x: Scalar) {
    this.x = x;
  }
  twice(): Scalar {
    return mul(2, this.x);
  }
}
registerTree(Point, { fields: ({ x }) => ({ x }), make: ({ x }) => new Point(x) });
registerTree(Point, { fields: (p) => [p.x, p.x], make: ([x]) => new Point(x ?? 0) });
expectTypeOf(grad((p: Point) => p.twice())(new Point(1))).toEqualTypeOf<Point>();
// @ts-expect-error make gives an instance
registerTree(Point, { fields: ({ x }) => ({ x }), make: ({ x }) => x });
// @ts-expect-error no make
registerTree(Point, { fields: ({ x }) => ({ x }) });
