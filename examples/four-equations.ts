/**
 * A fully connected network, a ↦ σ(W a + b) in every layer, and its four equations of backpropagation as textbooks print
 * them, with numbers and loops only. (backpropagation.ts compares them with the library.)
 */
import { add, dot, mul, type Scalar, sigmoid, square, sub, sum, type Vector, value } from '../lib/entries/index.ts';

/** The parameters of a layer; `Layer<number>` for those of a finished network. */
export interface Layer<S extends Scalar = Scalar> {
  readonly W: readonly (readonly S[])[];
  readonly b: readonly S[];
}

/** The weighted inputs z and the activations a of every layer, for the input x. */
export function feedforward(layers: readonly Layer[], x: Vector): { z: Scalar[][]; a: Scalar[][] } {
  const z: Scalar[][] = [];
  const a: Scalar[][] = [];
  for (const { W, b } of layers) {
    const before = a.at(-1) ?? x;
    const weighted = W.map((row, i) => add(dot(row, before), b[i] as Scalar));
    z.push(weighted);
    a.push(weighted.map(sigmoid));
  }
  return { z, a };
}

/** C = ½ ‖a − y‖², where a is the output of the last layer. */
export function cost(layers: readonly Layer[], x: Vector, y: readonly number[]): Scalar {
  const a = feedforward(layers, x).a.at(-1) as Scalar[];
  return mul(0.5, sum(a.map((ai, i) => square(sub(ai, y[i] as number)))));
}

/** ∂C/∂W and ∂C/∂b of every layer, by hand. */
export function fourEquations(
  layers: readonly Layer<number>[],
  x: readonly number[],
  y: readonly number[],
): Layer<number>[] {
  const { z, a } = feedforward(layers, x) as { z: number[][]; a: number[][] };
  const slope = (z: number): number => value(sigmoid(z)) * (1 - value(sigmoid(z)));

  const gradients: Layer<number>[] = [];
  let delta: number[] = [];
  for (let l = layers.length - 1; l >= 0; l--) {
    const next = layers[l + 1];
    const error = next === undefined ? difference(a[l] as number[], y) : timesTransposed(next.W, delta);
    // δᴸ = ∇ₐC ⊙ σ′(zᴸ), and before the last layer δˡ = (Wˡ⁺¹)ᵀ δˡ⁺¹ ⊙ σ′(zˡ)
    delta = error.map((e, i) => e * slope(z[l]?.[i] as number));
    // ∂C/∂bˡ = δˡ and ∂C/∂Wˡ = δˡ (aˡ⁻¹)ᵀ
    const before = l === 0 ? x : (a[l - 1] as number[]);
    gradients.unshift({ b: delta, W: delta.map((d) => before.map((ai) => d * ai)) });
  }
  return gradients;
}

const difference = (a: readonly number[], y: readonly number[]): number[] => a.map((ai, i) => ai - (y[i] as number));

const timesTransposed = (W: Layer<number>['W'], delta: readonly number[]): number[] =>
  (W[0] as readonly number[]).map((_, j) =>
    W.reduce((sum, row, i) => sum + (row[j] as number) * (delta[i] as number), 0),
  );
