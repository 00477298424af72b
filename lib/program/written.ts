import type { Asked, BinaryOp, Interpreter, UnaryOp } from '../interpreter.ts';
import type { Level } from '../level.ts';
import { Active, type Scalar } from '../scalar.ts';

/** A number whose operations are written down in a G: its node there. It has no tangent. */
export abstract class Written<G> extends Active implements Interpreter<Scalar> {
  declare readonly level: Level<G>;
  declare readonly interpreter: Interpreter<Scalar>;
  declare readonly node: number;

  abstract get at(): number;
  abstract record(
    key: { readonly name: string },
    operands: readonly Scalar[],
    apply: (operands: readonly Scalar[]) => Scalar,
  ): Scalar;
  abstract watch(asked: Asked): number;
  abstract guard(compare: string, x: Scalar, y: Scalar, outcome: boolean): void;

  interpret1({ op }: UnaryOp<Scalar>, x: Scalar): Scalar {
    return this.record(op, [x], ([a]) => op(a!));
  }

  interpret2({ op }: BinaryOp<Scalar>, x: Scalar, y: Scalar): Scalar {
    return this.record(op, [x, y], ([a, b]) => op(a!, b!));
  }

  interpretArrays(
    row: { readonly name: string },
    op: (xs: readonly Scalar[], ys: readonly Scalar[]) => Scalar,
    xs: readonly Scalar[],
    ys: readonly Scalar[],
  ): Scalar {
    const n = xs.length;
    return this.record(row, [...xs, ...ys], (operands) => op(operands.slice(0, n), operands.slice(n)));
  }

  scale(): never {
    throw new Error('a traced number has no tangent');
  }

  combine(): never {
    throw new Error('a traced number has no tangent');
  }

  gather(): never {
    throw new Error('a traced number has no tangent');
  }

  override toString(): string {
    return `Traced(${this.at})`;
  }
}

/** Makes numbers of a class. They are their own value, so that no op takes them for plain numbers, and their own interpreter. */
export function maker<G, W extends Written<G>>(prototype: W): new (level: Level<G>, node: number) => W {
  const make = function (
    this: { -readonly [K in 'level' | 'value' | 'interpreter' | 'node']: Written<G>[K] },
    level: Level<G>,
    node: number,
  ): void {
    this.level = level;
    this.value = this as W;
    this.interpreter = this as unknown as W;
    this.node = node;
  } as never as new (
    level: Level<G>,
    node: number,
  ) => W;
  make.prototype = prototype;
  return make;
}
