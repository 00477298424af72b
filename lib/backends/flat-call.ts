import type { Program } from '../program/program.ts';
import { eachPlace, isDestination } from '../tree/destination.ts';
import { flattenInto } from '../tree/flatten.ts';
import { type ListTree, leafCount } from '../tree/tree.ts';
import { unflatten } from '../tree/unflatten.ts';
import { BUSY, type CompiledCall, type Convention, MISS, OK, type Outcome, type Run } from './backend.ts';

/** A run over flat numbers as a call with f's own arguments. */
export function flatCall(
  run: Run,
  { outputs: { length } }: Program,
  { signature, result, into }: Convention,
): { readonly call: CompiledCall; readonly outcome: Outcome } {
  const numbers = new Float64Array(leafCount(signature));
  const outputs = new Float64Array(length);
  const gradient = outputs.subarray(1);
  const outcome: Outcome = { signal: MISS };
  let isRunning = false;
  const runs = (first: unknown, others: readonly unknown[], from: number): boolean => {
    // The arrays belong to the run that is not over yet.
    if (isRunning) outcome.signal = BUSY;
    else if (!readEach(signature, first, others, from, numbers)) outcome.signal = MISS;
    else {
      isRunning = true;
      try {
        const signal = run(numbers, outputs);
        if (signal === OK) return true;
        outcome.signal = signal;
      } finally {
        isRunning = false;
      }
    }
    return false;
  };
  if (into === undefined) {
    const call: CompiledCall = (...args) => (runs(args[0], args, 1) ? unflatten(result, outputs) : undefined);
    return { call, outcome };
  }
  const call = (x: unknown, out: unknown, ...rest: unknown[]): unknown => {
    if (!isDestination(into, out)) outcome.signal = MISS;
    else if (runs(x, rest, 0)) {
      if (out instanceof Float64Array) out.set(gradient);
      else if (Array.isArray(out) && into.kind === 'numbers') {
        for (let i = 0; i < gradient.length; i++) out[i] = gradient[i]!;
      } else {
        let place = 0;
        eachPlace(into, out, (container, key) => {
          container[key] = gradient[place++];
        });
      }
      return outputs[0];
    }
    return undefined;
  };
  return { call: call as CompiledCall, outcome };
}

/** Reads the numbers of `first`, and of `others` from there on; false where their signature is another. */
export function readEach(
  { entries }: ListTree,
  first: unknown,
  others: readonly unknown[],
  from: number,
  numbers: Float64Array,
): boolean {
  const n = entries.length;
  if (others.length - from !== n - 1) return false;
  let place = n === 0 ? 0 : flattenInto(entries[0]!, first, numbers, 0);
  for (let i = 1; i < n && place >= 0; i++) place = flattenInto(entries[i]!, others[from + i - 1], numbers, place);
  return place >= 0;
}
