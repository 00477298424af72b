import { describe } from '../describe.ts';
import { arithmeticFor, WIDEST } from '../forward/passes.ts';
import { isVector } from '../tree/container.ts';
import type { Engine, Engines } from './engine.ts';

/** How a derivative is to be computed; M are the modes that an entry has. */
export interface Options<M extends string = 'forward'> extends CheckOption {
  /** The mode: 'auto', 'forward' or 'reverse' in dualgrad; an entry with one mode has only that. */
  readonly mode?: M | undefined;
  /**
   * How many inputs a pass differentiates by, 1 to 16, in forward mode. By default the library takes the fewest passes,
   * and the narrowest of the widths with as many passes. 1 is literally one pass per input.
   */
  readonly lanes?: number | undefined;
}

/** The place of the argument that f is differentiated by, or a list of such places. */
export type Places = number | readonly number[];

/** By what f is differentiated, and what it returns. */
export interface Selection {
  /**
   * The arguments that f is differentiated by: the place of one, or a list of places. By default 0, the first. The derivative
   * has the tree of that argument; of a list it is a list, in the same order. Other arguments are passed to f untouched.
   */
  readonly wrt?: Places | undefined;
  /**
   * true where f returns `[y, aux]`: y is differentiated, and aux handed out with the result, under that name. Numbers in it
   * come out plain, or as numbers of the derivative further out.
   */
  readonly aux?: boolean | undefined;
}

/** How often a verb compares the value of f with f on plain numbers. */
export interface CheckOption {
  /**
   * true: at each call, false: never. By default at each call of a function made by `native`, and once of others. Only the
   * outermost verb compares.
   */
  readonly check?: boolean | undefined;
}

/** An engine and the options it was chosen by. */
export interface EngineChoice extends Selection {
  readonly engine: Engine;
  readonly mode?: string;
  readonly lanes?: number | undefined;
  readonly check?: boolean | undefined;
}

/** The options of a verb that is called without. */
export const NO_OPTIONS: object = {};

/**
 * The engine that the options ask for, its mode, and its lanes, undefined where the library is to choose; and the other
 * options, `further` beside `check`.
 */
export function checkEngine<M extends string>(
  name: string,
  engines: Engines<M>,
  options: Options<M>,
  further: readonly (keyof Selection)[] = [],
): EngineChoice {
  const check = checkOption(name, options, '{ lanes: 4 }', ['mode', 'lanes', 'check', ...further]);
  const modes = Object.keys(engines) as M[];
  const { mode = modes[0]!, lanes, wrt, aux }: Options<M> & Selection = options;
  if (wrt !== undefined) checkPlaces(name, wrt);
  if (!modes.includes(mode)) {
    const list = modes.map((m) => `'${m}'`).join(' or ');
    throw new RangeError(`${name}: expected mode to be ${list}, got ${describe(mode)}`);
  }
  if (lanes !== undefined && !(Number.isInteger(lanes) && lanes >= 1 && lanes <= WIDEST)) {
    throw new RangeError(`${name}: expected lanes to be a whole number from 1 to ${WIDEST}, got ${describe(lanes)}`);
  }
  const engine = engines[mode];
  if (lanes !== undefined && !engine.hasLanes) {
    throw new RangeError(`${name}: expected lanes with mode 'forward' only, got lanes: ${lanes}`);
  }
  return { mode: lanes ? 'forward' : mode, engine, lanes, check, wrt, aux };
}

/** Checks the places of arguments. */
function checkPlaces(name: string, wrt: unknown): void {
  const isPlace = (place: unknown, i: number, all: unknown[]): boolean =>
    Number.isInteger(place) && (place as number) >= 0 && all.indexOf(place) === i;
  if (Array.from([wrt].flat()).every(isPlace)) return;
  throw new RangeError(
    `${name}: expected wrt to be a place of an argument or a list of them, got ${Array.isArray(wrt) ? `[${wrt.join()}]` : describe(wrt)}`,
  );
}

/** The options of a verb that is called at a point. */
export function checkSelection(name: string, options: CheckOption = NO_OPTIONS): CheckOption & Selection {
  checkOption(name, options, '{ check: true }', ['check', 'aux']);
  return options;
}

/** The option `check` of a verb; `known` are all its options. */
export function checkOption(
  name: string,
  options: CheckOption = NO_OPTIONS,
  example = '{ check: true }',
  known: readonly string[] = ['check'],
): boolean | undefined {
  if (options === NO_OPTIONS) return undefined;
  checkIsOptions(name, example, options);
  for (const key of Object.keys(options)) {
    if (!known.includes(key)) {
      throw new TypeError(`${name}: expected no option but ${known.join(', ')}, got '${key}'`);
    }
  }
  for (const key of ['check', 'aux'] as const) {
    const value = (options as CheckOption & Selection)[key];
    if (typeof (value ?? true) !== 'boolean') {
      throw new TypeError(`${name}: expected ${key} to be a boolean, got ${describe(value)}`);
    }
  }
  return options.check;
}

/** Checks that options are an object whose fields tell all: a Map would be taken for no options. */
export function checkIsOptions(name: string, example: string, options: unknown): void {
  if (Object.prototype.toString.call(options) === '[object Object]') return;
  const hint = isVector(options) ? `; write ${name}(f)(x)` : '';
  throw new TypeError(`${name}: expected options to be an object like ${example}, got ${describe(options)}${hint}`);
}

/** Checks that `f` can be called. */
export function checkFunction(name: string, f: unknown, why = ' to differentiate'): void {
  if (typeof f === 'function') return;
  throw new TypeError(`${name}: expected a function${why}, got ${describe(f)}`);
}

/** The lanes of each pass over n inputs. */
export function lanesFor(n: number): number {
  return n <= 1 ? 1 : arithmeticFor(n).width;
}
