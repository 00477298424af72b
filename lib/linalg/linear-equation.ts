import { type BlockOp, blocksOf } from './block-op.ts';
import { type Block, present, restored, type SomeBlocks } from './blocks.ts';
import type { Memo } from './memo.ts';
import type { NumericFactors } from './numeric-lu.ts';
import { blockDifference, negated, product, rowsOf, transposed } from './products.ts';

/** A method of solving M X = B, or Mᵀ X = B. */
export interface Solver {
  readonly name: string;
  /** The part of a matrix that is M: a triangle. All of it where it is not given. */
  readonly part?: (matrix: Block) => Block;
  /** The columns of X for plain numbers. */
  readonly solve: (
    matrix: Block<number>,
    columns: readonly Block<number>[],
    isTransposed: boolean,
    memo: Memo<NumericFactors>,
  ) => readonly Block<number>[];
}

/** The columns of M⁻¹ B, or of M⁻ᵀ B. */
export function solved(
  solver: Solver,
  matrix: Block,
  columns: readonly Block[],
  isTransposed = false,
  memo?: Memo<NumericFactors>,
): readonly Block[] {
  const n = Math.sqrt(matrix.length);
  return blocksOf(equation(solver, n, columns.length, isTransposed), [matrix, ...columns], memo);
}

function equation(solver: Solver, n: number, count: number, isTransposed: boolean): BlockOp<NumericFactors> {
  const { name, part = (matrix) => matrix } = solver;
  const active = (columns: SomeBlocks, matrix: Block, transposes: boolean, memo: Memo<NumericFactors>): SomeBlocks => {
    const there = present(columns);
    const isThere = columns.map((column) => column !== undefined);
    return restored(there.length === 0 ? [] : solved(solver, matrix, there, transposes, memo), isThere);
  };
  return {
    name: isTransposed ? `${name}.transposed` : name,
    results: new Array<number>(count).fill(n),
    value: ([matrix, ...columns], memo) => solver.solve(matrix!, columns, isTransposed, memo),
    // Ẋ = M⁻¹ (Ḃ − Ṁ X)
    pushforward: ([matrix], xs, [t, ...ts], memo) => {
      const change = t && part(t);
      const changes = change && columnsOfProduct(isTransposed ? transposed(change, n) : change, xs, n);
      const rests = ts.map((column, j) => differenceOf(column, changes?.[j]));
      return active(rests, matrix!, isTransposed, memo);
    },
    // B̄ = M⁻ᵀ X̄, M̄ = −B̄ Xᵀ
    pullback: ([matrix], xs, adjoints, memo, [isWanted]) => {
      const rights = active(adjoints, matrix!, !isTransposed, memo);
      const b = present(rights).flat();
      if (!isWanted || b.length === 0) return [undefined, ...rights];
      const x = xs.filter((_, j) => rights[j] !== undefined).flat();
      const [left, right] = isTransposed ? [x, b] : [b, x];
      return [part(negated(product(transposed(left, n), right, b.length / n, n))), ...rights];
    },
  };
}

/** The columns of A X. */
function columnsOfProduct(matrix: Block, columns: readonly Block[], n: number): Block[] {
  return rowsOf(product(columns.flat(), transposed(matrix, n), n, n), n);
}

/** ẋ − ẏ, where either may be inactive. */
function differenceOf(x: Block | undefined, y: Block | undefined): Block | undefined {
  if (y === undefined) return x;
  return x === undefined ? negated(y) : blockDifference(x, y);
}
