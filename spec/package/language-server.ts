import { spawn } from 'node:child_process';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: { readonly items?: readonly unknown[] };
  readonly result?: unknown;
}

/** TypeScript's language server, as an editor talks to it. */
export class LanguageServer {
  private readonly process = spawn(process.execPath, ['node_modules/typescript/bin/tsc', '--lsp', '--stdio'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  private readonly waiting = new Map<number, (result: unknown) => void>();
  private received: Buffer = Buffer.alloc(0);
  private asked = 0;

  constructor() {
    this.process.stdout.on('data', (bytes: Buffer) => {
      this.received = Buffer.concat([this.received, bytes]);
      for (let message = this.next(); message !== undefined; message = this.next()) this.take(message);
    });
  }

  ask<T>(method: string, params: unknown): Promise<T> {
    const id = ++this.asked;
    return new Promise((resolve) => {
      this.waiting.set(id, resolve as (result: unknown) => void);
      this.send({ id, method, params });
    });
  }

  tell(method: string, params: unknown): void {
    this.send({ method, params });
  }

  close(): void {
    this.process.kill();
  }

  private send(message: object): void {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    this.process.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  private next(): Message | undefined {
    const end = this.received.indexOf('\r\n\r\n');
    if (end < 0) return undefined;
    const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString('latin1', 0, end))?.[1]);
    if (this.received.length < end + 4 + length) return undefined;
    const message = JSON.parse(this.received.toString('utf8', end + 4, end + 4 + length)) as Message;
    this.received = this.received.subarray(end + 4 + length);
    return message;
  }

  /** An answer, or a question of the server's, which gets the defaults. */
  private take({ id, method, params, result }: Message): void {
    if (id === undefined) return;
    if (method === undefined) this.waiting.get(id)?.(result);
    else this.send({ id, result: params?.items?.map(() => null) ?? null });
  }
}
