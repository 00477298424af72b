import type { Bytes } from './bytes.ts';
import { isOutput, type Layout } from './layout.ts';
import { FIXED, type Row } from './schedule.ts';
import { CONSTANT, FAR, type Part } from './segments.ts';

/** Where a number is in each turn of a part: `offset` bytes from a pointer, or from what a table says there. */
export interface Reference {
  /** The stride of the pointer, in bytes a turn. */
  readonly stride: number;
  readonly offset: number;
  readonly isTable: boolean;
}

/** A number handed from turn to turn: at first that of a node, then what an item of the turn before gave. */
export interface Carry {
  readonly first: number;
  /** Where that node is kept; −1 of a constant. */
  readonly home: number;
  readonly item: number;
}

/** A part with everything that is to be known to write it. */
export interface Wired extends Part {
  /**
   * Of each operand, in the order of the part's sources: an item of the turn, or after those, a reference, or after those, a
   * carry; `~node` of a constant.
   */
  readonly operands: Int32Array;
  readonly references: readonly Reference[];
  readonly carries: readonly Carry[];
  /** Of each item the reference where it is stored, −1 where it is not. */
  readonly stores: Int32Array;
}

/** Finds how each turn gets at what it needs; tables are put into `data`, which is at the byte `at` of the memory. */
export function wire(row: Row, layout: Layout, part: Part, data: Bytes, at: number): Wired {
  const { from, period, count, sources } = part;
  const { homes } = layout;
  const list: Reference[] = [];
  const columns: Int32Array[] = [];
  /** By stride and offset. */
  const known = new Map<number, number>();
  const strides = [0];

  /** The index of the reference to what is at these places in turn after turn. */
  const reference = (home: (k: number) => number): number => {
    const first = home(0);
    const stride = count > 1 ? home(1) - first : 0;
    let k = 2;
    while (k < count && home(k) === first + k * stride) k++;
    if (k < count) return tabled(Int32Array.from({ length: count }, (_, turn) => home(turn)));
    const offset = stride < 0 ? first + (count - 1) * stride : first;
    let pointer = strides.indexOf(stride);
    if (pointer < 0) pointer = strides.push(stride) - 1;
    const key = pointer * 2 ** 32 + offset;
    let index = known.get(key);
    if (index === undefined) {
      index = list.push({ stride, offset, isTable: false }) - 1;
      known.set(key, index);
    }
    return index;
  };
  /** Tables by how they begin. */
  const tables = new Map<string, number>();
  const tabled = (column: Int32Array): number => {
    const key = column.subarray(0, 8).join();
    const known = tables.get(key) ?? -1;
    const other = columns[list[known]?.offset as number];
    if (other?.every((home, k) => home === column[k])) return known;
    const index = list.push({ stride: 0, offset: columns.push(column) - 1, isTable: true }) - 1;
    tables.set(key, index);
    return index;
  };

  const operands = new Int32Array(sources.length);
  const stores = new Int32Array(period).fill(-1);
  const carries: Carry[] = [];
  /** Carries by where they come from, and the operands that are carries. */
  const handed = new Map<number, number>();
  const carried: number[] = [];
  let slot = 0;
  for (let q = 0; q < period; q++) {
    const deed = row.deeds[from + q]!;
    const arity = row.arities[deed]!;
    for (let t = 0; t < arity; t++) {
      const node = (k: number): number => row.operands[row.firsts[from + k * period + q]! + t]!;
      const source = sources[slot]!;
      if (source >= 0) operands[slot] = source;
      else if (source === CONSTANT) operands[slot] = ~node(0);
      else if (source === FAR) operands[slot] = period + reference((k) => homes[node(k)]!);
      else {
        const first = node(0);
        const home = row.items[first] === FIXED ? -1 : homes[first]!;
        const item = source + period;
        const key = first * 2 ** 20 + item;
        const index = handed.get(key) ?? carries.push({ first, home, item }) - 1;
        handed.set(key, index);
        carried.push(slot);
        operands[slot] = index;
      }
      slot++;
    }
    const id = (k: number): number => row.ids[from + k * period + q]!;
    if (deed === row.output) stores[q] = reference((k) => layout.out + 8 * id(k));
    else if (deed < row.output && homes[id(0)]! >= 0 && !isOutput(row, part, q)) {
      stores[q] = reference((k) => homes[id(k)]!);
    }
  }
  for (const s of carried) operands[s]! += period + list.length;
  const references = columns.length === 0 ? list : withTables(list, columns, at + data.length);
  for (let k = 0; columns.length > 0 && k < count; k++) for (const column of columns) data.i32(column[k]!);
  return { ...part, operands, references, carries, stores };
}

/** The tables of a part lie row by row, a row for a turn. */
function withTables(list: readonly Reference[], columns: readonly Int32Array[], at: number): Reference[] {
  return list.map((reference) =>
    reference.isTable ? { stride: 4 * columns.length, offset: at + 4 * reference.offset, isTable: true } : reference,
  );
}
