/**
 * A fast Fourier transform on plain numbers, with the rule of a linear function: its pushforward is the transform of the tangent, its
 * pullback the adjoint transform. Both are transforms again, so derivatives of every order follow, and cost a transform each. With
 * it a signal is recovered that was blurred and disturbed: the spectrum of what is missing is weighed against its roughness.
 */
import { add, defineFunction, dot, grad, hvp, mul, neg, type Scalar, square, sub, sum } from '../lib/entries/index.ts';

/** Real and imaginary parts. */
export interface Complex {
  readonly re: readonly Scalar[];
  readonly im: readonly Scalar[];
}

/** Cooley and Tukey, in place; as many numbers as a power of 2. */
function transform({ re, im }: { readonly re: readonly number[]; readonly im: readonly number[] }): {
  re: number[];
  im: number[];
} {
  const n = re.length;
  const [a, b] = [new Array<number>(n), new Array<number>(n)];
  for (let i = 0; i < n; i++) {
    let j = 0;
    for (let bit = 1, mirror = n >> 1; bit < n; bit <<= 1, mirror >>= 1) if (i & bit) j |= mirror;
    [a[j], b[j]] = [re[i] as number, im[i] as number];
  }
  for (let half = 1; half < n; half <<= 1) {
    for (let k = 0; k < half; k++) {
      const [c, s] = [Math.cos((-Math.PI * k) / half), Math.sin((-Math.PI * k) / half)];
      for (let i = k; i < n; i += 2 * half) {
        const j = i + half;
        const [x, y] = [c * a[j]! - s * b[j]!, s * a[j]! + c * b[j]!];
        [a[j], b[j]] = [a[i]! - x, b[i]! - y];
        [a[i], b[i]] = [a[i]! + x, b[i]! + y];
      }
    }
  }
  return { re: a, im: b };
}

export const fourier: (x: Complex) => { re: Scalar[]; im: Scalar[] } = defineFunction(transform, {
  jvp: (x, v) => ({ value: fourier(x), tangent: fourier(v) }),
  // The adjoint of F is the conjugate of F of the conjugate.
  vjp: (x) => ({ value: fourier(x), pullback: (w) => conjugate(fourier(conjugate(w))) }),
});

function conjugate({ re, im }: Complex): Complex {
  return { re, im: im.map(neg) };
}

const N = 256;
const zeros = new Array<number>(N).fill(0);
const places = Array.from({ length: N }, (_, i) => i);
const clean = places.map((i) => (i > 60 && i < 110 ? 1 : 0) + (i > 150 && i < 220 ? Math.sin((i - 150) / 70) : 0));

/** How much of each frequency the blur lets through. */
const passes = places.map((k) => Math.exp(-((Math.min(k, N - k) / 24) ** 2)));
// A disturbance that is the same in every run.
const noise = places.map((i) => 0.02 * Math.sin(12.9898 * i + 78.233 * i * i));
const seen = blurred(clean).map((y, i) => (y as number) + (noise[i] as number));

function blurred(signal: readonly Scalar[]): Scalar[] {
  const { re, im } = fourier({ re: signal, im: zeros });
  const through = conjugate({ re: re.map((x, k) => mul(x, passes[k]!)), im: im.map((x, k) => mul(x, passes[k]!)) });
  return fourier(through).re.map((x) => mul(x, 1 / N));
}

/** The squares of what is missing, and of the differences of neighbours. */
export function cost(signal: readonly Scalar[]): Scalar {
  const missing = blurred(signal).map((y, i) => square(sub(y, seen[i]!)));
  const rough = signal.slice(1).map((x, i) => square(sub(x, signal[i]!)));
  return add(sum(missing), mul(0.02, sum(rough)));
}

// Conjugate gradients on a quadratic function: its Hessian only ever meets a vector.
const gradient = grad(cost, { mode: 'reverse', check: false });
let x = seen.slice();
let residual = gradient(x).map((g) => -g);
let direction = residual;
const norm = (v: ArrayLike<number>): number => Math.hypot(...Array.from(v));
const distance = (): string => norm(x.map((xi, i) => xi - clean[i]!)).toFixed(3);
console.log('step  |gradient|  distance from the clean signal');
for (let step = 0; step <= 40; step++) {
  if (step % 20 === 0) console.log(`${step}  ${norm(residual).toExponential(1)}  ${distance()}`);
  const curved = hvp(cost, x, direction, { check: false }) as number[];
  const length = norm(residual) ** 2 / (dot(direction, curved) as number);
  x = x.map((xi, i) => xi + length * direction[i]!);
  const next = residual.map((r, i) => r - length * curved[i]!);
  const ratio = (norm(next) / norm(residual)) ** 2;
  [residual, direction] = [next, next.map((r, i) => r + ratio * direction[i]!)];
}

// Parseval: the gradient of ½|F x|² is N x.
const energy = (signal: readonly Scalar[]): Scalar => {
  const { re, im } = fourier({ re: signal, im: zeros });
  return mul(0.5, add(dot(re, re), dot(im, im)));
};
const off = grad(energy, { mode: 'reverse' })(x).map((g, i) => g - N * x[i]!);
console.log(`gradient of half the energy, less N x: ${norm(off).toExponential(0)}`);
