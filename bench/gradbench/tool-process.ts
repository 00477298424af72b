import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import type { Readable, Writable } from 'node:stream';
import { lines } from './lines.ts';
import type { Reply } from './protocol.ts';

/** A message, whatever else it holds. */
export type Message = { readonly id: number } & object;

/** A running tool: any program that answers a line with a line. */
export class ToolProcess {
  private readonly child: ChildProcess;
  private readonly replies: AsyncGenerator<string>;
  private readonly ended: Promise<number | null>;

  /** Starts `command` in a shell. */
  constructor(command: string) {
    this.child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] });
    this.replies = lines(this.child.stdout as Readable);
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
    // A tool that has ended is noticed by the answer that does not come.
    this.child.stdin?.on('error', () => {});
  }

  /** The reply to a message. */
  async ask(message: Message): Promise<Reply> {
    (this.child.stdin as Writable).write(`${JSON.stringify(message)}\n`);
    const { value, done } = await this.replies.next();
    if (done) throw new Error(`the tool ended, with ${await this.ended}, before it answered message ${message.id}`);
    const reply = JSON.parse(value as string) as Reply;
    if (reply.id !== message.id) throw new Error(`expected the reply to message ${message.id}, got one to ${reply.id}`);
    return reply;
  }

  /** Ends the session; the code the tool ends with. */
  async end(): Promise<number | null> {
    this.child.stdin?.end();
    return this.ended;
  }

  /** Ends the tool if it still runs, with all it has started. */
  kill(): void {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    for (const id of family(this.child.pid as number).reverse()) process.kill(id, 'SIGKILL');
  }

  /** The most memory the tool has held so far, in bytes; undefined where the system does not tell. */
  peak(): number | undefined {
    try {
      const peaks = family(this.child.pid as number).map((id) => {
        const kilobytes = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1];
        return 1024 * Number(kilobytes);
      });
      return Math.max(...peaks);
    } catch {
      return undefined;
    }
  }
}

/** A process and its descendants, as Linux tells them. */
function family(id: number): number[] {
  const parents = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const parent = /^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${name}/status`, 'utf8'))?.[1];
        return [[Number(name), Number(parent)] as const];
      } catch {
        return [];
      }
    });
  const found = [id];
  for (const ancestor of found) for (const [child, parent] of parents) if (parent === ancestor) found.push(child);
  return found;
}
