import type { Check, Instruction, Program } from '../program.ts';

/**
 * What one function may hold, counting 1 for a node, each operand, output and check. Engines end at 50,000 locals and 7.6 MB
 * a function. From 500 to 20,000 there is no difference in V8, beyond it code is slower and takes longer to be optimised.
 */
const FUNCTION_WEIGHT = 6000;

/** Where the nodes of a program are kept, and when they are last used. */
export interface Layout {
  /** Function k holds the nodes from `starts[k]` to before `starts[k + 1]`. */
  readonly starts: readonly number[];
  /** The byte of memory where a node is kept that an input brings or a later function needs; −1 for others. */
  readonly homes: Int32Array;
  /** How many bytes of memory are used: inputs, then outputs, then what crosses from function to function. */
  readonly bytes: number;
  /** Of node i, the outputs that it is: `outputs[i]`, and from output j on `nextOutputs[j]`; −1 ends. */
  readonly outputs: Int32Array;
  readonly nextOutputs: Int32Array;
  /** The checks, each at the first node by which it and those before it can be judged, so the first to fail is found. */
  readonly checks: ReadonlyMap<number, readonly number[]>;
}

/** The nodes a check looks at. */
export function looked({ compare, x, y }: Check): readonly number[] {
  return compare === 'finite' ? [x] : [x, y];
}

/** By the arity as well, for the user's own operations have any name. */
export function isInput({ name, arity }: Instruction): boolean {
  return arity === 0 && name === 'input';
}

export function isConstant({ name, arity }: Instruction): boolean {
  return arity === 0 && name === 'constant';
}

export function layOut(program: Program, weight: number = FUNCTION_WEIGHT): Layout {
  const { length, outputs } = program;
  const checks = placeChecks(program);
  const first = new Int32Array(length).fill(-1);
  const next = new Int32Array(outputs.length).fill(-1);
  for (let j = outputs.length - 1; j >= 0; j--) {
    const node = outputs[j] as number;
    next[j] = first[node] as number;
    first[node] = j;
  }
  const starts = split(program, first, next, checks, weight);
  const { homes, bytes } = settle(program, starts, checks, first);
  return { starts, homes, bytes, outputs: first, nextOutputs: next, checks };
}

function placeChecks({ checks }: Program): Map<number, number[]> {
  const places = new Map<number, number[]>();
  let place = 0;
  checks.forEach((check, i) => {
    place = Math.max(place, ...looked(check));
    const there = places.get(place);
    if (there === undefined) places.set(place, [i]);
    else there.push(i);
  });
  return places;
}

function split(
  { length, starts: operands }: Program,
  outputs: Int32Array,
  next: Int32Array,
  checks: Layout['checks'],
  most: number,
): number[] {
  const starts = [0];
  let weight = 0;
  for (let node = 0; node < length; node++) {
    let own = 1 + (operands[node + 1] as number) - (operands[node] as number) + (checks.get(node)?.length ?? 0);
    for (let j = outputs[node] as number; j >= 0; j = next[j] as number) own++;
    weight += own;
    if (weight <= most || node === starts.at(-1)) continue;
    starts.push(node);
    weight = own;
  }
  return [...starts, length];
}

/** Gives a place in memory to all that is used in another function than the one it is computed in. */
function settle(
  { inputs, length, instructions, kinds, starts: ends, operands, values, outputs, checks }: Program,
  starts: readonly number[],
  places: Layout['checks'],
  firstOutput: Int32Array,
): { homes: Int32Array; bytes: number } {
  // The last function that needs a node.
  const needed = new Int32Array(length).fill(-1);
  for (let k = 0; k + 1 < starts.length; k++) {
    const [from, to] = [starts[k] as number, starts[k + 1] as number];
    for (let i = ends[from] as number; i < (ends[to] as number); i++) needed[operands[i] as number] = k;
  }
  for (const [place, there] of places) {
    const k = functionOf(starts, place);
    for (const i of there) {
      for (const node of looked(checks[i] as Check)) needed[node] = Math.max(needed[node] as number, k);
    }
  }
  const homes = new Int32Array(length).fill(-1);
  let top = inputs + outputs.length;
  const free: number[] = [];
  const ending: number[][] = starts.map(() => []);
  for (let k = 0; k + 1 < starts.length; k++) {
    for (let node = starts[k] as number; node < (starts[k + 1] as number); node++) {
      const instruction = instructions[kinds[node] as number] as Instruction;
      const last = needed[node] as number;
      if (isInput(instruction)) homes[node] = 8 * (values[node] as number);
      else if (isConstant(instruction) || last <= k) continue;
      else if ((firstOutput[node] as number) >= 0) homes[node] = 8 * (inputs + (firstOutput[node] as number));
      else {
        const slot = free.pop() ?? top++;
        homes[node] = 8 * slot;
        (ending[last] as number[]).push(slot);
      }
    }
    free.push(...(ending[k] as number[]));
  }
  return { homes, bytes: 8 * top };
}

function functionOf(starts: readonly number[], node: number): number {
  let [low, high] = [0, starts.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= node) low = middle;
    else high = middle - 1;
  }
  return low;
}
