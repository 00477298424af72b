import type { Operation } from './program.ts';

/** How the value of an operation depends on whether its operands are NaN, infinite or finite. */
export interface Properties {
  /** Of each operand: NaN whenever it is. */
  readonly passesNaN: readonly boolean[];
  /** Of each operand: neither NaN nor infinite only if it is neither. */
  readonly passesInfinite: readonly boolean[];
  /** Never NaN where all operands are finite. */
  readonly finiteSafe: boolean;
  /** Never NaN where no operand is. */
  readonly safe: boolean;
  /** Never negative. */
  readonly positive: boolean;
}

// Probed, not listed by hand, so that adding an op stays one row. A spec compares the findings with random arguments.
const FINITE = [0, 1, -1, 0.5, -3.25, 20, 1e300, -1e300];
const MORE = [-0, 2.5, -20, 1e-300, -1e-300, 5e-324, 2, 710, -745];
const INFINITE = [Infinity, -Infinity];
const PAIRS: readonly (readonly number[])[] = FINITE.flatMap((x) => FINITE.map((y) => [x, y]));
const known = new WeakMap<Operation, Properties>();

export function propertiesOf(operation: Operation): Properties {
  let found = known.get(operation);
  if (found === undefined) {
    found = operation.row === undefined || operation.arity > 2 ? CALLED : probed(operation);
    known.set(operation, found);
  }
  return found;
}

/** Nothing is known of a user's operation. */
const CALLED: Properties = { passesNaN: [], passesInfinite: [], finiteSafe: false, safe: false, positive: false };

function probed({ arity, value }: Operation): Properties {
  const finite = arity === 1 ? [...FINITE, ...MORE].map((x) => [x]) : PAIRS;
  // Of two operands the i-th is one of `xs`, the other anything.
  const where = (i: number, xs: readonly number[]): number[] =>
    arity === 1
      ? xs.map((x) => value(x))
      : [...FINITE, ...INFINITE].flatMap((y) => xs.map((x) => (i === 0 ? value(x, y) : value(y, x))));
  const places = arity === 1 ? [0] : [0, 1];
  const ofFinite = finite.map((p) => value(...p));
  const ofAny = [...ofFinite, ...places.flatMap((i) => where(i, INFINITE))];
  return {
    passesNaN: places.map((i) => where(i, [NaN]).every(Number.isNaN)),
    passesInfinite: places.map((i) => !where(i, [NaN, ...INFINITE]).some(Number.isFinite)),
    finiteSafe: !ofFinite.some(Number.isNaN),
    safe: !ofAny.some(Number.isNaN),
    positive: !ofAny.some((v) => v < 0),
  };
}
