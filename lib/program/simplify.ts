import type { Builder } from './builder.ts';
import { COMPARISONS, opcodeOf, SELECT } from './opcodes.ts';

// Every identity here is exact, to the sign of zero: x + 0 is not x where x is −0, but x − 0 is, and x · 1, and x/4 as x · ¼.

const opcode = (name: string): number => opcodeOf.get(name) as number;
const ADD = opcode('add');
const SUB = opcode('sub');
const MUL = opcode('mul');
const DIV = opcode('div');
const NEG = opcode('neg');
const SQUARE = opcode('square');
const INV = opcode('inv');
const CONVENTION = opcode('convention');

/** The node of a row of the table, its opcode `opcode`, after identities. */
export function simplified(b: Builder, opcode: number, operands: readonly number[]): number {
  const [x, y] = operands as [number, number];
  if (operands.length === 1) return simplified1(b, opcode, x);
  return operands.length === 2 ? simplified2(b, opcode, x, y) : b.node(opcode, operands);
}

/** As {@link simplified}, for a row of one argument. */
export function simplified1(b: Builder, opcode: number, x: number): number {
  switch (opcode) {
    case NEG:
      return neg(b, x);
    case SQUARE:
      return mul(b, x, x);
    case INV:
      return div(b, b.constant(1), x);
    default:
      return b.node1(opcode, x);
  }
}

/** As {@link simplified}, for a row of two arguments. */
export function simplified2(b: Builder, opcode: number, x: number, y: number): number {
  switch (opcode) {
    case ADD:
      return add(b, x, y);
    case SUB:
      return sub(b, x, y);
    case MUL:
      return mul(b, x, y);
    case DIV:
      return div(b, x, y);
    // Derivatives are captured already, so only its value is left.
    case CONVENTION:
      return is(b, x, NaN) ? b.lose() : x;
    default:
      return b.node2(opcode, x, y);
  }
}

function add(b: Builder, x: number, y: number): number {
  if (x === b.none) return y;
  if (y === b.none) return x;
  const both = lost(b, x, y) ?? merged(b, x, y);
  if (both !== undefined) return both;
  if (is(b, x, -0)) return y;
  if (is(b, y, -0)) return x;
  if (b.opcodes[y] === NEG) return sub(b, x, b.operand(y, 0));
  if (b.opcodes[x] === NEG) return sub(b, y, b.operand(x, 0));
  return x < y ? b.node2(ADD, x, y) : b.node2(ADD, y, x);
}

function sub(b: Builder, x: number, y: number): number {
  if (y === b.none || is(b, y, 0)) return x;
  if (x === b.none) return neg(b, y);
  const both = lost(b, x, y);
  if (both !== undefined) return both;
  if (b.opcodes[y] === NEG) return add(b, x, b.operand(y, 0));
  return b.node2(SUB, x, y);
}

function mul(b: Builder, x: number, y: number): number {
  if (x === b.none || y === b.none) return b.none;
  if (b.partial[x]) return within(b, x, y, mul);
  if (b.partial[y]) return within(b, y, x, mul);
  const both = lost(b, x, y);
  if (both !== undefined) return both;
  if (b.isConstant(y) && !b.isConstant(x)) return mul(b, y, x);
  if (b.isConstant(x)) {
    if (is(b, x, 1)) return y;
    if (is(b, x, -1)) return neg(b, y);
    if (b.opcodes[y] === NEG) return mul(b, b.constant(-b.values[x]!), b.operand(y, 0));
    return b.node2(MUL, x, y);
  }
  if (b.opcodes[x] === NEG) return neg(b, mul(b, b.operand(x, 0), y));
  if (b.opcodes[y] === NEG) return neg(b, mul(b, x, b.operand(y, 0)));
  return x < y ? b.node2(MUL, x, y) : b.node2(MUL, y, x);
}

function div(b: Builder, x: number, y: number): number {
  if (x === b.none) return b.none;
  if (b.partial[x]) return within(b, x, y, div);
  const both = lost(b, x, y);
  if (both !== undefined) return both;
  if (b.isConstant(y)) {
    const divisor = b.values[y]!;
    if (isPowerOfTwo(divisor)) return mul(b, b.constant(1 / divisor), x);
  }
  if (b.opcodes[x] === NEG) return neg(b, div(b, b.operand(x, 0), y));
  if (b.opcodes[y] === NEG) return neg(b, div(b, x, b.operand(y, 0)));
  return b.node2(DIV, x, y);
}

function neg(b: Builder, x: number): number {
  if (x === b.none || x === b.lost) return x;
  if (b.partial[x]) return within(b, x, x, (_, t) => neg(b, t));
  const opcode = b.opcodes[x];
  if (opcode === NEG) return b.operand(x, 0);
  if (opcode === MUL || opcode === DIV) {
    const [p, q] = [b.operand(x, 0), b.operand(x, 1)];
    if (b.isConstant(p)) return simplified2(b, opcode, b.constant(-b.values[p]!), q);
  }
  return b.node1(NEG, x);
}

/** The lost derivative of a kink, plus or times anything, is that again. */
function lost(b: Builder, x: number, y: number): number | undefined {
  return b.lost >= 0 && (x === b.lost || y === b.lost) ? b.lost : undefined;
}

function is(b: Builder, node: number, value: number): boolean {
  return b.isConstant(node) && Object.is(b.values[node], value);
}

/** Whether 1/x is exact, and multiplying by it the same as dividing by x. */
function isPowerOfTwo(x: number): boolean {
  const size = Math.abs(x);
  return size >= 2 ** -1022 && size <= 2 ** 1022 && Number.isInteger(Math.log2(size)) && 2 ** Math.log2(size) === size;
}

/** op(t, other) inside each side of the select `partial`. A side that contributes nothing stays so. */
function within(
  b: Builder,
  partial: number,
  other: number,
  op: (b: Builder, t: number, other: number) => number,
): number {
  const opcode = b.opcodes[partial]!;
  const [x, y] = [b.operand(partial, 0), b.operand(partial, 1)];
  const side = (outcome: boolean): number => {
    const t = b.operand(partial, outcome ? 2 : 3);
    return t === b.none ? t : op(b, t, b.under(opcode, x, y, outcome, other));
  };
  return selectOf(b, opcode, x, y, side(true), side(false));
}

/** x + y where both select by the same comparison and a side of either contributes nothing. */
function merged(b: Builder, x: number, y: number): number | undefined {
  if (!b.isSelect(x) || b.opcodes[x] !== b.opcodes[y]) return undefined;
  const [p, q] = [b.operand(x, 0), b.operand(x, 1)];
  if (b.operand(y, 0) !== p || b.operand(y, 1) !== q) return undefined;
  const sides = [2, 3].map((i) => [b.operand(x, i), b.operand(y, i)] as const);
  if (!sides.some((side) => side.includes(b.none))) return undefined;
  const [then, otherwise] = sides.map(([s, t]) => add(b, s, t)) as [number, number];
  return selectOf(b, b.opcodes[x]!, p, q, then, otherwise);
}

function selectOf(b: Builder, opcode: number, x: number, y: number, then: number, otherwise: number): number {
  const compare = COMPARISONS[opcode - SELECT];
  return b.select(compare as 'lt', x, y, then, otherwise);
}
