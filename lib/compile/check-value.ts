import { HIDDEN_BRANCHES } from '../forward/passes.ts';
import type { Builder } from '../program/builder.ts';
import { capture } from '../program/capture.ts';
import { nodeOf } from '../program/traced-number.ts';
import { numberWithin, type Scalar } from '../scalar.ts';
import { numbersIn } from '../tree/leaves.ts';
import { pathsOf } from '../tree/paths.ts';
import type { ListTree, Tree } from '../tree/tree.ts';
import { map } from '../tree/unflatten.ts';
import type { Path } from './paths.ts';
import { firstDifferent, isHidden, plainValues } from './verify.ts';

type Fn = (...args: unknown[]) => unknown;

/** A call of compiled code, and the function whose value it is checked by. */
export interface CheckedCall {
  readonly verb: 'compile';
  readonly f: Fn;
  readonly signature: ListTree;
  readonly args: readonly unknown[];
  readonly numbers: Float64Array;
  /** The places in `args` of what f is a function of. */
  readonly own: readonly number[];
  /** The place of an argument in the call that the user wrote. */
  readonly placeOf: (i: number) => number;
}

// Of more numbers than these none is named.
const NAMED = 256;

/**
 * Checks that the values of a path at these arguments are those that f has on plain numbers, to the bit.
 * @throws {@link Error} where they are not, though f is deterministic and its code not off by rounding.
 */
export function checkValue(path: Path, call: CheckedCall): void {
  const { f, args, numbers } = call;
  const shape = path.values === path.program ? path.result : undefined;
  const plain = plainValues(f, args, shape);
  const got = path.valuesAt(numbers);
  if (plain === undefined || got === undefined) return;
  const i = firstDifferent(plain, got);
  if (i === undefined || !isAccused(call, plain, got, shape)) return;
  const name = culprit(path, call);
  const cause =
    name === undefined
      ? 'something that f captures has changed since, or f asks unseen what its arguments are'
      : `f asks unseen what ${name} is`;
  throw new Error(
    `compile: expected the value that f has on plain numbers, ${plain[i]}, got ${got[i]} from its code: ${cause}; ${HIDDEN_BRANCHES}, nor on includes, Map keys or Number.isInteger (write value(x)); a number that is a flag or a count is named in compile(f, { static: [i] })`,
  );
}

/** Whether f itself differs, and not only its code by rounding: where it has derivatives inside, sums may come in another order. */
function isAccused(
  call: CheckedCall,
  plain: readonly unknown[],
  got: readonly unknown[],
  shape: Tree | undefined,
): boolean {
  if (isHidden(call.f, call, plain, shape)) return true;
  const again = plainValues(call.f, call.args, shape);
  if (again === undefined || firstDifferent(plain, again) !== undefined) return false;
  // f does the same traced as not. Its code is of an earlier trace: does f differ from that?
  let now: readonly unknown[] = [];
  const outputs = (y: unknown, b: Builder): readonly Scalar[] => {
    const nodes = numbersIn(y).map((v) => nodeOf(b, numberWithin(v)));
    now = nodes.map((node) => b.values[node]!);
    return [];
  };
  const { f, signature, args, numbers, own } = call;
  capture('compile', f, signature, args, numbers, 'simplified', outputs, undefined, own);
  return !areClose(now, got);
}

/** Whether two lists differ by no more than rounding: sums of another trace may come in another order. */
function areClose(a: readonly unknown[], b: readonly unknown[]): boolean {
  const tolerance = 1e-9 * a.reduce<number>((most, x) => Math.max(most, Math.abs(x as number)), 0);
  const isClose = (x: unknown, i: number): boolean =>
    Object.is(x, b[i]) || Math.abs((x as number) - (b[i] as number)) <= tolerance;
  return a.length === b.length && a.every(isClose);
}

/** The number of the arguments without whose very value f and its code agree; undefined where there is none. */
function culprit(path: Path, { f, signature, args, numbers, placeOf }: CheckedCall): string | undefined {
  if (numbers.length > NAMED) return undefined;
  const named = (k: number): string => `${names(signature, placeOf)[k]}, here ${numbers[k]},`;
  // A count is refused where it is no whole number.
  let count: string | undefined;
  for (let k = 0; k < numbers.length; k++) {
    const x = numbers[k]!;
    const moved = numbers.slice();
    moved[k] = Number.isFinite(x) && x !== 0 ? x * 1.0000123 : 0.0123;
    let place = 0;
    const others = map(signature, args, () => moved[place++]) as unknown[];
    const plain = plainValues(f, others);
    const got = path.valuesAt(moved);
    if (plain === undefined) count ??= named(k);
    else if (got !== undefined && firstDifferent(plain, got) === undefined) return named(k);
  }
  return count;
}

/** The numbers of the arguments by name: `argument 1`, `argument 0[2]`, `argument 2.k`. */
function names({ entries }: ListTree, placeOf: (i: number) => number): string[] {
  return entries.flatMap((entry, i) => pathsOf(entry, `argument ${placeOf(i)}`));
}
