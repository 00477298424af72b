// Emitted from lib/rules by `npm run emit`; edit the rows, not this file.
// biome-ignore-all format: emitted
// biome-ignore-all lint: emitted
// biome-ignore-all assist: emitted
import type { Algebra } from '../rules/algebra.ts';
import type { Scalar } from '../scalar.ts';
import { addOp, subOp, mulOp, divOp, negOp, invOp, squareOp, cubeOp } from './arithmetic.ts';
import { sqrtOp, rsqrtOp, cbrtOp, powOp, hypotOp, directionOp } from './powers.ts';
import { expOp, exp2Op, expm1Op, logOp, log2Op, log10Op, log1pOp, xlogyOp } from './exponential.ts';
import { sinOp, cosOp, tanOp, oneLessSquareOp, asinOp, acosOp, atanOp, atan2Op, sincOp } from './trigonometric.ts';
import { sinhOp, coshOp, tanhOp, sechOp, asinhOp, acoshOp, atanhOp } from './hyperbolic.ts';
import { conventionOp, signOp, floorOp, ceilOp, roundOp, truncOp, absOp, copysignOp, maxOp, minOp, clamp, modOp } from './piecewise.ts';
import { sigmoidOp, logSigmoidOp, softplusOp, logaddexpOp, reluOp, leakyReluOp, eluOp, portionOp, siluOp } from './activations.ts';

type RowOps = Omit<Algebra<Scalar>, 'where' | 'none'>;

/** The op of each row, by its name. */
export const rowOps: RowOps = /* @__PURE__ */ byName([
  addOp, subOp, mulOp, divOp, negOp, invOp, squareOp, cubeOp,
  sqrtOp, rsqrtOp, cbrtOp, powOp, hypotOp, directionOp,
  expOp, exp2Op, expm1Op, logOp, log2Op, log10Op, log1pOp, xlogyOp,
  sinOp, cosOp, tanOp, oneLessSquareOp, asinOp, acosOp, atanOp, atan2Op, sincOp,
  sinhOp, coshOp, tanhOp, sechOp, asinhOp, acoshOp, atanhOp,
  conventionOp, signOp, floorOp, ceilOp, roundOp, truncOp, absOp, copysignOp, maxOp, minOp, { name: 'clamp', op: clamp }, modOp,
  sigmoidOp, logSigmoidOp, softplusOp, logaddexpOp, reluOp, leakyReluOp, eluOp, portionOp, siluOp,
]);

function byName(ops: readonly { readonly name: string; readonly op: unknown }[]): RowOps {
  return Object.fromEntries(ops.map(({ name, op }) => [name, op])) as never;
}
