import type { Program } from '../../program/program.ts';
import { FIXED, type Row } from './schedule.ts';
import { CONSTANT, eachOperand, FAR, type Limits, type Part, partsOf } from './segments.ts';

/** Where the numbers of a program are kept. */
export interface Layout {
  readonly parts: readonly Part[];
  /** The byte of memory where a node is kept that is needed elsewhere than in the turn that computes it; −1 of others. */
  readonly homes: Int32Array;
  /** Inputs, then outputs, then what crosses from turn to turn or function to function, then these constants. */
  readonly constants: readonly number[];
  /** Where the outputs are. */
  readonly out: number;
  /** Up to the constants. */
  readonly bytes: number;
}

export function layOut(program: Program, row: Row, limits: Partial<Limits> = {}): Layout {
  const parts = partsOf(row, limits);
  return { parts, out: 8 * program.inputs.length, ...settle(program, row, parts, lastNeeds(program, row, parts)) };
}

/** Of each node the last part that finds it in memory, −1 where none does. */
function lastNeeds({ length }: Program, row: Row, parts: readonly Part[]): Int32Array {
  const needed = new Int32Array(length).fill(-1);
  parts.forEach((part, p) => {
    eachOperand(row, part, (node, slot, k) => {
      const source = part.sources[slot]!;
      if (source === FAR || (k === 0 && source < 0 && source !== CONSTANT)) needed[node] = p;
    });
  });
  return needed;
}

/** Whether an item of a turn has its home among the outputs: the next item puts it there. */
export function isOutput({ deeds, output }: Row, { from, period }: Part, q: number): boolean {
  return q + 1 < period && deeds[from + q + 1] === output;
}

/** Gives a place in memory to all that is needed elsewhere than where it is computed. */
function settle(
  { inputs, outputs, length, values }: Program,
  row: Row,
  parts: readonly Part[],
  needed: Int32Array,
): { homes: Int32Array; bytes: number; constants: number[] } {
  const homes = new Int32Array(length).fill(-1);
  let top = inputs.length + outputs.length;
  const free: number[] = [];
  const ending: number[][] = parts.map(() => []);
  parts.forEach((part, p) => {
    const { from, period, count } = part;
    const escapes = new Uint8Array(period);
    for (let i = from, q = 0; i < from + period * count; i++, q = q + 1 === period ? 0 : q + 1) {
      const node = row.ids[i]!;
      if (row.deeds[i]! >= row.output || needed[node]! < p + Number(count === 1)) continue;
      if (isOutput(row, part, q)) homes[node] = 8 * (inputs.length + row.ids[i + 1]!);
      else if (count > 1) escapes[q] = 1;
      else {
        const slot = free.pop() ?? top++;
        homes[node] = 8 * slot;
        (ending[needed[node]!] as number[]).push(slot);
      }
    }
    const columns = [...escapes.keys()].filter((q) => escapes[q] === 1);
    for (let k = 0; k < count; k++) {
      columns.forEach((q, column) => {
        homes[row.ids[from + k * period + q]!] = 8 * (top + k * columns.length + column);
      });
    }
    top += columns.length * count;
    free.push(...(ending[p] as number[]));
  });
  for (let place = 0; place < inputs.length; place++) if (inputs[place]! >= 0) homes[inputs[place]!] = 8 * place;
  const constants: number[] = [];
  for (let node = 0; node < length; node++) {
    if (row.items[node] === FIXED && needed[node]! >= 0) {
      homes[node] = 8 * (top + constants.length);
      constants.push(values[node]!);
    }
  }
  return { homes, bytes: 8 * top, constants };
}
