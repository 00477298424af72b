import { derivative, grad, hessian, jacobian, jvp, type Scalar } from '../../lib/entries/forward.ts';
import { trace } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';
import { fc } from './fast-check.ts';

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

/** One differentiation: from m outputs to the m · n entries of their Jacobian, row by row. */
type Step = (g: Fields) => Fields;

/** The derivative of every output along every coordinate, the other coordinates plain. */
const single: Step = (g) => (x) => {
  const along = (row: number, i: number): Scalar =>
    derivative((t: Scalar) => g(x.map((xj, j) => (j === i ? t : xj)))[row] as Scalar)(x[i] as Scalar);
  return g(x).flatMap((_, row) => x.map((_, i) => along(row, i)));
};

/** The columns of the Jacobian, one pushforward each. */
const pushed: Step = (g) => (x) => {
  const columns = x.map((_, i) => {
    const seed: readonly Scalar[] = x.map((_, j) => (j === i ? 1 : 0));
    return jvp(g, x, seed).tangent;
  });
  return (columns[0] ?? []).flatMap((_, row) => columns.map((column) => column[row] as Scalar));
};

function rows(lanes?: number): Step {
  return (g) => (x) => jacobian(g, { lanes })(x).flat();
}

/** The rows of the Jacobian, from one record. */
const backward: Step = (g) => (x) => reverse.jacobian(g)(x).flat();

/** The rows of the Jacobian, one pullback each, all of one record. */
const pulled: Step = (g) => (x) => {
  const { value, pullback } = reverse.vjp(g, x);
  return value.flatMap((_, row): Scalar[] => pullback(value.map((_, k): Scalar => (k === row ? 1 : 0))));
};

/** A mode that takes its derivatives by the given steps, innermost first, the last one repeated. */
function stepping(name: string, ...steps: readonly Step[]): Mode {
  return {
    name,
    partials: (f, order) => {
      let g: Fields = (x) => [f(x)];
      for (let k = 0; k < order; k++) g = (steps[Math.min(k, steps.length - 1)] as Step)(g);
      return g;
    },
  };
}

/** The verbs of reverse mode: grad, and hessian, which is forward over reverse. */
const reverseVerbs: Mode = {
  name: 'grad in reverse',
  partials: (f, order) => {
    if (order === 0) return (x) => [f(x)];
    if (order === 1) return reverse.grad(f);
    if (order === 2) return (x) => reverse.hessian(f)(x).flat();
    return backward(reverseVerbs.partials(f, order - 1));
  },
};

/** The verbs for scalar functions: grad, and hessian in place of a gradient's Jacobian. */
function verbs(name: string, lanes?: number): Mode {
  const mode: Mode = {
    name,
    partials: (f, order) => {
      if (order === 0) return (x) => [f(x)];
      if (order === 1) return grad(f, { lanes });
      if (order === 2) return (x) => hessian(f, { lanes })(x).flat();
      return rows(lanes)(mode.partials(f, order - 1));
    },
  };
  return mode;
}

/** The lane widths: those with arithmetic of their own and those without. */
export const widths: readonly number[] = Array.from({ length: 16 }, (_, i) => i + 1);

/** One kind of pass throughout; `derivative` is the reference that the others are held against. */
export const pure: readonly Mode[] = [
  stepping('derivative', single),
  stepping('jvp', pushed),
  verbs('grad'),
  ...widths.map((k) => verbs(`lanes ${k}`, k)),
];

/** One kind of pass inside another. */
export const mixed: readonly Mode[] = [
  stepping('lanes 4 in derivative', rows(4), single),
  stepping('derivative in lanes 3', single, rows(3)),
  stepping('jvp in lanes 2', pushed, rows(2)),
  stepping('lanes 5 in lanes 2', rows(5), rows(2)),
];

/** Adjoints only. */
export const pureReverse: readonly Mode[] = [
  reverseVerbs,
  stepping('jacobian in reverse', backward),
  stepping('vjp', pulled),
];

/** Adjoints inside tangents and tangents inside adjoints: all nestings to third order, with those above and lanes. */
export const mixedReverse: readonly Mode[] = [
  stepping('forward over reverse', backward, rows()),
  stepping('reverse over forward', rows(), backward),
  stepping('reverse over forward over reverse', backward, rows(3), backward),
  stepping('forward over reverse over forward', rows(2), backward, rows()),
  stepping('forward over reverse over reverse', pulled, backward, rows()),
  stepping('reverse over forward over forward', pushed, rows(2), pulled),
  stepping('vjp in derivative', pulled, single),
  stepping('derivative in vjp', single, pulled),
];

/** `mode` inside another derivative, whose own result is dropped: it runs the general path of every op. */
export function inside(outer: 'jvp' | 'lanes' | 'vjp', mode: Mode): Mode {
  return {
    name: `${mode.name} in ${outer}`,
    partials: (f, order) => (x) => {
      const g = mode.partials(f, order);
      if (outer === 'jvp') {
        const ones: readonly Scalar[] = x.map(() => 1);
        return jvp(g, x, ones).value;
      }
      if (outer === 'vjp') return reverse.vjp(g, x).value;
      // The primal of the outer pass, which jacobian itself would drop.
      let seen: readonly Scalar[] = [];
      jacobian((y: readonly Scalar[]) => {
        const outputs = g(y);
        seen = outputs.map((s) => (typeof s === 'number' ? s : s.value));
        return outputs;
      })(x);
      return [...seen];
    },
  };
}

/** The error of a graph at a point where its guards don't hold. */
export const anotherWay: RegExp = /(f goes|derivatives go) another way here/;

/** The graph of g, traced at `from`, evaluated at x; undefined where a guard forbids it. */
export function evaluatedFrom(from: readonly number[], g: Fields, x: readonly number[]): Scalar[] | undefined {
  const graph = trace(g, from);
  try {
    return graph.share().evaluate(x) as Scalar[];
  } catch (error) {
    if (!anotherWay.test(String(error))) throw error;
    return undefined;
  }
}

/** A point in every domain that x is in, but never x: 0 becomes 1/8. */
const elsewhere = (x: readonly number[]): number[] => x.map((xi) => 0.75 * xi + 0.125);

/**
 * The graph of `mode`, evaluated at x: traced there, or traced elsewhere and shared if its guards allow that. A graph is
 * of plain numbers. For others, like the magnitudes that bound rounding, `mode` itself stands in: it does the same
 * operations.
 */
export function traced(mode: Mode, where: 'here' | 'elsewhere'): Mode {
  return {
    name: `${mode.name}, traced ${where}`,
    partials: (f, order) => {
      const g = mode.partials(f, order);
      return (x) => {
        if (!isPlain(x)) return g(x);
        const moved = where === 'here' ? undefined : evaluatedFrom(elsewhere(x), g, x);
        return moved ?? (trace(g, x).evaluate(x) as Scalar[]);
      };
    },
  };
}

function isPlain(x: readonly Scalar[]): x is readonly number[] {
  return x.every((xi) => typeof xi === 'number');
}

/** Those modes in traced form, here and elsewhere. */
function tracedOf(among: readonly Mode[], ...names: readonly string[]): Mode[] {
  const chosen = among.filter(({ name }) => names.includes(name));
  return chosen.flatMap((mode) => [traced(mode, 'here'), traced(mode, 'elsewhere')]);
}

/** Every way to run derivatives forward; their additions are done in the order of the program. */
export const forward: readonly Mode[] = [
  ...pure,
  ...mixed,
  ...tracedOf([...pure, ...mixed], 'derivative', 'grad', 'lanes 4 in derivative'),
];

/** Every way that has a backward sweep in it, which adds up against the order of the program. */
export const backwards: readonly Mode[] = [
  ...pureReverse,
  ...mixedReverse,
  ...tracedOf([...pureReverse, ...mixedReverse], 'grad in reverse', 'forward over reverse', 'derivative in vjp'),
];

/** Every way to run derivatives but the traced ones, whose graphs these write. */
export const untraced: readonly Mode[] = [...pure, ...mixed, ...pureReverse, ...mixedReverse];

/** Every way to run derivatives; one body speaks for all. */
export const modes: readonly Mode[] = [...forward, ...backwards];

const nestable: readonly Mode[] = [...pure, ...pureReverse].filter(({ name }) =>
  ['derivative', 'jvp', 'grad', 'lanes 5', 'grad in reverse', 'vjp'].includes(name),
);

/** Every way to take first derivatives forward, of plain numbers, inside an outer derivative, and by a graph. */
export const firstForward: readonly Mode[] = [...pure, ...nestedIn('forward'), ...tracedOf(pure, 'derivative', 'grad')];

/** Every way to take first derivatives backward, or inside a backward sweep, or by the graph of one. */
export const firstBackward: readonly Mode[] = [
  ...pureReverse,
  ...nestedIn('reverse'),
  ...tracedOf(pureReverse, 'grad in reverse', 'vjp'),
];

/** Every way to take first derivatives. */
export const firstOrder: readonly Mode[] = [...firstForward, ...firstBackward];

function nestedIn(sweep: 'forward' | 'reverse'): Mode[] {
  const inner = nestable.filter((mode) => pureReverse.includes(mode) === (sweep === 'reverse'));
  const both = (['jvp', 'lanes'] as const).flatMap((outer) => inner.map((mode) => inside(outer, mode)));
  return sweep === 'forward' ? both : [...both, ...nestable.map((mode) => inside('vjp', mode))];
}

/** A few of the modes at a time, for laws that hold in each by itself: over the runs of a property it meets them all. */
export function some(among: readonly Mode[], howMany = 4): fc.Arbitrary<Mode[]> {
  return fc.shuffledSubarray([...among], { minLength: howMany, maxLength: howMany });
}
