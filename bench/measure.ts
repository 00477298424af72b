import { seeded } from './seeded.ts';

export type Output = number | ArrayLike<number> | readonly ArrayLike<number>[];
export type Call = (x: number[]) => Output;

/** A method to compute something. It is timed in a separate process, where no other code has influenced the compiler. */
export interface Variant {
  readonly name: string;
  /** Primitive operations × tangent directions (1 for a plain value) in one call; counted by a function where that takes long. */
  readonly work: number | (() => number);
  readonly prepare: () => Call | Promise<Call>;
  /** The right answer, computed by other code than the call's own. */
  readonly expected: Call;
  /** Largest error allowed, relative to the largest expected number; 1e-12 if not given. */
  readonly tolerance?: number;
  /** Why this variant, not ours, is known to answer wrongly: it is timed and marked instead of failing the run. */
  readonly knownWrong?: string;
  /** Calls for so many milliseconds before it is timed: V8 optimises large code off the main thread, for seconds. */
  readonly settling?: number;
  /** Nanoseconds of one call by its own clock, where a call starts a process. */
  readonly clock?: (x: number[]) => number;
  /** One more figure to print, read after the last sample. */
  readonly gauge?: () => string;
}

/** The same by a C++ program of bench/others/native; left out, with a note, where it can't be built. */
export interface Native extends Omit<Variant, 'prepare' | 'clock' | 'gauge' | 'settling'> {
  readonly source: string;
  readonly way: string;
}

export interface Case {
  readonly title: string;
  /** A new input on every call; `random` is seeded. */
  readonly sample: (random: () => number) => number[];
  readonly variants: readonly Variant[];
  readonly natives?: readonly Native[];
  /** Names of the variants that the others are divided by. */
  readonly baselines: readonly string[];
  /** Part of the smoke run. */
  readonly smoke?: boolean;
  /** Node flags for the processes. */
  readonly flags?: readonly string[];
}

export interface Measurement {
  /** Nanoseconds per call. */
  readonly min: number;
  readonly median: number;
  readonly wrong?: string;
  readonly gauge?: string;
}

const INPUTS = 64;
export const CHECKED = 8;

/** The inputs that take turns. */
export function inputsOf({ sample }: Case): number[][] {
  const random = seeded(20261122);
  return Array.from({ length: INPUTS }, () => [...sample(random)]);
}

/** Warms the variant up, times batches of calls for the given time, and checks its answers. */
export async function measure(chosen: Case, variant: Variant, milliseconds: number): Promise<Measurement> {
  const inputs = inputsOf(chosen);
  const call = await variant.prepare();
  // In proportion for a smoke run, whose samples take a tenth of the time.
  const settled = performance.now() + ((variant.settling ?? 0) * Math.min(milliseconds, 200)) / 200;
  for (let i = 0; performance.now() < settled; i++) consume(call(inputs[i % INPUTS] as number[]));
  const { clock } = variant;
  const timed = (calls: number): number => {
    if (clock !== undefined) return calls * clock(inputs[0] as number[]);
    const start = performance.now();
    for (let i = 0; i < calls; i++) consume(call(inputs[i % INPUTS] as number[]));
    return (performance.now() - start) * 1e6;
  };

  let calls = 1;
  for (const end = performance.now() + milliseconds / 2; performance.now() < end; ) {
    if (timed(calls) < 5e5) calls *= 2;
  }
  const samples: number[] = [];
  for (const end = performance.now() + milliseconds; performance.now() < end || samples.length < 3; ) {
    samples.push(timed(calls) / calls);
  }
  // Last: code that computes what is expected may run the same functions on other operations, after which V8 inlines neither.
  const wrong = inputs
    .slice(0, CHECKED)
    .map((x) => difference(variant, x, call(x)))
    .find(Boolean);
  return {
    min: Math.min(...samples),
    median: median(samples),
    ...(wrong && { wrong }),
    ...(variant.gauge && { gauge: variant.gauge() }),
  };
}

export function median(samples: readonly number[]): number {
  const sorted = [...samples].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] as number;
}

/** Every answer is added to this, so that no call can be optimised away. */
let sink = 0;

function consume(output: Output): void {
  if (typeof output === 'number') sink += output;
  else {
    const last = output[output.length - 1] as number | ArrayLike<number>;
    sink += typeof last === 'number' ? last : (last[last.length - 1] as number);
  }
}

export function sunk(): number {
  return sink;
}

/** The error of an answer. */
export function difference(
  { expected, tolerance = 1e-12 }: Pick<Variant, 'expected' | 'tolerance'>,
  x: number[],
  output: Output,
): string | undefined {
  const got = flat(output);
  const want = flat(expected(x));
  const scale = Math.max(...want.map(Math.abs));
  const worst = want.findIndex((w, i) => !(Math.abs((got[i] as number) - w) <= tolerance * scale));
  if (got.length === want.length && worst < 0) return undefined;
  return `${got.length} numbers, number ${worst} is ${got[worst]}; expected ${want.length}, ${want[worst]}`;
}

function flat(output: Output): number[] {
  if (typeof output === 'number') return [output];
  return Array.from(output as ArrayLike<number | ArrayLike<number>>).flatMap((row) =>
    typeof row === 'number' ? row : Array.from(row),
  );
}
