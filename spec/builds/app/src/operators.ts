// The same functions by operators of dualgrad, as one has to write them without the plugin.
import { add, div, exp, mul, neg, pow, type Scalar, sin, square, sub } from 'dualgrad';

export function loss([a, b]: readonly [Scalar, Scalar], samples: readonly { x: number; y: number }[]): Scalar {
  let sum: Scalar = 0;
  for (const { x, y } of samples) sum = add(sum, mul(square(sub(mul(a, exp(mul(b, x))), y)), 2));
  return sum;
}

// The coefficients of the package gamma.
const P = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];

export function gamma(z: Scalar): Scalar {
  const w = sub(z, 1);
  let x: Scalar = P[0]!;
  for (let i = 1; i < P.length; i++) x = add(x, div(P[i]!, add(w, i)));
  const t = add(add(w, 7), 0.5);
  return mul(mul(mul(Math.sqrt(2 * Math.PI), pow(t, add(w, 0.5))), exp(neg(t))), x);
}

export function backOut(t: Scalar): Scalar {
  const s = 1.70158;
  const u = sub(t, 1);
  return add(mul(mul(u, u), add(mul(s + 1, u), s)), 1);
}

export function scaled(x: Scalar): Scalar {
  return mul(x, exp(x));
}

export function elasticOut(t: Scalar): Scalar {
  const p = 0.3 / (2 * Math.PI);
  const s = Math.asin(1) * p;
  const decay = mul(sub(pow(2, mul(-10, t)), 0.0009765625), 1.0009775171065494);
  return sub(1, mul(mul(1, decay), sin(div(add(t, s), p))));
}
