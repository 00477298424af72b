import { describe } from '../describe.ts';
import { checkIsOptions } from '../transforms/options.ts';
import type { CheckMode } from './check-schedule.ts';

/** The order of the chain rule: from the inputs, from the outputs, or across. */
export type Order = 'forward' | 'reverse' | 'elimination';

/** How a function is compiled. */
export interface CompileOptions {
  /**
   * The places of arguments that are counts or flags: not inputs, but part of the signature. Arrays and records are compared
   * by content, other objects by identity: they must not change.
   */
  readonly static?: readonly number[] | undefined;
  /**
   * How the code runs. 'auto' takes JavaScript for small functions, WebAssembly for large ones, and the interpreter where a
   * page's policy forbids both.
   */
  readonly backend?: 'auto' | 'js' | 'wasm' | 'interpreter' | undefined;
  /**
   * The order of the chain rule, for a derivative made by a verb. 'auto' keeps its mode; where that was left open it takes
   * the mode predicted to take fewer operations. 'elimination' is the best cross-country order. It, and a mode other
   * than f's, agree with f up to rounding, not to the bit.
   */
  readonly order?: 'auto' | Order | undefined;
  /**
   * How often the value of f is compared with that of its code, which shows a `k === 0` or a captured variable that changed.
   * 'sampled' is at calls 2, 4, 8 …, as seldom as keeps it under 2 % of the time, and where a number that is an argument, or is
   * in a record, has a value that it has not had before. 'each' is at every call, 'never' at none.
   */
  readonly check?: CheckMode | undefined;
}

/** Checks the options. */
export function checkOptions(options: CompileOptions): void {
  checkIsOptions('compile', '{ static: [1] }', options);
  for (const key of Object.keys(options)) {
    if (['static', 'backend', 'order', 'check'].includes(key)) continue;
    throw new TypeError(
      `compile: expected the options static, backend, order and check, got an unknown option '${key}'`,
    );
  }
  const places: unknown = options.static ?? [];
  const isPlace = (i: unknown): boolean => Number.isInteger(i) && (i as number) >= 0;
  for (const wrong of Array.isArray(places) ? places.filter((i) => !isPlace(i)) : [places]) {
    throw new TypeError(`compile: expected static to list places of arguments, like [1], got ${describe(wrong)}`);
  }
  const among = (name: string, value: unknown, names: readonly string[]): void => {
    if (value === undefined || names.includes(value as string)) return;
    throw new RangeError(
      `compile: expected ${name} to be ${names.map((n) => `'${n}'`).join(' or ')}, got ${describe(value)}`,
    );
  };
  among('backend', options.backend, ['auto', 'js', 'wasm', 'interpreter']);
  among('check', options.check, ['each', 'sampled', 'never']);
  among('order', options.order, ['auto', 'forward', 'reverse', 'elimination']);
}
