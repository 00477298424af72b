import { COMPARISONS, SELECT } from './opcodes.ts';
import type { Program } from './program.ts';

/** Everywhere: the region of what is computed in any case. */
export const ALL = -1;
const UNKNOWN = -2;
const DEEPEST = 4;
const LARGEST = 200;

/**
 * For each node the side of a select that it serves alone, as 2 · select, or 2 · select + 1 for `otherwise`; ALL where it is
 * needed in any case. Code computes such nodes only where that side is chosen.
 */
export function regions(program: Program): Int32Array {
  const { length, opcodes, starts, operands, operations } = program;
  const region = new Int32Array(length).fill(UNKNOWN);
  const sizes = new Map<number, number>();
  const depths = new Uint8Array(length);
  const parent = (place: number): number => region[place >> 1]!;
  const depth = (place: number): number => (place === ALL ? 0 : depths[place >> 1]!);
  const common = (a: number, b: number): number => {
    let [p, q] = [a, b];
    while (p !== q) {
      const [dp, dq] = [depth(p), depth(q)];
      if (dp >= dq) p = parent(p);
      if (dq >= dp) q = parent(q);
    }
    return p;
  };
  const use = (node: number, place: number): void => {
    const before = region[node]!;
    region[node] = before === UNKNOWN ? place : common(before, place);
  };
  for (const node of program.outputs) use(node, ALL);
  for (const { x, y } of program.guards) {
    use(x, ALL);
    use(y, ALL);
  }
  for (let node = length - 1; node >= 0; node--) {
    if (region[node] === UNKNOWN) region[node] = ALL;
    let own = region[node]!;
    const operation = operations[opcodes[node]!]!;
    if (own !== ALL) {
      const size = (sizes.get(own) ?? 0) + 1;
      sizes.set(own, size);
      // A user's operation is called as it is in f; a side too large for its place stays outside.
      if (size > LARGEST || (operation.js === undefined && operation.arity > 0 && !isSelect(opcodes[node]!))) {
        own = ALL;
        region[node] = ALL;
      }
    }
    const selects = isSelect(opcodes[node]!);
    depths[node] = depth(own) + 1;
    const start = starts[node]!;
    const end = starts[node + 1]!;
    for (let i = start; i < end; i++) {
      const opens = selects && i >= start + 2 && depths[node]! <= DEEPEST;
      use(operands[i]!, opens ? 2 * node + (i - start - 2) : own);
    }
  }
  return region;
}

export function isSelect(opcode: number): boolean {
  return opcode >= SELECT && opcode < SELECT + COMPARISONS.length;
}
