import type { Bytes } from './bytes.ts';
import { isOutput, type Layout } from './layout.ts';
import { IS_CONSTANT, type Schedule } from './schedule.ts';
import { FAR, FROM_CONSTANT, type Segment } from './segments.ts';

/** Where a number is in each iteration of a segment: `offset` bytes from a pointer, or from an address in a table. */
export interface Reference {
  /** The stride of the pointer, in bytes an iteration. */
  readonly stride: number;
  readonly offset: number;
  readonly isTable: boolean;
}

/** A number passed from iteration to iteration: at first that of a node, then the result of a step of the iteration before. */
export interface Carry {
  readonly first: number;
  /** The address of that node; −1 of a constant. */
  readonly address: number;
  readonly step: number;
}

/** A segment with the origin of each of its operands. */
export interface ResolvedSegment extends Segment {
  /**
   * In the order of the segment's sources, each operand as an index: first come the steps of the iteration, then the
   * references, then the carries; `~node` stands for a constant.
   */
  readonly operands: Int32Array;
  readonly references: readonly Reference[];
  readonly carries: readonly Carry[];
  /** The reference where each step is stored, −1 where it is not. */
  readonly stores: Int32Array;
}

/** Resolves the operands of a segment; its tables are put into `data`, which is at the byte `at` of the memory. */
export function resolve(
  schedule: Schedule,
  layout: Layout,
  segment: Segment,
  data: Bytes,
  at: number,
): ResolvedSegment {
  const { from, period, count, sources } = segment;
  const { addresses } = layout;
  const list: Reference[] = [];
  const columns: Int32Array[] = [];
  /** References by stride and offset. */
  const known = new Map<number, number>();
  const strides = [0];

  /** The index of the reference to these addresses, one for each iteration. */
  const reference = (address: (k: number) => number): number => {
    const first = address(0);
    const stride = count > 1 ? address(1) - first : 0;
    let k = 2;
    while (k < count && address(k) === first + k * stride) k++;
    if (k < count) return tabled(Int32Array.from({ length: count }, (_, iteration) => address(iteration)));
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
    if (other?.every((address, k) => address === column[k])) return known;
    const index = list.push({ stride: 0, offset: columns.push(column) - 1, isTable: true }) - 1;
    tables.set(key, index);
    return index;
  };

  const operands = new Int32Array(sources.length);
  const stores = new Int32Array(period).fill(-1);
  const carries: Carry[] = [];
  /** The indices of carries by where they come from, and the operands that are carries. */
  const carryIndices = new Map<number, number>();
  const carried: number[] = [];
  let slot = 0;
  for (let q = 0; q < period; q++) {
    const action = schedule.actions[from + q]!;
    const arity = schedule.arities[action]!;
    for (let t = 0; t < arity; t++) {
      const node = (k: number): number => schedule.operands[schedule.firsts[from + k * period + q]! + t]!;
      const source = sources[slot]!;
      if (source >= 0) operands[slot] = source;
      else if (source === FROM_CONSTANT) operands[slot] = ~node(0);
      else if (source === FAR) operands[slot] = period + reference((k) => addresses[node(k)]!);
      else {
        const first = node(0);
        const address = schedule.steps[first] === IS_CONSTANT ? -1 : addresses[first]!;
        const step = source + period;
        const key = first * 2 ** 20 + step;
        const index = carryIndices.get(key) ?? carries.push({ first, address, step }) - 1;
        carryIndices.set(key, index);
        carried.push(slot);
        operands[slot] = index;
      }
      slot++;
    }
    const id = (k: number): number => schedule.ids[from + k * period + q]!;
    if (action === schedule.output) stores[q] = reference((k) => layout.out + 8 * id(k));
    else if (action < schedule.output && addresses[id(0)]! >= 0 && !isOutput(schedule, segment, q)) {
      stores[q] = reference((k) => addresses[id(k)]!);
    }
  }
  for (const s of carried) operands[s]! += period + list.length;
  const references = columns.length === 0 ? list : withTables(list, columns, at + data.length);
  for (let k = 0; columns.length > 0 && k < count; k++) for (const column of columns) data.i32(column[k]!);
  return { ...segment, operands, references, carries, stores };
}

/** The tables of a segment lie row by row, one row an iteration. */
function withTables(list: readonly Reference[], columns: readonly Int32Array[], at: number): Reference[] {
  return list.map((reference) =>
    reference.isTable ? { stride: 4 * columns.length, offset: at + 4 * reference.offset, isTable: true } : reference,
  );
}
