import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

const PAGE = `
import { add, compile, grad, hessian, lt, mul, sin, where } from ${JSON.stringify(fileURLToPath(new URL('../../lib/entries/index.ts', import.meta.url)))};

const allows = (make) => { try { make(); return true; } catch { return false; } };
const step = (x, y) => where(lt, y, 0, mul(x, sin(y)), add(mul(0.9, y), sin(mul(x, y))));
const f = (x) => { let y = 0.5; for (const xi of x) for (let i = 0; i < 40; i++) y = step(xi, y); return y; };
const agrees = ['auto', 'js', 'wasm', 'interpreter'].flatMap((backend) => [f, grad(f), hessian(f)].map((g) => {
  const compiled = compile(g, { backend });
  return [[1, 2], [0.5, -1], [3, 0.1], [NaN, 1]].every((x) => JSON.stringify(compiled(x)) === JSON.stringify(g(x)));
}));
document.body.textContent = JSON.stringify({
  text: allows(() => new Function('return 1')),
  wasm: allows(() => new WebAssembly.Module(Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0))),
  agrees: agrees.filter(Boolean).length,
});
`;

// Debian's Chromium, where it is installed: `apt-get install chromium`.
describe.skipIf(!existsSync(CHROMIUM))('in Chromium, with a Content-Security-Policy', () => {
  let server: Server;
  let folder: string;
  let script: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'dualgrad-'));
    const { outputFiles } = await build({
      stdin: { contents: PAGE, resolveDir: folder },
      bundle: true,
      format: 'iife',
      write: false,
      logLevel: 'error',
    });
    script = outputFiles[0]?.text as string;
    server = createServer(({ url = '' }, response) => {
      if (url === '/page.js') {
        response.setHeader('content-type', 'text/javascript').end(script);
        return;
      }
      const policy = decodeURIComponent(url.slice(1));
      response.setHeader('content-type', 'text/html').setHeader('content-security-policy', policy);
      response.end('<!doctype html><body><script src="/page.js"></script>');
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  });

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  test.each([
    ["script-src 'self'", { text: false, wasm: false }],
    ["script-src 'self' 'wasm-unsafe-eval'", { text: false, wasm: true }],
    ["script-src 'self' 'unsafe-eval'", { text: true, wasm: true }],
  ])(
    '%s, compiled functions give what f gives',
    async (policy, allowed) => {
      const { port } = server.address() as AddressInfo;
      const flags =
        '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync --virtual-time-budget=20000 --dump-dom';
      const { stdout } = await promisify(execFile)(CHROMIUM, [
        ...flags.split(' '),
        `--user-data-dir=${join(folder, encodeURIComponent(policy).replace(/\W/g, ''))}`,
        `http://127.0.0.1:${port}/${encodeURIComponent(policy)}`,
      ]);
      expect(JSON.parse(/\{"text.*?\}/.exec(stdout)?.[0] ?? 'null')).toEqual({ ...allowed, agrees: 12 });
    },
    60_000,
  );
});
