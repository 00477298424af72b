/**
 * The NIST StRD models: ordinary functions of the parameters and of one observation's predictors, each under the
 * formula as NIST writes it. Nothing here knows that it will be differentiated.
 */
import { add, div, exp, type Inputs, mul, neg, pow, type Scalar, square, sub } from '../lib/entries/index.ts';

export type Model = (b: Inputs, ...x: readonly Scalar[]) => Scalar;

// b exp(-r x)
const decay = (b: Scalar, r: Scalar, x: Scalar): Scalar => mul(b, exp(mul(neg(r), x)));

// b exp(-(x - c)^2 / w^2)
const bell = (b: Scalar, c: Scalar, w: Scalar, x: Scalar): Scalar =>
  mul(b, exp(div(neg(square(sub(x, c))), square(w))));

// c1 + c2*x + c3*x^2 + c4*x^3, by Horner's rule
const cubic = (c1: Scalar, c2: Scalar, c3: Scalar, c4: Scalar, x: Scalar): Scalar =>
  add(c1, mul(x, add(c2, mul(x, add(c3, mul(x, c4))))));

// y = b1 * (1 - exp(-b2*x))
const saturation: Model = ([b1, b2], x) => mul(b1, sub(1, exp(mul(neg(b2), x))));

// y = b1*exp(-b2*x) + b3*exp(-b4*x) + b5*exp(-b6*x)
const threeDecays: Model = ([b1, b2, b3, b4, b5, b6], x) =>
  add(add(decay(b1, b2, x), decay(b3, b4, x)), decay(b5, b6, x));

// y = b1*exp(-b2*x) + b3*exp(-(x-b4)^2/b5^2) + b6*exp(-(x-b7)^2/b8^2)
const decayAndTwoBells: Model = ([b1, b2, b3, b4, b5, b6, b7, b8], x) =>
  add(add(decay(b1, b2, x), bell(b3, b4, b5, x)), bell(b6, b7, b8, x));

// y = (b1 + b2*x + b3*x^2 + b4*x^3) / (1 + b5*x + b6*x^2 + b7*x^3)
const cubicOverCubic: Model = ([b1, b2, b3, b4, b5, b6, b7], x) =>
  div(cubic(b1, b2, b3, b4, x), cubic(1, b5, b6, b7, x));

export const models: Readonly<Record<string, Model>> = {
  Misra1a: saturation,

  // y = b1 * (1 - (1+b2*x/2)^(-2))
  Misra1b: ([b1, b2], x) => mul(b1, sub(1, pow(add(1, div(mul(b2, x), 2)), -2))),

  // y = b1 * (1 - (1+2*b2*x)^(-0.5))
  Misra1c: ([b1, b2], x) => mul(b1, sub(1, pow(add(1, mul(mul(2, b2), x)), -0.5))),

  // y = exp(-b1*x) / (b2 + b3*x)
  Chwirut2: ([b1, b2, b3], x) => div(exp(mul(neg(b1), x)), add(b2, mul(b3, x))),

  Lanczos1: threeDecays,
  Lanczos3: threeDecays,
  Gauss1: decayAndTwoBells,
  Gauss2: decayAndTwoBells,

  // y = b1 * x^b2
  DanWood: ([b1, b2], x) => mul(b1, pow(x, b2)),

  // log(y) = b1 - b2*x1*exp(-b3*x2)
  Nelson: ([b1, b2, b3], x1, x2) => sub(b1, mul(mul(b2, x1), exp(mul(neg(b3), x2)))),

  Hahn1: cubicOverCubic,
  Thurber: cubicOverCubic,

  // y = b1*(x^2 + x*b2) / (x^2 + x*b3 + b4)
  MGH09: ([b1, b2, b3, b4], x) => div(mul(b1, add(square(x), mul(x, b2))), add(add(square(x), mul(x, b3)), b4)),

  // y = b1 * exp(b2/(x+b3))
  MGH10: ([b1, b2, b3], x) => mul(b1, exp(div(b2, add(x, b3)))),

  // y = b1 / (1 + exp(b2-b3*x))
  Rat42: ([b1, b2, b3], x) => div(b1, add(1, exp(sub(b2, mul(b3, x))))),

  // y = (b1/b2) * exp(-0.5*((x-b3)/b2)^2)
  Eckerle4: ([b1, b2, b3], x) => mul(div(b1, b2), exp(mul(-0.5, square(div(sub(x, b3), b2))))),

  BoxBOD: saturation,
};
