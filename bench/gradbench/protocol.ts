import type { Eval, Prepare } from './eval.ts';

/** One entry of `timings`: a run of the function, or what came before it. */
export interface Timing {
  readonly name: string;
  readonly nanoseconds: number;
}

/** What a message is answered with. */
export interface Reply {
  readonly id: unknown;
  readonly tool?: string;
  readonly success?: boolean;
  readonly output?: unknown;
  readonly timings?: readonly Timing[];
  readonly error?: string;
}

interface Message {
  readonly id?: unknown;
  readonly kind?: unknown;
  readonly module?: unknown;
  readonly function?: unknown;
  readonly input?: unknown;
}

/** How a tool answers. */
export interface Answering {
  readonly tool: string;
  readonly evals: readonly Eval[];
  /** Take the compiled functions where there are some. */
  readonly compiled?: boolean;
  /** What needs more bytes than this is refused. */
  readonly memory?: number;
}

/** The answer to one line. Never throws: what can't be done is `success: false`, with the reason as `error`. */
export function answer(line: string, answering: Answering): Reply {
  let message: Message | null;
  try {
    message = JSON.parse(line);
  } catch (error) {
    return refusal(null, `expected a line of JSON, got ${JSON.stringify(line.slice(0, 40))}: ${text(error)}`);
  }
  if (typeof message !== 'object' || message === null || Array.isArray(message)) {
    return refusal(null, `expected a message { id, kind, … }, got ${line.slice(0, 40)}`);
  }
  const id = message.id ?? null;
  switch (message.kind) {
    case 'start':
      return { id, tool: answering.tool };
    case 'define':
      return define(id, message, answering);
    case 'evaluate':
      return evaluate(id, message, answering);
    default:
      return { id };
  }
}

function define(id: unknown, { module }: Message, { evals }: Answering): Reply {
  if (evals.some(({ name }) => name === module)) return { id, success: true };
  return refusal(id, `expected one of the modules ${names(evals)}, got ${JSON.stringify(module)}`);
}

function evaluate(id: unknown, message: Message, answering: Answering): Reply {
  try {
    return { id, success: true, ...run(chosen(message, answering), message.input, answering.memory) };
  } catch (error) {
    return refusal(id, text(error));
  }
}

function chosen({ module, function: name }: Message, { evals, compiled }: Answering): Prepare {
  const found = evals.find((one) => one.name === module);
  if (found === undefined)
    throw new RangeError(`expected one of the modules ${names(evals)}, got ${JSON.stringify(module)}`);
  const functions = { ...found.functions, ...(compiled && found.compiled) };
  if (typeof name === 'string' && Object.hasOwn(functions, name)) return functions[name] as Prepare;
  throw new RangeError(
    `${found.name}: expected one of the functions ${Object.keys(functions).join(', ')}, got ${JSON.stringify(name)}`,
  );
}

/** Runs a function as often as its input asks, and says how long each run took. */
function run(prepare: Prepare, input: unknown, memory = Infinity): Pick<Reply, 'output' | 'timings'> {
  const asked = (typeof input === 'object' ? input : null) as { min_runs?: number; min_seconds?: number } | null;
  const { min_runs: leastRuns = 1, min_seconds: leastSeconds = 0 } = asked ?? {};
  const begin = performance.now();
  const { run, output, needs = 0 } = prepare(input as never);
  const timings = [{ name: 'prepare', nanoseconds: since(begin) }];
  if (needs > memory) {
    throw new RangeError(`needs about ${gibibytes(needs)} of memory, ${gibibytes(memory)} are allowed; not started`);
  }
  let result: unknown;
  for (let runs = 0, spent = 0; runs === 0 || runs < leastRuns || spent < leastSeconds * 1e9; runs++) {
    result = undefined;
    const start = performance.now();
    result = run();
    const nanoseconds = since(start);
    timings.push({ name: 'evaluate', nanoseconds });
    spent += nanoseconds;
  }
  const sent = output === undefined ? result : output(result as never);
  const wrong = unsendable(sent, 'output');
  if (wrong !== undefined) throw new RangeError(wrong);
  return { output: sent, timings };
}

const since = (start: number): number => Math.round((performance.now() - start) * 1e6);
const gibibytes = (bytes: number): string => `${(bytes / 2 ** 30).toPrecision(3)} GiB`;
const names = (evals: readonly Eval[]): string => evals.map(({ name }) => name).join(', ');
const text = (error: unknown): string => String(error);
const refusal = (id: unknown, error: string): Reply => ({ id, success: false, error });

/** Why `value` can't be sent. JSON has no NaN and no infinities, and a null in their place would be a lie. */
function unsendable(value: unknown, path: string): string | undefined {
  if (typeof value === 'number')
    return Number.isFinite(value) ? undefined : `${path} is ${value}, which JSON can't hold`;
  if (typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (isList(value)) {
    for (let i = 0; i < value.length; i++) {
      const entry = value[i];
      if (typeof entry === 'number' && Number.isFinite(entry)) continue;
      const wrong = unsendable(entry, `${path}[${i}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  if (typeof value !== 'object' || value === null) return `${path} is ${String(value)}, which JSON can't hold`;
  for (const [key, entry] of Object.entries(value)) {
    const wrong = unsendable(entry, `${path}.${key}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

function isList(value: unknown): value is ArrayLike<unknown> {
  return Array.isArray(value) || (ArrayBuffer.isView(value) && 'length' in value);
}

const PIECE = 4096;

/** The JSON of a reply in pieces of some ten thousand characters: a reply may be longer than a string can be. */
export function* pieces(value: unknown): Generator<string> {
  if (isList(value)) {
    yield '[';
    for (let first = 0; first < value.length; first += PIECE) {
      if (first > 0) yield ',';
      const part = Array.prototype.slice.call(value, first, first + PIECE) as unknown[];
      if (part.every((entry) => typeof entry !== 'object')) {
        yield JSON.stringify(part).slice(1, -1);
        continue;
      }
      for (const [i, entry] of part.entries()) {
        if (i > 0) yield ',';
        yield* pieces(entry);
      }
    }
    yield ']';
  } else if (typeof value === 'object' && value !== null) {
    let separator = '{';
    for (const [key, entry] of Object.entries(value)) {
      if (entry === undefined) continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* pieces(entry);
      separator = ',';
    }
    yield separator === '{' ? '{}' : '}';
  } else {
    yield JSON.stringify(value);
  }
}
