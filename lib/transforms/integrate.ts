import { describe } from '../describe.ts';
import { noteApproximation } from '../ops/approximation.ts';
import { add, div, mul, sub } from '../ops/arithmetic.ts';
import { gt, isConstant, le } from '../ops/compare.ts';
import { ruleHolds } from '../ops/ordering.ts';
import { abs } from '../ops/piecewise.ts';
import { checkScalar, passive, peek, type Scalar } from '../scalar.ts';
import { scalarOutput } from '../tree/output.ts';
import { checkFunction, checkIsOptions } from './options.ts';

/** Options of {@link integrate}. */
export interface IntegrateOptions {
  /** The error to come to, as a part of the integral of |f|: by default 1e-10. The estimate is a cautious one. */
  readonly tolerance?: number | undefined;
}

/** The nodes of Kronrod's rule of 15 points on [−1, 1] that are not negative, and the weights of it and of Gauss's of 7. */
const NODES = [
  [0.9914553711208126, 0.022935322010529224, 0],
  [0.9491079123427585, 0.06309209262997856, 0.1294849661688697],
  [0.8648644233597691, 0.10479001032225017, 0],
  [0.7415311855993945, 0.14065325971552592, 0.27970539148927664],
  [0.5860872354676911, 0.1690047266392679, 0],
  [0.4058451513773972, 0.19035057806478542, 0.3818300505051189],
  [0.20778495500789848, 0.20443294007529889, 0],
  [0, 0.20948214108472782, 0.4179591836734694],
] as const;

const PANELS = 2000;

/** A part of the interval. */
interface Panel {
  readonly from: Scalar;
  readonly to: Scalar;
  readonly integral: Scalar;
  /** Without derivatives, as are `from` and `to`. */
  readonly size: Scalar;
  readonly error: Scalar;
}

/**
 * The integral of f, a function of one number, from a to b, by adaptive quadrature: of the panels into which the interval is
 * divided the one with the largest error is halved until all errors together are below the tolerance. The result carries the
 * derivatives of a and b, and of the active numbers θ that f closes over, of any order and in every mode.
 *
 *     d = f(b) db − f(a) da + ∫ ∂f/∂θ dθ
 *
 * The panels are chosen by the value alone. Where a derivative by θ is less smooth than f, it has fewer digits.
 *
 * Cost: 15 calls of f a panel.
 * @throws {@link TypeError} when f is not a function to a number, or a or b not a Scalar.
 * @throws {@link RangeError} when a or b is not finite: substitute, as x = t/(1 − t²).
 * @throws {@link Error} when 2000 panels are not enough.
 * @example derivative((b) => integrate((x) => mul(x, x), 0, b))(3) // 9
 * @see Piessens et al., QUADPACK (1983)
 */
export function integrate(f: (x: Scalar) => Scalar, a: Scalar, b: Scalar, options?: IntegrateOptions): Scalar {
  const tolerance = checkTolerance(f, a, b, options);
  const value = (x: Scalar): Scalar => scalarOutput('integrate', f(x), 'integrate each entry by itself');
  const panels = [panelOf(value, passive(a), passive(b))];
  for (;;) {
    let [error, size, worst]: [Scalar, Scalar, number] = [0, 0, 0];
    for (const [i, panel] of panels.entries()) {
      error = add(error, panel.error);
      size = add(size, panel.size);
      if (ruleHolds(gt, panel.error, panels[worst]!.error)) worst = i;
    }
    if (ruleHolds(le, error, mul(tolerance, size))) break;
    const { from, to } = panels[worst]!;
    const middle = div(add(from, to), 2);
    if (!Number.isFinite(peek(error))) {
      throw new Error(`integrate: expected f to be finite, got an infinity or NaN near ${peek(middle)}`);
    }
    if (panels.length === PANELS) {
      throw new Error(
        `integrate: expected an error of at most ${tolerance} of ${peek(size)} with ${PANELS} panels, got ${peek(error)}; f is hardest near ${peek(middle)}`,
      );
    }
    panels.splice(worst, 1, panelOf(value, from, middle), panelOf(value, middle, to));
  }
  noteApproximation(
    'integrate',
    panels.map(({ integral }) => integral),
  );
  const whole = panels.reduce<Scalar>((total, { integral }) => add(total, integral), 0);
  return isConstant(a) && isConstant(b) ? whole : sub(add(whole, end(value, b)), end(value, a));
}

/** The integral of f from the number of x to x, which is 0 and has all derivatives, up to order 23. */
function end(f: (x: Scalar) => Scalar, x: Scalar): Scalar {
  if (isConstant(x)) return 0;
  const { integral } = panelOf(f, passive(x), x);
  if (Number.isFinite(peek(integral))) return integral;
  throw new Error(
    `integrate: expected f to be finite at an end that carries derivatives, got ${peek(f(passive(x)))} at ${peek(x)}`,
  );
}

function panelOf(f: (x: Scalar) => Scalar, from: Scalar, to: Scalar): Panel {
  const half = div(sub(to, from), 2);
  const middle = div(add(from, to), 2);
  let [kronrod, gauss, size]: [Scalar, Scalar, Scalar] = [0, 0, 0];
  for (const [node, weight, rough] of NODES) {
    const far = mul(node, half);
    const y = node === 0 ? f(middle) : add(f(sub(middle, far)), f(add(middle, far)));
    kronrod = add(kronrod, mul(weight, y));
    gauss = add(gauss, mul(rough, passive(y)));
    size = add(size, mul(weight, abs(passive(y))));
  }
  const integral = mul(kronrod, half);
  return {
    from,
    to,
    integral,
    size: abs(mul(size, half)),
    error: abs(mul(sub(passive(kronrod), gauss), half)),
  };
}

function checkTolerance(f: (x: Scalar) => Scalar, a: Scalar, b: Scalar, options: IntegrateOptions = {}): number {
  checkFunction('integrate', f, '');
  checkIsOptions('integrate', '{ tolerance: 1e-8 }', options);
  for (const x of [a, b]) {
    checkScalar(x, 'integrate');
    if (!Number.isFinite(peek(x))) {
      throw new RangeError(`integrate: expected a and b to be finite, got ${peek(x)}; substitute, as x = t/(1 − t²)`);
    }
  }
  const { tolerance = 1e-10 } = options;
  if (typeof tolerance === 'number' && tolerance > 0) return tolerance;
  throw new RangeError(`integrate: expected tolerance to be positive, got ${describe(tolerance)}`);
}
