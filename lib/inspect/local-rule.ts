import { passes, tangentOf, WIDEST } from '../forward/passes.ts';
import type { ArrayOp, BinaryOp, Composed, UnaryOp } from '../interpreter.ts';
import type { Scalar } from '../scalar.ts';

type Partial = Scalar | undefined;

/** An op of any number of arguments: its value on numbers, and its partials on numbers of any kind. */
export interface LocalRule {
  /** The function that users call. */
  readonly op: (...operands: never[]) => unknown;
  readonly name: string;
  readonly value: (args: readonly number[]) => number;
  /** From the value and the arguments; those of inactive arguments may be left out. */
  readonly partials: (v: Scalar, args: readonly Scalar[], isActive: readonly boolean[]) => readonly Partial[];
  /** Whether it is composed of ops, which branch by comparisons of their own. */
  readonly isComposed?: true;
}

export function localRule1(row: UnaryOp<Scalar>): LocalRule {
  return {
    op: row.op,
    name: row.name,
    value: ([x]) => row.op(x!) as number,
    partials: (v, [x]) => [row.dx(v, x!)],
  };
}

export function localRule2(row: BinaryOp<Scalar>): LocalRule {
  return {
    op: row.op,
    name: row.name,
    value: ([x, y]) => row.op(x!, y!) as number,
    partials: (v, [x, y], [inX, inY]) => [inX ? row.dx(v, x!, y!) : undefined, inY ? row.dy(v, x!, y!) : undefined],
  };
}

/** Of an op that is composed of others: f, its partials by a pass over it. */
export function localRuleOfComposed({ name, op }: Composed, f: (xs: readonly Scalar[]) => Scalar): LocalRule {
  return {
    op,
    name,
    isComposed: true,
    value: (args) => f(args) as number,
    partials: (_v, args) => {
      const partials: Partial[] = [];
      passes(f as never, args, WIDEST, (y, level, count) => {
        for (let j = 0; j < count; j++) {
          const partial = tangentOf(level, y as Scalar, j);
          // As of one that was not chosen.
          partials.push(partial === 0 ? undefined : partial);
        }
      });
      return partials;
    },
  };
}

/** Of an op over arrays, the first `n` of whose arguments are the entries of the first. */
export function localRuleOfArrays(row: ArrayOp<Scalar>, n: number): LocalRule {
  return {
    op: row.spread ?? row.op,
    name: row.name,
    value: (args) => row.op(args.slice(0, n), args.slice(n)) as number,
    partials: (v, args) => row.partials(v, args.slice(0, n), args.slice(n)).flat(),
  };
}
