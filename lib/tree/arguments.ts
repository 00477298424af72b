import { describe } from '../describe.ts';
import { Active, checkLive, isActive } from '../scalar.ts';
import { standsIn, type TypedArray } from '../typed-array.ts';
import { isList, snapshot } from './constant.ts';
import { holdsIntegers, typedNumbersKind } from './list-kind.ts';
import { circlePath, fieldPath, pathTo } from './paths.ts';
import { treeClassOf } from './registered-class.ts';
import { hasFields, isRecord, type ListTree, type Tree, treeOf } from './tree.ts';
import { recordOf } from './unflatten.ts';

/** The verb that traces, for error messages. */
export type Verb = 'compile' | 'diagnose' | 'emitModule' | 'trace';

const NONE: ReadonlySet<number> = new Set();

// Arguments nested deeper than this are taken to contain themselves.
const DEEPEST = 1000;

/** Advice for an argument that may change unnoticed: a trace is recorded once, and keeps it. */
const INSTEAD: Readonly<Record<Verb, ((place: number) => string) | undefined>> = {
  compile: (place) => `name it in compile(f, { static: [${place}] }) when it never changes`,
  emitModule: () => 'have f capture it, as in emitModule((x) => f(x, it), x)',
  diagnose: undefined,
  trace: undefined,
};

/**
 * The tree of the arguments of a call. A static argument is a constant as a whole; `placeOf` tells where an argument is in
 * the call that the user wrote.
 * @throws {@link TypeError} for an object that may change unnoticed, {@link RangeError} for an argument that contains itself.
 */
export function argumentTree(
  verb: Verb,
  args: readonly unknown[],
  statics: ReadonlySet<number> = NONE,
  placeOf: (i: number) => number = (i) => i,
): ListTree {
  const constant = (x: unknown): Tree => ({ kind: 'constant', value: snapshot(x, (depth) => checkDepth(verb, depth)) });
  const special = (x: unknown, depth: number, place: number): Tree | undefined => {
    const path = (): string | undefined => pathTo(args[place], x, `argument ${placeOf(place)}`);
    if (typeof x !== 'object' || x === null || isOurs(x, verb)) return { kind: 'constant', value: x };
    checkDepth(verb, depth, ARGUMENTS, () => circlePath(args[place], `argument ${placeOf(place)}`));
    const list = typedNumbersKind(x);
    if (Array.isArray(x) || (list !== undefined && !holdsIntegers(list)) || treeClassOf(x)) return undefined;
    if (hasFields(x)) {
      const key = Object.keys(x).find((name) => isAccessor(x, name));
      if (key === undefined) return undefined;
      throw new TypeError(
        `${verb}: expected ${fieldPath(path()!, key)} to be a field, got an accessor, which may change unseen; hand over its value`,
      );
    }
    const instead = INSTEAD[verb];
    if (isList(x) || instead === undefined) return constant(x);
    throw new TypeError(
      `${verb}: expected numbers, arrays, records or objects with fields as ${path()}, got ${describe(x)}; ${instead(placeOf(place))}`,
    );
  };
  const entries = args.map((x, i) => {
    return statics.has(placeOf(i)) ? constant(x) : treeOf(x, (part, depth) => special(part, depth, i));
  });
  return { kind: 'list', entries };
}

function isAccessor(x: object, key: string): boolean {
  const { get, set } = Object.getOwnPropertyDescriptor(x, key) ?? {};
  return (get ?? set) !== undefined;
}

/** What may be nested too deep, and what to do instead. */
type Nested = readonly [what: string, instead: string];

const ARGUMENTS: Nested = ['arguments', 'have f capture what is no input'];

/** The result of f, for {@link checkDepth}. */
export const RESULT: Nested = ['the result', 'return the numbers themselves'];

/** Checks that f, if it declares parameters, comes with arguments to trace it at. */
export function checkExample(verb: Verb, f: (...args: never[]) => unknown, args: readonly unknown[]): void {
  if (args.length > 0 || f.length === 0) return;
  throw new TypeError(`${verb}: expected example arguments of f after it, got none; write ${verb}(f, x)`);
}

/** Checks that arguments or results end somewhere; `circle` finds where they come back to themselves. */
export function checkDepth(
  verb: string,
  depth: number,
  [what, instead]: Nested = ARGUMENTS,
  circle: () => string | undefined = () => undefined,
): void {
  if (depth <= DEEPEST) return;
  const path = circle();
  const got = path === undefined ? 'one that is deeper, or contains itself' : `${path}, which contains itself`;
  throw new RangeError(`${verb}: expected ${what} nested at most ${DEEPEST} deep, got ${got}; ${instead}`);
}

/** Whether x carries derivatives. A number of a second copy of the library is refused. */
function isOurs(x: unknown, verb: string): boolean {
  if (!isActive(x)) return false;
  if (!(x instanceof Active)) checkLive(x, verb);
  return true;
}

/** Whether the numbers of a running derivative, or of a trace, are in x; `circle` as for {@link checkDepth}. */
export function hasActive(
  x: unknown,
  verb: string,
  isStatic: boolean,
  nested: Nested = ARGUMENTS,
  circle?: () => string | undefined,
  depth = 0,
): boolean {
  if (typeof x !== 'object' || x === null) return false;
  if (isOurs(x, verb) || standsIn(x)) return true;
  checkDepth(verb, depth, nested, circle);
  const type = treeClassOf(x);
  if (type) return hasActive(type.fields(x), verb, isStatic, nested, circle, depth + 1);
  if (Array.isArray(x)) return x.some((xi) => hasActive(xi, verb, isStatic, nested, circle, depth + 1));
  if (!(isStatic ? isRecord(x) : hasFields(x))) return false;
  return Object.values(x).some((xi) => hasActive(xi, verb, isStatic, nested, circle, depth + 1));
}

/** As {@link hasActive}, of an argument of a call. */
export function isActiveArgument(x: unknown, place: number, verb: string, isStatic = false): boolean {
  return hasActive(x, verb, isStatic, ARGUMENTS, () => circlePath(x, `argument ${place}`));
}

/** x with plain arrays in place of arrays of floats, which hold no Scalars; x itself where there are none. */
export function untyped(x: unknown): unknown {
  if (typeof x !== 'object' || x === null || x instanceof Active) return x;
  const kind = typedNumbersKind(x);
  if (kind !== undefined) return holdsIntegers(kind) ? x : Array.from(x as TypedArray);
  const type = treeClassOf(x);
  if (type) {
    const fields = type.fields(x);
    const own = untyped(fields);
    return own === fields ? x : type.make(own);
  }
  if (Array.isArray(x)) {
    const entries = x.map(untyped);
    return entries.some((entry, i) => entry !== x[i]) ? entries : x;
  }
  if (!hasFields(x)) return x;
  const keys = Object.keys(x);
  const values = keys.map((key) => untyped(x[key]));
  if (values.every((value, i) => value === x[keys[i]!])) return x;
  return recordOf(Object.getPrototypeOf(x), keys, (i) => values[i]);
}
