import type { Instruction } from './program.ts';

/** What is known of an operation's value where an operand is NaN or infinite, or all are numbers. */
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

// Probed rather than written down: adding an op stays one row. A spec holds the findings against random arguments.
const FINITE = [0, -0, 1, -1, 0.5, 2.5, -3.25, 20, -20, 1e-300, -1e-300, 1e300, -1e300, 5e-324, 2, 3, 710, -745];
const ANY = [...FINITE, Infinity, -Infinity];
const known = new WeakMap<Instruction, Properties>();

export function propertiesOf(instruction: Instruction): Properties {
  let found = known.get(instruction);
  if (found === undefined) {
    found = instruction.js === undefined ? CALLED : probed(instruction);
    known.set(instruction, found);
  }
  return found;
}

/** Of a user's operation nothing is known. */
const CALLED: Properties = { passesNaN: [], passesInfinite: [], finiteSafe: false, safe: false, positive: false };

function probed({ arity, value }: Instruction): Properties {
  const points = (among: readonly number[]): (readonly number[])[] =>
    Array.from({ length: arity }).reduce<number[][]>((all) => all.flatMap((p) => among.map((x) => [...p, x])), [[]]);
  const places = Array.from({ length: arity }, (_, i) => i);
  const finite = points(FINITE);
  const any = points(ANY);
  const set = (i: number, xs: readonly number[]): number[] =>
    any.flatMap((p) => xs.map((x) => value(...p.map((pj, j) => (j === i ? x : pj)))));
  return {
    passesNaN: places.map((i) => set(i, [NaN]).every(Number.isNaN)),
    passesInfinite: places.map((i) => !set(i, [NaN, Infinity, -Infinity]).some(Number.isFinite)),
    finiteSafe: finite.every((p) => !Number.isNaN(value(...p))),
    safe: any.every((p) => !Number.isNaN(value(...p))),
    positive: any.every((p) => !(value(...p) < 0)),
  };
}
