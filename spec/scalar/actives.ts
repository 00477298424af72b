import { derivative, dual, grad, hessian, isActive, type Scalar } from '../../lib/entries/forward.ts';

// A plain run of the function that is differentiated comes last.
function noted(f: (x: Scalar) => void, x: Scalar): Scalar {
  if (isActive(x)) f(x);
  return x;
}

/** Every kind of number that carries derivatives: the text it prints as, and a call that hands one, made of 3, to f. */
export const actives: readonly {
  readonly kind: string;
  readonly text: string;
  readonly hand: (f: (x: Scalar) => void) => void;
}[] = [
  {
    kind: 'a number inside derivative',
    text: 'Dual(3 + 1ε)',
    hand: (f) => {
      derivative((x) => noted(f, x))(3);
    },
  },
  {
    kind: 'a number inside a derivative of a derivative',
    text: 'Dual(Dual(3 + 1ε₁) + 1ε₂)',
    hand: (f) => {
      derivative(derivative((x) => (isActive(x) && isActive(x.value) ? noted(f, x) : x)))(3);
    },
  },
  {
    kind: 'a number inside grad',
    text: 'Lanes(3 + [1, 0]ε)',
    hand: (f) => {
      grad(([x]) => noted(f, x))([3, 4]);
    },
  },
  {
    kind: 'a number inside hessian',
    text: 'Lanes(Lanes(3 + [1, 0]ε) + [1, 0]ε)',
    hand: (f) => {
      hessian(([x]) => noted(f, x))([3, 4]);
    },
  },
  {
    kind: 'a number inside grad inside derivative',
    text: 'Lanes(Dual(3 + 1ε) + [1, 0]ε)',
    hand: (f) => {
      derivative((a) => (isActive(a) ? (grad(([x]) => noted(f, x))([a, 4])[0] as Scalar) : 1))(3);
    },
  },
  { kind: 'a dual made by hand', text: 'Dual(3 + 1ε)', hand: (f) => f(dual(3, 1)) },
  {
    kind: 'a number whose derivative call has ended',
    text: 'Dual(3 + 1ε)',
    hand: (f) => {
      let leaked: Scalar = 0;
      derivative((x) => {
        if (isActive(x)) leaked = x;
        return x;
      })(3);
      f(leaked);
    },
  },
];
