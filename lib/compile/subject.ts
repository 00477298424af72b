import { describe } from '../describe.ts';
import { eliminationEngine } from '../elimination/engine.ts';
import { FIRST } from '../program/capture.ts';
import { jacobianMode } from '../transforms/auto-engine.ts';
import type { Engine } from '../transforms/engine.ts';
import { forwardEngine } from '../transforms/forward-engine.ts';
import { predictCost } from '../transforms/predict-cost.ts';
import { type Derivation, derivationOf } from '../transforms/provenance.ts';
import { reverseEngine } from '../transforms/reverse-engine.ts';
import { untyped } from '../tree/arguments.ts';
import { numbersIn } from '../tree/leaves.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import type { Order } from './options.ts';

type Fn = (...args: unknown[]) => unknown;

const ENGINES: Readonly<Record<Order, Engine>> = {
  forward: forwardEngine,
  reverse: reverseEngine,
  elimination: eliminationEngine,
};

/** A function to trace. */
export interface Candidate {
  readonly f: Fn;
  /** The order in which it applies the chain rule; undefined for a function that no verb made. */
  readonly order: Order | undefined;
  /** Whether it agrees with the subject to the bit. */
  readonly isExact: boolean;
  /** What the differentiated function returned when this was last run; undefined for a function that no verb made. */
  readonly found: (() => unknown) | undefined;
}

/** A function to compile, in the order asked for. */
export interface Subject {
  readonly f: Fn;
  /** Whether it writes a gradient into its second argument. */
  readonly writes: boolean;
  /** f, or a function that returns the result that f writes. */
  readonly returning: Fn;
  /** The function whose values are checked on plain numbers: the one that is differentiated, or f. */
  readonly plain: Fn;
  /** The places in the call of the arguments that f is differentiated by; undefined for a function that no verb made. */
  readonly wrt: readonly number[] | undefined;
  /** The places of the arguments that f is a function of, without that of a gradient to write. */
  readonly own: readonly number[];
  /** Whether a derivative passes the argument at a place of the call on untouched. */
  readonly isData: (place: number) => boolean;
  /** The tree of what f is differentiated by, from that of its arguments. */
  readonly pointOf: (signature: ListTree) => Tree;
  /**
   * What to trace at a call with these arguments and result y, the first that serves: of a mode left open the one predicted to
   * take fewer operations, then the one that f takes uncompiled.
   */
  readonly candidates: (args: readonly unknown[], y: unknown) => readonly Candidate[];
}

/** Checks that f has such an order. */
export function checkSubject(f: Fn, order: Order | 'auto'): Subject {
  const derivation = derivationOf(f);
  if (derivation === undefined) {
    if (order !== 'auto') {
      throw new TypeError(
        `compile: expected f to be made by a verb like grad or jacobian for order '${order}', got ${describe(f)}`,
      );
    }
    const candidate: Candidate = { f, order: undefined, isExact: true, found: undefined };
    return {
      f,
      writes: false,
      returning: f,
      plain: f,
      wrt: undefined,
      own: FIRST,
      isData: () => false,
      pointOf: (signature) => signature,
      candidates: () => [candidate],
    };
  }
  if (order === 'elimination' && derivation.use === 'differentiates') {
    throw new TypeError(
      `compile: expected f to be made by grad, valueAndGrad, gradInto, jacobian or valueAndJacobian for order 'elimination', got one made by ${derivation.verb}`,
    );
  }
  const evaluated: Fn = order === 'auto' || order === 'elimination' ? f : derivation.again(ENGINES[order]);
  const returning = returningOf(evaluated);
  const isOpen = order === 'elimination' || (order === 'auto' && derivation.mode === 'auto');
  let found: unknown;
  const watched: Fn = (...args) => {
    found = derivation.f(...args);
    return found;
  };
  const by = (chosen: Order, isExact: boolean): Candidate => ({
    f: returningOf(derivation.again(ENGINES[chosen], watched)),
    order: chosen,
    isExact,
    found: () => found,
  });
  const { wrt } = derivation;
  const writes = derivation.use === 'writes';
  const places = [wrt].flat().map((place) => (writes && place > 0 ? place + 1 : place));
  return {
    f: evaluated,
    plain: (...args) => derivation.f(...args.map(untyped)),
    writes,
    returning,
    wrt: places,
    own: [wrt].flat(),
    isData: (place) => !places.includes(place) && !(writes && place === 1),
    pointOf: ({ entries }) =>
      typeof wrt === 'number' ? entries[wrt]! : { kind: 'list', entries: wrt.map((place) => entries[place]!) },
    candidates: (args, y) => {
      if (!isOpen) return [by(order === 'auto' ? (derivation.mode as Order) : order, true)];
      const { inputs, outputs } = sizesOf(derivation, args, y);
      if (order !== 'auto') return [by(order, false)];
      const predicted = predictCost({ inputs, outputs }).mode;
      // Uncompiled, a Jacobian of few inputs goes forward, in one pass, whatever the number of its outputs.
      const uncompiled = derivation.kind === 'gradient' ? predicted : jacobianMode(inputs, outputs);
      return predicted === uncompiled ? [by(predicted, true)] : [by(predicted, false), by(uncompiled, true)];
    },
  };
}

function returningOf(f: Fn): Fn {
  const { use, evaluate } = derivationOf(f) as Derivation;
  return use === 'writes' ? (...args) => evaluate(...args) : f;
}

function sizesOf(
  { verb, kind, wrt, aux }: Derivation,
  args: readonly unknown[],
  y: unknown,
): { inputs: number; outputs: number } {
  const inputs = [wrt].flat().reduce((count, place) => count + numbersIn(args[place]).length, 0);
  if (kind === 'gradient') return { inputs, outputs: 1 };
  const isPart = aux || verb === 'valueAndJacobian';
  const entries = numbersIn(isPart ? (y as { jacobian: unknown }).jacobian : y).length;
  return { inputs, outputs: inputs === 0 ? 0 : entries / inputs };
}
