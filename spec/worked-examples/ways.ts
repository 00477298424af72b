import {
  Dual,
  dot,
  dual,
  grad,
  isActive,
  jvp,
  type Scalar,
  tape,
  trace,
  type Var,
  value,
  valueAndJacobian,
  vjp,
} from '../../lib/entries/index.ts';
import { sweeps } from '../../lib/inspect/evaluation-trace.ts';
import { allLeaves, refill, type Tree } from './tree.ts';

export type Named<E> = Readonly<Record<string, Tree<E>>>;

/**
 * A computation as it is done on paper: named inputs, and named steps, each from what came before.
 * The very last number of the last step is the output.
 */
export interface Example {
  readonly at: Named<number>;
  readonly steps: (inputs: Named<Scalar>) => Named<Scalar>;
}

/** Runs a computation forwards: every step, and its derivative along a direction. */
export interface Forward {
  readonly name: string;
  readonly push: (example: Example, along: Named<number>) => { values: Named<number>; tangents: Named<number> };
}

/** Runs a computation backwards: every step, and the derivative of the output by every step and every input. */
export interface Backward {
  readonly name: string;
  readonly pull: (example: Example) => { values: Named<number>; adjoints: Named<number> };
}

/** Gives the derivative of the output by the inputs alone. */
export interface GradientOnly {
  readonly name: string;
  readonly gradient: (example: Example) => Named<number>;
}

export const forward: readonly Forward[] = [
  {
    name: 'jvp',
    push: (example, along) => {
      const { value, tangent } = jvp(allSteps(example), allLeaves(example.at), allLeaves(along));
      return { values: likeSteps(example, value), tangents: likeSteps(example, tangent) };
    },
  },
  {
    name: 'duals made by hand',
    push: (example, along) => {
      const seeds = allLeaves(along);
      const results = allSteps(example)(allLeaves(example.at).map((x, i) => dual(x, seeds[i] as number)));
      return {
        values: likeSteps(example, results.map(value)),
        tangents: likeSteps(
          example,
          results.map((y) => (y instanceof Dual ? value(y.tangent) : 0)),
        ),
      };
    },
  },
  {
    name: 'lanes',
    push: (example, along) => {
      const both = valueAndJacobian(allSteps(example), { mode: 'forward' })(allLeaves(example.at));
      const tangents = both.jacobian.map((row) => value(dot(row, allLeaves(along))));
      return { values: likeSteps(example, both.value), tangents: likeSteps(example, tangents) };
    },
  },
  {
    name: 'the traced graph',
    push: (example, along) => {
      const { program, steps } = traced(example);
      const { tangents } = sweeps(program, steps.at(-1) as number, allLeaves(along));
      return {
        values: likeSteps(
          example,
          steps.map((node) => program.node(node).value),
        ),
        tangents: likeSteps(
          example,
          steps.map((node) => tangents[node] as number),
        ),
      };
    },
  },
];

export const backward: readonly Backward[] = [
  {
    name: 'a tape',
    pull: (example) => {
      const t = tape();
      const inputs = refill(
        example.at,
        allLeaves(example.at).map((x) => t.variable(x)),
      );
      const steps = example.steps(inputs);
      t.backward(allLeaves(steps).at(-1) as Scalar);
      const adjoint = (x: Scalar): number => (isActive(x) ? (x as Var).grad : 0);
      return {
        values: refill(steps, allLeaves(steps).map(value)),
        adjoints: {
          ...refill(inputs, allLeaves(inputs).map(adjoint)),
          ...refill(steps, allLeaves(steps).map(adjoint)),
        },
      };
    },
  },
  {
    name: 'the traced graph',
    pull: (example) => {
      const { program, steps } = traced(example);
      const { adjoints } = sweeps(
        program,
        steps.at(-1) as number,
        program.inputs.map(() => 0),
      );
      const adjoint = (node: number): number => adjoints[node] as number;
      return {
        values: likeSteps(
          example,
          steps.map((node) => program.node(node).value),
        ),
        adjoints: {
          ...likeSteps(example, steps.map(adjoint)),
          ...refill(example.at, program.inputs.map(adjoint)),
        },
      };
    },
  },
];

export const gradients: readonly GradientOnly[] = [
  ...(['forward', 'reverse', 'auto'] as const).map(
    (mode): GradientOnly => ({
      name: `grad, ${mode}`,
      gradient: (example) => refill(example.at, grad(output(example), { mode })(allLeaves(example.at))),
    }),
  ),
  {
    name: 'vjp',
    gradient: (example) => refill(example.at, vjp(output(example), allLeaves(example.at)).pullback(1)),
  },
];

/** The graph of an example, and the nodes of its steps. */
function traced(example: Example): { program: ReturnType<typeof trace>; steps: readonly number[] } {
  const program = trace(allSteps(example), allLeaves(example.at));
  return { program, steps: program.result as readonly number[] };
}

type Entries = (x: readonly Scalar[]) => Scalar[];

/** All entries of all steps as one vector function of all entries of all inputs. */
function allSteps({ at, steps }: Example): Entries {
  return (x) => allLeaves(steps(refill(at, x)));
}

function output(example: Example): (x: readonly Scalar[]) => Scalar {
  return (x) => allSteps(example)(x).at(-1) as Scalar;
}

function likeSteps(example: Example, list: readonly number[]): Named<number> {
  return refill(example.steps(example.at), list);
}
