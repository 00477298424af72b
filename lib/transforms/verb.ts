import type { Scalar } from '../scalar.ts';
import { LIST_RESULT } from '../tree/output.ts';
import type { Engine, Engines } from './engine.ts';
import type { Found } from './native-mark.ts';
import { checkEngine, checkFunction, type EngineChoice, NO_OPTIONS, type Options } from './options.ts';
import { plainComparison } from './plain-value.ts';
import { ANY_ARGUMENT, type CallPoint, listArgument, pointAt, withAux } from './point.ts';
import { DERIVATION, type Derivation, type Derived } from './provenance.ts';

/** The computation of an engine, at the numbers of a point, or at others. */
export type Evaluate<K extends Derivation['kind']> = (point: CallPoint, xs?: Scalar[]) => ReturnType<Engine[K]>;

// biome-ignore lint/suspicious/noExplicitAny: functions of every signature
type AnyFn = (...args: any[]) => any;

/** The result of a verb's derivative. `out` is the second argument of a verb that writes. */
type Present<K extends Derivation['kind']> = (
  evaluate: Evaluate<K>,
  point: CallPoint,
  lanes: number | undefined,
  out: unknown,
) => unknown;

/**
 * A verb that returns a derivative of f: checks f and the options, chooses the engine, and keeps the derivation. Where the
 * result of the derivative is one part, `alone` names it, for results with aux.
 */
export function makeVerb<K extends Derivation['kind'], M extends string>(
  verb: string,
  engines: Engines<M>,
  kind: K,
  present: Present<K>,
  alone?: string,
  use?: Derivation['use'],
): (f: AnyFn, options?: Options<M>) => AnyFn {
  const slope = use === 'differentiates' ? 'derivative(derivative(f))' : 'derivative(f)';
  const list = listArgument(`; for a function of one number use ${slope}`);
  const derive = (f: AnyFn, choice: EngineChoice): AnyFn => {
    const { mode, engine, lanes, check, wrt, aux } = choice;
    const run = engine[kind] as Engine['gradient'] & Engine['rows'];
    // A number alone is no x, and no place to write to.
    const isAlone = wrt === undefined || (use === 'writes' && typeof wrt === 'number');
    const argument = isAlone ? list : ANY_ARGUMENT;
    const pointOf = (x: unknown, rest: readonly unknown[]): CallPoint =>
      pointAt(verb, f, x, rest, choice, argument, kind === 'rows' ? LIST_RESULT : undefined);
    let value: Found = 0;
    const evaluate: Evaluate<K> = ({ call, numbers }, xs = numbers) => {
      const found = run(verb, call as never, xs, lanes);
      ({ value } = found);
      // Before a gradient is written, and after all passes of a Hessian.
      compare(verb, call, xs, value);
      return found as ReturnType<Engine[K]>;
    };
    const at = (x: unknown, rest: readonly unknown[], out?: unknown): unknown => {
      const point = pointOf(x, rest);
      const result = present(evaluate, point, lanes, out);
      if (use === 'differentiates') compare(verb, point.call, point.numbers, value);
      return withAux(result, point, alone);
    };
    const derivativeAt: Derived =
      use === 'writes' ? (x, out, ...rest) => at(x, rest, out) : (x, ...rest) => at(x, rest);
    const compare = plainComparison(f, check, derivativeAt);
    derivativeAt[DERIVATION] = {
      verb,
      kind,
      use,
      f,
      mode,
      wrt: wrt ?? 0,
      aux: aux === true,
      evaluate: (x, ...rest) => evaluate(pointOf(x, rest)),
      again: (other, g = f) => derive(g, { engine: other, check, wrt, aux }),
    };
    return derivativeAt;
  };
  const choiceOf = (options: Options<M>): EngineChoice =>
    checkEngine(verb, engines, options, use === 'writes' ? ['wrt'] : ['wrt', 'aux']);
  const usual = choiceOf(NO_OPTIONS);
  return (f, options) => {
    checkFunction(verb, f);
    return derive(f, options === undefined ? usual : choiceOf(options));
  };
}
