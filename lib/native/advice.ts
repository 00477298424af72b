import { Active, INSTEAD } from '../scalar.ts';

/** What is added to the errors of active numbers in JavaScript's own operators once transformed code is in play. */
export const UNTRANSFORMED =
  '; this code is not transformed (mark it by native(f) or "use grad", or take its package in by packages: [\'NAME\'] of dualgrad/plugin, or by DUALGRAD_PACKAGES=NAME with dualgrad/register), or it stores a Scalar where only plain numbers can be: in a Float32Array, an integer array, a Date';

/** The methods of numbers that give a text, and what to write in their place. */
export const TEXTS: Readonly<Record<string, string>> = {
  toFixed: 'to round it write Math.round(x * 100) / 100',
  toPrecision: 'to round it write Math.round',
  toExponential: 'to round it write Math.round',
  toLocaleString: 'in a template leave the call out',
};

/** Gives errors the advice that users of native arithmetic need. Each transformed file comes by here when it is loaded. */
export function advise<T>(value: T): T {
  for (const hint of Object.keys(INSTEAD)) {
    if (!INSTEAD[hint]!.endsWith(UNTRANSFORMED)) INSTEAD[hint] += UNTRANSFORMED;
  }
  for (const [name, instead] of Object.entries(TEXTS)) {
    Object.defineProperty(Active.prototype, name, {
      configurable: true,
      value(this: Active): never {
        throw new TypeError(
          `${name}: expected a plain number, got ${this.toString()}; a text has no derivative: for the digits write value(x).${name}(…), ${instead}`,
        );
      },
    });
  }
  const refuse = Active.prototype[Symbol.toPrimitive];
  Active.prototype[Symbol.toPrimitive] = function (hint): never {
    try {
      return refuse.call(this, hint);
    } catch (error) {
      throw withPackage(error as Error);
    }
  };
  return value;
}

/** An error that names the package of npm whose code it comes from, if it does. */
function withPackage(error: Error): Error {
  const { message, stack = '' } = error;
  // The first two places are ours; functions of JavaScript have none.
  const place = stack
    .split('\n')
    .filter((line) => /:\d+:\d+/.test(line))[2]
    ?.replaceAll('\\', '/');
  const name = place && /^.*\/node_modules\/((?:@[^/]+\/)?[^/.@][^/]*)\//.exec(place)?.[1];
  if (!name || name === 'dualgrad') return error;
  error.message = message.replaceAll('NAME', name);
  error.stack = stack.replace(message, error.message);
  return error;
}
