import { type Difference, difference, TOLERANCE } from './judge.ts';
import type { Reply } from './protocol.ts';
import { type Evaluate, isEvaluate, type Recorded } from './recorded.ts';

/** What answers messages: a tool, or the protocol in this process. */
export type Ask = (message: Recorded['message']) => Reply | Promise<Reply>;

/** What came of one evaluate. */
export interface Verdict {
  readonly message: Evaluate;
  readonly difference: Difference;
  /** Undefined where the answer is right. */
  readonly wrong?: string;
}

/** A session with its smallest input only. */
export function smallest(session: readonly Recorded[]): Recorded[] {
  const sent = session.map(({ message }) => message).filter(isEvaluate);
  const [first] = [...sent].sort((a, b) => length(a) - length(b));
  return session.filter(({ message }) => {
    if (isEvaluate(message)) return message.description === first?.description;
    return message.kind !== 'analysis';
  });
}

const length = ({ input }: Evaluate): number => JSON.stringify(input).length;

/** Sends a recorded session, message by message, and judges every answer. */
export async function* replay(session: readonly Recorded[], ask: Ask): AsyncGenerator<Verdict> {
  for (const { message, expected, exact } of session) {
    const reply = await ask(message);
    if (message.kind === 'define' && reply.success !== true) throw new Error(`define is refused: ${reply.error}`);
    if (isEvaluate(message)) yield judged(message, exact ?? expected, reply);
  }
}

function judged(message: Evaluate, expected: unknown, reply: Reply): Verdict {
  if (reply.success !== true)
    return { message, difference: { by: Infinity, at: 'output' }, wrong: String(reply.error) };
  const found = difference(expected, reply.output);
  const asked = (message.input as { min_runs?: number } | null)?.min_runs ?? 0;
  const runs = (reply.timings ?? []).filter(({ name }) => name === 'evaluate');
  let wrong: string | undefined;
  if (!(found.by <= TOLERANCE)) wrong = `${found.at} is off by ${found.by.toPrecision(2)}, relatively`;
  else if (runs.length < asked) wrong = `${runs.length} runs, ${asked} were asked for`;
  else if (!runs.every(({ nanoseconds }) => Number.isSafeInteger(nanoseconds) && nanoseconds >= 0)) {
    wrong = 'times are not whole nanoseconds';
  }
  return { message, difference: found, ...(wrong && { wrong }) };
}
