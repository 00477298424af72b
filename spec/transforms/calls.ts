import {
  checkDerivatives,
  derivative,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/index.ts';

/** A transform, made and called in one go. */
export interface Call {
  readonly name: string;
  readonly call: (f: unknown, x: unknown, options?: unknown) => unknown;
}

/** Transforms of scalar functions of an array. */
export const ofScalarFunctions: readonly Call[] = [
  { name: 'grad', call: (f, x, options) => grad(f as never, options as never)(x as never) },
  { name: 'valueAndGrad', call: (f, x, options) => valueAndGrad(f as never, options as never)(x as never) },
  {
    name: 'gradInto',
    call: (f, x, options) => gradInto(f as never, options as never)(x as never, Array.from(x as number[]).fill(0)),
  },
  { name: 'hessian', call: (f, x, options) => hessian(f as never, options as never)(x as never) },
  { name: 'hvp', call: (f, x) => hvp(f as never, x as never, Array.from(x as number[]).fill(1) as never) },
];

/** Transforms of vector functions of an array. */
export const ofVectorFunctions: readonly Call[] = [
  { name: 'jacobian', call: (f, x, options) => jacobian(f as never, options as never)(x as never) },
  { name: 'valueAndJacobian', call: (f, x, options) => valueAndJacobian(f as never, options as never)(x as never) },
];

export const ofArrays: readonly Call[] = [...ofScalarFunctions, ...ofVectorFunctions];

/** Transforms at a number. */
export const ofNumbers: readonly Call[] = [
  { name: 'derivative', call: (f, x) => derivative(f as never)(x as never) },
  { name: 'jvp', call: (f, x) => jvp(f as never, x as never, 1 as never) },
];

export const all: readonly Call[] = [
  ...ofArrays,
  ...ofNumbers,
  { name: 'checkDerivatives', call: (f, x) => checkDerivatives(f as never, x as never) },
];

/** Those that take `{ mode, lanes }`. */
export const withOptions: readonly Call[] = ofArrays.filter(({ name }) => name !== 'hvp');
