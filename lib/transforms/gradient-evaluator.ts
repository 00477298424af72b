import type { Scalar } from '../scalar.ts';
import { bind, type Engines, type Gradients } from './engine.ts';
import { checkFunction, choose, type Options } from './options.ts';
import type { Rest } from './types.ts';

/** From the entries of x and f's further arguments to f(x) and its gradient, for the verb `name` of an entry with the modes M. */
export function gradients<M extends string>(
  name: string,
  engines: Engines<M>,
  f: (x: never, ...rest: never) => unknown,
  options: Options<M> = {},
): (xs: readonly Scalar[], rest: Rest) => Gradients {
  checkFunction(name, f);
  const { engine, lanes } = choose(name, engines, options);
  return (xs, rest) => engine.gradient(name, bind(f, rest), xs, lanes);
}
