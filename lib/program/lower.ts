import type { Builder } from './builder.ts';
import { opcodeOf } from './opcodes.ts';
import { simplified } from './simplify.ts';

/** The nodes of a row of the table over numbers, by its name. */
export function primitive(b: Builder, name: string, ...operands: number[]): number {
  return simplified(b, opcodeOf.get(name) as number, operands);
}

/** An array operation as the additions, products … that define it, in their order; undefined where it must be called. */
export function lowered(b: Builder, name: string, operands: readonly number[]): number | undefined {
  const n = operands.length;
  if (n === 0) return undefined;
  const chain = (op: string, nodes: readonly number[]): number =>
    nodes.reduce((total, node) => primitive(b, op, total, node));
  const mean = (): number => primitive(b, 'div', chain('add', operands), b.constant(n));
  switch (name) {
    case 'sum':
      return chain('add', operands);
    case 'mean':
      return mean();
    case 'prod':
      return chain('mul', operands);
    case 'dot':
      return chain(
        'add',
        operands.slice(0, n / 2).map((x, i) => primitive(b, 'mul', x, operands[n / 2 + i]!)),
      );
    case 'maximum':
      return chain('max', operands);
    case 'minimum':
      return chain('min', operands);
    case 'variance': {
      const m = mean();
      const squares = operands.map((x) => primitive(b, 'square', primitive(b, 'sub', x, m)));
      return primitive(b, 'div', chain('add', squares), b.constant(n - 1));
    }
    case 'norm':
      return norm(b, operands, chain);
    case 'logsumexp':
      return logsumexp(b, operands, chain);
    default:
      return undefined;
  }
}

type Chain = (op: string, nodes: readonly number[]) => number;

/** √Σx²; where the squares overflow or drown, another path is taken, on which norm is called. */
function norm(b: Builder, operands: readonly number[], chain: Chain): number | undefined {
  const sum = (row: string): number =>
    chain(
      'add',
      operands.map((x) => primitive(b, row, x)),
    );
  const squares = sum('square');
  // s + (s − s) is s where s is finite, else NaN. Where all are 0, as inside a box, the squares are right.
  const finite = primitive(b, 'add', squares, primitive(b, 'sub', squares, squares));
  const judged = b.select('eq', sum('abs'), b.constant(0), b.constant(1), finite);
  const isPlain = b.values[judged]! > 1e-280;
  b.guard('gt', judged, b.constant(1e-280), isPlain);
  return isPlain ? primitive(b, 'sqrt', squares) : undefined;
}

/** m + log Σ exp(x − m), the maximum selected as the derivative selects it, so that both share the exponentials. */
function logsumexp(b: Builder, operands: readonly number[], chain: Chain): number {
  let m = b.constant(-Infinity);
  for (const x of operands) m = b.select('gt', x, m, x, m);
  const shifted = primitive(
    b,
    'add',
    m,
    primitive(
      b,
      'log',
      chain(
        'add',
        operands.map((x) => primitive(b, 'exp', primitive(b, 'sub', x, m))),
      ),
    ),
  );
  // An infinite maximum is the value, and NaN is where an entry is, which the selection passed over.
  const infinite = chain('max', operands);
  return b.select('lt', primitive(b, 'abs', m), b.constant(Infinity), shifted, infinite);
}
