import { derivative, grad, hessian, jacobian, jvp, type Scalar } from '../../lib/entries/forward.ts';
import * as reverse from '../../lib/entries/reverse.ts';

/** A function of several Scalars. */
export type Field = (x: readonly Scalar[]) => Scalar;

/** A list of Scalars from several. */
export type Fields = (x: readonly Scalar[]) => Scalar[];

/**
 * One way to run derivatives. `partials(f, order)` is the function that lists all nᵒʳᵈᵉʳ partials of f at x, the
 * outermost derivative counting fastest: at order 2 of (x, y) they are xx, xy, yx, yy, where xy is ∂/∂y of ∂f/∂x.
 */
export interface Mode {
  readonly name: string;
  readonly partials: (f: Field, order: number) => Fields;
}

const evaluated =
  (f: Field): Fields =>
  (x) => [f(x)];

/** The derivative of `f` along coordinate `i`, the others constant. */
function along(f: Field, i: number): Field {
  return (x) => derivative((t: Scalar) => f(x.map((xj, j) => (j === i ? t : xj))))(x[i] as Scalar);
}

const nested: Mode = {
  name: 'derivative',
  partials: (f, order) => (x) => {
    let words = [f];
    for (let k = 0; k < order; k++) words = words.flatMap((g) => x.map((_, i) => along(g, i)));
    return words.map((g) => g(x));
  },
};

const pushed: Mode = {
  name: 'jvp',
  partials: (f, order) => {
    if (order === 0) return evaluated(f);
    const inner = pushed.partials(f, order - 1);
    return (x) => {
      const columns = x.map((_, i) => {
        const seed: readonly Scalar[] = x.map((_, j) => (j === i ? 1 : 0));
        return jvp(inner, x, seed).tangent;
      });
      return (columns[0] ?? []).flatMap((_, row) => columns.map((column) => column[row] as Scalar));
    };
  },
};

const whole: Mode = {
  name: 'hessian',
  partials: (f, order) => {
    if (order === 0) return evaluated(f);
    if (order === 1) return grad(f);
    if (order === 2) return (x) => hessian(f)(x).flat();
    return (x) => jacobian(whole.partials(f, order - 1))(x).flat();
  },
};

function laned(lanes: number): Mode {
  const mode: Mode = {
    name: `lanes ${lanes}`,
    partials: (f, order) => {
      if (order === 0) return evaluated(f);
      if (order === 1) return grad(f, { lanes });
      const inner = mode.partials(f, order - 1);
      return (x) => jacobian(inner, { lanes })(x).flat();
    },
  };
  return mode;
}

/** Adjoints: at second order forward over reverse, beyond it reverse over that. */
const adjoint: Mode = {
  name: 'reverse',
  partials: (f, order) => {
    if (order === 0) return evaluated(f);
    if (order === 1) return reverse.grad(f);
    if (order === 2) return (x) => reverse.hessian(f)(x).flat();
    return (x) =>
      reverse
        .jacobian(adjoint.partials(f, order - 1))(x)
        .flat();
  },
};

/** The derivatives of a derivative by its pullback, taken by lanes inside. */
const pulled: Mode = {
  name: 'vjp over forward',
  partials: (f, order) => {
    if (order === 0) return evaluated(f);
    const inner = order === 1 ? evaluated(f) : whole.partials(f, order - 1);
    return (x) => {
      const { value, pullback } = reverse.vjp(inner, x);
      return value.flatMap((_, row): Scalar[] => pullback(value.map((_, k): Scalar => (k === row ? 1 : 0))));
    };
  },
};

/** The lane widths that the specs force. */
export const widths: readonly number[] = [1, 2, 4, 8];

/** Every way to run derivatives; one body speaks for all. */
export const modes: readonly Mode[] = [nested, pushed, whole, adjoint, pulled, ...widths.map(laned)];

/** For a single argument, where all widths leave every lane but one empty, one of them is enough. */
export const modesOfOne: readonly Mode[] = [nested, pushed, whole, laned(4), adjoint, pulled];
