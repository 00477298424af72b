import {
  derivative,
  grad,
  gradInto,
  hessian,
  hvp,
  jacobian,
  jvp,
  mul,
  type Scalar,
  valueAndGrad,
  valueAndJacobian,
} from '../../lib/entries/forward.ts';

type Slope = (f: (x: Scalar) => Scalar, x: Scalar) => Scalar;

/** Every way of taking f′(x) that may be nested in every other. */
export const slopes: readonly { readonly name: string; readonly slope: Slope }[] = [
  { name: 'derivative', slope: (f, x) => derivative(f)(x) },
  { name: 'grad', slope: (f, x) => grad(([a]) => f(a))([x])[0] as Scalar },
  { name: 'grad of 3', slope: (f, x) => grad(([_, a, b]) => mul(f(a), b))([7, x, 1])[1] as Scalar },
  {
    name: 'grad of 3, lanes: 2',
    slope: (f, x) => grad(([_, a, b]) => mul(f(b), a), { lanes: 2 })([7, 1, x])[2] as Scalar,
  },
  { name: 'valueAndGrad', slope: (f, x) => valueAndGrad(([a]) => f(a), { lanes: 4 })([x]).gradient[0] as Scalar },
  { name: 'jacobian', slope: (f, x) => jacobian(([a, b]) => [b, f(a)])([x, 5])[1]?.[0] as Scalar },
  { name: 'valueAndJacobian', slope: (f, x) => valueAndJacobian(([a]) => [f(a)])([x]).jacobian[0]?.[0] as Scalar },
  { name: 'jvp', slope: (f, x) => jvp(f, x, 1).tangent },
  { name: 'jvp of 2', slope: (f, x) => jvp(([a, b]) => mul(f(a), b), [x, 1], [1, 0]).tangent },
  // f′(x) as a derivative of f′(x)·t by t: two levels where the others have one.
  { name: 'hessian', slope: (f, x) => hessian(([a, t]) => mul(f(a), t))([x, 1])[0]?.[1] as Scalar },
  { name: 'hvp', slope: (f, x) => hvp(([a, t]) => mul(f(a), t), [x, 1], [1, 0])[1] as Scalar },
];

/** gradInto writes plain numbers, so it can only be outermost. */
export const outermost: readonly { readonly name: string; readonly slope: Slope }[] = [
  ...slopes,
  {
    name: 'gradInto',
    slope: (f, x) => {
      const out = [0];
      gradInto(([a]) => f(a))([x as number], out);
      return out[0] as number;
    },
  },
];
