/**
 * The normal of a surface, given by its signed distance: two balls blended into one. The gradient of the distance is
 * printed as a module that needs no library, as a game or a shader's tests would ship it.
 */
import { add, emitModule, exp, grad, log, mul, norm, type Scalar, sub } from '../lib/entries/index.ts';

type Point = readonly [Scalar, Scalar, Scalar];

/** The distance of a point from a ball, negative inside. */
function ball([x, y, z]: Point, [a, b, c]: readonly [number, number, number], radius: number): Scalar {
  return sub(norm([sub(x, a), sub(y, b), sub(z, c)]), radius);
}

/** The smooth minimum of the distances from two balls. */
export function distance(p: Point): Scalar {
  const [d, e] = [ball(p, [-0.5, 0, 0], 1), ball(p, [0.8, 0.3, 0], 0.7)];
  return mul(-0.25, log(add(exp(mul(-4, d)), exp(mul(-4, e)))));
}

export const normal: string = emitModule(grad(distance), [1, 1, 1]);

console.log(normal);
