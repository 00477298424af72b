import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

const NEWLINE = 10;

/** The lines of a stream, of any length; also a last one without a newline. */
export async function* lines(stream: Readable): AsyncGenerator<string> {
  let before: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    let start = 0;
    for (let end = chunk.indexOf(NEWLINE); end >= 0; end = chunk.indexOf(NEWLINE, start)) {
      yield Buffer.concat([...before, chunk.subarray(start, end)]).toString();
      before = [];
      start = end + 1;
    }
    if (start < chunk.length) before.push(chunk.subarray(start));
  }
  if (before.length > 0) yield Buffer.concat(before).toString();
}

const BUFFERED = 1 << 16;

/** Writes a line, as fast as the other side reads it, and returns when it has been handed over. */
export async function writeLine(stream: Writable, pieces: Iterable<string>): Promise<void> {
  let text = '';
  for (const piece of pieces) {
    text += piece;
    if (text.length < BUFFERED) continue;
    if (!stream.write(text)) await once(stream, 'drain');
    text = '';
  }
  if (!stream.write(`${text}\n`)) await once(stream, 'drain');
}
