import type { Program } from '../../program/program.ts';
import { IS_CONSTANT, type Schedule } from './schedule.ts';
import { eachOperand, FAR, FROM_CONSTANT, type Limits, type Segment, segmentsOf } from './segments.ts';

/** Where the numbers of a program are kept. */
export interface Layout {
  readonly segments: readonly Segment[];
  /** The byte of memory where a node is kept that is used outside the iteration that computes it; −1 of others. */
  readonly addresses: Int32Array;
  /** In memory: inputs, outputs, numbers that cross iterations or functions, then these constants. */
  readonly constants: readonly number[];
  /** Where the outputs are. */
  readonly out: number;
  /** Up to the constants. */
  readonly bytes: number;
}

export function layOut(program: Program, schedule: Schedule, limits: Partial<Limits> = {}): Layout {
  const segments = segmentsOf(schedule, limits);
  return {
    segments,
    out: 8 * program.inputs.length,
    ...assignAddresses(program, schedule, segments, lastUses(program, schedule, segments)),
  };
}

/** The last segment that reads a node from memory, −1 where none does. */
function lastUses({ length }: Program, schedule: Schedule, segments: readonly Segment[]): Int32Array {
  const needed = new Int32Array(length).fill(-1);
  segments.forEach((segment, p) => {
    eachOperand(schedule, segment, (node, slot, k) => {
      const source = segment.sources[slot]!;
      if (source === FAR || (k === 0 && source < 0 && source !== FROM_CONSTANT)) needed[node] = p;
    });
  });
  return needed;
}

/** Whether the next step of an iteration stores this one as an output: then that is its address. */
export function isOutput({ actions, output }: Schedule, { from, period }: Segment, q: number): boolean {
  return q + 1 < period && actions[from + q + 1] === output;
}

/** Gives an address to each node that is used outside the iteration that computes it. */
function assignAddresses(
  { inputs, outputs, length, values }: Program,
  schedule: Schedule,
  segments: readonly Segment[],
  needed: Int32Array,
): { addresses: Int32Array; bytes: number; constants: number[] } {
  const addresses = new Int32Array(length).fill(-1);
  let top = inputs.length + outputs.length;
  const free: number[] = [];
  const ending: number[][] = segments.map(() => []);
  segments.forEach((segment, p) => {
    const { from, period, count } = segment;
    const escapes = new Uint8Array(period);
    for (let i = from, q = 0; i < from + period * count; i++, q = q + 1 === period ? 0 : q + 1) {
      const node = schedule.ids[i]!;
      if (schedule.actions[i]! >= schedule.output || needed[node]! < p + Number(count === 1)) continue;
      if (isOutput(schedule, segment, q)) addresses[node] = 8 * (inputs.length + schedule.ids[i + 1]!);
      else if (count > 1) escapes[q] = 1;
      else {
        const slot = free.pop() ?? top++;
        addresses[node] = 8 * slot;
        (ending[needed[node]!] as number[]).push(slot);
      }
    }
    const columns = [...escapes.keys()].filter((q) => escapes[q] === 1);
    for (let k = 0; k < count; k++) {
      columns.forEach((q, column) => {
        addresses[schedule.ids[from + k * period + q]!] = 8 * (top + k * columns.length + column);
      });
    }
    top += columns.length * count;
    free.push(...(ending[p] as number[]));
  });
  for (let place = 0; place < inputs.length; place++) if (inputs[place]! >= 0) addresses[inputs[place]!] = 8 * place;
  const constants: number[] = [];
  for (let node = 0; node < length; node++) {
    if (schedule.steps[node] === IS_CONSTANT && needed[node]! >= 0) {
      addresses[node] = 8 * (top + constants.length);
      constants.push(values[node]!);
    }
  }
  return { addresses, bytes: 8 * top, constants };
}
