import { type ErrorGraph, type ErrorNode, isExact, TINY } from './error-graph.ts';
import type { Ball } from './rounding.ts';

/** Relative to the sum of the sizes of its terms, more than a sum is rounded by. */
const SUM = 2 ** -49;

/**
 * The rounding error of a node as the sum of those of all rows before it, each times the adjoint of the node: what takes part
 * by several paths is added up before its size counts. The smaller of this bound and the running one.
 */
export function sweptError({ nodes }: ErrorGraph, y: ErrorNode): Ball {
  if (isExact(y)) return y.error;
  const centers = new Float64Array(y.id + 1);
  const radii = new Float64Array(y.id + 1);
  centers[y.id] = 1;
  let [center, radius, size] = [0, 0, 0];
  for (let id = y.id; id >= 0; id--) {
    const [a, r] = [centers[id]!, radii[id]!];
    if (a === 0 && r === 0) continue;
    radius += TINY;
    const { own, operands, slopes } = nodes[id]!;
    const part = a * own.center;
    center += part;
    size += Math.abs(part);
    radius += Math.abs(a) * own.radius + r * (Math.abs(own.center) + own.radius);
    for (let i = 0; i < slopes.length; i++) {
      const slope = slopes[i];
      if (slope === undefined) continue;
      const at = operands[i]!.id;
      const term = a * slope.center;
      centers[at]! += term;
      radii[at]! +=
        Math.abs(slope.center) * r +
        slope.radius * (Math.abs(a) + r) +
        SUM * (Math.abs(term) + Math.abs(centers[at]!)) +
        TINY;
    }
  }
  const swept = { center, radius: radius * (1 + 2 ** -30) + size * SUM };
  return swept.radius < y.error.radius ? swept : y.error;
}
