import type { Scalar } from '../scalar.ts';
import { inputs, overNumbers } from '../tree/container.ts';
import type { Engine, Engines } from './engine.ts';
import type { Found } from './native-mark.ts';
import { checkEngine, checkFunction, type EngineChoice, NO_OPTIONS, type Options } from './options.ts';
import { plainComparison } from './plain-value.ts';
import { DERIVATION, type Derivation, type Derived } from './provenance.ts';
import type { Rest } from './types.ts';

/** The computation of an engine: from f at the entries of x, and f's further arguments. */
export type Evaluate<K extends Derivation['kind']> = (xs: Scalar[], rest: Rest, x: unknown) => ReturnType<Engine[K]>;

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** The result of a verb's derivative, from what the engine computes at the entries of x. */
type Present<K extends Derivation['kind']> = (
  evaluate: Evaluate<K>,
  xs: Scalar[],
  rest: readonly unknown[],
  x: unknown,
  lanes: number | undefined,
) => unknown;

/** A verb that returns a derivative of f: checks f and the options, chooses the engine, and keeps the derivation. */
export function makeVerb<K extends Derivation['kind'], M extends string>(
  verb: string,
  engines: Engines<M>,
  kind: K,
  present: Present<K>,
  use?: Derivation['use'],
): (f: AnyFn, options?: Options<M>) => AnyFn {
  const derive = (f: AnyFn, { mode, engine, lanes, check }: EngineChoice): AnyFn => {
    const run = engine[kind] as Engine['gradient'] & Engine['rows'];
    let value: Found = 0;
    const evaluate: Evaluate<K> = (xs, rest, x) => {
      const found = run(verb, overNumbers(f, x, rest), xs, lanes);
      ({ value } = found);
      // Before a gradient is written, and after all passes of a Hessian.
      compare(verb, xs, rest, value);
      return found as ReturnType<Engine[K]>;
    };
    const derivativeAt: Derived = (x, ...rest) => {
      const xs = inputs(verb, 'x', x);
      const y = present(evaluate, xs, rest, x, lanes);
      if (use === 'differentiates') compare(verb, xs, rest, value);
      return y;
    };
    const compare = plainComparison(f, check, derivativeAt);
    derivativeAt[DERIVATION] = {
      verb,
      kind,
      use,
      f,
      mode,
      evaluate,
      again: (other, g = f) => derive(g, { engine: other, check }),
    };
    return derivativeAt;
  };
  return (f, options = NO_OPTIONS) => {
    checkFunction(verb, f);
    return derive(f, checkEngine(verb, engines, options));
  };
}
