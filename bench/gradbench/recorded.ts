import { readdirSync, readFileSync } from 'node:fs';

/** What an eval sends to evaluate a function. */
export interface Evaluate {
  readonly id: number;
  readonly kind: 'evaluate';
  readonly module: string;
  readonly function: string;
  readonly input: unknown;
  readonly description?: string;
}

/** A message of a recorded session, with the answer where there is one. */
export interface Recorded {
  readonly message: { readonly id: number; readonly kind: string } | Evaluate;
  readonly expected?: unknown;
  /** A better truth than `expected`. */
  readonly exact?: unknown;
}

/** A time of a tool of the suite. */
export interface Anchor {
  readonly eval: string;
  readonly function: string;
  readonly size: string;
  readonly tool: string;
  readonly nanoseconds: number;
}

const data = new URL('data/', import.meta.url);

/** The names of the evals there are sessions of, in the suite's order. */
export const recordedEvals: readonly string[] = [
  ...['hello', 'lse', 'llsq', 'ode', 'det', 'kmeans', 'gmm', 'ba', 'ht', 'lstm', 'particle', 'saddle'],
].filter((name) => readdirSync(data).includes(`${name}.jsonl`));

export function session(name: string): Recorded[] {
  const text = readFileSync(new URL(`${name}.jsonl`, data), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Recorded);
}

export function isEvaluate(message: Recorded['message']): message is Evaluate {
  return message.kind === 'evaluate';
}

export function anchors(): Anchor[] {
  return (JSON.parse(readFileSync(new URL('timings.json', data), 'utf8')) as { rows: Anchor[] }).rows;
}
