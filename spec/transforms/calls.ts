import * as forward from '../../lib/entries/forward.ts';
import { derivative, jvp } from '../../lib/entries/forward.ts';
import { checkDerivatives, vjp } from '../../lib/entries/index.ts';
import * as reverse from '../../lib/entries/reverse.ts';

/** A transform, made and called in one go. */
export interface Call {
  /** The name it has in messages. */
  readonly name: string;
  readonly title: string;
  readonly call: (f: unknown, x: unknown, options?: unknown) => unknown;
}

/** The verbs of an entry. */
interface Verbs {
  readonly grad: unknown;
  readonly valueAndGrad: unknown;
  readonly gradInto: unknown;
  readonly hessian: unknown;
  readonly hvp: unknown;
  readonly jacobian: unknown;
  readonly valueAndJacobian: unknown;
}

type Maker = (f: unknown, options?: unknown) => (x: unknown, out?: unknown) => unknown;

function made(name: keyof Verbs, verbs: Verbs, where: string): Call {
  return { name, title: `${name}${where}`, call: (f, x, options) => (verbs[name] as Maker)(f, options)(x) };
}

function scalarVerbs(verbs: Verbs, where: string): Call[] {
  const as = (x: unknown, fill: number): number[] => Array.from((x ?? []) as number[]).fill(fill);
  return [
    made('grad', verbs, where),
    made('valueAndGrad', verbs, where),
    {
      name: 'gradInto',
      title: `gradInto${where}`,
      call: (f, x, options) => (verbs.gradInto as Maker)(f, options)(x, as(x, 0)),
    },
    made('hessian', verbs, where),
    {
      name: 'hvp',
      title: `hvp${where}`,
      call: (f, x) => (verbs.hvp as (f: unknown, x: unknown, v: unknown) => unknown)(f, x, as(x, 1)),
    },
  ];
}

function vectorVerbs(verbs: Verbs, where: string): Call[] {
  return [made('jacobian', verbs, where), made('valueAndJacobian', verbs, where)];
}

const ofScalarsForward = scalarVerbs(forward, '');
const ofVectorsForward = vectorVerbs(forward, '');

/** Transforms of scalar functions of an array. */
export const ofScalarFunctions: readonly Call[] = [...ofScalarsForward, ...scalarVerbs(reverse, ' in reverse')];

/** Transforms of vector functions of an array. */
export const ofVectorFunctions: readonly Call[] = [...ofVectorsForward, ...vectorVerbs(reverse, ' in reverse')];

export const ofArrays: readonly Call[] = [...ofScalarFunctions, ...ofVectorFunctions];

/** Transforms at a number. */
export const ofNumbers: readonly Call[] = [
  { name: 'derivative', title: 'derivative', call: (f, x) => derivative(f as never)(x as never) },
  { name: 'jvp', title: 'jvp', call: (f, x) => jvp(f as never, x as never, 1 as never) },
  { name: 'vjp', title: 'vjp', call: (f, x) => vjp(f as never, x as never) },
];

export const all: readonly Call[] = [
  ...ofArrays,
  ...ofNumbers,
  {
    name: 'checkDerivatives',
    title: 'checkDerivatives',
    call: (f, x) => checkDerivatives(f as never, x as never),
  },
];

/** Those that take `{ mode, lanes }`, with lanes to give. */
export const withOptions: readonly Call[] = [...ofScalarsForward, ...ofVectorsForward].filter(
  ({ name }) => name !== 'hvp',
);
